"""Submissions as Arrow tables, column by column, ready to append to the register.

Rows of `raw.submissions`, `raw.cells`, `raw.remarks` and those of the findings; appended by
`intake`, `renewal` and `new_submissions`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa

from assets.raw.submission import Submission
from expectations.codes import Finding
from expectations.intake.form_checks import FormCheckResult
from expectations.intake.suite_results import build_expectation_results
from warehouse.forms.remark import build_obstacle_id
from warehouse.forms.report import Report
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES

_TIMESTAMP = pa.timestamp("us", tz="UTC")


def build_submission_table(submissions: Sequence[Submission]) -> pa.Table:
    """Build the rows of `raw.submissions`."""
    reports = [s.report for s in submissions]
    places = [s.place for s in submissions]
    return pa.table(
        {
            "submission": _build_text_column(s.submission for s in submissions),
            "sha256": _build_text_column(s.sha256 for s in submissions),
            "file_name": _build_text_column(s.file_name for s in submissions),
            "received_at": pa.array([s.delivery.received_at for s in submissions], _TIMESTAMP),
            "form": _build_text_column(p and p.form for p in places),
            "unit": _build_text_column(p and p.unit for p in places),
            "period": _build_text_column(p and p.period for p in places),
            "sheet": _build_text_column(r and r.sheet for r in reports),
            "layout": _build_text_column(r and r.layout for r in reports),
            "form_version": pa.array([r and r.form_version for r in reports], pa.int32()),
            "synthetic": pa.array([bool(p and p.synthetic) for p in places], pa.bool_()),
            "content_sha256": _build_text_column(r and r.content_sha256 for r in reports),
            "decision": _build_text_column(_find_own_decision(s) for s in submissions),
            "reason": _build_text_column(
                None if s.report else _find_reason(s) for s in submissions
            ),
            "sender": _build_text_column(s.sender.name for s in submissions),
        }
    )


def build_cell_table(submissions: Sequence[Submission]) -> pa.Table:
    """Build the rows of `raw.cells`."""
    reports = [(s.submission, s.report) for s in submissions if s.report]
    counts = np.fromiter((len(report.cells) for _, report in reports), dtype=np.int64)
    report_indexes = np.repeat(np.arange(len(reports)), counts)

    def iterate_column(name: str) -> Iterator[Any]:
        return chain.from_iterable(getattr(report.cells, name) for _, report in reports)

    return pa.table(
        {
            "submission": _repeat_texts((name for name, _ in reports), report_indexes),
            "sheet": _build_sheet_column([report for _, report in reports], report_indexes),
            **{
                name: _build_text_column(iterate_column(name))
                for name in ("element", "cell", "raw_text", "state")
            },
            "value": pa.array(iterate_column("value"), pa.int64(), size=len(report_indexes)),
        }
    )


def _build_sheet_column(reports: Sequence[Report], report_indexes: np.ndarray) -> pa.Array:
    """Build the sheet of each cell; nearly all reports have a single sheet."""
    if any(report.other_sheets for report in reports):
        return _build_text_column(r.get_sheet(e) for r in reports for e in r.cells.element)
    return _repeat_texts((report.sheet for report in reports), report_indexes)


def _repeat_texts(texts: Iterable[str | None], indexes: np.ndarray) -> pa.Array:
    """Build a text column that names the same texts again and again, without a copy of each."""
    return pa.DictionaryArray.from_arrays(indexes, _build_text_column(texts))


def build_remark_table(submissions: Sequence[Submission]) -> pa.Table:
    """Build the rows of `raw.remarks`; a report of an unknown unit or period has none."""
    rows = [
        remark._asdict()
        | {
            "submission": s.submission,
            "sheet": remark.sheet or s.report.sheet,
            "obstacle": build_obstacle_id(s.report.form, s.report.unit, s.report.period, remark),
        }
        for s in submissions
        if s.report and s.report.unit and s.report.period
        for remark in s.report.remarks
    ]
    return pa.Table.from_pylist(rows, build_arrow_schema(TABLES["raw.remarks"]))


def build_finding_table(submissions: Sequence[Submission]) -> pa.Table:
    """Build the rows of `raw.findings`."""
    findings = [finding for s in submissions for finding in s.findings]
    return pa.table(
        {
            f.name: _build_text_column(getattr(finding, f.name) for finding in findings)
            for f in fields(Finding)
        }
    )


def build_result_table(
    submissions: Sequence[Submission], form_results: Sequence[FormCheckResult]
) -> pa.Table:
    """Build the rows of `raw.expectation_results`."""
    received_times = {s.submission: s.delivery.received_at for s in submissions}
    result_rows = [
        asdict(result)
        for form_result in form_results
        for result in build_expectation_results(
            "intake", form_result, max(received_times[s] for s in form_result.reports)
        )
    ]
    return pa.Table.from_pylist(result_rows, build_arrow_schema(TABLES["raw.expectation_results"]))


def _build_text_column(values: Any) -> pa.Array:
    """Build a text column; unencodable characters are replaced and never block a batch."""
    texts = list(values)
    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:
        return pa.array([t and t.encode("utf-8", "replace").decode() for t in texts], pa.string())


def _find_own_decision(submission: Submission) -> str | None:
    """Return the decision made at intake; decisions about reports are made later, in core."""
    if submission.is_refused:
        return "refused"
    return None if submission.report else "unrecognised"


def _find_reason(submission: Submission) -> str | None:
    return next((finding.message_vi for finding in submission.findings), None)
