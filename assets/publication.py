"""Publications: folders completed as drafts and put in force by moving a pointer.

A publication has two halves, `office/` and `public/`, and one pointer: both change in one step.
The pointer `published/current` is a link; a reader of the old publication keeps it open. The
contents of a publication are written elsewhere.
"""

import hashlib
import json
import os
import shutil
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from itertools import chain, count
from pathlib import Path
from typing import Any

from assets.outbox.publication_ledger import (
    PUBLICATIONS_TABLE,
    PublicationBasis,
    RecordedPublication,
    append_publication,
)
from assets.published_catalogues import store_catalogue
from assets.raw.hub_teaching import query_hub_teaching
from assets.raw.layout_waits import query_layout_waits
from assets.recovery.checksums import (
    get_sums_file,
    hash_files,
    list_damaged_files,
    write_sums,
)
from assets.recovery.journal_head import read_journal_head
from assets.run_context import RunContext
from warehouse.catalogue.period_tables import count_form_periods
from warehouse.file_hash import hash_file
from warehouse.file_moves import move_path, sync_path, sync_tree
from warehouse.home import VERSIONS_FILE, Home
from warehouse.home_identity import PROGRAM_VERSION
from warehouse.publication_folders import list_publication_folders
from warehouse.rights import restrict_publication
from warehouse.store import Store


def compute_fingerprint(context: RunContext) -> str:
    """Hash all inputs of a publication: register, teaching, catalogue, day, language and code.

    A report that waits for its reading is an input until its last day.
    """
    with Store(context.home.register_file, read_only=True) as register:
        ((submission_count, submissions_hash),) = register.query_rows(
            "SELECT count(*), coalesce(bit_xor(hash(submission)), 0) FROM raw.submissions"
        )
        # Counting events is enough: they are append-only. Acknowledgements end without an event.
        (event_counts,) = register.query_rows(
            "SELECT count(*), count(*) FILTER (until < ?), (SELECT count(*) FROM "
            "raw.hold_decisions), (SELECT count(*) FROM raw.obstacle_replies), "
            "(SELECT count(*) FROM raw.corrections) "
            "FROM raw.finding_events",
            [context.as_of],
        )
        taught = query_hub_teaching(register)
        waiting = [wait.submission for wait in query_layout_waits(register, context.as_of)]
    parts = (
        submission_count,
        submissions_hash,
        event_counts,
        taught,
        waiting,
        context.catalogue.fingerprint,
        count_form_periods(context.catalogue, context.as_of),
        context.lang,
        context.is_day_set,
        hash_code(),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def describe_basis(context: RunContext) -> PublicationBasis:
    """Describe what the draft rests on; the head of the journal is in the draft already."""
    head = read_journal_head(context.home.draft_office)
    return PublicationBasis(
        published_at=context.run_at,
        catalogue=context.catalogue.fingerprint,
        built_sequence=head.built_sequence if head else 0,
        code=hash_code(),
        program_version=PROGRAM_VERSION,
        table_versions=json.dumps(read_versions(context.home.draft_office)),
    )


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


def read_current_record(home: Home) -> dict[str, Any]:
    """Read the record of the publication in force; empty without a publication or a sound record.

    A record that a full disk emptied says nothing: the next night builds the publication anew.
    """
    try:
        record = json.loads(home.record.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def is_publication_current(home: Home, fingerprint: str) -> bool:
    """Return whether the current publication is whole and was built from the inputs hashed.

    A folder in the place of the pointer, as a copy leaves one that lost the link, is replaced by
    building the publication anew.
    """
    record = read_current_record(home)
    is_same = record.get("fingerprint") == fingerprint and "files" in record
    if not is_same or not home.current_publication.is_symlink():
        return False
    return not list_damaged_files(home.current_publication, record["files"])


def discard_draft(home: Home) -> None:
    """Delete the draft folder of an interrupted run."""
    if home.draft.exists():
        shutil.rmtree(home.draft)


def create_draft(context: RunContext) -> Path:
    """Create an empty draft of both halves and return the path of the office's half."""
    discard_draft(context.home)
    for half in (context.home.draft_office, context.home.draft_public):
        half.mkdir(parents=True)
    return context.home.draft_office


def write_versions(folder: Path, versions: dict[str, str]) -> None:
    """Record the data version of each table beside the warehouse."""
    text = json.dumps(versions, indent=1)
    (folder / VERSIONS_FILE).write_text(text, encoding="utf-8")


def read_versions(folder: Path) -> dict[str, str]:
    """Return the data version of each table of a publication or draft."""
    versions: dict[str, str] = json.loads((folder / VERSIONS_FILE).read_text(encoding="utf-8"))
    return versions


def adopt_publication(home: Home, register: Store) -> None:
    """Append the publication in force to the register if a killed run has left that undone."""
    if stated := read_current_record(home).get("publication"):
        register.create_table(PUBLICATIONS_TABLE)
        published_at = datetime.fromisoformat(stated["published_at"])
        append_publication(register, RecordedPublication(**stated | {"published_at": published_at}))


def publish_draft(context: RunContext, publication: RecordedPublication) -> Path:
    """Put the draft in force and delete the oldest publications.

    The order matters: write the record and the checksums, restrict the rights, sync, rename the
    folder, move the pointer.
    """
    draft = context.draft_folder
    fingerprint = compute_fingerprint(context)  # the step has recorded events since the rebuild
    store_catalogue(context.home, context.catalogue)
    _write_record(context, publication, fingerprint)
    restrict_publication(draft)
    sync_tree(draft)
    target = _choose_target(context.home, fingerprint[:16])
    move_path(draft, target)
    sync_path(context.home.published_folder)
    before = context.home.current_publication.resolve()
    _move_pointer(context.home, target)
    # The same inputs: it was damaged, or deleted as `chiso verify` says.
    if before.name.startswith(fingerprint[:16]) and before.exists():
        shutil.rmtree(before)
    context.results.deleted_counts["publications"] = _delete_old_publications(
        context.home, context.retention.publications
    )
    return target


def _write_record(context: RunContext, publication: RecordedPublication, fingerprint: str) -> None:
    """Write the record of the draft with the hashes of all files, and the list of checksums."""
    draft, record_file = context.draft_folder, context.home.draft_record
    sums_file = get_sums_file(draft)
    hashes = hash_files(draft, without=(record_file, sums_file))
    record = {
        "fingerprint": fingerprint,
        "as_of": context.as_of.isoformat(),
        "catalogue": context.catalogue.fingerprint,
        "version": PROGRAM_VERSION,
        "publication": asdict(publication) | {"published_at": publication.published_at.isoformat()},
        "files": hashes,
    }
    record_file.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    record_name = record_file.relative_to(draft).as_posix()
    write_sums(sums_file, hashes | {record_name: hash_file(record_file)})


def _choose_target(home: Home, name: str) -> Path:
    """Return a free folder for a publication; what is damaged stands until the pointer moves.

    A folder without the pointer is from a run killed before it moved the pointer.
    """
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    targets = (home.published_folder / name for name in names)
    current_folder = home.current_publication.resolve()
    target = next(path for path in targets if path != current_folder)
    if target.exists():
        shutil.rmtree(target)
    return target


def _move_pointer(home: Home, target: Path) -> None:
    link = home.published_folder / ".current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(target.name)
    current = home.current_publication
    if current.is_dir() and not current.is_symlink():  # a copy of the home lost the link
        current.rename(_choose_target(home, "copy"))
    link.replace(current)
    sync_path(home.published_folder)


def _delete_old_publications(home: Home, limit: int) -> int:
    """Delete the oldest publications above a number, and return how many were deleted.

    The one in force stays and counts.
    """
    current_folder = home.current_publication.resolve()
    other_folders = [path for path in list_publication_folders(home) if path != current_folder]
    other_folders.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    old_folders = other_folders[limit - 1 :]
    for path in old_folders:
        shutil.rmtree(path)
    return len(old_folders)
