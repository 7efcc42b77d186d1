"""Proposals for the unrecognised reports of a night, before the publication.

Each report is tried once, each in a guarded process, at most a set number a night: a nation's night
must not wait for strangers' sheets. A report with a sure proposal waits from then on; no other
decision and no publication is changed.
"""

from collections.abc import Sequence
from pathlib import Path

from assets.layouts.proposal_store import get_layouts_folder, list_tried_hashes, note_tried_hash
from assets.layouts.proposing_process import PROPOSED, ProposedSheet, propose_for_file
from assets.raw import archive
from assets.raw.hub_teaching import query_hub_teaching
from assets.raw.layout_waits import (
    LAYOUT_WAITS_TABLE,
    WAITING_DAYS,
    query_unrecognised_submissions,
    record_layout_wait,
)
from assets.raw.reading_limits import ReadingLimits
from assets.run_context import RunContext
from warehouse.journal.settlement import open_register
from warehouse.store import Store

MOST_PROPOSALS = 24
"""Files tried in one night; the others wait for the next night, the oldest first."""


def propose_for_waiting_reports(context: RunContext) -> list[Path]:
    """Write a proposal for each unrecognised report not tried before; return the workbooks."""
    with Store(context.home.register_file, read_only=True) as register:
        submissions = query_unrecognised_submissions(register)
        taught = query_hub_teaching(register) if submissions else None
    tried_hashes = list_tried_hashes(context.home) if submissions else set()
    names = {row.sha256: row.file_name for row in submissions if row.sha256 not in tried_hashes}
    if taught is None or not names:
        return []
    from assets.layouts.proposal_files import ProposalWriter  # slow; most nights try no report

    writer = ProposalWriter(context.home, context.catalogue, taught, context.lang)
    limits = context.pool.limits if context.pool else ReadingLimits()
    workbooks = []
    for sha256, name in list(names.items())[:MOST_PROPOSALS]:
        if not archive.is_file_archived(context.home.archive_folder, sha256):
            continue
        path = archive.find_archived_file(context.home.archive_folder, sha256)
        note_tried_hash(context.home, sha256)
        proposed = propose_for_file(path, context.catalogue.folder, limits)
        if proposed.outcome == PROPOSED:
            folder = get_layouts_folder(context.home)
            workbook = writer.write_workbook(proposed, (sha256, name), folder)
            if workbook:
                workbooks.append(workbook)
                waiting = [row.submission for row in submissions if row.sha256 == sha256]
                _let_reports_wait(context, proposed, waiting)
    return workbooks


def _let_reports_wait(
    context: RunContext, proposed: ProposedSheet, submissions: Sequence[str]
) -> None:
    """Record that the reports of a file wait for the hub, if their proposal is sure."""
    from assets.layouts.sure_proposals import is_proposal_sure

    if proposed.proposal is None or not is_proposal_sure(context.catalogue, proposed):
        return
    last_day = context.catalogue.calendar.find_working_day(context.as_of, WAITING_DAYS)
    with open_register(context.home) as register:
        register.create_table(LAYOUT_WAITS_TABLE)
        times = context.run_at, last_day
        record_layout_wait(register, proposed.proposal, submissions, times)
