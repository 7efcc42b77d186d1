"""Refused files that the office looks at, and the releases of those refused by mistake.

A release is noted in the register and puts the file back into the inbox; the next run takes it in
without judging its texts again. May call expectations and warehouse.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa

from assets.raw.inbox import Delivery
from assets.raw.refusal import REFUSED_FILE_DAYS
from warehouse.file_hash import hash_file
from warehouse.file_moves import move_path
from warehouse.forms.file_names import MASKED_NAME
from warehouse.home import Home
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store

RELEASES_TABLE = "raw.refusal_releases"
_REFUSED_SUBMISSIONS = """
    SELECT sha256, file_name, received_at, form, unit, period, reason
    FROM raw.submissions WHERE decision = 'refused' ORDER BY received_at, submission
"""
_RELEASED_HASHES = f"SELECT DISTINCT sha256 FROM {RELEASES_TABLE}"


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A refused file that still waits in the refused folder."""

    path: Path
    deleted_at: datetime
    sha256: str
    file_name: str
    received_at: datetime
    form: str | None
    unit: str | None
    period: str | None
    reason: str | None


def list_refused_files(home: Home, register: Store) -> list[RefusedFile]:
    """List the refused files that wait, the first received first."""
    register.create_table("raw.submissions")  # a command may have begun the register
    waiting_paths = {path.name.partition(".")[0]: path for path in home.refused_folder.glob("*.*")}
    refused_files = []
    for sha256, *fields in register.query_rows(_REFUSED_SUBMISSIONS):
        if path := waiting_paths.pop(sha256, None):
            refused_files.append(RefusedFile(path, _find_end(path), sha256, *fields))
    return refused_files


def _find_end(path: Path) -> datetime:
    """Find the moment at which a refused file is deleted."""
    refused_at = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    return refused_at + timedelta(days=REFUSED_FILE_DAYS)


def release_file(
    home: Home, register: Store, file: RefusedFile, *, reason: str, released_at: datetime
) -> Path:
    """Note the release of a refused file, and put the file back as it was received."""
    register.create_table(RELEASES_TABLE)
    row = {"sha256": file.sha256, "reason": reason, "released_at": released_at}
    with register.begin_transaction():
        register.append_rows(
            RELEASES_TABLE,
            pa.Table.from_pylist([row], schema=build_arrow_schema(TABLES[RELEASES_TABLE])),
        )
    name = file.path.name if file.file_name.startswith(MASKED_NAME) else file.file_name
    target = home.inbox_folder / name
    if target.exists():
        target = home.inbox_folder / file.path.name
    move_path(file.path, target)
    received = file.received_at.timestamp()
    os.utime(target, (received, received))
    return target


def mark_released_deliveries(deliveries: Iterable[Delivery], register: Store) -> list[Delivery]:
    """Mark the files that the office released; without any release no file is read for it."""
    register.create_table(RELEASES_TABLE)
    released_hashes = {sha256 for (sha256,) in register.query_rows(_RELEASED_HASHES)}
    if not released_hashes:
        return list(deliveries)
    return [
        replace(delivery, is_released=_hash_delivery(delivery.path) in released_hashes)
        for delivery in deliveries
    ]


def _hash_delivery(path: Path) -> str:
    return hash_file(path) if path.is_file() and not path.is_symlink() else ""
