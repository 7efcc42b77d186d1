"""What every HTML file of a publication needs: a template, sealed scripts, a policy of contents.

Text in, text out; what stands on a page is said in the room of that page. May call no other floor.
"""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

_CLOSING_TAG = re.compile(r"</(script)", re.IGNORECASE)


def build_content_policy(*scripts: str, images: str = "data:") -> str:
    """Write a content policy: allow only the given scripts, by hash, and forbid all requests."""
    hashes = " ".join(f"'sha256-{_compute_digest(script)}'" for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        f"img-src {images}; font-src data:; base-uri 'none'; form-action 'none'"
    )


def seal_script(script: str) -> Markup:
    """Make a script safe inside a page: no closing tag, and line ends as a parser reads them."""
    text = _CLOSING_TAG.sub(r"<\\/\1", script.replace("\r\n", "\n"))
    return Markup(text)  # noqa: S704  # our own files and those of a library


@lru_cache(maxsize=8)
def load_page_template(template_file: Path) -> Template:
    """Load a template once; both halves of a publication are rendered with it."""
    environment = Environment(
        loader=FileSystemLoader(template_file.parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template(template_file.name)


@lru_cache(maxsize=8)
def _compute_digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
