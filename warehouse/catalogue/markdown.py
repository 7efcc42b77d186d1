"""Tables of Markdown, with escaped cells. May import no house module."""

from collections.abc import Iterable, Iterator, Sequence


def render_markdown_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Render a table and a blank line."""
    yield _render_markdown_row(header)
    yield _render_markdown_row(["---"] * len(header))
    yield from map(_render_markdown_row, rows)
    yield ""


def _render_markdown_row(cells: Sequence[object]) -> str:
    texts = ("" if cell is None else str(cell).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(texts)} |"


def join_languages(vi: str | None, en: str | None) -> str:
    """Join Vietnamese and English on a line; equal texts appear once."""
    return " / ".join(dict.fromkeys(filter(None, (vi, en))))
