"""The table of indicators against target: a row each, every year's figures side by side.

Writes each cell in words; disclosure control was applied before. May call the floors below.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from assets.charts.indicator_series import IndicatorSeries, Point
from assets.charts.number_texts import (
    format_day,
    format_fraction,
    format_indicator_value,
    format_target,
)
from assets.charts.sparkline import draw_sparkline
from assets.published.page.page_texts import PageWording
from warehouse.text import fold_text

REASON_SIGNS = {"not_reported": "[x]", "not_yet_due": "–", "no_row": "–"}
"""Signs of the reasons other than "cannot be computed", which is [z]."""
VERDICT_NAMES = {True: "met", False: "unmet", None: "none"}


@dataclass(frozen=True, slots=True)
class YearCell:
    """An indicator in a year; if there is no value, `value` is the reason and `mark` the sign.

    A value with a `caution` covers part of the year only and is not compared with the target.
    """

    year: int
    value: str
    has_value: bool
    mark: str
    parts: str
    target: str
    verdict: str
    verdict_text: str
    units_reported: str
    report_counts: str
    caution: str
    caution_text: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in the table; `search_text` is code and name without diacritics."""

    code: str
    name: str
    unit: str
    note: str
    search_text: str
    opens_group: bool
    years: tuple[YearCell, ...]
    sparkline: Markup


def build_indicator_rows(
    series: dict[str, IndicatorSeries], years: Mapping[int, bool], wording: PageWording
) -> list[IndicatorRow]:
    """Build a row for every indicator; `years` maps each year to whether it is over."""
    rows: list[IndicatorRow] = []
    for code, indicator_series in series.items():
        indicator = indicator_series.indicator
        name = indicator.get_name(wording.lang)
        rows.append(
            IndicatorRow(
                code=code,
                name=name,
                unit=indicator.unit_text(wording.lang),
                note=wording.choose_language((indicator.note_vi or "", indicator.note_en or "")),
                search_text=fold_text(f"{code} {name}"),
                opens_group=bool(rows) and rows[-1].code[:2] != code[:2],
                years=tuple(
                    _build_year_cell(indicator_series, year, wording, is_over=is_over)
                    for year, is_over in years.items()
                ),
                sparkline=Markup(draw_sparkline(indicator_series)),  # noqa: S704  # numbers and our colours only
            )
        )
    return rows


def explain_missing_value(point: Point | None, wording: PageWording) -> tuple[str, str]:
    """Return the sign and the reason of a missing value."""
    if point is None:
        return "–", wording.format_page_text("no_row")
    if point.suppressed:
        return "[c]", wording.format_page_text("suppressed")
    reason = point.null_reason or "no_row"
    if reason == "not_reported" and not point.units_owed:
        return "[z]", wording.format_page_text("nobody_owes")
    return REASON_SIGNS.get(reason, "[z]"), wording.format_page_text(reason)


def format_units_reported(point: Point) -> str:
    """Format `6/6`: units with a report, of all units owing a report; empty without any."""
    return f"{point.units_reported}/{point.units_owed}" if point.units_owed else ""


def format_point_value(
    series: IndicatorSeries, point: Point | None, wording: PageWording
) -> tuple[str, str]:
    """Format a value; for a missing value return the reason and the sign."""
    if point is None or point.value is None:
        mark, reason_text = explain_missing_value(point, wording)
        return reason_text, mark
    return format_indicator_value(point.value, series.indicator, wording.lang), ""


def format_point_parts(point: Point | None, wording: PageWording) -> str:
    """Format the parts of a shown value: `120/126`."""
    if point is None or point.value is None:
        return ""
    return format_fraction(point.numerator, point.denominator, wording.lang)


def format_point_target(series: IndicatorSeries, point: Point | None, wording: PageWording) -> str:
    """Format the target of a point, if any."""
    if point is None or point.target is None:
        return ""
    return format_target(point.target, series.indicator, wording.lang)


def _build_year_cell(
    series: IndicatorSeries, year: int, wording: PageWording, *, is_over: bool
) -> YearCell:
    point = series.years.get(year)
    value, mark = format_point_value(series, point, wording)
    caution, caution_text = _find_caution(series, year, wording, is_over=is_over)
    return YearCell(
        year=year,
        value=value,
        has_value=not mark,
        mark=mark,
        parts=format_point_parts(point, wording),
        target=format_point_target(series, point, wording),
        verdict=VERDICT_NAMES[point.met if point and not caution else None],
        verdict_text=caution_text or _format_verdict(point, wording),
        units_reported=format_units_reported(point) if point else "",
        report_counts=_format_report_counts(point, wording),
        caution=caution,
        caution_text=caution_text,
    )


def _find_caution(
    series: IndicatorSeries, year: int, wording: PageWording, *, is_over: bool
) -> tuple[str, str]:
    """Explain a figure of a part of the year: the year runs, or its units ended with the hub."""
    if not is_over:
        return "[p]", wording.format_page_text("year_runs")
    breaks_on, hub_end = series.areas.breaks_on, series.areas.hub.valid_to
    if series.ends_with_hub and breaks_on and hub_end and breaks_on.year == year:
        return "[b]", wording.format_page_text("data_end", format_day(hub_end, wording.lang))
    return "", ""


def _format_report_counts(point: Point | None, wording: PageWording) -> str:
    if point is None or point.is_complete:
        return ""
    return wording.format_page_text("reports_of", f"{point.reports_accepted}/{point.reports_owed}")


def _format_verdict(point: Point | None, wording: PageWording) -> str:
    if point is None or point.target is None:
        return wording.format_page_text("no_target")
    if point.met is None:
        return wording.format_page_text("no_verdict")
    return wording.format_page_text("met" if point.met else "unmet")
