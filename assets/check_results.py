"""Suites and promises as Dagster asset checks: counts, and the worst rows as a table.

Row values are shown for promises only; a suite's rows name sheets, cells and submissions, never
what a sender typed into a cell. Whatever a row holds is shown as plain text: see `check_places`.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import dagster as dg

from assets.check_places import PAGE, SHOWN, Place, build_column, build_table, tabulate_places
from assets.raw.intake import Intake
from expectations.codes import codes
from expectations.promises import Kept, Promise
from expectations.validation import Outcome
from warehouse.catalogue import Catalogue

FINDINGS = dg.AssetKey(["raw", "findings"])
_FAILING = dg.TableColumn("số báo cáo sai / failing", "int")


def suite_specs(forms: Iterable[str]) -> list[dg.AssetCheckSpec]:
    """One check per form: its suite over the batch of a run."""
    return [
        dg.AssetCheckSpec(
            f"suite_{form}", asset=FINDINGS, description=f"Bộ kiểm tra của biểu {form}"
        )
        for form in forms
    ]


def suite_result(
    form: str, taken: Intake, catalogue: Catalogue, returned: Path
) -> dg.AssetCheckResult:
    """A form's suite over what a run took in; a form that sent nothing passes on nothing.

    `returned` is the folder of returned workbooks.
    """
    checked = next((c for c in taken.checked if c.form == form), None)
    outcomes = checked.outcomes if checked else []
    failed = sorted((o for o in outcomes if o.failing), key=lambda o: -len(o.failing))
    severe = any(codes()[o.rule.code].severity == "error" for o in failed)
    return dg.AssetCheckResult(
        passed=not failed,
        asset_key=FINDINGS,
        check_name=f"suite_{form}",
        severity=dg.AssetCheckSeverity.ERROR if severe else dg.AssetCheckSeverity.WARN,
        metadata={
            "reports": len(checked.reports) if checked else 0,
            "rules": len(outcomes),
            "checked_values": sum(o.checked for o in outcomes),
            "failing_values": sum(len(o.failing) for o in failed),
            "unknown_values": sum(o.unknown for o in outcomes),
            "worst": tabulate_places(catalogue, _FAILING, _worst(failed[:SHOWN], taken)),
            "returned": dg.MetadataValue.path(returned),
            "expectations": dg.MetadataValue.path(PAGE),
        },
    )


def _worst(failed: Sequence[Outcome], taken: Intake) -> Iterator[tuple[Place, int]]:
    """The first cell at which each rule failed, and at how many it did."""
    first = {outcome.failing[0] for outcome in failed}
    found = {
        (f.submission, f.code, f.element): f
        for s in taken.submissions
        if s.submission in first
        for f in s.findings
    }
    for outcome in failed:
        rule = outcome.rule
        finding = found[outcome.failing[0], rule.code, rule.element]
        place = {column: getattr(finding, column) for column in Place._fields}
        yield Place(**place), len(outcome.failing)


def promise_specs(promises: Iterable[Promise]) -> list[dg.AssetCheckSpec]:
    """One blocking check per promise: a broken one stops the publication."""
    return [
        dg.AssetCheckSpec(p.name, asset=p.table.split("."), description=p.words, blocking=True)
        for p in promises
    ]


def promise_result(kept: Kept) -> dg.AssetCheckResult:
    """Return whether a promise was kept, and the first rows that break it."""
    metadata: dict[str, dg.TableMetadataValue | int] = {"broken_rows": kept.broken}
    if kept.rows:
        columns = [build_column(name, (row[name] for row in kept.rows)) for name in kept.rows[0]]
        metadata["first"] = build_table(columns, [tuple(row.values()) for row in kept.rows])
    return dg.AssetCheckResult(
        passed=kept.broken == 0,
        asset_key=kept.promise.table.split("."),
        check_name=kept.promise.name,
        metadata=metadata,
    )
