"""The charts file: every indicator's trend as a plotly figure, in one HTML file without requests.

Renders only; a figure is built by `assets.charts.trends`. Same input, same bytes. May call the
floors below.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup
from plotly.offline import get_plotlyjs

from assets.charts.area_rows import load_area_rows
from assets.charts.indicator_series import IndicatorSeries, build_series
from assets.charts.number_texts import format_day
from assets.charts.trends import TITLE_HEIGHT, build_trend_figure
from assets.published.charts.charts_texts import choose_button_texts, format_charts_text
from assets.published.page.page_context import PageContext
from assets.published.page.page_texts import PageWording
from assets.published.page.payload.catalogue_facts import write_formula
from assets.published.publication_facts import has_synthetic_data
from assets.published.sealed_page import (
    build_content_policy,
    load_page_template,
    seal_script,
)
from warehouse.catalogue import Catalogue
from warehouse.home import PAGE_FILE
from warehouse.language import choose_text
from warehouse.store import Store

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Chart:
    """An indicator's figure as JSON, its height in pixels without the title, and its meaning."""

    code: str
    name: str
    unit: str
    formula: str
    note: str
    gap: str
    height: int
    figure: Markup


def write_charts(
    catalogue: Catalogue, store: Store, charts_file: Path, page_context: PageContext
) -> None:
    """Write the charts of a warehouse, or of the public tables, to an .html file."""
    charts_file.write_bytes(render_charts(catalogue, store, page_context).encode("utf-8"))


def render_charts(catalogue: Catalogue, store: Store, page_context: PageContext) -> str:
    """Render the HTML of the charts for the context's audience."""
    series = build_series(catalogue, load_area_rows(catalogue, store, page_context.audience))
    wording = PageWording(page_context.lang)
    plotly_script, script = load_plotly_script(), seal_script(read_charts_file("charts.js"))
    is_synthetic = has_synthetic_data(store)
    stamps = list_stamps(page_context, is_synthetic=is_synthetic)
    html: str = load_page_template(_FOLDER / "charts.html.j2").render(
        lang=page_context.lang,
        programme=catalogue.programme.get_name(page_context.lang),
        day=stamps[0],
        is_synthetic=is_synthetic,
        is_office=page_context.is_office,
        charts=[
            build_chart(catalogue, one, " · ".join(stamps), page_context.lang)
            for one in series.values()
        ],
        say=lambda key, *values: format_charts_text(key, page_context.lang, *values),
        say_as_page=wording.format_page_text,
        page_file=PAGE_FILE,
        title_height=TITLE_HEIGHT,
        button_texts=serialize_for_script(choose_button_texts(page_context.lang)),
        policy=build_content_policy(plotly_script, script, images="data: blob:"),
        style=Markup(read_charts_file("charts.css")),  # noqa: S704  # our own file
        scripts=(plotly_script, script),
    )
    return html


def build_chart(catalogue: Catalogue, series: IndicatorSeries, stamp: str, lang: str) -> Chart:
    """Build an indicator's chart, or say why nothing can be drawn.

    `stamp` stands below the title of the figure: a saved picture leaves the page that says it.
    """
    figure = build_trend_figure(catalogue, series, lang)
    figure["layout"]["title"]["subtitle"] = {"text": stamp, "font": {"size": 12}}
    indicator = series.indicator
    return Chart(
        code=indicator.indicator,
        name=indicator.get_name(lang),
        unit=indicator.unit_text(lang),
        formula=write_formula(catalogue, indicator, lang),
        note=choose_text((indicator.note_vi or "", indicator.note_en or ""), lang),
        gap=_explain_empty_chart(series, lang),
        height=figure["layout"]["height"] - TITLE_HEIGHT,
        figure=serialize_for_script(figure),
    )


@lru_cache(maxsize=1)
def load_plotly_script() -> Markup:
    """Load plotly.js from the Python package."""
    return seal_script(get_plotlyjs())


def list_stamps(page_context: PageContext, *, is_synthetic: bool) -> list[str]:
    """List the notes on every figure: the day, the owner of the copy, invented data."""
    wording = PageWording(page_context.lang)
    day_key = "as_of_set" if page_context.is_day_set else "as_of"
    day = wording.format_page_text(day_key, format_day(page_context.as_of, page_context.lang))
    marks = {"office_page": page_context.is_office, "synthetic": is_synthetic}
    return [day, *(wording.format_page_text(key) for key, applies in marks.items() if applies)]


def _explain_empty_chart(series: IndicatorSeries, lang: str) -> str:
    """Say why a chart has no value; empty for a chart with values."""
    if series.latest_point:
        return ""
    is_hidden = any(point.suppressed for point in series.points)
    return format_charts_text("hidden_values" if is_hidden else "no_values", lang)


def serialize_for_script(content: dict[str, Any]) -> Markup:
    """Serialize for a script element in which no tag can open."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704  # no tag can open in it


def read_charts_file(name: str) -> str:
    """Read the script or the style of the charts."""
    return (_FOLDER / name).read_text(encoding="utf-8")
