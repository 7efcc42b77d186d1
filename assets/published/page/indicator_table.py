"""The table of indicators against target: a row each, every year's figures side by side.

Writes each cell in words; disclosure control was applied before. May call the floors below.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from assets.charts.indicator_series import IndicatorSeries
from assets.charts.number_texts import (
    format_indicator_value,
    format_period_in_sentence,
    format_sides,
    format_target,
)
from assets.charts.point_texts import list_provisional_reasons, name_target_scope
from assets.charts.points import Point
from assets.charts.sparkline import draw_sparkline
from assets.published.page.page_texts import PageWording
from warehouse.catalogue import Catalogue
from warehouse.periods import Grain, Period

REASON_SIGNS = {"not_reported": "[x]", "not_stated": "[x]", "not_yet_due": "–", "no_row": "–"}
"""Signs of the reasons other than "cannot be computed", which is [z]."""


@dataclass(frozen=True, slots=True)
class YearCell:
    """An indicator in a year; if there is no value, `value` is the reason and `mark` the sign.

    `cautions` holds marks and reasons: provisional, in doubt, of a part of the year. In the year
    in which the hub ends a second cell holds the successor's figure: the two are never one.
    `place` is area and period of the figure, empty for the hub's whole year.
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
    cautions: tuple[tuple[str, str], ...]
    place: str = ""
    is_after_break: bool = False


@dataclass(frozen=True, slots=True)
class YearColumn:
    """The content of a cell's column: year, point, cautions, and whether the hub had ended."""

    year: int
    point: Point | None
    cautions: tuple[tuple[str, str], ...]
    is_after_break: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in the table."""

    code: str
    name: str
    unit: str
    note: str
    opens_group: bool
    years: tuple[YearCell, ...]
    sparkline: Markup


def build_indicator_rows(
    catalogue: Catalogue,
    series: dict[str, IndicatorSeries],
    years: Mapping[int, bool],
    wording: PageWording,
) -> list[IndicatorRow]:
    """Build a row for every indicator; `years` maps each year to whether it is over."""
    rows: list[IndicatorRow] = []
    for code, indicator_series in series.items():
        indicator = indicator_series.indicator
        rows.append(
            IndicatorRow(
                code=code,
                name=indicator.get_name(wording.lang),
                unit=indicator.unit_text(wording.lang),
                note=wording.choose_language((indicator.note_vi or "", indicator.note_en or "")),
                opens_group=bool(rows) and rows[-1].code[:2] != code[:2],
                years=tuple(
                    cell
                    for year, is_over in years.items()
                    for cell in _build_year_cells(
                        catalogue, indicator_series, year, wording, is_over=is_over
                    )
                ),
                sparkline=Markup(draw_sparkline(indicator_series)),  # noqa: S704  # numbers and our colours only
            )
        )
    return rows


def find_latest_year(series: dict[str, IndicatorSeries], years: Mapping[int, bool]) -> int | None:
    """Return the latest past year with a value of the whole year, or else the running year."""
    years_with_value = {
        year
        for indicator_series in series.values()
        for year, p in indicator_series.years.items()
        if p.value is not None and p.period.grain is Grain.YEAR
    }
    past_years = {year for year in years_with_value if years.get(year)}
    return max(past_years or years_with_value, default=None)


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


def format_point_parts(series: IndicatorSeries, point: Point | None, wording: PageWording) -> str:
    """Format the parts of a shown value: `120/126`."""
    if point is None or point.value is None:
        return ""
    return format_sides(series.indicator, point.numerator, point.denominator, wording.lang)


def format_point_target(
    catalogue: Catalogue, series: IndicatorSeries, point: Point | None, wording: PageWording
) -> str:
    """Format the target of a point; the target of another area names that area."""
    if point is None or point.target is None:
        return ""
    target = format_target(point.target, series.indicator, wording.lang)
    if point.target_binds:
        return target
    return f"{name_target_scope(catalogue, point, wording.lang)} {target}"


def list_cautions(point: Point | None, wording: PageWording) -> list[tuple[str, str]]:
    """List the mark and the reason of each caution: incomplete, in doubt, or not public."""
    if point is None or point.value is None:
        return []
    marks = ["[p]"] * (not point.is_complete) + ["[?]"] * point.has_doubt
    cautions = list(zip(marks, list_provisional_reasons(point, wording.lang), strict=True))
    if not point.is_public:
        reason = f"hidden_{point.hide_reason}" if point.hide_reason else "hidden_otherwise"
        cautions.append(("[c]", wording.format_page_text(reason)))
    return cautions


def _build_year_cells(
    catalogue: Catalogue, series: IndicatorSeries, year: int, wording: PageWording, *, is_over: bool
) -> Iterator[YearCell]:
    """Build the cell of a year; in the year in which the hub ends, the successor's too."""
    point, breaks_on = series.years.get(year), series.areas.breaks_on
    cautions = tuple(_list_year_cautions(point, wording, is_over=is_over))
    yield _build_cell(catalogue, series, YearColumn(year, point, cautions), wording)
    if series.areas.successor and breaks_on and breaks_on.year == year:
        point = series.after_break
        cautions = tuple(list_cautions(point, wording))
        column = YearColumn(year, point, cautions, is_after_break=True)
        yield _build_cell(catalogue, series, column, wording)


def _build_cell(
    catalogue: Catalogue, series: IndicatorSeries, column: YearColumn, wording: PageWording
) -> YearCell:
    point = column.point
    value, mark = format_point_value(series, point, wording)
    is_whole = point is None or point.period.grain is Grain.YEAR
    is_usual = is_whole and (point is None or point.area == series.areas.hub.unit)
    return YearCell(
        year=column.year,
        value=value,
        has_value=not mark,
        mark=mark,
        parts=format_point_parts(series, point, wording),
        target=format_point_target(catalogue, series, point, wording),
        verdict=(point.verdict or "none") if point and is_whole else "none",
        verdict_text=_format_verdict(point, wording, is_whole=is_whole),
        units_reported=format_units_reported(point) if point else "",
        cautions=() if mark else column.cautions,
        place=f"{point.area} {point.period.code}" if point and not is_usual else "",
        is_after_break=column.is_after_break,
    )


def _list_year_cautions(
    point: Point | None, wording: PageWording, *, is_over: bool
) -> Iterator[tuple[str, str]]:
    """List the cautions on a year's figure: the year runs, reports are missing, the hub ended."""
    if point is None:
        return
    if point.period.grain is not Grain.YEAR:
        last_month = Period(point.period.year, Grain.MONTH, point.period.last_month)
        ends = format_period_in_sentence(last_month, wording.lang)
        yield "[b]", wording.format_page_text("data_end", ends)
    elif not is_over:
        yield "[p]", wording.format_page_text("year_runs")
        yield from (caution for caution in list_cautions(point, wording) if caution[0] == "[c]")
        return
    yield from list_cautions(point, wording)


def _format_verdict(point: Point | None, wording: PageWording, *, is_whole: bool) -> str:
    if point is None or point.target is None:
        return wording.format_page_text("no_target")
    if not point.target_binds:
        return wording.format_page_text("compared_only")
    if not is_whole or point.verdict is None:
        return wording.format_page_text("no_verdict")
    return wording.format_page_text(point.verdict)
