"""Numbers, shares and days as a Vietnamese or English reader writes them.

Text only: 1.234,5 and 6,7 % here, 1,234.5 and 6.7% there. May call the warehouse floor.
"""

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

from warehouse.catalogue import Indicator
from warehouse.language import choose_text
from warehouse.periods import Period

NO_BREAK = "\u00a0"
MINUS = "\u2212"
LEAST_PERCENT_BASE = 10
"""A percentage of fewer is never written without the numbers, nor a change on fewer in percent."""
_DECIMAL_BELOW = 1000


@lru_cache(maxsize=16)
def _parse_number_pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


@lru_cache(maxsize=65536)
def format_number(value: float, decimals: int, lang: str) -> str:
    """Format a number with separated thousands and a number of decimals; never `-0`."""
    rounded = round(value, decimals) + 0.0
    text: str = _parse_number_pattern(decimals).apply(abs(rounded), Locale.parse(lang))
    return MINUS + text if rounded < 0 else text


def format_percent(value: float, lang: str, decimals: int = 1) -> str:
    """Format a percentage: `6,7 %` in Vietnamese, `6.7%` in English."""
    return format_number(value, decimals, lang) + choose_text((f"{NO_BREAK}%", "%"), lang)


def format_indicator_value(value: float, indicator: Indicator, lang: str) -> str:
    """Format an indicator's value: a share with sign, a mean with a decimal, a count without."""
    if indicator.unit_vi == "%":
        return format_percent(value, lang)
    has_decimal = indicator.denominator and abs(value) < _DECIMAL_BELOW
    return format_number(value, 1 if has_decimal else 0, lang)


def format_target(target: float, indicator: Indicator, lang: str) -> str:
    """Format a target, with a decimal only if needed."""
    decimals = 0 if target == round(target) else 1
    if indicator.unit_vi == "%":
        return format_percent(target, lang, decimals)
    return format_number(target, decimals, lang)


def format_fraction(numerator: int | None, denominator: int | None, lang: str) -> str:
    """Format `120/126`, or the numerator alone without a denominator; empty without either."""
    return "/".join(format_number(n, 0, lang) for n in (numerator, denominator) if n is not None)


def format_sides(
    indicator: Indicator, numerator: int | None, denominator: int | None, lang: str
) -> str:
    """Format both sides of a value: `120/126`; of a change `13 so với 6`, now and before."""
    if indicator.kind != "change" or numerator is None or denominator is None:
        return format_fraction(numerator, denominator, lang)
    now, before = (format_number(n, 0, lang) for n in (denominator + numerator, denominator))
    return choose_text((f"{now} so với {before}", f"{now} against {before}"), lang)


def format_day(day: date, lang: str) -> str:
    """Format a day: `31/12/2025` in Vietnamese, `31 December 2025` in English."""
    return format_date(day, choose_text(("dd/MM/yyyy", "d MMMM yyyy"), lang), locale=lang)


def format_period_in_sentence(period: Period, lang: str) -> str:
    """Format a period's label inside a sentence: `tháng 11/2025`, `November 2025`."""
    label = period.format_label(lang)
    return choose_text((label[0].lower() + label[1:], label), lang)
