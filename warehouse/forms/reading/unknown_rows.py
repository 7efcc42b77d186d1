"""Rows that nobody knows: a warning in the cell, or candidates for a required figure without a row.

Drafts only; `labels` decides what is known, and `expectations.codes` has the words.
"""

from collections.abc import Iterator, Sequence

from warehouse.files.grid import format_address
from warehouse.finding_draft import FindingDraft
from warehouse.forms.reading.near_labels import UnknownRow, rank_similar_rows
from warehouse.forms.reading.report_grid import (
    MAX_COLUMN_NUMBER_LENGTH,
    FormTable,
    list_unknown_rows,
)
from warehouse.text import escape_invisible, make_match_key

UNKNOWN_ROW, MISSING_ROW, UNRECOGNISED = "W-ROW-002", "E-MISS-003", "E-FORM-001"
ABSENT_ROW = "E-MISS-004"
"""A required figure without a row, where no unknown row may be the one."""
ROW_SEPARATOR = " | "
"""Between the labels that `observed` of an unrecognised sheet lists."""
MAX_CANDIDATES, MAX_SEEN_ROWS, MAX_QUOTED_ROWS, MAX_LABEL_LENGTH = 3, 60, 8, 60


def draft_unknown_rows(table: FormTable) -> Iterator[FindingDraft]:
    """Yield a warning per unknown row, and an error per required element without a row."""
    rows = _list_unknown_rows(table)
    for row, label in rows:
        cell = format_address(row, table.label_column)
        yield FindingDraft(UNKNOWN_ROW, None, None, cell, label)
    known_elements = {element for _, element in table.rows}
    table_cell = format_address(table.header_row, table.label_column)
    for element in table.form.elements:
        if not element.required or element.element in known_elements:
            continue
        if not rows:
            yield FindingDraft(ABSENT_ROW, element.element, None, table_cell)
        else:
            nearest = rank_similar_rows(rows, element)[:MAX_CANDIDATES]
            candidates = "; ".join(_quote_row(table, row) for row in nearest)
            message_values = {"candidates": candidates}
            yield FindingDraft(MISSING_ROW, element.element, None, table_cell, "", message_values)


def _list_unknown_rows(table: FormTable) -> list[UnknownRow]:
    """List the rows with figures under an unknown label, except the row of column numbers."""
    first_row = table.rows[0][0]
    return [
        (row, label)
        for row, label in list_unknown_rows(table, min(table.header_row + 1, first_row))
        if row > first_row or len(make_match_key(label)) > MAX_COLUMN_NUMBER_LENGTH
    ]


def draft_unrecognised(sheet: str | None, labels: Sequence[str]) -> FindingDraft:
    """Return the error of a sheet of no form, with the rows of the sheet."""
    short_labels = [_shorten_label(label) for label in labels[:MAX_SEEN_ROWS]]
    quoted = "; ".join(f"«{label}»" for label in short_labels[:MAX_QUOTED_ROWS])
    more = len(labels) - MAX_QUOTED_ROWS
    message_values = {
        "seen": (quoted or "không có dòng nào có số") + (f"; +{more}" if more > 0 else ""),
        "seen_en": (quoted or "none with a figure") + (f"; +{more}" if more > 0 else ""),
    }
    observed = ROW_SEPARATOR.join(short_labels)
    return FindingDraft(UNRECOGNISED, None, sheet, "A1", observed, message_values)


def _quote_row(table: FormTable, row: UnknownRow) -> str:
    cell = format_address(row[0], table.label_column)
    return f"«{_shorten_label(row[1])}» ({cell})"


def _shorten_label(label: str) -> str:
    plain = escape_invisible(" ".join(label.split())).replace("|", "/")
    return plain if len(plain) <= MAX_LABEL_LENGTH else f"{plain[: MAX_LABEL_LENGTH - 1]}…"
