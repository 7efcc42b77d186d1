"""What went back for a report, moved to `returned/mended/` once the report is mended.

`returned/` then holds only what an office still has to mend. Moves files, deletes none, and knows
nothing of their content. May call this floor and the floors below.
"""

from pathlib import Path

from assets.outbox.hold_decisions import STOPPED_SUBMISSIONS
from assets.published.return_names import build_letter_path
from assets.raw.intake_order import SUBMISSIONS_IN_ORDER
from warehouse.home import Home
from warehouse.store import Store

_MENDED_RETURNS = f"""
    WITH replaced AS (SELECT DISTINCT earlier_submission AS submission FROM raw.renewed_decisions)

    SELECT r.file_name
    FROM raw.returns AS r JOIN {SUBMISSIONS_IN_ORDER} AS s USING (submission)
    WHERE s.submission IN (FROM replaced) OR EXISTS (
        FROM {SUBMISSIONS_IN_ORDER} AS later
        ANTI JOIN replaced USING (submission)
        WHERE (later.form, later.unit, later.period) = (s.form, s.unit, s.period)
            AND (later.received_at, later.intake_order, later.submission)
                > (s.received_at, s.intake_order, s.submission)
            AND later.submission NOT IN ({STOPPED_SUBMISSIONS})
            AND NOT EXISTS (
                FROM raw.findings AS f
                WHERE f.submission = later.submission AND f.severity = 'error'))
    ORDER BY r.file_name
"""


def move_mended_returns(home: Home, register: Store) -> list[str]:
    """Move the workbook and the letter of every mended report; return the workbooks' names.

    A report is mended when a later one of the same form, unit and period has no error. What went
    back for a decision that a renewed one replaces is moved too: a report with errors left goes
    back again, in a file of its own.
    """
    moved_names = []
    for (name,) in register.query_rows(_MENDED_RETURNS):
        workbook = home.returned_folder / name
        files = [path for path in (workbook, build_letter_path(workbook)) if path.is_file()]
        for path in files:  # an officer may have taken either of them
            home.mended_folder.mkdir(exist_ok=True)
            path.replace(home.mended_folder / path.name)
        if files:
            moved_names.append(name)
    return moved_names


def find_returned_file(home: Home, name: str) -> Path:
    """Return the path of a returned file, which may have been moved when its report was mended."""
    mended_path = home.mended_folder / name
    return mended_path if mended_path.is_file() else home.returned_folder / name
