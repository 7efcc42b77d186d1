"""An indicator's name and values as a report writes them, in Vietnamese.

`chiso explain` understands the code behind each name. Texts only; part of
`report_sentences`. May call the floors below.
"""

from collections.abc import Iterator

from assets.charts.number_texts import (
    LEAST_PERCENT_BASE,
    format_indicator_value,
    format_sides,
)
from assets.published.report.report_figures import ReportedValue
from warehouse.catalogue import Catalogue, Indicator

LANG = "vi"


def name_indicator(indicator: Indicator) -> str:
    """Name an indicator with the code: `Tỷ lệ cơ sở ký cam kết (KT04)`."""
    return f"{indicator.name_vi} ({indicator.indicator})"


def format_with_unit(value: float, indicator: Indicator) -> str:
    """Format a value with the unit of measure; a share has the sign already."""
    text = format_indicator_value(value, indicator, LANG)
    return text if indicator.unit_vi == "%" else f"{text} {indicator.unit_vi}"


def format_with_base(value: ReportedValue, indicator: Indicator) -> str:
    """Format a value with the unit of measure; a percentage of few comes with both numbers."""
    text = format_with_unit(value.value or 0, indicator)
    return text + format_small_base(indicator, value.numerator, value.denominator)


def format_marked_value(
    indicator: Indicator, value: ReportedValue | None, *, without_value: str
) -> str:
    """Format a value with the marks of the annex: `[p]` provisional, `[?]` doubted."""
    if value is None or value.value is None:
        return without_value
    text = format_indicator_value(value.value, indicator, LANG)
    text += format_small_base(indicator, value.numerator, value.denominator)
    return text + " [p]" * (not value.is_complete) + " [?]" * value.has_doubt


def has_small_base(indicator: Indicator, denominator: int | None) -> bool:
    """Return whether a value is a percentage of a few, for which the numbers say more."""
    is_percentage = indicator.unit_vi == "%" and denominator is not None
    return is_percentage and (denominator or 0) < LEAST_PERCENT_BASE


def format_small_base(indicator: Indicator, numerator: int | None, denominator: int | None) -> str:
    """Format both numbers behind a percentage of few, in brackets; empty for all other values."""
    if not has_small_base(indicator, denominator):
        return ""
    return f" ({format_sides(indicator, numerator, denominator, LANG)})"


def find_sides_of_change(numerator: int | None, denominator: int | None) -> tuple[int, int]:
    """Find the numbers behind a change: the year before, and now."""
    before = denominator or 0
    return before, before + (numerator or 0)


def list_sources(catalogue: Catalogue, indicator: Indicator) -> Iterator[str]:
    """List the names of an indicator's forms, without the frequency."""
    forms = dict.fromkeys(term.form for term in indicator.all_terms if term.form)
    for form in forms:
        name = catalogue.forms[form].name_vi
        yield f"Báo cáo của {name.partition(' của ')[2] or name}"
