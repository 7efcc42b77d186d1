"""The unrecognised reports that are not sent back: looked at by the hub, or not yet tried.

The night tries a file before the publication. Imports nothing heavy: every night passes here.
"""

from datetime import date

from assets.raw import archive
from assets.raw.layout_waits import (
    LAYOUT_WAITS_TABLE,
    query_layout_waits,
    query_unrecognised_submissions,
)
from warehouse.calendar import ReportingCalendar
from warehouse.home import Home
from warehouse.store import Store

TURN_DAYS = 3
"""The working days for which a file waits for its turn, so that a flood delays no reply."""


def list_postponed_submissions(
    home: Home, register: Store, calendar: ReportingCalendar, day: date
) -> frozenset[str]:
    """List the submissions not to be sent back on a day.

    A file that is not in the archive is never tried.
    """
    register.create_table(LAYOUT_WAITS_TABLE)
    unrecognised = query_unrecognised_submissions(register)
    if not unrecognised:
        return frozenset()
    from assets.layouts.proposal_store import list_tried_hashes  # few nights have a strange sheet

    tried_hashes = list_tried_hashes(home)
    untried = {
        row.submission
        for row in unrecognised
        if row.sha256 not in tried_hashes
        and day <= calendar.find_working_day(calendar.get_local_date(row.received_at), TURN_DAYS)
        and archive.is_file_archived(home.archive_folder, row.sha256)
    }
    return frozenset(untried | {wait.submission for wait in query_layout_waits(register, day)})
