"""The period that a stranger's workbook most likely means, for a proposal only.

Looks further than an exact reading: windows of dates, the sheet's name, other sheets, notes, the
file's name, and last the day of the letter. The hub confirms it.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from warehouse.calendar import ReportingCalendar
from warehouse.catalogue import Form
from warehouse.forms.layouts.sheet_titles import StrangeSheet
from warehouse.forms.layouts.stated_times import StatedTime, number_stated_period, read_times
from warehouse.periods import Grain, Period, list_year_periods
from warehouse.text import fold_text

_DAY = r"(?:ngay\s*)?(\d{{1,2}})\s*(?:[/.-]|thang)\s*(\d{{1,2}})(?:\s*(?:[/.-]|nam)\s*(\d{{4}})){0}"
_RANGE = re.compile(
    r"(?<!\d)" + _DAY.format("?") + r"\s*(?:den|toi|-|–|—)\s*(?:het\s*)?" + _DAY.format("")
)
_UNTIL = re.compile(r"\b(?:den|het|toi|chot|tinh)\s*(?:so lieu\s*)?(?:het\s*)?" + _DAY.format(""))
_SIGNED = re.compile(r"\bngay\s*(\d{1,2})\s*(?:thang|[/.-])\s*(\d{1,2})\s*(?:nam|[/.-])\s*(\d{4})")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_TOLERANCE = timedelta(days=4)
_LONGEST_WAIT = timedelta(days=45)
"""A letter is written at most so long after the end of the period."""
_LONGER_GRAINS = {
    Grain.QUARTER: ((1, 6), (1, 9), (1, 12)),
    Grain.HALF_YEAR: ((1, 12),),
    Grain.YEAR: (),
    Grain.MONTH: (),
}
"""The stretches from January whose end is also the end of a shorter report."""


def guess_period(form: Form, strange: StrangeSheet, days: ReportingCalendar) -> Period | None:
    """Guess the period: the latest of the first source with a period; None without any."""
    sources = _list_sources(strange)
    years = [year for texts in sources for text in texts for year in _list_years(text)]
    for is_exact in (True, False):
        for texts in sources:
            own_years = [year for text in texts for year in _list_years(text)] or years
            default_year = max(own_years, default=None)
            periods = set(_iterate_periods(form, texts, default_year, is_exact=is_exact))
            periods = periods or (set(_iterate_windows(form, texts, days)) if is_exact else set())
            if periods:
                return max(periods, key=lambda period: (period.year, period.number))
    return _guess_from_letter(form, [text for texts in sources for text in texts], days)


def _list_sources(strange: StrangeSheet) -> list[Sequence[str]]:
    above = [text for _, text in strange.titles]
    return [
        [*above, *strange.title_lines],
        strange.sheet_names,
        strange.other_texts,
        [strange.file_name],
        strange.notes,
        strange.heads,
        [text for place in strange.places for text in place.row_path],
    ]


def _list_years(text: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(fold_text(text))]


def _iterate_periods(
    form: Form, texts: Sequence[str], default_year: int | None, *, is_exact: bool
) -> Iterator[Period]:
    for text in texts:
        for time in read_times(text).times:
            year = time.year or default_year
            if year is None:
                continue
            number = _number_period(form.frequency, time, is_exact=is_exact)
            if number and number <= form.frequency.periods_per_year:
                yield Period(year, form.frequency, number)


def _number_period(grain: Grain, time: StatedTime, *, is_exact: bool) -> int | None:
    """Return the number of the period of a grain that a time is, or ends with."""
    if is_exact:
        return number_stated_period(grain, time)
    if time.first_month is None or time.last_month is None:
        return None if grain is Grain.MONTH else grain.periods_per_year
    is_longer = (time.first_month, time.last_month) in _LONGER_GRAINS.get(grain, ())
    return time.last_month // grain.month_count if is_longer else None


def _iterate_windows(form: Form, texts: Sequence[str], days: ReportingCalendar) -> Iterator[Period]:
    for text in map(fold_text, texts):
        for match in _RANGE.finditer(text):
            last = _make_date(*match.group(4, 5, 6))
            first = _make_date(match[1], match[2], match[3] or match[6])
            if first and last and first > last:
                first = _make_date(match[1], match[2], str(int(match[6]) - 1))
            if first and last:
                yield from _list_fitting_periods(form, first, last, days)
        for match in _UNTIL.finditer(text):
            if last := _make_date(*match.groups()):
                yield from _list_fitting_periods(form, None, last, days)


def _list_fitting_periods(
    form: Form, first: date | None, last: date, days: ReportingCalendar
) -> list[Period]:
    """List the periods with about these first and last days, in windows or calendar months."""
    return [
        period
        for year in (last.year, last.year + 1)
        for period in list_year_periods(year, form.frequency)
        if any(
            abs(end - last) <= _TOLERANCE and (first is None or abs(start - first) <= _TOLERANCE)
            for start, end in (days.compute_window(period), _compute_months(period))
        )
    ]


def _compute_months(period: Period) -> tuple[date, date]:
    last_day = calendar.monthrange(period.year, period.last_month)[1]
    return (
        date(period.year, period.first_month, 1),
        date(period.year, period.last_month, last_day),
    )


def _guess_from_letter(form: Form, texts: Sequence[str], days: ReportingCalendar) -> Period | None:
    """Guess the last period that was over on the day of the letter."""
    signed = [
        day for text in texts for match in _SIGNED.finditer(fold_text(text))
        if (day := _make_date(*match.groups()))
    ]  # fmt: skip
    if not signed:
        return None
    day = max(signed)
    ended = [
        period
        for year in (day.year - 1, day.year)
        for period in list_year_periods(year, form.frequency)
        if timedelta() <= day + _TOLERANCE - days.compute_window(period)[1] <= _LONGEST_WAIT
    ]
    return ended[-1] if ended else None


def _make_date(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
