"""Publications: folders completed as drafts and put in force by moving a pointer.

The pointer `published/current` is a link, replaced in one step; a reader of the old publication
keeps it open. The contents of a publication are written elsewhere.
"""

import hashlib
import json
import os
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

from assets.house import House
from assets.raw.archive import sync
from warehouse.catalogue.relational import moment
from warehouse.home import VERSIONS_FILE, Home
from warehouse.store import DatabaseError, Store

KEPT = 7
"""Number of publications kept on disk, the current one included."""


def fingerprint(house: House) -> str:
    """Hash all inputs of a publication: register, catalogue, day, language and code."""
    with Store(house.home.register, read_only=True) as register:
        ((submissions, together),) = register.rows(
            "SELECT count(*), coalesce(bit_xor(hash(submission)), 0) FROM raw.submissions"
        )
        # Counting events is enough: they are append-only. Acknowledgements end without an event.
        (events,) = register.rows(
            "SELECT count(*), count(*) FILTER (until < ?) FROM raw.finding_events", [house.as_of]
        )
    parts = (
        submissions,
        together,
        events,
        house.catalogue.fingerprint,
        moment(house.catalogue, house.as_of),
        house.lang,
        hash_code(),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@lru_cache(maxsize=1)
def hash_code() -> str:
    """Hash the source files of a publication: a new version of the code is a new publication."""
    root, digest = Path(__file__).parent.parent, hashlib.sha256()
    for floor in ("warehouse", "expectations", "assets"):
        for folder, folders, names in os.walk(root / floor):
            folders.sort()
            for name in sorted(names):
                if name.endswith((".py", ".sql", ".yaml", ".j2", ".css", ".js")):
                    digest.update(Path(folder, name).read_bytes())
    return digest.hexdigest()


def current(home: Home) -> dict[str, Any]:
    """Read the record of the publication in force, empty without a publication."""
    try:
        record: dict[str, Any] = json.loads(home.record.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return record


def is_current(house: House) -> bool:
    """Return whether the current publication is whole and was built from the current inputs."""
    is_same = current(house.home).get("fingerprint") == fingerprint(house)
    has_versions = (house.home.current / VERSIONS_FILE).exists()
    return is_same and has_versions and _is_readable(house.home.snapshot)


def _is_readable(warehouse: Path) -> bool:
    try:
        with Store(warehouse, read_only=True):
            return True
    except DatabaseError:
        return False


def discard_draft(home: Home) -> None:
    """Delete the draft folder of an interrupted run."""
    if home.draft.exists():
        shutil.rmtree(home.draft)


def begin(house: House) -> Path:
    """Create an empty draft folder and return the path."""
    discard_draft(house.home)
    house.draft.mkdir(parents=True)
    return house.draft


def write_versions(folder: Path, versions: dict[str, str]) -> None:
    """Record the data version of each table beside the warehouse."""
    text = json.dumps(versions, indent=1)
    (folder / VERSIONS_FILE).write_text(text, encoding="utf-8")


def read_versions(folder: Path) -> dict[str, str]:
    """Return the data version of each table of a publication or draft."""
    versions: dict[str, str] = json.loads((folder / VERSIONS_FILE).read_text(encoding="utf-8"))
    return versions


def publish(house: House) -> Path:
    """Put the draft in force and delete the oldest publications.

    The order matters: write the record, sync, rename the folder, move the pointer.
    """
    print_ = fingerprint(house)
    record = {
        "fingerprint": print_,
        "as_of": house.as_of.isoformat(),
        "catalogue": house.catalogue.fingerprint,
    }
    text = json.dumps(record, ensure_ascii=False, indent=1)
    house.home.draft_record.write_text(text, encoding="utf-8")
    for path in house.draft.iterdir():
        sync(path)
    sync(house.draft)
    target = house.home.published / print_[:16]
    if target.exists():  # from a run killed before it moved the pointer
        shutil.rmtree(target)
    house.draft.replace(target)
    sync(house.home.published)
    _point(house.home, target)
    _drop_old(house.home)
    return target


def _point(home: Home, target: Path) -> None:
    link = home.published / ".current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(target.name)
    link.replace(home.current)
    sync(home.published)


def _drop_old(home: Home) -> None:
    in_force = home.current.resolve()
    others = [
        path
        for path in home.published.iterdir()
        if path.is_dir() and not path.is_symlink() and path != in_force
    ]
    others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in others[KEPT - 1 :]:
        shutil.rmtree(path)
