"""The unit of money: stated over the table, in a column's header, or in a row.

An unknown unit, or two contradicting units, give a finding draft and never a guess.
"""

import re
from typing import NamedTuple

from warehouse.finding_draft import FindingDraft
from warehouse.forms.reading.report_grid import FormTable
from warehouse.text import fold_text

AddressedText = tuple[str, str]
"""An address and the text of the cell."""

CONFLICTING_MONEY_UNITS, UNKNOWN_MONEY_UNIT = "E-MONEY-001", "E-MONEY-002"
UNKNOWN_FACTOR = 0
"""The factor of an unknown unit."""

_MONEY_SCALES = {"nghin": 10**3, "ngan": 10**3, "ng": 10**3} | {"trieu": 10**6, "tr": 10**6}
_MONEY_SCALES |= {"ty": 10**9, "ti": 10**9}
_CURRENCY_PATTERN = r"\.?\s*(?:dong|vnd|d)(?: viet nam)?\.?"
_MONEY_UNIT_PATTERN = re.compile(
    rf"([0-9][0-9.,]*)?\s*({'|'.join(_MONEY_SCALES)})?{_CURRENCY_PATTERN}"
)
# Without a size, «hợp đồng» or «huy động» would pass for the currency.
_UNIT_SIZE = rf"(?:\d[\d.,]*\s*(?:{'|'.join(_MONEY_SCALES)})?|(?:{'|'.join(_MONEY_SCALES)}))"
_SIZED_UNIT_AT_END = re.compile(
    rf"(?<!tram )(?<!muoi )(?<!chuc )(?<!\w)({_UNIT_SIZE}{_CURRENCY_PATTERN})$"
)
_UNIT_INTRODUCTION = re.compile(r"\b(?:dvt|don vi)\b(.*)", re.DOTALL)
_SURE_UNIT_LINE = re.compile(
    r"(?:đvt|đơn vị tính).*(?:đồng|vnđ|vnd|usd)(?!\w)", re.IGNORECASE | re.DOTALL
)
_PIECE_SEPARATOR = re.compile(r"[:;()\n/]|,\s| - ")


class MoneyUnit(NamedTuple):
    """A unit of money: the factor to đồng, and the text as stated."""

    factor: int
    text: str


def find_table_unit(texts: list[AddressedText]) -> tuple[MoneyUnit | None, list[FindingDraft]]:
    """Find the unit above the table; None without a unit, and a draft for an unclear unit."""
    table_units = [
        (cell, MoneyUnit(factor, text)) for cell, text in texts for factor in parse_factors(text)
    ]
    if not table_units:
        return None, []
    cell, last_unit = table_units[-1]
    if len({unit.factor for _, unit in table_units}) > 1:
        return None, [FindingDraft(CONFLICTING_MONEY_UNITS, cell=cell, observed=last_unit.text)]
    if last_unit.factor == UNKNOWN_FACTOR:
        return None, [FindingDraft(UNKNOWN_MONEY_UNIT, cell=cell, observed=last_unit.text)]
    return last_unit, []


def parse_factors(line: str) -> list[int]:
    """Parse the factors of a line: `ĐVT: 1000 đồng` gives 1000, `ĐVT: đồng` gives 1.

    A line without a unit of money gives an empty list.
    """
    introduction = _UNIT_INTRODUCTION.search(fold_text(line))
    if not introduction:
        return []
    line_factors = [
        f for piece in _PIECE_SEPARATOR.split(introduction[1]) if (f := _parse_factor(piece))
    ]
    return line_factors or ([UNKNOWN_FACTOR] if _SURE_UNIT_LINE.search(line) else [])


def find_figure_unit(
    table: FormTable, row: int, column: int, table_unit: MoneyUnit | None
) -> MoneyUnit | FindingDraft:
    """Find the unit of one figure: from the row, else from the column, else from the table."""
    row_units = [
        _parse_row_unit(table.get_value(row, unit_column))
        for unit_column in table.columns_by_kind.get("unit", [])
    ]
    money_units = [
        unit
        for unit in (*row_units, _parse_header_unit(table.header_texts.get(column, "")), table_unit)
        if unit
    ]
    unknown_unit = next((unit for unit in money_units if unit.factor == UNKNOWN_FACTOR), None)
    if unknown_unit:
        return FindingDraft(UNKNOWN_MONEY_UNIT, observed=unknown_unit.text)
    if not money_units:
        return MoneyUnit(1, "")
    other_unit = next((unit for unit in money_units if unit.factor != money_units[0].factor), None)
    if other_unit and money_units[0].factor == 1:
        return FindingDraft(CONFLICTING_MONEY_UNITS, observed=other_unit.text)
    return money_units[0]


def _parse_row_unit(raw_value: object) -> MoneyUnit | None:
    """Parse a row's own unit; «đồng» gives None: the header or the table may state a factor."""
    if not isinstance(raw_value, str) or not raw_value.strip(" -–."):
        return None
    row_factors = (
        factor
        for piece in _PIECE_SEPARATOR.split(fold_text(raw_value))
        if (factor := _parse_factor(piece))
    )
    factor = next(row_factors, UNKNOWN_FACTOR)
    return None if factor == 1 else MoneyUnit(factor, raw_value)


def _parse_header_unit(text: str) -> MoneyUnit | None:
    for piece in _PIECE_SEPARATOR.split(text):
        match = _SIZED_UNIT_AT_END.search(piece.strip())
        if factor := _parse_factor(match[1] if match else piece):
            return MoneyUnit(factor, text)
    return None


def _parse_factor(unit: str) -> int | None:
    match = _MONEY_UNIT_PATTERN.fullmatch(unit.strip())
    if not match:
        return None
    return int(re.sub(r"\D", "", match[1] or "1")) * _MONEY_SCALES.get(match[2] or "", 1)
