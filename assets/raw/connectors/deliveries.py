"""Fetches new files from the sources into the inbox and records them in `raw.deliveries`.

Files are staged first, recorded second and released third: whatever a run was killed between, no
file is taken for one dropped by hand, and none is lost. A source that is down is reported; the
rest of the run goes on.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from assets.raw.connectors.connector import SourceConnector, SourceItem
from assets.raw.connectors.inbox_placement import (
    StagedFile,
    list_staged_files,
    release_files,
    stage_file,
)
from assets.raw.connectors.source_states import SourceAnswer
from assets.raw.connectors.stored_names import hide_name, reduce_origin, reduce_sender_name
from assets.raw.inbox import SETTLE_SECONDS
from assets.raw.reader import MAX_FILE_SIZE
from warehouse.catalogue.file_sources import Source
from warehouse.file_moves import sync_path
from warehouse.forms.file_names import FileNames
from warehouse.home import Home
from warehouse.store import Store
from warehouse.text import escape_invisible

DELIVERIES_TABLE = "raw.deliveries"
_MAX_REASON_LENGTH = 300
_DeliveryRow = dict[str, Any]
_DELIVERY_SCHEMA = pa.schema(
    [
        ("source", pa.string()),
        ("origin", pa.string()),
        ("part", pa.int32()),
        ("message_id", pa.string()),
        ("file_name", pa.string()),
        ("received_at", pa.timestamp("us", tz="UTC")),
        ("sha256", pa.string()),
        ("outcome", pa.string()),
        ("sender_address", pa.string()),
        ("envelope_sender", pa.string()),
        ("authentication", pa.string()),
        ("is_authenticated", pa.bool_()),
    ]
)


@dataclass(frozen=True, slots=True)
class FetchResult:
    """The result of a fetch: number of files by outcome, messages for people, and answers."""

    outcome_counts: Mapping[str, int] = field(default_factory=dict)
    messages: tuple[str, ...] = ()
    answers: tuple[SourceAnswer, ...] = field(default=(), compare=False)


def fetch_deliveries(
    home: Home, sources: Sequence[Source], register: Store, file_names: FileNames
) -> FetchResult:
    """Fetch the new files of every source into the inbox; the caller holds the home's lock.

    `file_names` writes the names of files as far as they may be stored.
    """
    register.create_table(DELIVERIES_TABLE)
    _recover_staged_files(home, register)
    outcome_counts: Counter[str] = Counter()
    messages: list[str] = []
    answers: list[SourceAnswer] = []
    for source in sources:
        rows, errors, is_reached = _fetch_source(home, source, register, file_names)
        has_files = any(row["outcome"] == "fetched" for row in rows)
        answers.append(SourceAnswer(source.source, is_reached, has_files))
        outcome_counts.update(row["outcome"] for row in rows)
        messages += [_format_size_message(row) for row in rows if row["outcome"] == "too_large"]
        messages += [_format_failure_message(source, errors)] if errors else []
    return FetchResult(outcome_counts, tuple(messages), tuple(answers))


def open_source(source: Source) -> AbstractContextManager[SourceConnector]:
    """Open a source for reading.

    Raises:
        LookupError: the environment does not hold its secret.
    """
    password = os.environ.get(source.secret) if source.secret else None
    if source.secret and not password:
        raise LookupError(f"chưa đặt biến {source.secret} / {source.secret} is not set")
    # Both imports are slow, and most offices have neither kind of source.
    if source.is_mailbox:
        from assets.raw.connectors.mailbox import open_mailbox

        return open_mailbox(source, password or "")
    from assets.raw.connectors.remote_folder import open_remote_folder

    return open_remote_folder(source, password)


def _fetch_source(
    home: Home, source: Source, register: Store, file_names: FileNames
) -> tuple[list[_DeliveryRow], list[str], bool]:
    """Fetch the new items of a source; record each item once the files are in the inbox.

    The last value is whether the source could be listed.
    """
    known_origins = register.query_rows(
        f"SELECT DISTINCT origin FROM {DELIVERIES_TABLE} WHERE source = ?", [source.source]
    )
    rows: list[_DeliveryRow] = []
    errors: list[str] = []
    is_reached = False
    with _collect_errors(errors), open_source(source) as connector:
        known = {reduce_origin(origin, file_names) for (origin,) in known_origins}
        new_items = _list_new_items(connector, known, file_names)
        is_reached = True
        for item in new_items:
            # An unreadable mail does not block the others.
            with _collect_errors(errors, item.origin):
                staged_files: list[StagedFile] = []
                item_rows: list[_DeliveryRow] = [
                    {"source": source.source} | row
                    for row in _fetch_item(home, connector, item, staged_files.append)
                ]
                for row in item_rows:
                    row["origin"] = reduce_origin(row["origin"], file_names)
                    row["file_name"] = reduce_sender_name(row.get("file_name"), file_names)
                sync_path(home.inbox_folder)
                register.append_rows(
                    DELIVERIES_TABLE, pa.Table.from_pylist(item_rows, _DELIVERY_SCHEMA)
                )
                release_files(home.inbox_folder, staged_files)
                rows += item_rows
    return rows, errors, is_reached


def _recover_staged_files(home: Home, register: Store) -> None:
    """Release what an interrupted run had recorded; remove the rest, which is fetched again."""
    recorded_files: list[StagedFile] = []
    for staged in list_staged_files(home.inbox_folder):
        if register.query_rows(
            f"SELECT 1 FROM {DELIVERIES_TABLE} "
            "WHERE sha256 = ? AND received_at = ? AND outcome = 'fetched'",
            [staged.sha256, staged.received_at],
        ):
            recorded_files.append(staged)
        else:
            staged.path.unlink()
    if recorded_files:
        release_files(home.inbox_folder, recorded_files)


@contextmanager
def _collect_errors(errors: list[str], origin: str = "") -> Iterator[None]:
    """Collect any error of the block: every source's library has different error classes."""
    try:
        yield
    except Exception as error:
        errors.append(hide_name(f"{type(error).__name__}: {error}", origin))


def _list_new_items(
    connector: SourceConnector, known_origins: set[str], file_names: FileNames
) -> list[SourceItem]:
    """List the unrecorded items, oldest first; an item still changing waits for the next run."""
    new_items = [
        item
        for item in connector.list_items()
        if reduce_origin(item.origin, file_names) not in known_origins
    ]
    settled_before = datetime.now(UTC) - timedelta(seconds=SETTLE_SECONDS)
    if any(item.received_at > settled_before for item in new_items):
        time.sleep(SETTLE_SECONDS)
        current_origins = {item.origin for item in connector.list_items()}
        new_items = [item for item in new_items if item.origin in current_origins]
    return sorted(new_items, key=lambda item: (item.received_at, item.origin))


def _fetch_item(
    home: Home,
    connector: SourceConnector,
    item: SourceItem,
    keep_staged: Callable[[StagedFile], None],
) -> Iterator[_DeliveryRow]:
    # A time in the future would prevent every later correction from superseding the file.
    received_at = min(item.received_at, datetime.now(UTC))
    row = {"origin": item.origin, "received_at": received_at}
    if item.size > MAX_FILE_SIZE:
        yield row | {"part": 1, "outcome": "too_large"}
        return
    for part, file in enumerate(connector.read_files(item), start=1):
        row |= {
            "part": part,
            "message_id": file.message_id,
            "file_name": file.name,
            "sender_address": file.sender.address,
            "envelope_sender": file.sender.envelope_sender,
            "authentication": file.sender.authentication,
            "is_authenticated": file.sender.is_authenticated,
        }
        if file.content is None:
            yield row | {"outcome": "inline" if file.name else "no_file"}
        else:
            staged = stage_file(home.inbox_folder, file, received_at, part)
            if staged:
                keep_staged(staged)
            yield row | (
                {"sha256": staged.sha256, "outcome": "fetched"}
                if staged
                else {"outcome": "too_large"}
            )


def _format_size_message(row: _DeliveryRow) -> str:
    source, size = row["source"], f"{MAX_FILE_SIZE >> 20} MB"
    name = row.get("file_name") or row["origin"]
    return (
        f"Nguồn {source}: «{name}» lớn hơn {size}, không lấy / "
        f"source {source}: «{name}» is larger than {size} and is not brought"
    )


def _format_failure_message(source: Source, errors: Sequence[str]) -> str:
    first_error = escape_invisible(errors[0])[:_MAX_REASON_LENGTH]
    name, count = source.source, len(errors)
    return (
        f"Nguồn {name}: chưa lấy được (số lỗi: {count}), lượt sau thử lại / "
        f"source {name}: not fetched (failures: {count}), tried again next run: {first_error}"
    )
