"""`raw.exports`: the files of figures that people carried away, append-only.

A file is recorded before it is written, so that none leaves without a line; the text of a file and
the folder are never stored. Writes no file. May call the floors below.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from assets.outbox.publication_ledger import PUBLICATIONS_TABLE
from warehouse.store import Store

EXPORTS_TABLE = "raw.exports"


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file by kind, name and hash."""

    kind: str
    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Export:
    """Whatever the files of one command share; `period` is None for figures of many periods."""

    period: str | None
    published_at: datetime
    exported_by: str
    exported_at: datetime
    addressee: str | None = None
    is_sent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedExport(Export):
    """A file in the register; `publication` is None where the register does not know it."""

    export_number: int
    kind: str
    file_name: str
    sha256: str
    publication: int | None


def record_exports(register: Store, export: Export, files: Iterable[ExportedFile]) -> None:
    """Append the files of one command, all together."""
    for table in (EXPORTS_TABLE, PUBLICATIONS_TABLE):
        register.create_table(table)
    with register.begin_transaction():
        for file in files:
            register.execute(
                f"INSERT INTO {EXPORTS_TABLE} BY NAME SELECT "
                f"(SELECT count(*) + 1 FROM {EXPORTS_TABLE}) AS export_number, "
                "$kind AS kind, $file_name AS file_name, $sha256 AS sha256, $period AS period, "
                "$addressee AS addressee, $is_sent AS is_sent, "
                f"(SELECT max(publication) FROM {PUBLICATIONS_TABLE} "
                "WHERE published_at = $published_at) AS publication, "
                "$published_at AS published_at, $exported_by AS exported_by, "
                "$exported_at AS exported_at",
                asdict(export) | asdict(file),
            )


def list_exports(register: Store) -> list[RecordedExport]:
    """List the files carried away, the newest first."""
    return register.query_records(
        RecordedExport, f"FROM {EXPORTS_TABLE} ORDER BY export_number DESC"
    )
