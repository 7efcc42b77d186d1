"""What a report changes of the report it replaces: old and new values, by element and cell.

Reads `raw.replacements` and `raw.cells`; decides nothing and writes nothing.
"""

from dataclasses import dataclass

from warehouse.store import Store

_VALUE_CHANGES = """
    SELECT element, n.sheet, n.cell, o.value AS old_value, n.value AS new_value
    FROM (FROM raw.cells WHERE submission = $new) AS n
    FULL JOIN (
        FROM raw.cells WHERE submission IN (
            SELECT replaced FROM raw.replacements WHERE submission = $new)) AS o USING (element)
    WHERE n.value IS DISTINCT FROM o.value AND EXISTS (
        FROM raw.replacements WHERE submission = $new)
    ORDER BY abs(coalesce(n.value, 0) - coalesce(o.value, 0)) DESC, element
"""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """An element whose value differs between two reports; None is no value."""

    element: str
    sheet: str | None
    cell: str | None
    old_value: int | None
    new_value: int | None


def query_value_changes(register: Store, submission: str) -> list[ValueChange]:
    """List the values changed by a replacing report, the largest change first."""
    return register.query_records(ValueChange, _VALUE_CHANGES, {"new": submission})
