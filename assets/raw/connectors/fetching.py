"""Fetches new files from the sources into the inbox and records them in `raw.deliveries`.

Files are copied first and recorded second: a run killed in between fetches them again, and the
same bytes are one submission. A source that is down is reported; the rest of the run goes on.
"""

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from assets.raw.archive import sync
from assets.raw.connectors.connector import Connector, Item
from assets.raw.connectors.placing import legible, place
from assets.raw.inbox import SETTLE_SECONDS
from assets.raw.reader import LARGEST_FILE
from assets.raw.refusal import shown_name
from warehouse.catalogue.sources import Source
from warehouse.home import Home
from warehouse.store import Store
from warehouse.text import visible

TABLE = "raw.deliveries"
_LONGEST_WHY = 300
_Row = dict[str, Any]
_SCHEMA = pa.schema(
    [
        ("source", pa.string()),
        ("origin", pa.string()),
        ("part", pa.int32()),
        ("message_id", pa.string()),
        ("file_name", pa.string()),
        ("received_at", pa.timestamp("us", tz="UTC")),
        ("sha256", pa.string()),
        ("outcome", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The result of a fetch: number of files by outcome, and messages for people."""

    outcomes: Mapping[str, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()


def fetch(home: Home, sources: Sequence[Source], register: Store) -> Fetched:
    """Fetch the new files of every source into the inbox; the caller holds the home's lock."""
    register.create(TABLE)
    outcomes: Counter[str] = Counter()
    told: list[str] = []
    for source in sources:
        rows, faults = _visit(home, source, register)
        outcomes.update(row["outcome"] for row in rows)
        told += [_too_large(row) for row in rows if row["outcome"] == "too_large"]
        told += [_missed(source, faults)] if faults else []
    return Fetched(outcomes, tuple(told))


def connect(source: Source) -> AbstractContextManager[Connector]:
    """Open a source for reading.

    Raises:
        LookupError: the environment does not hold its secret.
    """
    password = os.environ.get(source.secret) if source.secret else None
    if source.secret and not password:
        raise LookupError(f"chưa đặt biến {source.secret} / {source.secret} is not set")
    # Both imports are slow, and most offices have neither kind of source.
    if source.is_mailbox:
        from assets.raw.connectors.mailbox import mailbox

        return mailbox(source, password or "")
    from assets.raw.connectors.remote_folder import remote_folder

    return remote_folder(source, password)


def _visit(home: Home, source: Source, register: Store) -> tuple[list[_Row], list[Exception]]:
    """Fetch the new items of a source; record each item once the files are in the inbox."""
    known = register.rows(f"SELECT DISTINCT origin FROM {TABLE} WHERE source = ?", [source.source])
    rows: list[_Row] = []
    faults: list[Exception] = []
    with _noted(faults), connect(source) as connector:
        for item in _new(connector, {origin for (origin,) in known}):
            with _noted(faults):  # an unreadable mail does not block the others
                brought = [{"source": source.source} | row for row in _bring(home, connector, item)]
                sync(home.inbox)
                register.append(TABLE, pa.Table.from_pylist(brought, _SCHEMA))
                rows += brought
    return rows, faults


@contextmanager
def _noted(faults: list[Exception]) -> Iterator[None]:
    """Collect any error of the block: every source's library has different error classes."""
    try:
        yield
    except Exception as error:
        faults.append(error)


def _new(connector: Connector, known: set[str]) -> list[Item]:
    """List the unrecorded items, oldest first; an item still changing waits for the next run."""
    new = [item for item in connector.items() if item.origin not in known]
    just_now = datetime.now(UTC) - timedelta(seconds=SETTLE_SECONDS)
    if any(item.received_at > just_now for item in new):
        time.sleep(SETTLE_SECONDS)
        still = {item.origin for item in connector.items()}
        new = [item for item in new if item.origin in still]
    return sorted(new, key=lambda item: (item.received_at, item.origin))


def _bring(home: Home, connector: Connector, item: Item) -> Iterator[_Row]:
    # A time in the future would prevent every later correction from superseding the file.
    received_at = min(item.received_at, datetime.now(UTC))
    row = {"origin": item.origin, "received_at": received_at}
    if item.size > LARGEST_FILE:
        yield row | {"part": 1, "outcome": "too_large"}
        return
    for part, file in enumerate(connector.files(item), start=1):
        row |= {"part": part, "message_id": file.message_id, "file_name": _kept_name(file.name)}
        if file.content is None:
            yield row | {"outcome": "inline" if file.name else "no_file"}
        else:
            sha256 = place(home.inbox, file, received_at)
            yield row | {"sha256": sha256, "outcome": "fetched" if sha256 else "too_large"}


def _kept_name(name: str | None) -> str | None:
    """Return a name for permanent storage, masked if the name contains personal data."""
    return shown_name(legible(name) or "") if name is not None else None


def _too_large(row: _Row) -> str:
    source, size = row["source"], f"{LARGEST_FILE >> 20} MB"
    name = row.get("file_name") or row["origin"]
    return (
        f"Nguồn {source}: «{name}» lớn hơn {size}, không lấy / "
        f"source {source}: «{name}» is larger than {size} and is not brought"
    )


def _missed(source: Source, faults: Sequence[Exception]) -> str:
    first = visible(f"{type(faults[0]).__name__}: {faults[0]}")[:_LONGEST_WHY]
    name, count = source.source, len(faults)
    return (
        f"Nguồn {name}: chưa lấy được (số lỗi: {count}), lượt sau thử lại / "
        f"source {name}: not fetched (failures: {count}), tried again next run: {first}"
    )
