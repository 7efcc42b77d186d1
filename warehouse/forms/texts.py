"""Every text that a file carries, with what stands round it, for whoever looks for something.

Cells of all sheets, hidden ones too, and what lies beside the cells (`parts`). Yields what it
finds and judges nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from warehouse.forms import parts
from warehouse.forms.grid import Cells, Sheet, UnreadableError, Workbook, address
from warehouse.forms.legacy import mend
from warehouse.forms.opening import Document, documents
from warehouse.text import key

Zone = Literal["letterhead", "body", "signature", "property"]

HEADING_WIDTH = 3
"""A table's heading row has at least so many filled cells."""
_TABLE_HEADS = {"tt", "stt", "so tt", "noi dung", "chi tieu", "ten chi tieu", "ho va ten", "ho ten"}
_SIGNATURE_HEADS = (
    "kt ", "tm ", "tl ", "tuq ", "q ", "chu tich", "pho chu tich", "nguoi lap", "thu truong",
    "nguoi bao cao", "nguoi tong hop", "can bo tong hop", "truong phong", "pho truong phong",
    "ke toan", "giam doc", "hieu truong", "truong cong an", "don vi bao cao", "doi truong",
)  # fmt: skip
_SIGNATURE_WIDTH = 60
"""What is longer is a sentence, no heading of a signature."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its sheet, its cell or other place, and what stands round it.

    `place` says in words what is no cell. `row` holds the row's other texts, nearest first;
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


Wanted = Callable[[str], bool]
"""Whether a text is worth a look; called on every one, so it must be fast."""


def distinct(content: bytes) -> set[str] | None:
    """Every different text of an .xlsx file, quickly and without context; None for other kinds."""
    return parts.distinct(content)


def texts(content: bytes, wanted: Wanted) -> Iterator[Text]:
    """Every wanted text of a file, and of each file in a zip; of what no parser may see, none."""
    for document in documents(content, "", lambda sheet: 0):
        if wanted(document.name):
            yield Text(document.name, place="tên tệp trong tệp nén", zone="property")
        try:
            yield from _document(document, wanted)
        except UnreadableError:
            yield from _lines(document.content, wanted)


def _document(document: Document, wanted: Wanted) -> Iterator[Text]:
    holds = document.holds
    if isinstance(holds, UnreadableError):
        raise holds
    if isinstance(holds, Workbook):
        yield from _workbook(holds, document.content, wanted)
        return
    yield from _beside(document.content, wanted)
    sheets = [page for page in holds if isinstance(page, Sheet)]
    for sheet in sheets:
        yield from _above(sheet, wanted)
        yield from _cells(mend(sheet), wanted)
    if not sheets:
        yield from _lines(document.content, wanted)


def _workbook(book: Workbook, content: bytes, wanted: Wanted) -> Iterator[Text]:
    seen = set()
    for text in _beside(content, wanted):
        seen.add(text.text)
        yield text
    for number, name in enumerate(book.names, 1):
        if name not in seen and wanted(name):
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


def _lines(content: bytes, wanted: Wanted) -> Iterator[Text]:
    """A plain text, such as a CSV file, line by line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    for number, line in enumerate(text.splitlines(), 1):
        if wanted(line):
            yield Text(line, place=f"dòng {number}")


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
    """Where the table begins; 0 when there is none, so that nothing counts as a letterhead."""
    for row, values in enumerate(cells):
        filled = [value for value in values if value not in ("", None)]
        heads = {key(value) for value in filled if isinstance(value, str)}
        if len(filled) >= HEADING_WIDTH and heads & _TABLE_HEADS:
            return row
    return 0


def _signature_row(cells: Cells, table: int) -> int:
    """The row that heads the signatures below the table; past the end when there is none."""
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
    """A cell's value as a reader sees it: whole numbers without a fraction, dates day first."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)
