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


MERGE_MARK = re.compile(r"^(?:[<>|]{7} .*|={7})$", re.MULTILINE)


def test_no_page_holds_the_marks_of_an_unfinished_merge():
    pages = [p for p in kept_files(ROOT) if p.suffix in {".md", ".txt", ".toml", ".yaml", ".csv"}]
    marked = [p.name for p in pages if MERGE_MARK.search(p.read_text(encoding="utf-8"))]
    assert marked == []
    assert MERGE_MARK.findall("a\n=======\nb\n>>>>>>> e0dec\n") == ["=======", ">>>>>>> e0dec"]
