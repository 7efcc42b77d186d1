"""The page: a single HTML file without network access, from a snapshot and the catalogue.

Renders and seals only; the contents are `page_model`. Same input, same bytes.
"""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from assets.published.page_model import Edition, page_model
from assets.published.page_wording import Voice
from warehouse.catalogue import Catalogue
from warehouse.store import Store

_HERE = Path(__file__).parent
_CLOSING = re.compile(r"</(script)", re.IGNORECASE)

__all__ = ["Edition", "build_page"]


def build_page(catalogue: Catalogue, store: Store, out: Path, edition: Edition) -> None:
    """Write the page of a published snapshot to `out`, an .html file."""
    out.write_bytes(render(catalogue, store, edition).encode("utf-8"))


def render(catalogue: Catalogue, store: Store, edition: Edition) -> str:
    """Render the page's HTML."""
    page = page_model(catalogue, store, edition)
    scripts = (plotly_script(), _script("page.js"))
    html: str = _template().render(
        page=page,
        say=Voice(edition.lang).say,
        policy=policy(scripts),
        style=Markup(_text("page.css")),  # noqa: S704  # our own file
        scripts=scripts,
        slash=Markup("/<wbr>"),
    )
    return html


def policy(scripts: tuple[str, ...]) -> str:
    """Write a content policy: allow only the given scripts, by hash, and forbid all requests."""
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


@lru_cache(maxsize=1)
def plotly_script() -> Markup:
    """Load plotly.js from the Python package."""
    return _sealed(get_plotlyjs())


def _script(name: str) -> Markup:
    return _sealed(_text(name))


def _sealed(script: str) -> Markup:
    """Make a script safe for the page: escape closing tags, convert line ends like a parser."""
    text = _CLOSING.sub(r"<\\/\1", script.replace("\r\n", "\n"))
    return Markup(text)  # noqa: S704  # our own files and plotly's


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("page.html.j2")
