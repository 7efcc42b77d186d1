"""Returns submissions with errors to their senders: a workbook and a letter each, exactly once.

The register's `raw.returns` remembers the submissions returned: an officer may empty the folder.
`parcel` writes the files.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from unicodedata import normalize

import pyarrow as pa

from assets.raw import archive
from warehouse.catalogue import Catalogue
from warehouse.forms.report import Cell
from warehouse.home import Home
from warehouse.store import Store

if TYPE_CHECKING:
    from assets.published.returned import Returned

_TO_RETURN = """
    SELECT s.submission, s.sha256, s.file_name, s.received_at, s.form, s.unit, s.period, s.sheet,
        s.layout,
        -- What was not recognised is synthetic where reports are: the two never share a home.
        s.synthetic OR s.form IS NULL AND (SELECT bool_or(synthetic) FROM raw.submissions)
            AS synthetic,
        s.decision
    FROM raw.submissions AS s
    WHERE NOT EXISTS (FROM raw.returns AS r WHERE r.submission = s.submission)
        AND EXISTS (
            FROM raw.findings AS f WHERE f.submission = s.submission AND f.severity = 'error')
    ORDER BY s.received_at, s.submission
"""
_NOT_PLAIN = re.compile(r"[^\w.,()\[\] -]+")


@dataclass(frozen=True, slots=True)
class _FaultySubmission:
    """A row of `_TO_RETURN`: a submission with an error, not yet sent back."""

    submission: str
    sha256: str
    file_name: str
    received_at: datetime
    form: str | None
    unit: str | None
    period: str | None
    sheet: str | None
    layout: str | None
    synthetic: bool | None
    decision: str | None


def send_back(home: Home, catalogue: Catalogue, register: Store) -> list[str]:
    """Write workbook and letter of all new submissions with errors; return the file names."""
    register.create("raw.returns")
    names: list[str] = []
    to_return = register.query_records(_FaultySubmission, _TO_RETURN)
    if not to_return:
        return names
    from assets.published.parcel import write_parcel  # imports openpyxl, needed by few runs

    for row in to_return:
        name = returned_name(row.file_name, row.submission)
        write_parcel(catalogue, _returned(home, register, row), home.returned / name)
        register.append(
            "raw.returns", pa.table({"submission": [row.submission], "file_name": [name]})
        )
        names.append(name)
    return names


def _returned(home: Home, register: Store, row: _FaultySubmission) -> "Returned":
    from assets.published.returned import Returned

    findings = "FROM raw.findings WHERE submission = ?"
    return Returned(
        original=archive.find(home.archive, row.sha256) if row.form else None,
        received_at=row.received_at,
        form=row.form,
        unit=row.unit,
        period=row.period,
        sheet=row.sheet,
        carries_manifest=row.layout == "template",
        findings=register.query_records(dict, findings, [row.submission]),
        values=_values(register, row.submission),
        file_name=row.file_name,
        synthetic=bool(row.synthetic),
        is_refused=row.decision == "refused",
    )


def _values(register: Store, submission: str) -> dict[str, int | str]:
    columns = ", ".join(Cell._fields)
    rows = register.rows(f"SELECT {columns} FROM raw.cells WHERE submission = ?", [submission])
    return filled_in(map(Cell._make, rows))


def filled_in(cells: Iterable[Cell]) -> dict[str, int | str]:
    """Map each element to the number read, or else to the text as typed."""
    return {
        cell.element: cell.raw_text if cell.value is None else cell.value
        for cell in cells
        if cell.state != "missing"
    }


def returned_name(file_name: str, submission: str) -> str:
    """Return the name of a returned workbook: the sender's name for the file, and our own."""
    return f"{_plain(file_name)} [{submission}].xlsx"


def _plain(name: str) -> str:
    """Format a sender's file name as a part of ours: no path, no hidden marks, not too long."""
    stem = name.rsplit(".", 1)[0] if "." in name else name
    plain = _NOT_PLAIN.sub("_", normalize("NFC", stem)).strip(" .")[:80]
    # A name may have 255 bytes, and a letter up to four.
    return plain.encode()[:200].decode("utf-8", "ignore") or "tep"
