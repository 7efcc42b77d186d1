"""The months and years named in a text as offices write them: «T5.2023», «quý 2-2023», «9T/2024».

Works on folded text and knows no form: `column_roles` and `period_guess` compare with a period.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from warehouse.periods import Grain, Period
from warehouse.text import fold_text

MONTHS_OF_YEAR = 12
_MONTHS_OF_QUARTER = 3
_MIDDLE_DAY = 7
_CENTURY = 2000
_YEAR = (
    r"(?:(?:\s|[/.,_()–-]|\bnam\b|\bcua\b){{0,6}}(?P<{name}>20\d\d)(?!\d)"
    r"|\s?[/.]\s?(?P<short_{name}>2\d)(?![\d/.]))?"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4}
_MONTH_NAMES = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi mot": 11, "muoi hai": 12, "muoi": 10, "chap": 12,
}  # fmt: skip
_COUNTS = {"ba": 3, "sau": 6, "chin": 9, "muoi hai": 12}
_DATE = re.compile(
    r"\b(?:ngay\s*)?[\d.…]{0,3}\s*thang\s*[\d.…]{0,3}\s*nam\s*(?=$|[.…])"
    r"|\bngay\s*\d{1,2}\s*thang\s*\d{1,2}(?:\s*nam\s*\d{4})?"
    r"|(?<!\d)\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}(?!\d)"
    r"|\b(?:ngay|den|tu)\s*\d{1,2}\s*[/.]\s*\d{1,2}(?![\d/.])"
)
_RANGE = re.compile(
    r"(?<![\d/.])(?P<day1>\d{1,2})\s*[/.]\s*(?P<month1>\d{1,2})(?:\s*[/.]\s*(?P<year1>20\d\d))?"
    r"\s*(?:den|toi|-|–|—)\s*(?:het\s*)?(?:ngay\s*)?"
    r"(?P<day2>\d{1,2})\s*[/.]\s*(?P<month2>\d{1,2})(?:\s*[/.]\s*(?P<year2>20\d\d))?(?![\d/])"
)
_TIME = re.compile(
    r"\b(?:tu\s*)?(?:thang|t)\s*0?1\s*(?:den|-|–)\s*(?:het\s*)?(?:thang|t)?\s*0?(?P<until>\d{1,2})\b"
    + _YEAR.format(name="until_year")
    + r"|(?<!\d)(?:0?(?P<count>[2-9]|1[0-2])|\b(?P<count_name>ba|sau|chin|muoi hai)(?=\s))"
    r"\s*(?:thang|t(?![a-z]))(?P<end>\s*dau\s*nam|\s*cuoi\s*nam|\s*dau|\s*cuoi)?"
    + _YEAR.format(name="count_year")
    + r"|(?<![a-z\d])(?:thang|thg|th|t)[\s._:]{0,2}0?(?P<month>1[0-2]|[1-9])(?!\d)"
    r"(?!\s?(?:thang|t)\b)"
    + _YEAR.format(name="month_year")
    + r"|\bthang\s(?P<month_name>"
    + "|".join(_MONTH_NAMES)
    + r")\b"
    + _YEAR.format(name="name_year")
    + r"|(?<![a-z\d])(?:qu[yi]|q)[\s._:]{0,2}0?"
    + r"(?P<quarter>iv|iii|ii|i|[1-4]|mot|hai|ba|bon)(?![a-z\d])"
    + _YEAR.format(name="quarter_year")
    + r"|(?<![\d/.-])0?(?P<bare_month>1[0-2]|[1-9])\s?[/.-]\s?(?P<bare_year>20\d\d)(?!\d)"
    + r"|(?<![\d/.-])(?P<brief_month>0\d|1[0-2]|[1-9](?=/))[/.](?P<brief_year>2\d)(?![\d/.,])"
    + r"|(?:\bnam\s*)?(?<!\d)(?P<year>20\d\d)(?!\d)"
)


class StatedTime(NamedTuple):
    """A stretch of months and a year; None for what is not said."""

    first_month: int | None
    last_month: int | None
    year: int | None


def number_stated_period(grain: Grain, time: StatedTime) -> int | None:
    """Return the number of the period of a grain that a time is: January to March is the first."""
    if time.first_month is None or time.last_month is None:
        return None
    number, rest = divmod(time.last_month, grain.month_count)
    is_whole = not rest and time.first_month == time.last_month - grain.month_count + 1
    return number if is_whole else None


def build_stated_period(grain: Grain, time: StatedTime) -> Period | None:
    """Build the period of a grain from a time with a year."""
    number = number_stated_period(grain, time)
    return Period(time.year, grain, number) if number and time.year is not None else None


class TimedText(NamedTuple):
    """A folded text without the times named there, and these times in order."""

    text: str
    times: tuple[StatedTime, ...]


@lru_cache(maxsize=8192)
def read_times(text: str) -> TimedText:
    """Read the times named in a text; whole dates are cut out and name no period."""
    folded = fold_text(text.replace("_", " "))
    ranges = [time for match in _RANGE.finditer(folded) if (time := _read_range(match))]
    folded = _DATE.sub(" ", _RANGE.sub(" ", folded))
    times = (*ranges, *(time for match in _TIME.finditer(folded) if (time := _read_time(match))))
    return TimedText(" ".join(_TIME.sub(" ", folded).split()), times)


def _read_range(match: re.Match[str]) -> StatedTime | None:
    """Read two days as months: a stretch from the middle of a month begins with the next."""
    first, last = int(match["month1"]), int(match["month2"])
    if int(match["day1"]) > _MIDDLE_DAY:
        first = first % MONTHS_OF_YEAR + 1
    if not 1 <= first <= last <= MONTHS_OF_YEAR:
        return None
    year = match["year2"] or match["year1"]
    return StatedTime(first, last, int(year) if year else None)


def _read_time(match: re.Match[str]) -> StatedTime | None:
    groups = {name: text for name, text in match.groupdict().items() if text}
    year = next((_read_year(text) for name, text in groups.items() if name.endswith("year")), None)
    if "until" in groups:
        first, last = 1, int(groups["until"])
    elif "count" in groups or "count_name" in groups:
        count = int(groups.get("count", 0)) or _COUNTS[groups["count_name"]]
        last = MONTHS_OF_YEAR if "cuoi" in groups.get("end", "") else count
        first = last - count + 1
    elif month := _find_month(groups):
        first = last = int(month)
    elif "month_name" in groups:
        first = last = _MONTH_NAMES[groups["month_name"]]
    elif "quarter" in groups:
        name = groups["quarter"]
        last = (_QUARTERS.get(name) or int(name)) * _MONTHS_OF_QUARTER
        first = last - _MONTHS_OF_QUARTER + 1
    else:
        return StatedTime(None, None, year)
    return StatedTime(first, last, year) if last <= MONTHS_OF_YEAR else None


def _find_month(groups: Mapping[str, str]) -> str | None:
    return groups.get("month") or groups.get("bare_month") or groups.get("brief_month")


def _read_year(text: str) -> int:
    return int(text) if len(text) > len("23") else _CENTURY + int(text)


def combine_times(texts: Sequence[str]) -> StatedTime:
    """Combine the times of headings, the outermost first: the innermost months and year count."""
    times = list(_iterate_inner_times(texts))
    months = next((t for t in times if t.first_month is not None), None)
    if months is not None and months.year is not None:
        return months
    year = next((t.year for t in times if t.year is not None), None)
    if months is None:
        return StatedTime(None, None, year)
    return StatedTime(months.first_month, months.last_month, year)


def _iterate_inner_times(texts: Sequence[str]) -> Iterator[StatedTime]:
    for text in reversed(texts):
        yield from reversed(read_times(text).times)
