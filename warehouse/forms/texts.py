"""Every text of a file, with the place and the neighbouring texts, for a search.

Covers all sheets, hidden sheets included, and texts outside cells (`parts`). Judges nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any, Literal

from warehouse.forms import delimited, guard, parts
from warehouse.forms.delimited import SHEET as CSV
from warehouse.forms.grid import Cells, Sheet, UnreadableError, Workbook, address
from warehouse.forms.legacy import mend
from warehouse.forms.opening import Document, documents
from warehouse.text import key

Zone = Literal["letterhead", "body", "signature", "property"]

HEADING_WIDTH = 3
"""Least number of filled cells in a table's heading row."""
_TABLE_HEADS = {"tt", "stt", "so tt", "noi dung", "chi tieu", "ten chi tieu", "ho va ten", "ho ten"}
_SIGNATURE_HEADS = (
    "kt ", "tm ", "tl ", "tuq ", "q ", "chu tich", "pho chu tich", "nguoi lap", "thu truong",
    "nguoi bao cao", "nguoi tong hop", "can bo tong hop", "truong phong", "pho truong phong",
    "ke toan", "giam doc", "hieu truong", "truong cong an", "don vi bao cao", "doi truong",
)  # fmt: skip
_TAG = re.compile(r"<[^>]*>")
_CODE_OF_LETTER = re.compile(r"\\u([0-9a-fA-F]{4})")
_STRAY = 4
_SIGNATURE_WIDTH = 60
"""A longer text is a sentence, not the heading of a signature."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text: sheet, cell or other place, and the neighbouring texts.

    `place` describes a place outside cells. `row` holds the row's other texts, nearest first;
    `beside` and `below` are the next cells to the right and down.
    """

    text: str
    sheet: str | None = None
    cell: str | None = None
    place: str = ""
    zone: Zone = "body"
    row: tuple[str, ...] = ()
    beside: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that cannot be searched: the file itself, or a zip member by name."""

    name: str = ""


Wanted = Callable[[str], bool]
"""A fast filter of texts, called on every text: true for a text of interest."""


def distinct(content: bytes) -> set[str] | None:
    """List every different text of an .xlsx file, without context; None for other kinds."""
    return parts.distinct(content)


def texts(content: bytes, wanted: Wanted) -> Iterator[Text | Unread]:
    """Yield the wanted texts of a file and of zip members, and `Unread` for unreadable ones."""
    for document in documents(content, "", lambda sheet: 0):
        if wanted(document.name):
            yield Text(document.name, place="tên tệp trong tệp nén", zone="property")
        try:
            yield from _document(document, wanted)
        except UnreadableError as error:
            yield from _unopened(document, error, wanted)


def _unopened(
    document: Document, error: UnreadableError, wanted: Wanted
) -> Iterator[Text | Unread]:
    """Read a document without a table as plain text; an empty document gives nothing."""
    if error.code == guard.EMPTY:
        return
    try:
        readings = delimited.texts(document.content) if document.content else []
    except UnreadableError:
        readings = []
    if not readings:
        yield Unread(document.name)
    for text in readings:
        yield from _lines(text, wanted)


def _document(document: Document, wanted: Wanted) -> Iterator[Text]:
    """Yield the texts of sheets with their places, then the new texts of other places."""
    holds, content = document.holds, document.content
    if isinstance(holds, UnreadableError):
        raise holds
    if isinstance(holds, Workbook):
        placed, elsewhere = _in_workbook(holds, content, wanted), _binary(content, wanted)
    else:
        sheets = [page for page in holds if isinstance(page, Sheet)]
        placed = (text for sheet in sheets for text in _on_sheet(sheet, wanted))
        is_delimited = [sheet.name for sheet in sheets] == [CSV]
        elsewhere = iter(()) if is_delimited else _around(content, wanted)
    seen: set[str] = set()
    for text in placed:
        seen.update(map(str.strip, text.text.splitlines()))
        yield text
    yield from (text for text in elsewhere if not _is_among(seen, text.text))


def _is_among(seen: set[str], text: str) -> bool:
    """Return whether a text repeats a known text, apart from a few stray letters at the ends."""
    return any(told in text and len(text) <= len(told) + _STRAY for told in seen)


def _on_sheet(sheet: Sheet, wanted: Wanted) -> Iterator[Text]:
    yield from _above(sheet, wanted)
    yield from _cells(mend(sheet), wanted)


def _around(content: bytes, wanted: Wanted) -> Iterator[Text]:
    if content.startswith(b"PK"):
        yield from _beside(content, wanted)
        return
    for text in delimited.texts(content):
        yield from _lines(text, wanted)


def _binary(content: bytes, wanted: Wanted) -> Iterator[Text]:
    if parts.is_binary(content):
        for run in filter(wanted, parts.binary_runs(content)):
            yield Text(run, place="phần ngoài ô (chú thích, tên vùng, thuộc tính)")


def _in_workbook(book: Workbook, content: bytes, wanted: Wanted) -> Iterator[Text]:
    beside = list(_beside(content, wanted))
    yield from beside
    told = {text.text for text in beside}
    for number, name in enumerate(book.names, 1):
        if name not in told and wanted(name):
            yield Text(name, place=f"tên trang tính số {number}")
    for sheet in book.all_sheets():
        yield from _cells(mend(sheet), wanted)


def _beside(content: bytes, wanted: Wanted) -> Iterator[Text]:
    for beside in parts.beside_cells(content):
        if wanted(beside.text):
            yield Text(beside.text, place=beside.place, zone=beside.zone)


def _above(sheet: Sheet, wanted: Wanted) -> Iterator[Text]:
    for place, text in sheet.above:
        if wanted(text):
            yield Text(text, sheet=sheet.name, place=place, zone="letterhead")


def _lines(text: str, wanted: Wanted) -> Iterator[Text]:
    """Read a plain text line by line, without the markup of a page and without JSON escapes."""
    for number, line in enumerate(text.splitlines(), 1):
        spoken = next(filter(wanted, (_spoken(line), line)), None)
        if spoken is not None:
            yield Text(spoken, place=f"dòng {number}")


def _spoken(line: str) -> str:
    told = _CODE_OF_LETTER.sub(lambda found: chr(int(found[1], 16)), line.replace("\\/", "/"))
    return unescape(_TAG.sub(" ", told))


def _cells(sheet: Sheet, wanted: Wanted) -> Iterator[Text]:
    found = [
        (row, column, value)
        for row, values in enumerate(sheet.cells)
        for column, value in enumerate(values)
        if value and isinstance(value, str) and wanted(value)
    ]
    if not found:
        return
    table = _table_row(sheet.cells)
    signed = _signature_row(sheet.cells, table)
    for row, column, value in found:
        zone: Zone = "letterhead" if row < table else "signature" if row > signed else "body"
        yield Text(
            value,
            sheet=sheet.name,
            cell=address(row, column),
            zone=zone,
            row=_row(sheet.cells[row], column),
            beside=_text(sheet.cells, row, column + 1),
            below=_text(sheet.cells, row + 1, column),
        )


def _table_row(cells: Cells) -> int:
    """Find the first row of the table; 0 without a table, and then nothing is a letterhead."""
    for row, values in enumerate(cells):
        filled = [value for value in values if value not in ("", None)]
        heads = {key(value) for value in filled if isinstance(value, str)}
        if len(filled) >= HEADING_WIDTH and heads & _TABLE_HEADS:
            return row
    return 0


def _signature_row(cells: Cells, table: int) -> int:
    """Find the heading row of the signatures below the table; past the end without signatures."""
    for row in range(len(cells) - 1, table, -1):
        for value in cells[row]:
            if value and isinstance(value, str) and _heads_signature(value):
                return row
    return len(cells)


def _heads_signature(text: str) -> bool:
    return len(text) <= _SIGNATURE_WIDTH and f"{key(text)} ".startswith(_SIGNATURE_HEADS)


def _row(values: list[Any], column: int) -> tuple[str, ...]:
    others = sorted(
        (abs(at - column), at)
        for at, v in enumerate(values)
        if at != column and v not in ("", None)
    )
    return tuple(plain(values[at]) for _, at in others)


def _text(cells: Cells, row: int, column: int) -> str:
    if row < len(cells) and column < len(cells[row]):
        return plain(cells[row][column])
    return ""


def plain(value: Any) -> str:
    """Format a cell's value for a reader: whole numbers without a fraction, dates day first."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)
