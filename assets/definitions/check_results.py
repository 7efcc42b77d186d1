"""Suites and promises as Dagster asset checks: counts, and the worst rows as a table.

Only promises show the values of rows; the rows of a suite name sheets, cells and submissions, and
never the text of a cell. All values are shown as plain text: see `check_places`.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import dagster as dg

from assets.definitions.check_places import (
    EXPECTATION_PAGE,
    MAX_WORST_PLACES,
    FindingPlace,
    build_column,
    build_table,
    tabulate_places,
)
from assets.intake import IntakeResult
from expectations.codes import Finding, find_code
from expectations.intake.suites.validation import RuleOutcome
from expectations.promises import Promise, PromiseResult
from warehouse.catalogue import Catalogue

FINDINGS_ASSET = dg.AssetKey(["raw", "findings"])
_FAILING = dg.TableColumn("số báo cáo sai / failing", "int")


def build_suite_specs(forms: Iterable[str]) -> list[dg.AssetCheckSpec]:
    """Build one check per form: the suite of the form over the batch of a run."""
    return [
        dg.AssetCheckSpec(
            f"suite_{form}", asset=FINDINGS_ASSET, description=f"Bộ kiểm tra của biểu {form}"
        )
        for form in forms
    ]


def build_suite_result(
    form: str, intake_result: IntakeResult, catalogue: Catalogue, returned_folder: Path
) -> dg.AssetCheckResult:
    """Build the result of a form's suite over the reports of a run; no report is a pass.

    `returned_folder` is the folder of returned workbooks.
    """
    form_result = next((c for c in intake_result.form_results if c.form == form), None)
    outcomes = form_result.outcomes if form_result else []
    failed_outcomes = sorted(
        (o for o in outcomes if o.failing_submissions), key=lambda o: -len(o.failing_submissions)
    )
    has_error = any(find_code(o.rule.code).severity == "error" for o in failed_outcomes)
    return dg.AssetCheckResult(
        passed=not failed_outcomes,
        asset_key=FINDINGS_ASSET,
        check_name=f"suite_{form}",
        severity=dg.AssetCheckSeverity.ERROR if has_error else dg.AssetCheckSeverity.WARN,
        metadata={
            "reports": len(form_result.reports) if form_result else 0,
            "rules": len(outcomes),
            "checked_values": sum(o.checked_rows for o in outcomes),
            "failing_values": sum(len(o.failing_submissions) for o in failed_outcomes),
            "unknown_values": sum(o.unknown_rows for o in outcomes),
            "worst": tabulate_places(
                catalogue,
                _FAILING,
                _find_worst_places(failed_outcomes[:MAX_WORST_PLACES], intake_result),
            ),
            "returned": dg.MetadataValue.path(returned_folder),
            "expectations": dg.MetadataValue.path(EXPECTATION_PAGE),
        },
    )


def _find_worst_places(
    failed_outcomes: Sequence[RuleOutcome], intake_result: IntakeResult
) -> Iterator[tuple[FindingPlace, int]]:
    """Yield the first cell at which each rule failed, and the number of failing submissions."""
    first_submissions = {outcome.failing_submissions[0] for outcome in failed_outcomes}
    findings = [
        f
        for s in intake_result.submissions
        if s.submission in first_submissions
        for f in s.findings
    ]
    for outcome in failed_outcomes:
        finding = _find_failure(findings, outcome)
        place = {column: getattr(finding, column) for column in FindingPlace._fields}
        yield FindingPlace(**place), len(outcome.failing_submissions)


def _find_failure(findings: Sequence[Finding], outcome: RuleOutcome) -> Finding:
    """Find the finding of a rule's first failure: of its code, else of its cause.

    Reading may have described the same fault better, with the rows that a missing row may be.
    """
    rule, cause = outcome.rule, find_code(outcome.rule.code).cause
    failures = [
        f
        for f in findings
        if f.submission == outcome.failing_submissions[0]
        and f.element == (None if rule.element == f.form else rule.element)
        and find_code(f.code).cause == cause
    ]
    return min(failures, key=lambda f: f.code != rule.code)


def build_promise_specs(promises: Iterable[Promise]) -> list[dg.AssetCheckSpec]:
    """Build one blocking check per promise: a broken promise stops the publication."""
    return [
        dg.AssetCheckSpec(
            p.name, asset=p.table.split("."), description=p.description, blocking=True
        )
        for p in promises
    ]


def build_promise_result(promise_result: PromiseResult) -> dg.AssetCheckResult:
    """Return whether a promise was kept, and the first rows that break it."""
    metadata: dict[str, dg.TableMetadataValue | int] = {"broken_rows": promise_result.broken_count}
    if promise_result.broken_rows:
        columns = [
            build_column(name, (row[name] for row in promise_result.broken_rows))
            for name in promise_result.broken_rows[0]
        ]
        metadata["first"] = build_table(
            columns, [tuple(row.values()) for row in promise_result.broken_rows]
        )
    return dg.AssetCheckResult(
        passed=promise_result.broken_count == 0,
        asset_key=promise_result.promise.table.split("."),
        check_name=promise_result.promise.name,
        metadata=metadata,
    )
