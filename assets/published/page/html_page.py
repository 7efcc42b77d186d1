"""The page: a single HTML file without network access, from a snapshot and the catalogue.

Renders and seals only; the contents are `build_page_model`. Same input, same bytes.
"""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from assets.published.page.page_model import PageContext, build_page_model
from assets.published.page.page_texts import PageWording
from warehouse.catalogue import Catalogue
from warehouse.store import Store

_TEMPLATE_FOLDER = Path(__file__).parent
_CLOSING_TAG = re.compile(r"</(script)", re.IGNORECASE)

__all__ = ["PageContext", "write_page"]


def write_page(
    catalogue: Catalogue, store: Store, page_file: Path, page_context: PageContext
) -> None:
    """Write the page of a published snapshot to `page_file`, an .html file."""
    page_file.write_bytes(render_page(catalogue, store, page_context).encode("utf-8"))


def render_page(catalogue: Catalogue, store: Store, page_context: PageContext) -> str:
    """Render the page's HTML."""
    page = build_page_model(catalogue, store, page_context)
    scripts = (load_plotly_script(), _load_script("page.js"))
    html: str = load_page_template().render(
        page=page,
        say=PageWording(page_context.lang).format_page_text,
        policy=build_content_policy(scripts),
        style=Markup(_read_page_file("page.css")),  # noqa: S704  # our own file
        scripts=scripts,
        slash=Markup("/<wbr>"),
    )
    return html


def build_content_policy(scripts: tuple[str, ...]) -> str:
    """Write a content policy: allow only the given scripts, by hash, and forbid all requests."""
    hashes = " ".join(f"'sha256-{_compute_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


@lru_cache(maxsize=1)
def load_plotly_script() -> Markup:
    """Load plotly.js from the Python package."""
    return _seal_script(get_plotlyjs())


def _load_script(name: str) -> Markup:
    return _seal_script(_read_page_file(name))


def _seal_script(script: str) -> Markup:
    """Make a script safe for the page: escape closing tags, convert line ends like a parser."""
    text = _CLOSING_TAG.sub(r"<\\/\1", script.replace("\r\n", "\n"))
    return Markup(text)  # noqa: S704  # our own files and plotly's


def _read_page_file(name: str) -> str:
    return (_TEMPLATE_FOLDER / name).read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def _compute_digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


@lru_cache(maxsize=1)
def load_page_template() -> Template:
    """Load the page's template; both halves of a publication are rendered with it."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATE_FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("page.html.j2")
