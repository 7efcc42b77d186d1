"""Reporting periods: names, codes, nesting, parsing and printing.

Pure values. Windows and due dates are in `warehouse.calendar`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from warehouse.language import choose_text
from warehouse.text import fold_text, has_mixed_digits


class Grain(StrEnum):
    """The length of a period; the frequency of a form is a grain."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"

    @property
    def month_count(self) -> int:
        """Return the length in months."""
        return _MONTH_COUNTS[self]

    @property
    def periods_per_year(self) -> int:
        """Return the number of periods per year; the nine months exist once, from January."""
        return 1 if self is Grain.NINE_MONTHS else 12 // self.month_count

    def fills_grain(self, longer: "Grain") -> bool:
        """Return whether consecutive periods of this grain fill each period of `longer`."""
        return longer.month_count % self.month_count == 0


_MONTH_COUNTS = {
    Grain.MONTH: 1,
    Grain.QUARTER: 3,
    Grain.HALF_YEAR: 6,
    Grain.NINE_MONTHS: 9,
    Grain.YEAR: 12,
}
_ROMAN_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ENGLISH_MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip


class PeriodError(ValueError):
    """A text does not name exactly one period; the message shows the right spelling."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period of a year: `Period(2023, Grain.QUARTER, 2)` is the second quarter of 2023."""

    year: int
    grain: Grain
    number: int = 1

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2999 and 1 <= self.number <= self.grain.periods_per_year):
            raise PeriodError(
                f"Không có kỳ {self.grain} số {self.number} năm {self.year}. / "
                f"There is no {self.grain} number {self.number} in {self.year}."
            )

    @property
    def first_month(self) -> int:
        """Return the number of the first month, 1-12."""
        return (self.number - 1) * self.grain.month_count + 1

    @property
    def last_month(self) -> int:
        """Return the number of the last month, 1-12."""
        return self.first_month + self.grain.month_count - 1

    @property
    def code(self) -> str:
        """Return the stable code: 2023-05, 2023-Q2, 2023-H1, 2023-9M or 2023."""
        return f"{self.year}{_format_code_suffix(self.grain, self.number)}"

    def contains_period(self, other: "Period") -> bool:
        """Return whether `other` lies completely inside this period."""
        return (
            self.year == other.year
            and self.first_month <= other.first_month
            and other.last_month <= self.last_month
        )

    def split_into(self, grain: Grain) -> list["Period"]:
        """Return the periods of `grain` within this period, in order; empty unless they fit."""
        if not grain.fills_grain(self.grain):
            return []
        return [p for p in list_year_periods(self.year, grain) if self.contains_period(p)]

    def format_label(self, lang: str = "vi") -> str:
        """Return the label printed in the title of a report: `Quý II/2023`, `Q2 2023`."""
        return choose_text((_format_label_vi, _format_label_en), lang)(self)


def list_year_periods(year: int, *grains: Grain) -> list[Period]:
    """List the periods of a year, grain by grain, in order; without `grains`, of every grain."""
    return [
        Period(year, g, n) for g in grains or tuple(Grain) for n in range(1, g.periods_per_year + 1)
    ]


def _format_code_suffix(grain: Grain, number: int) -> str:
    match grain:
        case Grain.MONTH:
            return f"-{number:02d}"
        case Grain.QUARTER:
            return f"-Q{number}"
        case Grain.HALF_YEAR:
            return f"-H{number}"
        case Grain.NINE_MONTHS:
            return "-9M"
        case Grain.YEAR:
            return ""


def _format_label_vi(period: Period) -> str:
    match period.grain:
        case Grain.MONTH:
            return f"Tháng {period.number:02d}/{period.year}"
        case Grain.QUARTER:
            return f"Quý {('I', 'II', 'III', 'IV')[period.number - 1]}/{period.year}"
        case Grain.HALF_YEAR:
            return f"6 tháng {'đầu' if period.number == 1 else 'cuối'} năm {period.year}"
        case Grain.NINE_MONTHS:
            return f"9 tháng đầu năm {period.year}"
        case Grain.YEAR:
            return f"Năm {period.year}"


def _format_label_en(period: Period) -> str:
    match period.grain:
        case Grain.MONTH:
            return f"{_ENGLISH_MONTHS[period.number - 1]} {period.year}"
        case Grain.QUARTER:
            return f"Q{period.number} {period.year}"
        case Grain.HALF_YEAR:
            return f"{'First' if period.number == 1 else 'Second'} half of {period.year}"
        case Grain.NINE_MONTHS:
            return f"First nine months of {period.year}"
        case Grain.YEAR:
            return f"{period.year}"


_CODE_PATTERN = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])|(9M)))?")


@lru_cache(maxsize=1024)  # all reports of a month use one code
def parse_period_code(code: str) -> Period:
    """Parse a period code such as `2023-Q2`; PeriodError for another text."""
    match = _CODE_PATTERN.fullmatch(code.strip().upper())
    if not match:
        raise PeriodError(
            f"Mã kỳ «{code}» không đúng; viết 2023-05, 2023-Q2, 2023-H1, 2023-9M hoặc 2023. / "
            f"«{code}» is not a period code; write 2023-05, 2023-Q2, 2023-H1, 2023-9M or 2023."
        )
    year, month, quarter, half, nine = match.groups()
    if month:
        return Period(int(year), Grain.MONTH, int(month))
    if quarter:
        return Period(int(year), Grain.QUARTER, int(quarter))
    if half:
        return Period(int(year), Grain.HALF_YEAR, int(half))
    return Period(int(year), Grain.NINE_MONTHS if nine else Grain.YEAR)


# Matched in folded text (no accents, lower case), the most specific phrase first.
# "N tháng đầu năm" counts from January: "3 tháng đầu năm" is the first quarter. A phrase
# consumes the year beside it: `Kết quả quý I năm 2023` names the quarter only.
_YEAR_PATTERN = r"\s*(?:/|-|,|\.|cua)?\s*(?:nam)?\s*(\d{4})(?!\d)"
_PHRASE_PATTERNS = [
    (re.compile(r"(?<!\d)0?(\d{1,2}) thang dau" + _YEAR_PATTERN), "first"),
    (re.compile(r"(?<!\d)0?(6) thang cuoi" + _YEAR_PATTERN), "last"),
    (re.compile(r"\bquy (iv|iii|ii|i|[1-4]|0[1-4])\b" + _YEAR_PATTERN), "quarter"),
    (re.compile(r"(?<!\d )\bthang (\d{1,2})\b" + _YEAR_PATTERN), "month"),
    (re.compile(r"(?<!\d)0?(6|9) thang" + _YEAR_PATTERN), "first"),
    (re.compile(r"\bnam (\d{4})(?!\d)"), "year"),
]
# A letter's date (`ngày 16 tháng 6 năm 2023`) names a day, not a period.
_DATE_PATTERN = re.compile(r"\bngay\s*[\d.…]*\s*thang\s*[\d.…]*\s*nam\s*(?:\d{4})?")
_PERIODS_FROM_JANUARY = {
    3: (Grain.QUARTER, 1),
    6: (Grain.HALF_YEAR, 1),
    9: (Grain.NINE_MONTHS, 1),
    12: (Grain.YEAR, 1),
}


def find_periods(text: str) -> list[Period]:
    """Find every period named in a text, the most specific phrase first."""
    remaining_text = _DATE_PATTERN.sub(" | ", fold_text(text))
    periods: list[Period] = []
    for pattern, kind in _PHRASE_PATTERNS:
        for match in list(pattern.finditer(remaining_text)):
            periods.extend(_parse_phrase(kind, match))
            remaining_text = remaining_text.replace(match.group(0), " | ", 1)
    return periods


def _parse_phrase(kind: str, match: re.Match[str]) -> Iterator[Period]:
    if has_mixed_digits(match[0]):
        return
    if kind == "year":
        yield Period(int(match[1]), Grain.YEAR)
        return
    year, word = int(match[2]), match[1]
    if kind == "last":
        yield Period(year, Grain.HALF_YEAR, 2)
    elif kind == "quarter":
        yield Period(year, Grain.QUARTER, _ROMAN_QUARTERS.get(word) or int(word))
    elif kind == "first" and int(word) in _PERIODS_FROM_JANUARY:
        grain, number = _PERIODS_FROM_JANUARY[int(word)]
        yield Period(year, grain, number)
    elif kind == "month" and 1 <= int(word) <= 12:
        yield Period(year, Grain.MONTH, int(word))


def parse_period(text: str) -> Period:
    """Parse the only period named in a text, as code or in words; otherwise PeriodError."""
    try:
        return parse_period_code(text)
    except PeriodError:
        periods = find_periods(text)
    if len(periods) != 1:
        problem = "không nêu kỳ nào" if not periods else "nêu nhiều kỳ"
        raise PeriodError(
            f"«{text}» {problem}; viết ví dụ «Tháng 05/2023», «Quý II/2023», «6 tháng đầu năm "
            f"2023». "
            f"/ «{text}» names {len(periods)} periods; write e.g. «Tháng 05/2023», «Quý II/2023»."
        )
    return periods[0]
