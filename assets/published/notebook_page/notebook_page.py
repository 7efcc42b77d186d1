"""The file of a finished notebook: sentences, charts and tables in one HTML without requests.

Renders only; `pipelines.notebook_runs` runs the notebook. The charts are drawn as in `charts.html`.
May call the floors below.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pandas as pd
import plotly.graph_objects as go
from markupsafe import Markup

from assets.published.charts.charts_page import (
    list_stamps,
    load_plotly_script,
    read_charts_file,
    serialize_for_script,
)
from assets.published.charts.charts_texts import choose_button_texts, format_charts_text
from assets.published.notebook_page.frame_cells import FrameTable, build_frame_table
from assets.published.notebook_page.notebook_texts import (
    choose_notebook_title,
    format_notebook_text,
)
from assets.published.page.page_context import PageContext
from assets.published.page.page_texts import PageWording
from assets.published.publication_facts import has_synthetic_data
from assets.published.sealed_page import build_content_policy, load_page_template, seal_script
from warehouse.catalogue import Catalogue
from warehouse.store import Store

_FOLDER = Path(__file__).parent
_CHART_HEIGHT = 450
_LINE_BREAK = "<br>"

NotebookOutput: TypeAlias = go.Figure | pd.DataFrame


@dataclass(frozen=True, slots=True)
class NotebookResults:
    """The name of a notebook, the printed lines, and the charts and tables in order."""

    name: str
    sentences: Sequence[str]
    outputs: Sequence[NotebookOutput]


@dataclass(frozen=True, slots=True)
class Block:
    """A chart with its height in pixels, or a table, below a title."""

    code: str
    title: str
    height: int = 0
    figure: Markup | None = None
    table: FrameTable | None = None


def render_notebook(
    catalogue: Catalogue, store: Store, results: NotebookResults, page_context: PageContext
) -> str:
    """Render the HTML of a notebook's results, for the office: the figures are exact."""
    lang = page_context.lang
    is_synthetic = has_synthetic_data(store)
    stamps = list_stamps(page_context, is_synthetic=is_synthetic)
    scripts = _load_scripts() if any(isinstance(o, go.Figure) for o in results.outputs) else ()
    styles = read_charts_file("charts.css"), (_FOLDER / "notebook.css").read_text(encoding="utf-8")
    html: str = load_page_template(_FOLDER / "notebook.html.j2").render(
        lang=lang,
        programme=catalogue.programme.get_name(lang),
        title=choose_notebook_title(results.name, lang),
        name=results.name,
        day=stamps[0],
        is_synthetic=is_synthetic,
        sentences=results.sentences,
        blocks=_build_blocks(results.outputs, " · ".join(stamps), lang),
        say=lambda key, *values: format_notebook_text(key, lang, *values),
        say_as_charts=lambda key, *values: format_charts_text(key, lang, *values),
        say_as_page=PageWording(lang).format_page_text,
        button_texts=serialize_for_script(choose_button_texts(lang)),
        policy=build_content_policy(*scripts, images="data: blob:"),
        style=Markup("\n".join(styles)),  # noqa: S704  # our own files
        scripts=scripts,
    )
    return html


def _load_scripts() -> tuple[Markup, ...]:
    """Load plotly and the script of the charts; a notebook of tables alone needs neither."""
    return load_plotly_script(), seal_script(read_charts_file("charts.js"))


def _build_blocks(outputs: Sequence[NotebookOutput], stamp: str, lang: str) -> list[Block]:
    return [
        _build_chart_block(f"c{number}", output, stamp)
        if isinstance(output, go.Figure)
        else _build_table_block(f"t{number}", output, lang)
        for number, output in enumerate(outputs, start=1)
    ]


def _build_chart_block(code: str, figure: go.Figure, stamp: str) -> Block:
    """Build a chart's block; the stamp below the title goes with a saved picture."""
    content = json.loads(figure.to_json())
    title = content["layout"].setdefault("title", {})
    title["subtitle"] = {"text": stamp, "font": {"size": 12}}
    height = content["layout"].setdefault("height", _CHART_HEIGHT)
    heading = str(title.get("text", "")).replace(_LINE_BREAK, " ")
    return Block(code, heading, height, figure=serialize_for_script(content))


def _build_table_block(code: str, frame: pd.DataFrame, lang: str) -> Block:
    title = frame.attrs.get("title") or format_notebook_text("table", lang)
    return Block(code, title, table=build_frame_table(frame, lang))
