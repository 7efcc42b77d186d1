"""How Sphinx makes a site of the documentation that opens from a disk; `make site` calls it.

The front page is README.md, so that each text stands once; `contents.md` says what follows it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.search import SearchLanguage

from warehouse.text import strip_accents

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).parent
FOLDER_PAGES = {"docs/findings/README", "docs/decisions/README"}
"""The pages of which every page of the folder is a chapter."""
CHAPTERS = "\n\n```{toctree}\n:glob:\n:hidden:\n:titlesonly:\n\n*\n```\n"

project = "Chỉ Số"
language = "vi"
extensions = ["myst_parser"]
root_doc = "README"
include_patterns = ["*.md", "docs/**.md", "benchmarks/README.md"]
exclude_patterns = ["docs/site/**"]
myst_heading_anchors = 4
html_theme = "furo"
html_title = project
html_extra_path = ["index.html"]
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_show_search_summary = False  # a summary is fetched from its page, which a disk does not allow


class VietnameseSearch(SearchLanguage):
    """A search that finds «báo cáo» by `bao cao`: accents are stripped on both sides."""

    lang = "vi"
    language_name = "Vietnamese"
    js_stemmer_code = """
        class Stemmer {
            stemWord(word) {
                return word.normalize("NFD").replace(/[\\u0300-\\u036f]/g, "").replace(/đ/g, "d");
            }
        }
    """

    def stem(self, word: str) -> str:
        """Return a word of the index without accents."""
        return strip_accents(word).lower()


def add_contents(_app: "Sphinx", page: str, source: list[str]) -> None:
    """Add the table of contents to the front page, and the chapters to the page of a folder."""
    if page == root_doc:
        source[0] += (HERE / "contents.md").read_text(encoding="utf-8")
    elif page in FOLDER_PAGES:
        source[0] += CHAPTERS


def setup(app: "Sphinx") -> None:
    """Register the search and the contents with Sphinx."""
    app.add_search_language(VietnameseSearch)
    app.connect("source-read", add_contents)
