"""The kind of a file, by the content first and the name last: workbook, text, Word, JSON, zip.

Returns documents with sheets or coded values; `report_reader` recognises the reports in them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from warehouse.files.formats import (
    delimited_text,
    dhis2,
    spreadsheet_xml,
    word_table,
    zip_bundle,
)
from warehouse.files.formats.dhis2 import ValueSet
from warehouse.files.formats.workbook import Workbook
from warehouse.files.formats.zip_bundle import ZipBoundsError, ZipBudget
from warehouse.files.grid import Sheet, SheetBook, UnreadableError
from warehouse.files.guard import examination, zip_parts
from warehouse.finding_draft import FindingDraft

_ZIP_BEGINNINGS = (zip_parts.PART_BEGINNING, b"PK\x05\x06")
_OLE_BEGINNING = b"\xd0\xcf\x11\xe0"
_JSON_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*[{\[]")
_WORKBOOK_PARTS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml", "[Content_Types].xml"}
_TEXT_TABLE_NAME = re.compile(r"\.(?:csv|tsv|tab|txt)$", re.IGNORECASE)
_BLANK_BYTES = b" \t\r\n\xef\xbb\xbf\xff\xfe\x00"
_HEADER_SCORE = 1000
"""The score of a DHIS2 header: more than the labels of any form."""


class GuardedError(UnreadableError):
    """Bytes refused before any parser; the code is the reason."""

    def __init__(self, draft: FindingDraft) -> None:
        super().__init__(draft.observed, **draft.message_values)
        self.code = draft.code


LabelCounter = Callable[[Sheet], int]
"""A function that counts the labels of one form on a sheet."""

DocumentBody = SheetBook | Sequence[Sheet] | Sequence[ValueSet] | UnreadableError


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a file: the name within a zip, empty for the file itself, and the bytes.

    `note` is the note of the examination before opening.
    """

    name: str
    body: DocumentBody
    content: bytes = b""
    note: FindingDraft | None = None


def open_documents(
    content: bytes, file_name: str, count_labels: LabelCounter
) -> Iterator[Document]:
    """Open every document of a file, one by one; an unreadable document holds the error.

    Args:
        content: the file's bytes.
        file_name: the file's name: only a hint for an undecided content.
        count_labels: counts the labels of one form on a sheet.
    """
    return _open_nested_documents(
        "", file_name, content, (count_labels, ZipBudget(), zip_bundle.MAX_ZIP_DEPTH)
    )


OpeningBounds = tuple[LabelCounter, ZipBudget, int]
"""The label counter, the remaining budget of expansion, and the remaining depth of zips."""


def _open_nested_documents(
    member_path: str, file_name: str, content: bytes, bounds: OpeningBounds
) -> Iterator[Document]:
    count_labels, budget, depth = bounds
    draft = examination.examine_file(content)
    if draft and draft.code.startswith("E"):
        yield Document(member_path, GuardedError(draft))
        return
    try:
        body = _open_body(content, file_name, count_labels)
        if body is not None:
            yield Document(member_path, body, content, draft)
        elif depth == 0:
            raise ZipBoundsError("zip / zip / zip")
        else:
            for member, member_content in zip_bundle.read_members(content, budget):
                inner_path = f"{member_path}/{member}" if member_path else member
                if isinstance(member_content, UnreadableError):
                    yield Document(inner_path, member_content)
                else:
                    yield from _open_nested_documents(
                        inner_path, member, member_content, (count_labels, budget, depth - 1)
                    )
    except UnreadableError as error:
        yield Document(member_path, error, content)


def _open_body(content: bytes, file_name: str, count_labels: LabelCounter) -> DocumentBody | None:
    """Open the bytes; return None for a zip of files."""
    if content.startswith(_ZIP_BEGINNINGS):
        return _open_zip_body(content, count_labels)
    if not content or content.startswith(_OLE_BEGINNING):
        return Workbook(content)
    if _JSON_BEGINNING.match(content):
        return dhis2.parse_json_sets(delimited_text.decode_texts(content)[0])
    return _open_text_body(content, file_name, count_labels)


def _open_zip_body(content: bytes, count_labels: LabelCounter) -> DocumentBody | None:
    """Try a workbook before anything else: nearly every file is a workbook, and trying is cheap."""
    try:
        return Workbook(content)
    except UnreadableError:
        part_names = zip_bundle.list_part_names(content)
        if word_table.is_word_document(part_names):
            return word_table.read_word_tables(content, count_labels)
        if part_names & _WORKBOOK_PARTS:
            raise
        return None


def _open_text_body(content: bytes, file_name: str, count_labels: LabelCounter) -> DocumentBody:
    if spreadsheet_xml.is_spreadsheet_xml(content):
        return spreadsheet_xml.XmlWorkbook(content)
    if content.lstrip(_BLANK_BYTES).startswith(b"<") and (
        page_tables := _read_page_tables(content)
    ):
        return max(page_tables, key=lambda sheets: max(map(count_labels, sheets)))

    def score_sheet(sheet: Sheet) -> int:
        return _HEADER_SCORE if dhis2.is_dhis2_header(sheet.cells) else count_labels(sheet)

    sheet = delimited_text.read_delimited_text(content, score_sheet)
    if dhis2.is_dhis2_header(sheet.cells):
        return dhis2.parse_csv_sets(sheet.cells, sheet.name)
    if max(map(len, sheet.cells), default=0) < 2 and not _TEXT_TABLE_NAME.search(file_name):
        raise delimited_text.NoColumnsError
    return [sheet]


def _read_page_tables(content: bytes) -> list[list[Sheet]]:
    """Read the tables of a web page, once per possible encoding; empty for other texts."""
    from warehouse.files.formats.html_table import (  # few files are pages
        is_html_page,
        read_html_tables,
    )

    return [
        read_html_tables(text)
        for text in delimited_text.decode_texts(content)
        if is_html_page(text)
    ]
