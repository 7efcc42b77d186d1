"""The charts section: each figure with a sentence, a table and a source.

The figure itself is `assets.charts.trends`. May call the floors below.
"""

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from assets.charts.indicator_series import IndicatorSeries
from assets.charts.number_texts import (
    format_day,
    format_indicator_value,
    format_number,
    format_period_in_sentence,
)
from assets.charts.point_texts import list_provisional_reasons
from assets.charts.points import Point
from assets.charts.trends import build_trend_figure
from assets.published.page.indicator_table import (
    format_point_parts,
    format_point_target,
    format_point_value,
    format_units_reported,
    list_cautions,
)
from assets.published.page.page_texts import PageWording
from warehouse.catalogue import Catalogue
from warehouse.periods import Grain


@dataclass(frozen=True, slots=True)
class PointRow:
    """A period in the table below a chart."""

    period: str
    value: str
    mark: str
    parts: str
    target: str
    units_reported: str
    cautions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """An indicator's chart, and the same content in words."""

    code: str
    name: str
    sentence: str
    remarks: tuple[str, ...]
    source: str
    rows: tuple[PointRow, ...]
    figure: Markup
    height: int


def build_charts(
    catalogue: Catalogue, series: dict[str, IndicatorSeries], wording: PageWording
) -> list[Chart]:
    """Build a chart per indicator, in the catalogue's order."""
    return [
        _build_chart(catalogue, indicator_series, wording) for indicator_series in series.values()
    ]


def write_chart_sentence(
    catalogue: Catalogue, series: IndicatorSeries, wording: PageWording
) -> str:
    """Write the latest value and compare the value with the year before and the target."""
    latest_point = series.latest_point
    if latest_point is None:
        has_suppressed = any(point.suppressed for point in series.points)
        return wording.format_page_text("all_suppressed" if has_suppressed else "no_data")
    value, _ = format_point_value(series, latest_point, wording)
    parts_text = (
        f" ({format_point_parts(latest_point, wording)})"
        if latest_point.denominator is not None
        else ""
    )
    sentences = [
        wording.format_page_text(
            "now", format_period_in_sentence(latest_point.period, wording.lang), value + parts_text
        )
    ]
    if not latest_point.is_firm:
        reasons = "; ".join(list_provisional_reasons(latest_point, wording.lang))
        sentences.append(wording.format_page_text("provisional", reasons))
    sentences.append(_write_comparison(series, latest_point, wording))
    sentences.append(_write_target_sentence(catalogue, series, latest_point, wording))
    if any(p.suppressed for p in series.points[series.points.index(latest_point) :]):
        sentences.append(wording.format_page_text("later_suppressed"))
    return " ".join(s for s in sentences if s)


def _write_target_sentence(
    catalogue: Catalogue, series: IndicatorSeries, latest_point: Point, wording: PageWording
) -> str:
    """Compare the latest value with the target, where the target binds and a verdict is given."""
    target_text = format_point_target(catalogue, series, latest_point, wording)
    if not target_text:
        return ""
    if not latest_point.target_binds:
        return wording.format_page_text("target_compared", target_text)
    sentences = {"met": "target_met", "not_met": "target_not_met"}
    return wording.format_page_text(
        sentences.get(latest_point.verdict or "", "target_is"), target_text
    )


def _write_comparison(series: IndicatorSeries, latest_point: Point, wording: PageWording) -> str:
    year, grain, period_number = (
        latest_point.period.year - 1,
        latest_point.period.grain,
        latest_point.period.number,
    )
    point_before = next(
        (p for p in series.points if (p.period.year, p.period.number) == (year, period_number)),
        None,
    )
    if (
        point_before is None
        or point_before.value is None
        or latest_point.value is None
        or grain is Grain.NINE_MONTHS
    ):
        return ""
    if point_before.area != latest_point.area and series.areas.breaks_on:
        return wording.format_page_text(
            "not_comparable", format_day(series.areas.breaks_on, wording.lang)
        )
    if not (point_before.is_firm and latest_point.is_firm):
        return wording.format_page_text("not_compared")
    difference = _format_difference(series, latest_point.value - point_before.value, wording)
    if not difference:
        return wording.format_page_text("same")
    direction = "up" if latest_point.value > point_before.value else "down"
    return wording.format_page_text(
        direction,
        format_indicator_value(point_before.value, series.indicator, wording.lang),
        difference,
    )


def _format_difference(series: IndicatorSeries, change: float, wording: PageWording) -> str:
    """Format the size of a change; empty if the change rounds to zero."""
    if series.indicator.unit_vi == "%":
        size = format_number(abs(change), 1, wording.lang)
        return (
            ""
            if size == format_number(0, 1, wording.lang)
            else wording.format_page_text("points", size)
        )
    size = format_indicator_value(abs(change), series.indicator, wording.lang)
    return "" if size == format_indicator_value(0, series.indicator, wording.lang) else size


def _build_chart(catalogue: Catalogue, series: IndicatorSeries, wording: PageWording) -> Chart:
    figure = build_trend_figure(catalogue, series, wording.lang)
    return Chart(
        code=series.indicator.indicator,
        name=series.indicator.get_name(wording.lang),
        sentence=write_chart_sentence(catalogue, series, wording),
        remarks=tuple(_write_chart_remarks(series, wording)),
        source=_write_source(catalogue, series, wording),
        rows=tuple(
            _build_point_row(catalogue, series, point, wording) for point in reversed(series.points)
        ),
        figure=_serialize_figure(figure),
        height=figure["layout"]["height"],
    )


def _serialize_figure(figure: dict[str, Any]) -> Markup:
    """Serialize the figure for a script element; the page has a title already."""
    layout = {key: value for key, value in figure["layout"].items() if key != "title"}
    text = json.dumps(
        {"data": figure["data"], "layout": layout}, ensure_ascii=False, separators=(",", ":")
    )
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704  # no tag can open in it


def _write_chart_remarks(series: IndicatorSeries, wording: PageWording) -> list[str]:
    indicator = series.indicator
    remarks = [wording.choose_language((indicator.note_vi or "", indicator.note_en or ""))]
    if series.is_coarsened and series.grain is Grain.YEAR:
        remarks.append(wording.format_page_text("coarsened_year"))
    elif series.is_coarsened:
        remarks.append(
            wording.format_page_text("coarsened", wording.format_page_text(str(series.grain)))
        )
    if series.areas.breaks_on and series.ends_with_hub:
        remarks.append(
            wording.format_page_text(
                "nobody_since", format_day(series.areas.breaks_on, wording.lang)
            )
        )
    return [text for text in remarks if text]


def _write_source(catalogue: Catalogue, series: IndicatorSeries, wording: PageWording) -> str:
    forms = dict.fromkeys(term.form for term in series.indicator.all_terms if term.form)
    names = [catalogue.forms[form].get_name(wording.lang) for form in forms]
    sentences = [
        wording.format_page_text(
            "source", "; ".join(names) or wording.format_page_text("source_all")
        )
    ]
    latest_point = series.latest_point
    if latest_point and format_units_reported(latest_point):
        sentences.append(
            wording.format_page_text("source_units", format_units_reported(latest_point))
        )
    return " ".join(sentences)


def _build_point_row(
    catalogue: Catalogue, series: IndicatorSeries, point: Point, wording: PageWording
) -> PointRow:
    value, mark = format_point_value(series, point, wording)
    return PointRow(
        period=point.period.format_label(wording.lang),
        value=value,
        mark=mark,
        parts=format_point_parts(point, wording),
        target=format_point_target(catalogue, series, point, wording),
        units_reported=format_units_reported(point),
        cautions=tuple(list_cautions(point, wording)),
    )
