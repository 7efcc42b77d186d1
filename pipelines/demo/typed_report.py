"""A report as an office types it, and the style of the office.

Values only; `typed_workbook` writes them into a workbook.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from warehouse.periods import Period

TypedValue = int | str | None
"""The content of a cell: a number, a text exactly as typed, or nothing."""
CellAddress = tuple[str, str]
"""Sheet and cell."""


@dataclass(frozen=True, slots=True)
class OfficeStyle:
    """The habits of an office.

    `money_unit` is the unit of money amounts and must divide every amount. `as_text` types
    `05` and `1.234` as texts; `phrasing` picks among the names of a unit and a period.
    """

    two_columns: bool = True
    column_numbers: bool = True
    sections: bool = False
    dashes: bool = True
    money_unit: int = 1
    as_text: bool = False
    dash_for_zero: bool = False
    nfd: bool = False
    old_tones: bool = False
    phrasing: int = 0
    sheet: str = "Sheet1"
    synthetic: bool = True


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """A foreign or repeated row, typed below another row."""

    previous_element: str
    label: str
    unit: str
    value: TypedValue


@dataclass(frozen=True, slots=True)
class TypedReport:
    """A report to type: identity, figures, and titles or labels in place of the usual ones."""

    form: str
    unit: str
    period: Period
    values: Mapping[str, TypedValue]
    unit_title: str | None = None
    period_title: str | None = None
    extra_rows: tuple[ExtraRow, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
