"""The submissions of files just read, whether new or decided anew: how built, and how stored.

Texts of count cells are masked and senders looked up here, so that no reading is stored without.
Calls the register; `submission_checks` judges, `register_rows` makes the rows.
"""

from collections.abc import Sequence
from dataclasses import replace

from assets.raw import register_rows
from assets.raw.file_senders import query_file_senders
from assets.raw.inbox import Delivery
from assets.raw.reader import ReadResult
from assets.raw.submission import Submission
from assets.raw.submission_checks import build_submissions
from expectations.intake.form_checks import FormCheckResult
from warehouse.catalogue import Catalogue
from warehouse.store import Store


def build_new_submissions(
    catalogue: Catalogue, register: Store, read_results: Sequence[tuple[Delivery, ReadResult]]
) -> list[Submission]:
    """Build submissions with their senders, as far as their texts are stored."""
    masked_results = [(delivery, _mask_result(result)) for delivery, result in read_results]
    files = [(t.sha256, d.received_at) for d, t in read_results if t.sha256]
    return build_submissions(
        catalogue, masked_results, query_file_senders(register, catalogue, files)
    )


def _mask_result(result: ReadResult) -> ReadResult:
    """Mask the texts of a reading; a copy of each of a nation's results takes its time."""
    from assets.raw.masking import mask_reading  # loads the search for personal data

    reading = mask_reading(result.reading)
    return result if reading is result.reading else replace(result, reading=reading)


def append_checked_submissions(
    register: Store, submissions: Sequence[Submission], form_results: Sequence[FormCheckResult]
) -> None:
    """Append submissions, remarks, findings and check results; the cells come before."""
    register.append_rows("raw.submissions", register_rows.build_submission_table(submissions))
    register.append_rows("raw.remarks", register_rows.build_remark_table(submissions))
    register.append_rows("raw.findings", register_rows.build_finding_table(submissions))
    register.append_rows(
        "raw.expectation_results", register_rows.build_result_table(submissions, form_results)
    )
