"""The periods in the heads of a table with a period a column: «Tháng 1», «Quý II», «T3».

A layout remembers the part of a code after the year, such as `-05` or `-Q2`; the year stands in the
sheet, and is the same everywhere there.
"""

import re
from collections.abc import Iterable

from warehouse.periods import Grain, Period, find_periods, parse_period_code
from warehouse.text import fold_text

_SHORT_MONTH = re.compile(r"t\.?\s*0?(\d{1,2})")
_SOME_YEAR = " năm 2000"
_YEAR_LENGTH = 4


def find_year_part(text: str) -> str:
    """Return the code of the only period of a head without the year; empty without a period."""
    text = _SHORT_MONTH.sub(r"tháng \1", fold_text(text)) if _is_short_month(text) else text
    periods = {p for p in find_periods(f"{text}{_SOME_YEAR}") if p.grain is not Grain.YEAR}
    return periods.pop().code[_YEAR_LENGTH:] if len(periods) == 1 else ""


def _is_short_month(text: str) -> bool:
    return bool(_SHORT_MONTH.fullmatch(fold_text(text)))


def find_only_year(texts: Iterable[str]) -> int | None:
    """Return the only year of the periods in some texts; None for none or several."""
    years = {period.year for text in texts for period in find_periods(text)}
    return years.pop() if len(years) == 1 else None


def build_period(year: int, year_part: str) -> Period:
    """Build the period of a year from the part of its code after the year."""
    return parse_period_code(f"{year}{year_part}")
