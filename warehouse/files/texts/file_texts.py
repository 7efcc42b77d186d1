"""Every text of a file, with the place and the neighbouring texts, for a search.

Covers all sheets, hidden sheets included, and texts outside cells (`office_parts`). Judges nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from warehouse.files.formats import delimited_text
from warehouse.files.formats.delimited_text import CSV_SHEET as CSV
from warehouse.files.formats.workbook import Workbook
from warehouse.files.grid import Sheet, SheetBook, UnreadableError, format_address
from warehouse.files.guard import examination
from warehouse.files.legacy_text import convert_legacy_sheet
from warehouse.files.opening import Document, open_documents
from warehouse.files.texts import office_parts
from warehouse.files.texts.cell_values import (
    format_cell_value,
    get_cell_text,
    is_searched_value,
    list_row_texts,
    list_texts_above,
)
from warehouse.files.texts.embedded_files import read_embedded_files
from warehouse.files.texts.old_records import find_comments
from warehouse.files.texts.sheet_zones import (
    find_signature_row,
    find_table_row,
    names_reporter,
)

Zone = Literal["letterhead", "body", "signature", "property"]

_PAGE_TAG = re.compile(r"<[^>]*>")
_LETTER_CODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_STRAY_LETTERS = 4


@dataclass(frozen=True, slots=True)
class FileText:
    """One text: sheet, cell or other place, and the neighbouring texts.

    `place` describes a place outside cells. `row_texts` holds the row's other texts, nearest first;
    `right_text` and `below_text` are the next cells to the right and down, `above_texts` the cells
    above without a gap, nearest first. A number's cell (`is_number`) has the heading of its column
    too.
    """

    text: str
    sheet: str | None = None
    cell: str | None = None
    place: str = ""
    zone: Zone = "body"
    row_texts: tuple[str, ...] = ()
    right_text: str = ""
    below_text: str = ""
    above_texts: tuple[str, ...] = ()
    is_number: bool = False
    heading: str = ""


@dataclass(frozen=True, slots=True)
class UnsearchableFile:
    """A document that cannot be searched: the file itself, or a zip member by name."""

    name: str = ""


TextFilter = Callable[[str], bool]
"""A fast filter of texts, called on every text: true for a text of interest."""


def list_distinct_texts(content: bytes) -> set[str] | None:
    """List every different text of an .xlsx file, without context; None for other kinds."""
    return office_parts.collect_distinct_texts(content)


def read_file_texts(content: bytes, accepts: TextFilter) -> Iterator[FileText | UnsearchableFile]:
    """Yield the wanted texts of a file and of zip members; `UnsearchableFile` if unreadable."""
    for document in open_documents(content, "", lambda sheet: 0):
        if accepts(document.name):
            yield FileText(document.name, place="tên tệp trong tệp nén", zone="property")
        try:
            yield from _read_document_texts(document, accepts)
            yield from _read_embedded_texts(document, accepts)
        except UnreadableError as error:
            yield from _read_unopened_document(document, error, accepts)


def _read_embedded_texts(
    document: Document, accepts: TextFilter
) -> Iterator[FileText | UnsearchableFile]:
    """Read the texts of embedded files; an embedded file within one cannot be searched."""
    if not document.content.startswith(b"PK"):
        return
    for name, content in read_embedded_files(document.content):
        is_nested = bool(read_embedded_files(content))
        inner_texts = [] if is_nested else list(_read_embedded_file(content, accepts))
        if is_nested or any(isinstance(text, UnsearchableFile) for text in inner_texts):
            yield UnsearchableFile("/".join(filter(None, (document.name, name))))
        for text in inner_texts:
            if isinstance(text, FileText):
                yield FileText(
                    text.text, place="tệp nhúng", zone=text.zone, row_texts=text.row_texts
                )


def _read_embedded_file(
    content: bytes, accepts: TextFilter
) -> Iterator[FileText | UnsearchableFile]:
    for document in open_documents(content, "", lambda sheet: 0):
        try:
            yield from _read_document_texts(document, accepts)
        except UnreadableError:
            yield UnsearchableFile(document.name)


def _read_unopened_document(
    document: Document, error: UnreadableError, accepts: TextFilter
) -> Iterator[FileText | UnsearchableFile]:
    """Read a document without a table as plain text; an empty document gives nothing."""
    if error.code == examination.EMPTY_FILE:
        return
    try:
        decoded_texts = delimited_text.decode_texts(document.content) if document.content else []
    except UnreadableError:
        decoded_texts = []
    if not decoded_texts:
        yield UnsearchableFile(document.name)
    for text in decoded_texts:
        yield from _read_plain_lines(text, accepts)


def _read_document_texts(document: Document, accepts: TextFilter) -> Iterator[FileText]:
    """Yield the texts of sheets with their places, then the new texts of other places."""
    body, content = document.body, document.content
    if isinstance(body, UnreadableError):
        raise body
    if isinstance(body, Workbook):
        placed_texts, other_texts = (
            _read_workbook_texts(body, content, accepts),
            _read_binary_texts(content, accepts),
        )
    else:
        pages = body.iterate_all_sheets() if isinstance(body, SheetBook) else body
        sheets = [page for page in pages if isinstance(page, Sheet)]
        placed_texts = (text for sheet in sheets for text in _read_sheet_texts(sheet, accepts))
        is_delimited = [sheet.name for sheet in sheets] == [CSV]
        other_texts = iter(()) if is_delimited else _read_texts_around(content, accepts)
    known_texts: set[str] = set()
    for text in placed_texts:
        known_texts.update(map(str.strip, text.text.splitlines()))
        yield text
    yield from (text for text in other_texts if not _repeats_known_text(known_texts, text.text))


def _repeats_known_text(known_texts: set[str], text: str) -> bool:
    """Return whether a text repeats a known text, apart from a few stray letters at the ends."""
    return any(other in text and len(text) <= len(other) + _STRAY_LETTERS for other in known_texts)


def _read_sheet_texts(sheet: Sheet, accepts: TextFilter) -> Iterator[FileText]:
    yield from _read_texts_above(sheet, accepts)
    yield from _read_cell_texts(convert_legacy_sheet(sheet), accepts)


def _read_texts_around(content: bytes, accepts: TextFilter) -> Iterator[FileText]:
    if content.startswith(b"PK"):
        yield from _filter_non_cell_texts(content, accepts)
        return
    for text in delimited_text.decode_texts(content):
        yield from _read_plain_lines(text, accepts)


def _read_binary_texts(content: bytes, accepts: TextFilter) -> Iterator[FileText]:
    if office_parts.is_binary_workbook(content):
        for run in filter(accepts, office_parts.extract_binary_runs(content)):
            yield FileText(run, place="phần ngoài ô (chú thích, tên vùng, thuộc tính)")


def _read_workbook_texts(book: Workbook, content: bytes, accepts: TextFilter) -> Iterator[FileText]:
    non_cell_texts = list(_filter_non_cell_texts(content, accepts))
    yield from non_cell_texts
    for comment in find_comments(content):
        if accepts(comment.text):
            place = f"chú thích của ô {comment.cell}"
            yield FileText(comment.text, comment.sheet, place=place)
    known_texts = {text.text for text in non_cell_texts}
    for number, name in enumerate(book.sheet_names, 1):
        if name not in known_texts and accepts(name):
            yield FileText(name, place=f"tên trang tính số {number}")
    for sheet in book.iterate_all_sheets():
        yield from _read_cell_texts(convert_legacy_sheet(sheet), accepts)


def _filter_non_cell_texts(content: bytes, accepts: TextFilter) -> Iterator[FileText]:
    for other in office_parts.iterate_non_cell_texts(content):
        if accepts(other.text):
            yield FileText(other.text, other.sheet, place=other.place, zone=other.zone)


def _read_texts_above(sheet: Sheet, accepts: TextFilter) -> Iterator[FileText]:
    for place, text in sheet.texts_above:
        if accepts(text):
            yield FileText(text, sheet=sheet.name, place=place, zone="letterhead")


def _read_plain_lines(text: str, accepts: TextFilter) -> Iterator[FileText]:
    """Read a plain text line by line, without the markup of a page and without JSON escapes."""
    for number, line in enumerate(text.splitlines(), 1):
        readable_line = next(filter(accepts, (_remove_markup(line), line)), None)
        if readable_line is not None:
            yield FileText(readable_line, place=f"dòng {number}")


def _remove_markup(line: str) -> str:
    decoded_line = _LETTER_CODE.sub(lambda match: chr(int(match[1], 16)), line.replace("\\/", "/"))
    return unescape(_PAGE_TAG.sub(" ", decoded_line))


def _read_cell_texts(sheet: Sheet, accepts: TextFilter) -> Iterator[FileText]:
    text_cells = [
        (row, column, value)
        for row, values in enumerate(sheet.cells)
        for column, value in enumerate(values)
        if value and is_searched_value(value) and accepts(format_cell_value(value))
    ]
    if not text_cells:
        return
    table_row = find_table_row(sheet.cells)
    signature_row = find_signature_row(sheet.cells, table_row)
    for row, column, value in text_cells:
        is_signature = row > signature_row or names_reporter(sheet.cells[row], column)
        zone: Zone = "letterhead" if row < table_row else "signature" if is_signature else "body"
        is_number = not isinstance(value, str)
        yield FileText(
            format_cell_value(value),
            sheet=sheet.name,
            cell=format_address(row, column),
            is_number=is_number,
            heading=get_cell_text(sheet.cells, table_row, column) if is_number else "",
            zone=zone,
            row_texts=list_row_texts(sheet.cells[row], column),
            right_text=get_cell_text(sheet.cells, row, column + 1),
            below_text=get_cell_text(sheet.cells, row + 1, column),
            above_texts=list_texts_above(sheet.cells, row, column),
        )
