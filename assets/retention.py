"""How long a home keeps what it could do without, and the pruning of `inbox/processed/`.

The archive and the journal are never pruned. Publications are pruned by `publication`, the runs of
Dagster by `pipelines.run_pruning`. May call this floor and the floors below.
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from assets.raw import archive
from assets.raw.inbox import SIGNATURE_SUFFIX
from warehouse.file_hash import hash_file
from warehouse.home import Home


@dataclass(frozen=True, slots=True)
class Retention:
    """How many publications and runs of Dagster stay, and for how many days processed files do."""

    publications: int = 7
    runs: int = 30
    processed_days: int = 400


def prune_processed_files(home: Home, days: int, now: datetime) -> int:
    """Delete old files of `inbox/processed/` whose bytes the archive has; return their number.

    Signatures stay, since the archive has none. Nothing is deleted in a home without a journal:
    names and times of receipt would be nowhere else.
    """
    if not (home.journal_folder.is_dir() and any(home.journal_folder.iterdir())):
        return 0
    cutoff = (now - timedelta(days=days)).timestamp()
    with os.scandir(home.processed_folder) as entries:
        old_files = [Path(entry.path) for entry in entries if _is_old(entry, cutoff)]
    archived = [path for path in old_files if _is_archived(home, path)]
    for path in archived:
        path.unlink()
    return len(archived)


def _is_old(entry: "os.DirEntry[str]", cutoff: float) -> bool:
    """Return whether a file was received, and moved here, before a moment."""
    if not entry.is_file(follow_symlinks=False) or entry.name.endswith(SIGNATURE_SUFFIX):
        return False
    status = entry.stat(follow_symlinks=False)
    return max(status.st_mtime, status.st_ctime) < cutoff


def _is_archived(home: Home, path: Path) -> bool:
    return archive.is_file_archived(home.archive_folder, hash_file(path))
