"""The headings leading to a row: sections, the wholes above a part, and the row's own label.

Levels come from numbering («I», «1», «1.1», «a)»), from bullets and from the words of a part.
"""

import re
from collections.abc import Sequence

from warehouse.forms.layouts.cell_texts import CellTexts
from warehouse.forms.reading.numbers import is_figure
from warehouse.text import fold_text

ORDINAL = re.compile(
    r"\s*(?:[IVXivx]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[A-Za-zđĐ]|[-+*•–])\s*[.)]?\s*"
)
"""What stands in a column of ordinals."""
_PREFIX = re.compile(
    r"^\s*(?:(?P<roman>[IVX]{1,5})[.)]|(?P<letter>[A-H])[.)]|(?P<deep>\d{1,2}(?:\.\d{1,2})+)[.)]?"
    r"|(?P<number>\d{1,2})[.)]|(?P<small>[a-zđ])[.)]|(?P<dash>[-–•*])|(?P<plus>\+)"
    r"|(?P<bracket>\())"
)
_LEVELS = {"roman": 1, "letter": 0, "number": 2, "deep": 3, "small": 4, "dash": 6, "plus": 7}
_PLAIN_LEVEL, _PART_LEVEL = 5, 6
_PART_WORDS = re.compile(r"(?:trong do|bao gom|gom|la|chia ra)\b")

RowPath = tuple[str, ...]


def trace_row_paths(
    texts: CellTexts, rows: range, label_columns: Sequence[int], ordinal_column: int | None
) -> dict[int, RowPath]:
    """Return the path of each row; empty for a row without a label."""
    paths: dict[int, RowPath] = {}
    open_headings: list[tuple[int, str]] = []
    for row in rows:
        labels = texts.list_distinct_texts([(row, c) for c in label_columns])
        if not labels:
            paths[row] = ()
            continue
        ordinal = texts.get_text(row, ordinal_column) if ordinal_column is not None else ""
        level = _measure_level(ordinal, labels[0], has_ordinals=ordinal_column is not None)
        while open_headings and open_headings[-1][0] >= level:
            open_headings.pop()
        paths[row] = (*(text for _, text in open_headings), *labels)
        if len(labels) == 1:
            open_headings.append((level, labels[0]))
    return paths


def _measure_level(ordinal: str, label: str, *, has_ordinals: bool) -> int:
    """Measure how deep a row stands, from its ordinal or from the label's beginning."""
    for text in (f"{ordinal.strip(' .)')}." if ordinal else "", label):
        if match := _PREFIX.match(text):
            return _LEVELS.get(match.lastgroup or "", _PART_LEVEL)
    folded = fold_text(label)
    is_part = bool(_PART_WORDS.match(folded)) or (label[:1].islower() and not is_figure(label))
    if is_part or (has_ordinals and not ordinal):
        return _PART_LEVEL
    return _PLAIN_LEVEL
