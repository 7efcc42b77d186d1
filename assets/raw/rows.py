"""Submissions as Arrow tables, column by column, ready to append to the register.

Rows of `raw.submissions`, `raw.cells`, `raw.findings` and `raw.expectation_results`; `intake`
appends them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa

from assets.raw.submission import Submission
from expectations.checks import Checked
from expectations.codes import Finding
from expectations.results import results
from warehouse.table import arrow_schema
from warehouse.tables import TABLES

_TIME = pa.timestamp("us", tz="UTC")


def submissions(taken: Sequence[Submission]) -> pa.Table:
    """Build the rows of `raw.submissions`."""
    reports = [s.report for s in taken]
    return pa.table(
        {
            "submission": _text(s.submission for s in taken),
            "sha256": _text(s.sha256 for s in taken),
            "file_name": _text(s.file_name for s in taken),
            "received_at": pa.array([s.delivery.received_at for s in taken], _TIME),
            "form": _text(r and r.form for r in reports),
            "unit": _text(r and r.unit for r in reports),
            "period": _text(r and r.period for r in reports),
            "sheet": _text(r and r.sheet for r in reports),
            "layout": _text(r and r.layout for r in reports),
            "form_version": pa.array([r and r.form_version for r in reports], pa.int32()),
            "synthetic": pa.array([bool(r and r.synthetic) for r in reports], pa.bool_()),
            "content_sha256": _text(r and r.content_sha256 for r in reports),
            "decision": _text(_decision(s) for s in taken),
            "reason": _text(None if s.report else _reason(s) for s in taken),
        }
    )


def cells(taken: Sequence[Submission]) -> pa.Table:
    """Build the rows of `raw.cells`."""
    reports = [(s.submission, s.report) for s in taken if s.report]
    counts = np.fromiter((len(report.cells) for _, report in reports), dtype=np.int64)
    of = np.repeat(np.arange(len(reports)), counts)

    def column(name: str) -> Iterator[Any]:
        return chain.from_iterable(getattr(report.cells, name) for _, report in reports)

    return pa.table(
        {
            "submission": _text(name for name, _ in reports).take(of),
            "sheet": _text(report.sheet for _, report in reports).take(of),
            **{name: _text(column(name)) for name in ("element", "cell", "raw_text", "state")},
            "value": pa.array(column("value"), pa.int64(), size=len(of)),
        }
    )


def findings(taken: Sequence[Submission]) -> pa.Table:
    """Build the rows of `raw.findings`."""
    found = [finding for s in taken for finding in s.findings]
    return pa.table(
        {f.name: _text(getattr(finding, f.name) for finding in found) for f in fields(Finding)}
    )


def expectation_results(taken: Sequence[Submission], checked: Sequence[Checked]) -> pa.Table:
    """Build the rows of `raw.expectation_results`."""
    received = {s.submission: s.delivery.received_at for s in taken}
    found = [
        asdict(result)
        for suite in checked
        for result in results("intake", suite, max(received[s] for s in suite.reports))
    ]
    return pa.Table.from_pylist(found, arrow_schema(TABLES["raw.expectation_results"]))


def _text(values: Any) -> pa.Array:
    """Build a text column; unencodable characters are replaced and never block a batch."""
    texts = list(values)
    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:
        return pa.array([t and t.encode("utf-8", "replace").decode() for t in texts], pa.string())


def _decision(submission: Submission) -> str | None:
    """Return the decision made at intake; decisions about reports are made later, in core."""
    if submission.is_refused:
        return "refused"
    return None if submission.report else "unrecognised"


def _reason(submission: Submission) -> str | None:
    return next((finding.message_vi for finding in submission.findings), None)
