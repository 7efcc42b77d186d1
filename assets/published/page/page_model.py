"""The contents of the page as the template prints them: header, news, five years, reporting, notes.

Converts data to words and figures; the template decides the looks, and the page's script draws the
views of a chosen period and area from the payload. May call the floors below.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from assets.charts.area_rows import load_area_rows
from assets.charts.chart_areas import ChartAreas, find_chart_areas
from assets.charts.indicator_series import build_series
from assets.charts.number_texts import format_day, format_period_in_sentence
from assets.owed_reports import OwedReport
from assets.published.page import reporting_grid as reporting
from assets.published.page.indicator_table import (
    IndicatorRow,
    build_indicator_rows,
    find_latest_year,
)
from assets.published.page.news import News, build_news
from assets.published.page.page_context import PageContext
from assets.published.page.page_notes import list_about_texts, list_page_notes
from assets.published.page.page_texts import PageWording
from assets.published.page.payload.page_payload import build_payload, pack_payload
from assets.published.page.quality_table import (
    PAGE_METRICS,
    PUBLIC_METRICS,
    QualityTable,
    build_quality_table,
)
from assets.published.publication_facts import has_synthetic_data
from warehouse.catalogue import Catalogue
from warehouse.periods import Grain, Period
from warehouse.store import Store


@dataclass(frozen=True, slots=True)
class GridCell:
    """A report in the grid: a short text in the cell and a sentence as the tooltip.

    `period` is short, as `4–6/23`: a phone shows the cells without the head of the table.
    """

    months: int
    state: str
    text: str
    description: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class PageModel:
    """All contents printed by the template."""

    lang: str
    programme: str
    place: str
    facts: tuple[str, ...]
    is_synthetic: bool
    is_office: bool
    news: News | None
    years: tuple[int, ...]
    chosen_year: int
    break_year: int | None
    before_break: str
    after_break: str
    rows: tuple[IndicatorRow, ...]
    grid_months: tuple[Period, ...]
    grid_rows: tuple[tuple[str, tuple[GridCell, ...]], ...]
    quality: QualityTable
    notes: tuple[tuple[str, str], ...]
    about: tuple[str, ...]
    payload: Markup


def build_page_model(catalogue: Catalogue, store: Store, page_context: PageContext) -> PageModel:
    """Build the page of an audience: the office's from the warehouse, or the public tables'."""
    wording = PageWording(page_context.lang)
    series = build_series(catalogue, load_area_rows(catalogue, store, page_context.audience))
    owed_reports = reporting.query_page_reports(catalogue, store)
    chart_areas = find_chart_areas(catalogue)
    years = _list_years(catalogue, page_context)
    rows = build_indicator_rows(catalogue, series, years, wording)
    reporting_grid = reporting.build_reporting_grid(catalogue, owed_reports)
    chosen_year = find_latest_year(series, years) or max(years)
    return PageModel(
        lang=page_context.lang,
        programme=catalogue.programme.get_name(page_context.lang),
        place=_format_place(chart_areas, wording),
        facts=tuple(_list_facts(owed_reports, page_context, wording)),
        is_synthetic=has_synthetic_data(store),
        is_office=page_context.is_office,
        news=_build_news(catalogue, store, chart_areas, page_context),
        years=tuple(years),
        chosen_year=chosen_year,
        break_year=chart_areas.breaks_on.year if chart_areas.breaks_on else None,
        before_break=_format_hub_end(catalogue, chart_areas, wording),
        after_break=chart_areas.get_successor_name(page_context.lang),
        rows=tuple(rows),
        grid_months=reporting_grid.months,
        grid_rows=tuple(
            _build_grid_row(unit.get_name(page_context.lang), spans, wording)
            for unit, spans in reporting_grid.rows
        ),
        quality=_build_quality(catalogue, store, years, page_context),
        notes=tuple(list_page_notes(chart_areas, wording, is_office=page_context.is_office)),
        about=tuple(list_about_texts(catalogue, wording)),
        payload=_pack_payload(catalogue, store, page_context, chosen_year),
    )


def _build_news(
    catalogue: Catalogue, store: Store, chart_areas: ChartAreas, page_context: PageContext
) -> News | None:
    """Build the news, which is for the office alone."""
    if not page_context.is_office:
        return None
    return build_news(catalogue, store, chart_areas, PageWording(page_context.lang))


def _build_quality(
    catalogue: Catalogue, store: Store, years: dict[int, bool], page_context: PageContext
) -> QualityTable:
    metrics = PAGE_METRICS if page_context.is_office else PUBLIC_METRICS
    wording = PageWording(page_context.lang)
    return build_quality_table(catalogue, store, years, wording, page_metrics=metrics)


def _pack_payload(
    catalogue: Catalogue, store: Store, page_context: PageContext, chosen_year: int
) -> Markup:
    payload = build_payload(catalogue, store, page_context, chosen_year)
    return Markup(pack_payload(payload))  # noqa: S704  # letters of base64


def _list_years(catalogue: Catalogue, page_context: PageContext) -> dict[int, bool]:
    """Map the programme's years to whether each was over on the page's day."""
    windows = {
        p.year: catalogue.calendar.compute_window(p) for p in catalogue.list_periods(Grain.YEAR)
    }
    return {year: year_end < page_context.as_of for year, (_, year_end) in windows.items()}


def _format_place(chart_areas: ChartAreas, wording: PageWording) -> str:
    hub = chart_areas.hub.get_name(wording.lang)
    if chart_areas.successor is None or chart_areas.breaks_on is None:
        return hub
    since = wording.format_page_text(
        "successor",
        format_day(chart_areas.breaks_on, wording.lang),
        chart_areas.get_successor_name(wording.lang),
    )
    return f"{hub} · {since}"


def _format_hub_end(catalogue: Catalogue, chart_areas: ChartAreas, wording: PageWording) -> str:
    """Format the last month of which the hub reports; empty for a hub that does not end."""
    if chart_areas.breaks_on is None:
        return ""
    last_month = [
        month
        for month in catalogue.list_periods(Grain.MONTH)
        if chart_areas.hub.exists_on(catalogue.calendar.compute_window(month)[1])
    ][-1]
    return wording.format_page_text(
        "before_break", format_period_in_sentence(last_month, wording.lang)
    )


def _list_facts(
    owed_reports: list[OwedReport], page_context: PageContext, wording: PageWording
) -> Iterator[str]:
    latest_month = reporting.find_latest_month(owed_reports)
    if latest_month:
        yield wording.format_page_text(
            "data_to", format_period_in_sentence(latest_month, wording.lang)
        )
    key = "as_of_set" if page_context.is_day_set else "as_of"
    yield wording.format_page_text(key, format_day(page_context.as_of, wording.lang))


def _build_grid_row(
    name: str, spans: tuple[reporting.GridSpan, ...], wording: PageWording
) -> tuple[str, tuple[GridCell, ...]]:
    return name, tuple(_build_grid_cell(span, wording) for span in spans)


def _build_grid_cell(span: reporting.GridSpan, wording: PageWording) -> GridCell:
    owed_report = span.owed_report
    if owed_report is None:
        return GridCell(span.months, "nothing", "", wording.format_page_text("nothing_owed"))
    days = owed_report.days_late or 0
    text = {
        "on_time": "✔",
        "late": wording.format_page_text("late_short", days),
        "returned": "↩",
        "missing": "✘",
        "pending": "…",
    }
    description = (
        wording.format_page_text("late", days)
        if owed_report.report_state == "late"
        else wording.format_page_text(owed_report.report_state)
    )
    return GridCell(
        span.months,
        owed_report.report_state,
        text[owed_report.report_state],
        f"{owed_report.period.format_label(wording.lang)}: {description}",
        _format_months(owed_report.period),
    )


def _format_months(period: Period) -> str:
    """Format the months of a period in the fewest letters, alike in both languages."""
    months = dict.fromkeys((period.first_month, period.last_month))
    return f"{'–'.join(map(str, months))}/{period.year % 100:02d}"
