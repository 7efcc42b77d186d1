"""One cell's content as a whole number, by the element's declared type and the form's signs.

Never a guess: an ambiguous content gives a code for the sender, not a number.
"""

import math
import re
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from warehouse.catalogue import Element
from warehouse.catalogue.bounds import MAX_NUMBER
from warehouse.catalogue.models import Marks
from warehouse.forms.shares import stated_share
from warehouse.text import fold

_LONGEST = 200
"""Letters: a number is shorter, and matching a longer text costs too much time."""
_LONGEST_CELL = 32_767
"""Excel's own limit of a cell."""

NOT_A_NUMBER = "E-NUM-001"
AMBIGUOUS = "E-NUM-002"
NOT_WHOLE = "E-NUM-003"
APPROXIMATE = "E-NUM-004"
EXCEL_ERROR = "E-NUM-005"
DATE = "E-NUM-006"
PERCENT = "E-NUM-007"
TOO_LARGE = "E-NUM-008"
WRONG_SHARE = "E-SHARE-001"
NUMBERS_AND_SHARE = "E-SHARE-002"
NOT_YES_NO = "E-BOOL-001"


class Reading(NamedTuple):
    """The result of reading a cell.

    `state` is value, zero, missing, not_applicable or unreadable; `code` is the reason for
    unreadable, and `about` fills the blanks of the code's message.
    """

    state: str
    value: int | None = None
    code: str | None = None
    about: tuple[tuple[str, str], ...] = ()


MISSING = Reading("missing")
_NOT_APPLICABLE = Reading("not_applicable")
_ZERO = Reading("zero", 0)

# Groups of three joined by dots (or spaces) are thousands; a comma opens decimals.
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+)")
_WHOLE = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+),\d+")
_COULD_BE_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
_DIGITS_AND_SIGNS = re.compile(r"[(]?[+-]?[\d.,' ]*\d[\d.,' ]*[)]?")
_APPROXIMATE = re.compile(
    r"^(?:khoang|gan|hon|tren|duoi|tam|uoc|xap xi|it nhat|toi da|~|≈|>|<|≥|≤)"
    r"|(?:tro len|tro xuong)$"
)
_EXCEL_ERROR = re.compile(r"#(?:ref|n/a|value|div/0|name|num|null|spill|calc)[!?]?", re.IGNORECASE)
_CURRENCY = ("dong", "vnd", "d")
_BLANK_LINE = re.compile(r"\.{2,}")
"""A dotted line for handwriting: `…` in printed forms."""
_YES_NO = {"co": 1, "khong": 0, "1": 1, "0": 0}


def read(raw: Any, element: Element, marks: Marks, factor: int = 1) -> Reading:
    """Read a cell's raw value from the spreadsheet library.

    Args:
        raw: text, number, bool, date or None.
        element: the declared content of the cell.
        marks: the meaning of signs on this form.
        factor: multiplier stated above the table (`ĐVT: 1000 đồng` is 1000); 1 by default.
    """
    if isinstance(raw, float):  # nearly every cell: workbooks know no other numbers
        return _number(raw, element.is_yes_no, factor)
    if isinstance(raw, bool):
        return Reading("value", int(raw)) if element.is_yes_no else _unreadable(NOT_A_NUMBER)
    if isinstance(raw, int):
        return _number(raw, element.is_yes_no, factor)
    if isinstance(raw, date | time | timedelta):
        return _unreadable(DATE)
    return _text(str(raw or ""), element, marks, factor)


@lru_cache(maxsize=1 << 14)  # most figures are small counts, the same in every report
def _number(raw: float, is_yes_no: bool, factor: int) -> Reading:
    if is_yes_no and raw not in (0, 1):
        return _unreadable(NOT_YES_NO)
    if not math.isfinite(raw):
        return _unreadable(NOT_A_NUMBER)
    if isinstance(raw, int) or raw.is_integer():
        return _bounded(int(raw) * factor)
    # Spreadsheets show fifteen digits; further digits are noise of binary sums.
    return _exact(Decimal(f"{raw:.15g}"), factor)


def _exact(number: Decimal, factor: int) -> Reading:
    scaled = number * factor
    if scaled != scaled.to_integral_value():
        return _unreadable(NOT_WHOLE)
    return _bounded(int(scaled))


def _bounded(value: int) -> Reading:
    return Reading("value", value) if abs(value) <= MAX_NUMBER else _unreadable(TOO_LARGE)


def _unreadable(code: str) -> Reading:
    return Reading("unreadable", code=code)


@lru_cache(maxsize=1024)
def _signs(marks: Marks) -> dict[str, Reading]:
    meanings = ((marks.zero, _ZERO), (marks.not_applicable, _NOT_APPLICABLE))
    signs = {fold(sign): meaning for group, meaning in meanings for sign in group}
    return signs | {fold(sign): MISSING for sign in marks.missing} | {"": MISSING}


def _text(raw: str, element: Element, marks: Marks, factor: int) -> Reading:
    folded = _BLANK_LINE.sub("...", fold(raw).replace("−", "-"))
    if element.is_yes_no and folded in _YES_NO:
        return Reading("value", _YES_NO[folded])
    if folded in _signs(marks):
        return _signs(marks)[folded]
    if element.is_yes_no:
        return _unreadable(NOT_YES_NO)
    if len(folded) > _LONGEST:
        return _unreadable(TOO_LARGE if folded.isdecimal() else NOT_A_NUMBER)
    units = _CURRENCY if element.is_money else (fold(element.unit),)
    bare = next((folded.removesuffix(unit) for unit in units if folded.endswith(unit)), folded)
    return _written_number(bare.strip(), factor)


def _written_number(text: str, factor: int) -> Reading:
    if _WHOLE.fullmatch(text):
        return _bounded(int(text) * factor)
    if _THOUSANDS.fullmatch(text):
        return _bounded(int(re.sub(r"[. ]", "", text)) * factor)
    if _COULD_BE_THOUSANDS.fullmatch(text):
        return _unreadable(AMBIGUOUS)
    if _DECIMAL.fullmatch(text):
        return _exact(Decimal(text.replace(".", "").replace(",", ".")), factor)
    return _unreadable_text(text)


def _unreadable_text(text: str) -> Reading:
    if _EXCEL_ERROR.fullmatch(text):
        return _unreadable(EXCEL_ERROR)
    if share := stated_share(text):
        exact, is_right = share
        code = NUMBERS_AND_SHARE if is_right else WRONG_SHARE
        return Reading("unreadable", code=code, about=(("share", exact),))
    if text.endswith("%"):
        return _unreadable(PERCENT)
    if _APPROXIMATE.search(text):
        return _unreadable(APPROXIMATE)
    return _unreadable(AMBIGUOUS if _DIGITS_AND_SIGNS.fullmatch(text) else NOT_A_NUMBER)


def as_typed(raw: Any) -> str:
    """Format a cell's value in the way a person sees it: `18` for 18.0, a text unchanged."""
    if isinstance(raw, float):
        return _shown(raw)
    return "" if raw is None else str(raw)[:_LONGEST_CELL]


@lru_cache(maxsize=1 << 14)
def _shown(raw: float) -> str:
    return str(int(raw)) if raw.is_integer() else str(raw)


def is_number(raw: Any) -> bool:
    """Return whether a raw value is a number."""
    return isinstance(raw, int | float)


def is_figure(raw: Any) -> bool:
    """Return whether a raw value is a number, or a text of digits as in a text-only file."""
    return is_number(raw) or (isinstance(raw, str) and bool(_DIGITS_AND_SIGNS.fullmatch(fold(raw))))
