"""The second pass of a night: proposals for the unrecognised reports, after the publication.

Each report is tried once, each in a guarded process, at most a set number a night: a nation's night
must not wait for strangers' sheets. Nothing here changes a decision or a publication.
"""

from pathlib import Path

from assets.layouts.proposal_files import ProposalWriter
from assets.layouts.proposal_store import get_layouts_folder, list_tried_hashes, note_tried_hash
from assets.layouts.proposing_process import PROPOSED, propose_for_file
from assets.raw import archive
from assets.raw.hub_teaching import query_hub_teaching
from assets.raw.reading_limits import ReadingLimits
from assets.run_context import RunContext
from warehouse.forms.reading.unknown_rows import UNRECOGNISED
from warehouse.store import Store

MOST_PROPOSALS = 24
"""Files tried in one night; the others wait for the next night, the oldest first."""
_UNRECOGNISED_FILES = """
    SELECT s.sha256, any_value(s.file_name)
    FROM raw.submissions AS s
    JOIN raw.findings AS f USING (submission)
    ANTI JOIN raw.renewed_decisions AS r ON r.earlier_submission = s.submission
    WHERE f.code = $unrecognised AND s.form IS NULL
    GROUP BY s.sha256
    ORDER BY min(s.received_at), s.sha256
"""


def propose_for_waiting_reports(context: RunContext) -> list[Path]:
    """Write a proposal for each unrecognised report not tried before; return the workbooks."""
    with Store(context.home.register_file, read_only=True) as register:
        files = register.query_rows(_UNRECOGNISED_FILES, {"unrecognised": UNRECOGNISED})
        taught = query_hub_teaching(register) if files else None
    tried_hashes = list_tried_hashes(context.home) if files else set()
    untried_files = [(sha256, name) for sha256, name in files if sha256 not in tried_hashes]
    if taught is None or not untried_files:
        return []
    writer = ProposalWriter(context.home, context.catalogue, taught, context.lang)
    limits = context.pool.limits if context.pool else ReadingLimits()
    workbooks = []
    for sha256, name in untried_files[:MOST_PROPOSALS]:
        if not archive.is_file_archived(context.home.archive_folder, sha256):
            continue
        path = archive.find_archived_file(context.home.archive_folder, sha256)
        note_tried_hash(context.home, sha256)
        proposed = propose_for_file(path, context.catalogue.folder, limits)
        if proposed.outcome == PROPOSED:
            folder = get_layouts_folder(context.home)
            workbook = writer.write_workbook(proposed, (sha256, name), folder)
            workbooks += [workbook] if workbook else []
    return workbooks
