"""The page: a single HTML file without network access, from a snapshot and the catalogue.

Renders and seals only; the contents are `build_page_model`. Same input, same bytes.
"""

from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from assets.published.page.page_context import PageContext
from assets.published.page.page_model import build_page_model
from assets.published.page.page_texts import PageWording
from assets.published.sealed_page import (
    build_content_policy,
    load_page_template,
    seal_script,
)
from warehouse.catalogue import Catalogue
from warehouse.home import CHARTS_FILE, PUBLICATION_LIST_FILE
from warehouse.store import Store

SCRIPTS = (
    *("payload", "words", "comparison", "dom", "address", "series", "trend", "evidence"),
    *("figure_cells", "static_figures", "indicator_table", "overview", "year_table", "downloads"),
    *("indicator", "panels", "reporting", "tables", "quality", "pickers", "start"),
)
"""The files of the page's script, in the order of use."""

_TEMPLATE_FOLDER = Path(__file__).parent

__all__ = ["PageContext", "write_page"]


def write_page(
    catalogue: Catalogue, store: Store, page_file: Path, page_context: PageContext
) -> None:
    """Write the page of a published snapshot to `page_file`, an .html file."""
    page_file.write_bytes(render_page(catalogue, store, page_context).encode("utf-8"))


def render_page(catalogue: Catalogue, store: Store, page_context: PageContext) -> str:
    """Render the page's HTML."""
    page = build_page_model(catalogue, store, page_context)
    script = load_page_script()
    html: str = load_page_template(_TEMPLATE_FOLDER / "page.html.j2").render(
        page=page,
        say=PageWording(page_context.lang).format_page_text,
        policy=build_content_policy(script),
        style=Markup(_read_page_file("page.css")),  # noqa: S704  # our own file
        script=script,
        slash=Markup("/<wbr>"),
        charts_file=CHARTS_FILE,
        publication_list=PUBLICATION_LIST_FILE,
    )
    return html


@lru_cache(maxsize=1)
def load_page_script() -> Markup:
    """Load the page's script: every file in order, in a closed scope, safe inside a page."""
    files = [_read_page_file(f"scripts/{name}.js").rstrip() for name in SCRIPTS]
    text = '(() => {\n"use strict";\n' + "\n\n".join(files) + "\n})();"
    return seal_script(text)


def _read_page_file(name: str) -> str:
    return (_TEMPLATE_FOLDER / name).read_text(encoding="utf-8")
