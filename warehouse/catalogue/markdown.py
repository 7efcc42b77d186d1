"""Tables of Markdown, whose cells cannot break out of them."""

from collections.abc import Iterable, Iterator, Sequence


def grid(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table, and the blank line after it."""
    yield _row(header)
    yield _row(["---"] * len(header))
    yield from map(_row, rows)
    yield ""


def _row(cells: Sequence[object]) -> str:
    texts = ("" if cell is None else str(cell).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(texts)} |"


def pair(vi: str | None, en: str | None) -> str:
    """Vietnamese and English on one line; once, when they are the same."""
    return " / ".join(dict.fromkeys(filter(None, (vi, en))))
