"""Links in the documentation lead somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote

from tests.house_rules import kept_files

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)|<(?:img|a)[^>]*?(?:src|href)=\"([^\"#]+)")


def dead_links(page):
    """List the relative links of a Markdown page that name no file."""
    links = (a or b for a, b in LINK.findall(page.read_text(encoding="utf-8")))
    inside = (link for link in links if not re.match(r"[a-z]+:", link))
    return [link for link in inside if not (page.parent / unquote(link)).exists()]


def test_every_link_of_every_page_is_alive():
    pages = [p for p in kept_files(ROOT) if p.suffix == ".md"]
    assert len(pages) > 5
    dead = {p.relative_to(ROOT).as_posix(): dead_links(p) for p in pages}
    assert {page: links for page, links in dead.items() if links} == {}


def test_a_dead_link_is_found(tmp_path):
    page = tmp_path / "a.md"
    page.write_text(
        '[a](a.md) [b](b.md#x) [c](https://example.org/c) ![d](d.png "D") <img src="e.png">',
        encoding="utf-8",
    )
    assert dead_links(page) == ["b.md", "d.png", "e.png"]
