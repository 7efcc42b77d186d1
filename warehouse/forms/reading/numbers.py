"""One cell's content as a whole number, by the element's declared type and the form's signs.

Never a guess: an ambiguous content gives a code for the sender, not a number.
"""

import math
import re
import unicodedata
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from warehouse.catalogue import Element
from warehouse.catalogue.bounds import MAX_NUMBER
from warehouse.catalogue.models import Marks
from warehouse.forms.reading.shares import parse_stated_share
from warehouse.text import fold_text, has_mixed_digits

_MAX_NUMBER_LENGTH = 200
"""Letters: a number is shorter, and matching a longer text costs too much time."""
_MAX_CELL_LENGTH = 32_767
"""Excel's own limit of a cell."""

NOT_A_NUMBER = "E-NUM-001"
AMBIGUOUS_NUMBER = "E-NUM-002"
NOT_WHOLE = "E-NUM-003"
APPROXIMATE_NUMBER = "E-NUM-004"
EXCEL_ERROR = "E-NUM-005"
DATE_VALUE = "E-NUM-006"
PERCENT_VALUE = "E-NUM-007"
TOO_LARGE = "E-NUM-008"
FOOTNOTE_MARK = "E-NUM-010"
MIXED_DIGITS = "E-NUM-011"
WRONG_SHARE = "E-SHARE-001"
NUMBERS_AND_SHARE = "E-SHARE-002"
NOT_YES_NO = "E-BOOL-001"


class CellReading(NamedTuple):
    """The result of reading a cell.

    `state` is value, zero, missing, not_applicable or unreadable; `code` is the reason for
    unreadable, and `message_values` fills the blanks of the code's message.
    """

    state: str
    value: int | None = None
    code: str | None = None
    message_values: tuple[tuple[str, str], ...] = ()


MISSING_READING = CellReading("missing")
_NOT_APPLICABLE_READING = CellReading("not_applicable")
_ZERO_READING = CellReading("zero", 0)

# Groups of three joined by dots (or spaces) are thousands; a comma opens decimals.
_GROUPED_NUMBER = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+)")
_WHOLE_NUMBER = re.compile(r"[+-]?\d+")
_DECIMAL_NUMBER = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+),\d+")
_COULD_BE_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
_DIGITS_AND_SIGNS = re.compile(r"[(]?[+-]?[\d.,' ]*\d[\d.,' ]*[)]?")
_APPROXIMATION = re.compile(
    r"^(?:khoang|gan|hon|tren|duoi|tam|uoc|xap xi|it nhat|toi da|~|≈|>|<|≥|≤)"
    r"|(?:tro len|tro xuong)$"
)
_EXCEL_ERROR = re.compile(r"#(?:ref|n/a|value|div/0|name|num|null|spill|calc)[!?]?", re.IGNORECASE)
_FOOTNOTE_SIGNS = frozenset("*†‡§")
_CURRENCY_NAMES = ("dong", "vnd", "d")
_DOTTED_LINE = re.compile(r"\.{2,}")
"""A dotted line for handwriting: `…` in printed forms."""
_YES_NO_VALUES = {"co": 1, "khong": 0, "1": 1, "0": 0}


def read_cell(raw_value: Any, element: Element, marks: Marks, factor: int = 1) -> CellReading:
    """Read a cell's raw value from the spreadsheet library.

    Args:
        raw_value: text, number, bool, date or None.
        element: the declared content of the cell.
        marks: the meaning of signs on this form.
        factor: multiplier stated above the table (`ĐVT: 1000 đồng` is 1000); 1 by default.
    """
    if isinstance(raw_value, float):  # nearly every cell: workbooks know no other numbers
        return _read_cell_number(raw_value, element.is_yes_no, factor)
    if isinstance(raw_value, bool):
        return (
            CellReading("value", int(raw_value))
            if element.is_yes_no
            else _make_unreadable(NOT_A_NUMBER)
        )
    if isinstance(raw_value, int):
        return _read_cell_number(raw_value, element.is_yes_no, factor)
    if isinstance(raw_value, date | time | timedelta):
        return _make_unreadable(DATE_VALUE)
    return _read_cell_text(str(raw_value or ""), element, marks, factor)


@lru_cache(maxsize=1 << 14)  # most figures are small counts, the same in every report
def _read_cell_number(raw_value: float, is_yes_no: bool, factor: int) -> CellReading:
    if is_yes_no and raw_value not in (0, 1):
        return _make_unreadable(NOT_YES_NO)
    if not math.isfinite(raw_value):
        return _make_unreadable(NOT_A_NUMBER)
    if isinstance(raw_value, int) or raw_value.is_integer():
        return _read_bounded_value(int(raw_value) * factor)
    # Spreadsheets show fifteen digits; further digits are noise of binary sums.
    return _scale_decimal(Decimal(f"{raw_value:.15g}"), factor)


def _scale_decimal(number: Decimal, factor: int) -> CellReading:
    scaled_number = number * factor
    if scaled_number != scaled_number.to_integral_value():
        return _make_unreadable(NOT_WHOLE)
    return _read_bounded_value(int(scaled_number))


def _read_bounded_value(value: int) -> CellReading:
    return CellReading("value", value) if abs(value) <= MAX_NUMBER else _make_unreadable(TOO_LARGE)


def _make_unreadable(code: str) -> CellReading:
    return CellReading("unreadable", code=code)


@lru_cache(maxsize=1024)
def _map_signs(marks: Marks) -> dict[str, CellReading]:
    meanings = ((marks.zero, _ZERO_READING), (marks.not_applicable, _NOT_APPLICABLE_READING))
    signs = {fold_text(sign): meaning for group, meaning in meanings for sign in group}
    return (
        signs | {fold_text(sign): MISSING_READING for sign in marks.missing} | {"": MISSING_READING}
    )


def _read_cell_text(raw_text: str, element: Element, marks: Marks, factor: int) -> CellReading:
    folded_text = _DOTTED_LINE.sub("...", fold_text(raw_text).replace("−", "-"))
    if element.is_yes_no and folded_text in _YES_NO_VALUES:
        return CellReading("value", _YES_NO_VALUES[folded_text])
    if folded_text in _map_signs(marks):
        return _map_signs(marks)[folded_text]
    if element.is_yes_no:
        return _make_unreadable(NOT_YES_NO)
    if len(folded_text) > _MAX_NUMBER_LENGTH:
        return _make_unreadable(TOO_LARGE if folded_text.isdecimal() else NOT_A_NUMBER)
    units = _CURRENCY_NAMES if element.is_money else (fold_text(element.unit),)
    bare_text = next(
        (folded_text.removesuffix(unit) for unit in units if folded_text.endswith(unit)),
        folded_text,
    )
    return _read_written_number(bare_text.strip(), factor)


def _read_written_number(text: str, factor: int) -> CellReading:
    if has_mixed_digits(text):
        return _make_unreadable(MIXED_DIGITS)
    if _WHOLE_NUMBER.fullmatch(text):
        return _read_bounded_value(int(text) * factor)
    if _GROUPED_NUMBER.fullmatch(text):
        return _read_bounded_value(int(re.sub(r"[. ]", "", text)) * factor)
    if _COULD_BE_THOUSANDS.fullmatch(text):
        return _make_unreadable(AMBIGUOUS_NUMBER)
    if _DECIMAL_NUMBER.fullmatch(text):
        return _scale_decimal(Decimal(text.replace(".", "").replace(",", ".")), factor)
    return _explain_unreadable_text(text)


def _explain_unreadable_text(text: str) -> CellReading:
    if _EXCEL_ERROR.fullmatch(text):
        return _make_unreadable(EXCEL_ERROR)
    if share := parse_stated_share(text):
        exact_share, is_right = share
        code = NUMBERS_AND_SHARE if is_right else WRONG_SHARE
        return CellReading("unreadable", code=code, message_values=(("share", exact_share),))
    if text.endswith("%"):
        return _make_unreadable(PERCENT_VALUE)
    if _APPROXIMATION.search(text):
        return _make_unreadable(APPROXIMATE_NUMBER)
    if _DIGITS_AND_SIGNS.fullmatch(text):
        return _make_unreadable(AMBIGUOUS_NUMBER)
    return _make_unreadable(FOOTNOTE_MARK if _is_marked_number(text) else NOT_A_NUMBER)


def _is_marked_number(text: str) -> bool:
    """Return whether only digits, and signs such as `¹`, `①` or `*`, stand in a folded text."""
    marks = {c for c in text if c in _FOOTNOTE_SIGNS or _is_false_digit(c)}
    bare_text = "".join(c for c in text if c not in marks).strip()
    is_bare_number = bool(_DIGITS_AND_SIGNS.fullmatch(bare_text))
    return bool(marks) and (is_bare_number or (not bare_text and any(map(_is_false_digit, marks))))


def _is_false_digit(letter: str) -> bool:
    """Return whether a sign stands for a number, yet is no decimal digit: `¹`, `①`, `½`."""
    return not letter.isdecimal() and unicodedata.category(letter) == "No"


def format_raw_text(raw_value: Any) -> str:
    """Format a cell's value in the way a person sees it: `18` for 18.0, a text unchanged."""
    if isinstance(raw_value, float):
        return _format_float(raw_value)
    if isinstance(raw_value, bool):
        return "TRUE" if raw_value else "FALSE"
    return "" if raw_value is None else str(raw_value)[:_MAX_CELL_LENGTH]


@lru_cache(maxsize=1 << 14)
def _format_float(raw_value: float) -> str:
    return str(int(raw_value)) if raw_value.is_integer() else str(raw_value)


def is_number(raw_value: Any) -> bool:
    """Return whether a raw value is a number."""
    return isinstance(raw_value, int | float)


def is_figure(raw_value: Any) -> bool:
    """Return whether a raw value is a number, or a text of digits as in a text-only file."""
    return is_number(raw_value) or (isinstance(raw_value, str) and _is_figure_text(raw_value))


def _is_figure_text(raw_text: str) -> bool:
    folded_text = fold_text(raw_text)
    return bool(_DIGITS_AND_SIGNS.fullmatch(folded_text)) or _is_marked_number(folded_text)
