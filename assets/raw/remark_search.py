"""The search of notes and obstacles: which texts of a file they are, and what is doubtful in them.

A text of any other place is refused by `expectations.privacy.scan` alone. May call expectations
and warehouse.
"""

from collections.abc import Sequence

from expectations.privacy.doubts import find_doubt, is_doubtful_text
from expectations.privacy.scan import PersonalDataSign, is_suspect_text, scan_texts
from warehouse.files.grid import parse_address
from warehouse.files.texts.file_texts import FileText
from warehouse.forms.reading.remarks import find_obstacle_kind, is_note_heading

_SheetPlace = tuple[str, int]
"""A sheet with a column of notes, or with a row of obstacles."""


def is_questionable(text: str) -> bool:
    """Return whether a text is suspect anywhere, or doubtful as a note."""
    return is_suspect_text(text) or is_doubtful_text(text)


def is_worth_reading(text: str) -> bool:
    """Return whether a text is questionable, or heads notes or obstacles."""
    return _is_heading(text) or is_questionable(text)


def _is_heading(text: str) -> bool:
    return is_note_heading(text) or find_obstacle_kind(text.partition(":")[0]) is not None


def find_signs(file_texts: Sequence[FileText]) -> list[PersonalDataSign]:
    """Find the signs of personal data: what is certain anywhere, and doubts about remarks."""
    signs = scan_texts(text for text in file_texts if is_suspect_text(text.text))
    known_cells = {(sign.sheet, sign.cell) for sign in signs if sign.cell}
    return [
        *signs,
        *(
            PersonalDataSign(text.sheet, text.cell, text.place, kind)
            for text in _select_remarks(file_texts)
            if (text.sheet, text.cell) not in known_cells and (kind := find_doubt(text.text))
        ),
    ]


def _select_remarks(file_texts: Sequence[FileText]) -> list[FileText]:
    """Select the texts below a heading of notes, and those beside or below one of obstacles."""
    placed_texts = [
        (text, text.sheet, *parse_address(text.cell))
        for text in file_texts
        if text.sheet is not None and text.cell is not None and _is_address(text.cell)
    ]
    first_rows: dict[_SheetPlace, int] = {}
    obstacle_rows: dict[str, int] = {}
    for text, sheet, row, column in placed_texts:
        if is_note_heading(text.text):
            first_rows.setdefault((sheet, column), row + 1)
        elif _is_heading(text.text):
            obstacle_rows.setdefault(sheet, row)
    return [
        text
        for text, sheet, row, column in placed_texts
        if text.zone == "body"
        and not text.is_number
        and (
            row >= first_rows.get((sheet, column), row + 1)
            or row >= obstacle_rows.get(sheet, row + 1)
        )
    ]


def _is_address(cell: str) -> bool:
    try:
        parse_address(cell)
    except ValueError:
        return False
    return True
