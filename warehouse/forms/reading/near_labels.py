"""Rows with a label very similar to an element's label: a typing slip, read with a warning.

Only within a recognised table, and only for an element without a row. The only module to import
rapidfuzz, and only for a figure under an unknown label.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from warehouse.catalogue import Element
from warehouse.catalogue.label_keys import list_label_keys
from warehouse.files.grid import format_address
from warehouse.finding_draft import FindingDraft
from warehouse.forms.reading.report_grid import FormTable, list_unknown_rows

UnknownRow = tuple[int, str]
"""A row's number, and its label."""
MIN_LIKENESS = 90.0
"""Least likeness, of 100, between a label and an element's label."""
MIN_LIKENESS_LEAD = 5.0
"""Least lead of the best element over the second best element of the form."""
MAX_UNKNOWN_ROWS = 200
"""A table with more unknown rows is no form with typing slips."""

# Words and figures that turn one element into another: a difference here is never a slip.
_DISTINGUISHING_WORD = re.compile(
    r"\b(?:khong|chua|da|nam|nu|tren|duoi|tu|den|moi|cu|tang|giam|dau|cuoi|con|tong|trong|ngoai"
    r"|truoc|sau|co|bi|duoc|it|nhieu|tre|lon|\d+)\b"
)


def add_similar_rows(table: FormTable) -> tuple[FormTable, list[FindingDraft]]:
    """Add the rows with nearly an element's label to the table, with a warning for each row."""
    known_elements = {element for _, element in table.rows}
    missing_elements = [e for e in table.form.elements if e.element not in known_elements]
    first_row = min(table.header_row + 1, table.rows[0][0])
    rows = list_unknown_rows(table, first_row) if missing_elements else []
    if not 0 < len(rows) <= MAX_UNKNOWN_ROWS:
        return table, []
    nearest_elements = [
        (row, element.element)
        for row, label in rows
        if (element := _find_nearest_element(label, table)) and element in missing_elements
    ]
    counts = Counter(element for _, element in nearest_elements)
    similar_rows = [(row, element) for row, element in nearest_elements if counts[element] == 1]
    labels = dict(rows)
    drafts = [
        FindingDraft(
            "W-LABEL-001", element, None, format_address(row, table.label_column), labels[row]
        )
        for row, element in similar_rows
    ]
    return replace(table, rows=tuple(sorted((*table.rows, *similar_rows)))), drafts


def rank_similar_rows(rows: list[UnknownRow], element: Element) -> list[UnknownRow]:
    """Rank rows with an unknown label by likeness to an element's label, the nearest first."""
    from rapidfuzz.fuzz import ratio

    name_key = list_label_keys(element.name_vi)[0]
    return sorted(rows, key=lambda row: -ratio(list_label_keys(row[1])[0], name_key))


def _find_nearest_element(label: str, table: FormTable) -> Element | None:
    """Find the nearest element of a label, elements with a row included; None if unclear."""
    scores = sorted(
        ((_score_likeness(label, element), n) for n, element in enumerate(table.form.elements)),
        reverse=True,
    )
    best_score, number = scores[0]
    second_score = max((score for score, _ in scores[1:]), default=0.0)
    return (
        table.form.elements[number]
        if best_score >= MIN_LIKENESS and best_score - second_score >= MIN_LIKENESS_LEAD
        else None
    )


def _score_likeness(label: str, element: Element) -> float:
    from rapidfuzz.fuzz import ratio

    pairs = (
        (own, other)
        for own in list_label_keys(label)
        for name in (element.name_vi, *element.aliases)
        for other in list_label_keys(name)
    )
    return max(
        (ratio(own, other) for own, other in pairs if _has_same_distinguishing_words(own, other)),
        default=0,
    )


def _has_same_distinguishing_words(label: str, spelling: str) -> bool:
    return list(_iterate_distinguishing_words(label)) == list(
        _iterate_distinguishing_words(spelling)
    )


def _iterate_distinguishing_words(text: str) -> Iterator[str]:
    return (match[0] for match in _DISTINGUISHING_WORD.finditer(text))
