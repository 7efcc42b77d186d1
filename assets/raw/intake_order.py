"""The order in which files were taken in: the second key of which report came later.

Two reports may have the same time of receipt; the register is append-only, and the journal replays
it row by row, so that the number of a row is the order of intake. A report decided anew keeps the
place of the file. SQL only; may import nothing.
"""

ORDERED_SUBMISSIONS = """
    SELECT *, rowid AS register_row, min(rowid) OVER (PARTITION BY sha256) AS intake_order
    FROM {table}
"""
"""The rows of `raw.submissions` with `intake_order` and `register_row`, the number of the row.

`table` is the table or its attached name.
"""
SUBMISSIONS_IN_ORDER = f"({ORDERED_SUBMISSIONS.format(table='raw.submissions')})"
