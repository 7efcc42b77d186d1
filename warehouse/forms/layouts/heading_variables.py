"""Headings as keys: folded words with months, quarters, years and dates as variables.

A variable counts back from the report's own period: «Tháng 10» in a report of November is the same
heading as «Tháng 9» in a report of October.
"""

import re
from functools import lru_cache

from warehouse.catalogue.label_keys import list_label_keys
from warehouse.periods import Grain, Period
from warehouse.text import fold_text, make_match_key

_YEAR = r"(?:\s*(?:/|-|\.|,)?\s*(?:nam)?\s*(?P<{name}>20\d\d)\b)?"
_TIME = re.compile(
    r"\bngay\s*\d{1,2}\s*(?:thang|/|-)\s*\d{1,2}\s*(?:nam|/|-)\s*\d{4}\b"
    r"|\b\d{1,2}[/-]\d{1,2}[/-]\d{4}\b"
    r"|(?<!\d)0?(?P<count>\d{1,2}) thang(?P<end> dau nam| cuoi nam| dau| cuoi)?"
    + _YEAR.format(name="count_year")
    + r"|\bthang 0?(?P<month>\d{1,2})\b"
    + _YEAR.format(name="month_year")
    + r"|\bquy 0?(?P<quarter>iv|iii|ii|i|[1-4])\b"
    + _YEAR.format(name="quarter_year")
    + r"|(?:\bnam )?\b(?P<year>20\d\d)\b"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS_PER_QUARTER, _MONTHS_PER_YEAR, _QUARTERS_PER_YEAR = 3, 12, 4


@lru_cache(maxsize=8192)
def make_heading_key(text: str, period: Period | None) -> str:
    """Return the key of a heading: folded words, and a variable in braces for each time named.

    Without a period no time is a variable.
    """
    folded = fold_text(text)
    if period is None:
        return list_label_keys(folded)[0]
    pieces: list[str] = []
    end = 0
    for match in _TIME.finditer(folded):
        pieces += [folded[end : match.start()], _name_variable(match, period)]
        end = match.end()
    pieces.append(folded[end:])
    keys = [
        piece if piece.startswith("{") else make_match_key(piece)
        for piece in (_strip_numbering(pieces[0]), *pieces[1:])
    ]
    return " ".join(filter(None, keys))


def make_sheet_key(name: str, period: Period) -> str:
    """Return the key of the name of a sheet, numbering included."""
    return make_heading_key(f"trang {name}", period)


def _strip_numbering(text: str) -> str:
    return text if text.startswith("{") else list_label_keys(text)[0]


def _name_variable(match: re.Match[str], period: Period) -> str:
    groups = match.groupdict()
    if groups["count"]:
        return _name_month_count(groups, period)
    if groups["month"]:
        months = period.last_month - int(groups["month"])
        ago = _count_back(months, groups["month_year"], _MONTHS_PER_YEAR, period.year)
        return f"{{tháng{ago}}}"
    if groups["quarter"]:
        quarter = _QUARTERS.get(groups["quarter"]) or int(groups["quarter"])
        own_quarter = -(-period.last_month // _MONTHS_PER_QUARTER)
        quarters = own_quarter - quarter
        ago = _count_back(quarters, groups["quarter_year"], _QUARTERS_PER_YEAR, period.year)
        return f"{{quý{ago}}}"
    if groups["year"]:
        return f"{{năm{_format_back(period.year - int(groups['year']))}}}"
    return "{ngày}"


def _count_back(numbers: int, year: str | None, per_year: int, own_year: int) -> str:
    """Count from the report's own month or quarter back to another; without a year, the last."""
    if year is None:
        return _format_back(numbers % per_year)
    return _format_back((own_year - int(year)) * per_year + numbers)


def _format_back(count: int) -> str:
    return f"{-count:+d}" if count else ""


def _name_month_count(groups: dict[str, str | None], period: Period) -> str:
    """Name «9 tháng»: the months from January on, the report's own period, or another stretch."""
    count, end_words = int(groups["count"] or 0), groups["end"] or ""
    last = _MONTHS_PER_YEAR if "cuoi" in end_words else count
    year = groups["count_year"]
    suffix = _format_back(period.year - int(year)) if year else ""
    is_own = (last - count + 1, last) == (period.first_month, period.last_month)
    if is_own and period.grain is not Grain.QUARTER:
        return f"{{kỳ{suffix}}}"
    if last == count == period.last_month:
        return f"{{lũy kế{suffix}}}"
    return f"{{{count} tháng{end_words} {suffix}}}".replace(" }", "}")
