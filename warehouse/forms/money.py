"""The unit of money: stated over the table, in a column's header, or in a row.

An unknown unit, or two contradicting units, give a finding draft and never a guess.
"""

import re
from typing import NamedTuple

from warehouse.forms.report import Doubt
from warehouse.forms.table import Table
from warehouse.text import fold

Placed = tuple[str, str]
"""An address and the text of the cell."""

TWO_WAYS, NOT_KNOWN = "E-MONEY-001", "E-MONEY-002"
UNREAD = 0
"""The factor of an unknown unit."""

_SCALES = {"nghin": 10**3, "ngan": 10**3, "ng": 10**3} | {"trieu": 10**6, "tr": 10**6}
_SCALES |= {"ty": 10**9, "ti": 10**9}
_DONG = r"\.?\s*(?:dong|vnd|d)(?: viet nam)?\.?"
_UNIT = re.compile(rf"(\d[\d.,]*)?\s*({'|'.join(_SCALES)})?{_DONG}")
# Without a size, «hợp đồng» or «huy động» would pass for the currency.
_SIZE = rf"(?:\d[\d.,]*\s*(?:{'|'.join(_SCALES)})?|(?:{'|'.join(_SCALES)}))"
_SIZED_AT_END = re.compile(rf"(?<!tram )(?<!muoi )(?<!chuc )(?<!\w)({_SIZE}{_DONG})$")
_INTRODUCED = re.compile(r"\b(?:dvt|don vi)\b(.*)", re.DOTALL)
_SURELY = re.compile(r"(?:đvt|đơn vị tính).*(?:đồng|vnđ|vnd|usd)(?!\w)", re.IGNORECASE | re.DOTALL)
_PIECES = re.compile(r"[:;()\n/]|,\s| - ")


class Stated(NamedTuple):
    """A unit of money: the factor to đồng, and the text as stated."""

    factor: int
    text: str


def over_table(texts: list[Placed]) -> tuple[Stated | None, list[Doubt]]:
    """Find the unit above the table; None without a unit, and a draft for an unclear unit."""
    stated = [(cell, Stated(factor, text)) for cell, text in texts for factor in factors(text)]
    if not stated:
        return None, []
    cell, last = stated[-1]
    if len({unit.factor for _, unit in stated}) > 1:
        return None, [Doubt(TWO_WAYS, cell=cell, observed=last.text)]
    if last.factor == UNREAD:
        return None, [Doubt(NOT_KNOWN, cell=cell, observed=last.text)]
    return last, []


def factors(line: str) -> list[int]:
    """Parse the factors of a line: `ĐVT: 1000 đồng` gives 1000, `ĐVT: đồng` gives 1.

    A line without a unit of money gives an empty list.
    """
    introduced = _INTRODUCED.search(fold(line))
    if not introduced:
        return []
    found = [f for piece in _PIECES.split(introduced[1]) if (f := _factor(piece))]
    return found or ([UNREAD] if _SURELY.search(line) else [])


def in_row(table: Table, row: int, column: int, over: Stated | None) -> Stated | Doubt:
    """Find the unit of one figure: from the row, else from the column, else from the table."""
    own = [_own(table.at(row, at)) for at in table.columns.get("unit", [])]
    stated = [unit for unit in (*own, _head(table.heads.get(column, "")), over) if unit]
    unread = next((unit for unit in stated if unit.factor == UNREAD), None)
    if unread:
        return Doubt(NOT_KNOWN, observed=unread.text)
    if not stated:
        return Stated(1, "")
    other = next((unit for unit in stated if unit.factor != stated[0].factor), None)
    if other and stated[0].factor == 1:
        return Doubt(TWO_WAYS, observed=other.text)
    return stated[0]


def _own(raw: object) -> Stated | None:
    """Parse a row's own unit; «đồng» gives None: the header or the table may state a factor."""
    if not isinstance(raw, str) or not raw.strip(" -–."):
        return None
    found = (factor for piece in _PIECES.split(fold(raw)) if (factor := _factor(piece)))
    factor = next(found, UNREAD)
    return None if factor == 1 else Stated(factor, raw)


def _head(text: str) -> Stated | None:
    for piece in _PIECES.split(text):
        sized = _SIZED_AT_END.search(piece.strip())
        if factor := _factor(sized[1] if sized else piece):
            return Stated(factor, text)
    return None


def _factor(unit: str) -> int | None:
    found = _UNIT.fullmatch(unit.strip())
    if not found:
        return None
    return int(re.sub(r"\D", "", found[1] or "1")) * _SCALES.get(found[2] or "", 1)
