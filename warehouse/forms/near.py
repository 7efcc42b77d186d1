"""Rows with a label very similar to an element's label: a typing slip, read with a warning.

Only within a recognised table, and only for an element without a row. The only module to import
rapidfuzz, and only for a figure under an unknown label.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from warehouse.catalogue import Element
from warehouse.forms.grid import address
from warehouse.forms.labels import label_keys
from warehouse.forms.report import Doubt
from warehouse.forms.table import Table, unknown_rows

ALIKE = 90.0
"""Least likeness, of 100, between a label and an element's label."""
CLEARLY = 5.0
"""Least lead of the best element over the second best element of the form."""
MOST_ROWS = 200
"""A table with more unknown rows is no form with typing slips."""

# Words and figures that turn one element into another: a difference here is never a slip.
_TELLING = re.compile(
    r"\b(?:khong|chua|da|nam|nu|tren|duoi|tu|den|moi|cu|tang|giam|dau|cuoi|con|tong|trong|ngoai"
    r"|truoc|sau|co|bi|duoc|it|nhieu|tre|lon|\d+)\b"
)


def complete(table: Table) -> tuple[Table, list[Doubt]]:
    """Add the rows with nearly an element's label to the table, with a warning for each row."""
    known = {element for _, element in table.rows}
    wanted = [e for e in table.form.elements if e.element not in known]
    first = min(table.header_row + 1, table.rows[0][0])
    rows = unknown_rows(table, first) if wanted else []
    if not 0 < len(rows) <= MOST_ROWS:
        return table, []
    found = [(row, e) for row, label in rows for e in [_meant(label, table)] if e in wanted]
    times = Counter(element.element for _, element in found if element)
    taken = [(row, e) for row, e in found if e and times[e.element] == 1]
    labels = dict(rows)
    doubts = [
        Doubt("W-LABEL-001", e.element, None, address(row, table.label_column), labels[row])
        for row, e in taken
    ]
    together = sorted((*table.rows, *((row, e.element) for row, e in taken)))
    return replace(table, rows=tuple(together)), doubts


def _meant(label: str, table: Table) -> Element | None:
    """Find the nearest element of a label, elements with a row included; None if unclear."""
    scores = sorted(
        ((_likeness(label, element), n) for n, element in enumerate(table.form.elements)),
        reverse=True,
    )
    best, number = scores[0]
    second = scores[1][0] if len(scores) > 1 else 0.0
    return table.form.elements[number] if best >= ALIKE and best - second >= CLEARLY else None


def _likeness(label: str, element: Element) -> float:
    from rapidfuzz.fuzz import ratio

    pairs = (
        (own, other)
        for own in label_keys(label)
        for name in (element.name_vi, *element.aliases)
        for other in label_keys(name)
    )
    return max(
        (ratio(own, other) for own, other in pairs if _tells_the_same(own, other)), default=0
    )


def _tells_the_same(one: str, other: str) -> bool:
    return list(_telling(one)) == list(_telling(other))


def _telling(text: str) -> Iterator[str]:
    return (found[0] for found in _TELLING.finditer(text))
