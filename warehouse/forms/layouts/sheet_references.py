"""The names of sheets in addresses, as «Kiểm tra!D5», for the workbook of a proposal.

Text only: a name must be possible in the proposal workbook, beside the workbook's own sheets.
"""

import re
from collections.abc import Collection

from warehouse.files.grid import parse_address

ANSWER_SHEET, COPY_SHEET, PLACES_SHEET = "Đề xuất cách đọc", "Bản sao", "Các ô"
"""The sheets of a proposal workbook beside the copies of several sheets."""
_TAKEN_NAMES = frozenset(
    name.casefold() for name in (ANSWER_SHEET, COPY_SHEET, PLACES_SHEET, "_chiso", "history")
)
_UNUSUAL_LETTERS = re.compile(r"[\[\]:*?/\\'!$]")
_LONGEST_NAME = 31
_SEPARATOR = "!"


def make_sheet_reference(name: str) -> str:
    """Return the name of a sheet as an address writes it: a name possible in every workbook."""
    reference = _UNUSUAL_LETTERS.sub("_", name).strip()[:_LONGEST_NAME].strip() or "_"
    return (
        f"{reference[: _LONGEST_NAME - 1]}_" if reference.casefold() in _TAKEN_NAMES else reference
    )


def are_distinct(names: Collection[str]) -> bool:
    """Return whether the names of sheets stay different in addresses."""
    return len({make_sheet_reference(name).casefold() for name in names}) == len(names)


def normalise_address(typed: str, sheet_names: Collection[str]) -> str:
    """Return an address as the proposal writes it: quotes, dollars and small letters do not count.

    The name of an only sheet may be left out; another text stays as typed.
    """
    sheet_text, separator, cell_text = typed.rpartition(_SEPARATOR)
    cell = cell_text.replace("$", "").strip().upper()
    try:
        parse_address(cell)
    except ValueError:
        return typed
    references = list(map(make_sheet_reference, sheet_names))
    if not separator:
        return f"{references[0]}{_SEPARATOR}{cell}" if len(references) == 1 else cell
    given = sheet_text.strip().strip("'").casefold()
    sheet = next((r for r in references if r.casefold() == given), None)
    return typed if sheet is None else f"{sheet}{_SEPARATOR}{cell}"
