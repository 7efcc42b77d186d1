"""The zones of a sheet: where the letterhead ends, and where the signatures begin.

Judges by row headings only; `file_texts` reads the texts.
"""

from warehouse.files.grid import CellRows
from warehouse.text import make_match_key

MIN_HEADING_CELLS = 3
"""Least number of filled cells in a table's heading row."""
_TABLE_HEADS = {"tt", "stt", "so tt", "noi dung", "chi tieu", "ten chi tieu", "ho va ten", "ho ten"}
_SIGNATURE_HEADS = (
    "kt ", "tm ", "tl ", "tuq ", "q ", "chu tich", "pho chu tich", "nguoi lap", "thu truong",
    "nguoi bao cao", "nguoi tong hop", "can bo tong hop", "truong phong", "pho truong phong",
    "ke toan", "giam doc", "hieu truong", "truong cong an", "don vi bao cao", "doi truong",
)  # fmt: skip
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
        for value in cells[row]:
            if value and isinstance(value, str) and _is_signature_heading(value):
                return row
    return len(cells)


def _is_signature_heading(text: str) -> bool:
    return len(text) <= _MAX_SIGNATURE_LENGTH and f"{make_match_key(text)} ".startswith(
        _SIGNATURE_HEADS
    )
