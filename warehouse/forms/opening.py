"""The kind of a file, by the content first and the name last: workbook, text, Word, JSON, zip.

Returns documents with sheets or coded values; `reading` recognises the reports in them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from warehouse.forms import bundle, delimited, dhis2, guard, word_table, zip_parts
from warehouse.forms.bundle import BeyondBoundsError, Budget
from warehouse.forms.dhis2 import ValueSet
from warehouse.forms.grid import Sheet, UnreadableError, Workbook
from warehouse.forms.report import Doubt

_ZIP = (zip_parts.BEGINNING, b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*[{\[]")
_WORKBOOK_PARTS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml", "[Content_Types].xml"}
_TEXT_TABLE = re.compile(r"\.(?:csv|tsv|tab|txt)$", re.IGNORECASE)
_SPACE = b" \t\r\n\xef\xbb\xbf\xff\xfe\x00"
_HEADED = 1000
"""The score of a DHIS2 header: more than the labels of any form."""


class GuardedError(UnreadableError):
    """Bytes refused before any parser; the code is the reason."""

    def __init__(self, told: Doubt) -> None:
        super().__init__(told.observed)
        self.code = told.code


LabelsIn = Callable[[Sheet], int]
"""A function that counts the labels of one form on a sheet."""

Holds = Workbook | Sequence[Sheet] | Sequence[ValueSet] | UnreadableError


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a file: the name within a zip, empty for the file itself, and the bytes.

    `note` is the note of the examination before opening.
    """

    name: str
    holds: Holds
    content: bytes = b""
    note: Doubt | None = None


def documents(content: bytes, name: str, labels_in: LabelsIn) -> Iterator[Document]:
    """Open every document of a file, one by one; an unreadable document holds the error.

    Args:
        content: the file's bytes.
        name: the file's name: only a hint for an undecided content.
        labels_in: counts the labels of one form on a sheet.
    """
    return _documents("", name, content, (labels_in, Budget(), bundle.DEEPEST))


Bounds = tuple[LabelsIn, Budget, int]
"""The label counter, the remaining budget of expansion, and the remaining depth of zips."""


def _documents(shown: str, name: str, content: bytes, bounds: Bounds) -> Iterator[Document]:
    labels_in, budget, depth = bounds
    told = guard.examine(content)
    if told and told.code.startswith("E"):
        yield Document(shown, GuardedError(told))
        return
    try:
        holds = _opened(content, name, labels_in)
        if holds is not None:
            yield Document(shown, holds, content, told)
        elif depth == 0:
            raise BeyondBoundsError("zip / zip / zip")
        else:
            for member, inner in bundle.members(content, budget):
                path = f"{shown}/{member}" if shown else member
                if isinstance(inner, UnreadableError):
                    yield Document(path, inner)
                else:
                    yield from _documents(path, member, inner, (labels_in, budget, depth - 1))
    except UnreadableError as error:
        yield Document(shown, error, content)


def _opened(content: bytes, name: str, labels_in: LabelsIn) -> Holds | None:
    """Open the bytes; return None for a zip of files."""
    if content.startswith(_ZIP):
        return _opened_zip(content, labels_in)
    if not content or content.startswith(_OLE):
        return Workbook(content)
    if _JSON.match(content):
        return dhis2.from_json(delimited.texts(content)[0])
    return _opened_text(content, name, labels_in)


def _opened_zip(content: bytes, labels_in: LabelsIn) -> Holds | None:
    """Try a workbook before anything else: nearly every file is a workbook, and trying is cheap."""
    try:
        return Workbook(content)
    except UnreadableError:
        names = bundle.part_names(content)
        if word_table.is_word(names):
            return word_table.read_word(content, labels_in)
        if names & _WORKBOOK_PARTS:
            raise
        return None


def _opened_text(content: bytes, name: str, labels_in: LabelsIn) -> Holds:
    if content.lstrip(_SPACE).startswith(b"<") and (pages := _pages(content)):
        return max(pages, key=lambda sheets: max(map(labels_in, sheets)))

    def worth(sheet: Sheet) -> int:
        return _HEADED if dhis2.is_header(sheet.cells) else labels_in(sheet)

    sheet = delimited.read_delimited(content, worth)
    if dhis2.is_header(sheet.cells):
        return dhis2.from_cells(sheet.cells, sheet.name)
    if max(map(len, sheet.cells), default=0) < 2 and not _TEXT_TABLE.search(name):
        raise UnreadableError("text without columns")
    return [sheet]


def _pages(content: bytes) -> list[list[Sheet]]:
    """Read the tables of a web page, once per possible encoding; empty for other texts."""
    from warehouse.forms.html_table import is_html, read_html  # few files are pages

    return [read_html(text) for text in delimited.texts(content) if is_html(text)]
