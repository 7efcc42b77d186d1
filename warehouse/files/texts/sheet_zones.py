"""The zones of a sheet: where the letterhead ends, and where the signatures begin.

Judges by row headings only; `file_texts` reads the texts.
"""

import re
from collections.abc import Sequence
from typing import Any

from warehouse.files.grid import CellRows
from warehouse.text import make_match_key

MIN_HEADING_CELLS = 3
"""Least number of filled cells in a table's heading row."""
_TABLE_HEADS = {"tt", "stt", "so tt", "noi dung", "chi tieu", "ten chi tieu", "ho va ten", "ho ten"}
_SIGNATURE_HEADS = (
    "kt ", "tm ", "tl ", "tuq ", "q ", "k t ", "t m ", "t l ", "chu tich", "pho chu tich",
    "thu truong", "truong phong", "pho truong phong", "ke toan", "giam doc", "hieu truong",
    "truong cong an", "don vi bao cao", "doi truong", "xac nhan cua ",
)  # fmt: skip
_AREA = (
    r"(?: (?:quan|phuong|xa|huyen|ubnd|don vi|co quan|phong|dang uy|doan|hoi|cong an|tram|truong"
    r"|thuong truc|phu trach))*"
)
_POST = re.compile(
    r"(?:pho )?(?:giam doc|hieu truong|doi truong|truong cong an|vien truong|chanh an|bi thu"
    rf"|tram truong|truong tram|truong ban|chu nhiem|chi huy|chi huy truong|lanh dao){_AREA}"
)
"""Posts that head a signature as a whole: «lãnh đạo» begins other texts too."""
_REPORTER = re.compile(
    r"(?:ho (?:va )?ten (?:cua )?)?(?:nguoi (?:lap|bao cao|tong hop|thong ke)\b.*"
    r"|(?:can bo|cb|cong chuc|chuyen vien) (?:lap|bao cao|tong hop|thong ke|phu trach|theo doi"
    r"|tu phap|van hoa|lao dong|chuyen mon)\b.*|lap bieu|thong ke"
    r"|(?:nguoi )?(?:kiem soat|phu trach|duyet|kiem tra|thuc hien|nhap|soan|gui)"
    r"(?: (?:bao cao|bieu|so lieu))?)"
)
"""Whoever made the report: the name stands below, or to the right in the same row."""
_MAX_SIGNATURE_LENGTH = 60
"""A longer text is a sentence, not the heading of a signature."""


def find_table_row(cells: CellRows) -> int:
    """Find the first row of the table; 0 without a table, and then nothing is a letterhead."""
    for row, values in enumerate(cells):
        filled_cells = [value for value in values if value not in ("", None)]
        heads = {make_match_key(value) for value in filled_cells if isinstance(value, str)}
        if len(filled_cells) >= MIN_HEADING_CELLS and heads & _TABLE_HEADS:
            return row
    return 0


def find_signature_row(cells: CellRows, table_row: int) -> int:
    """Find the heading row of the signatures below the table; past the end without signatures."""
    for row in range(len(cells) - 1, table_row, -1):
        if any(map(_is_signature_heading, _list_row_texts(cells[row]))):
            return row
    return len(cells)


def names_reporter(values: Sequence[Any], column: int) -> bool:
    """Return whether the text before a cell of a row is about whoever made the report."""
    before = _list_row_texts(values[:column])
    return bool(before and _list_row_texts(values)) and _fits(_REPORTER, before[-1])


def _list_row_texts(values: Sequence[Any]) -> list[str]:
    """List the texts of a row; none of a row with a number, which is a line of a table."""
    if any(isinstance(value, int | float) for value in values):
        return []
    return [value for value in values if value and isinstance(value, str)]


def _is_signature_heading(text: str) -> bool:
    is_prefixed = f"{make_match_key(text)} ".startswith(_SIGNATURE_HEADS)
    return (is_prefixed and len(text) <= _MAX_SIGNATURE_LENGTH) or any(
        _fits(pattern, text) for pattern in (_POST, _REPORTER)
    )


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= _MAX_SIGNATURE_LENGTH and bool(pattern.fullmatch(make_match_key(text)))
