"""Suites and promises as Dagster asset checks: counts, and the worst rows as a table.

Row values are shown for promises only, which hold ids and counts; a suite's rows name
submissions and cells, never what a sender typed.
"""

from collections.abc import Iterable, Sequence

import dagster as dg

from expectations.checks import Checked
from expectations.codes import codes
from expectations.promises import Kept, Promise

SHOWN = 10
FINDINGS = dg.AssetKey(["raw", "findings"])


def suite_specs(forms: Iterable[str]) -> list[dg.AssetCheckSpec]:
    """One check per form: its suite over the batch of a run."""
    return [
        dg.AssetCheckSpec(
            f"suite_{form}", asset=FINDINGS, description=f"Bộ kiểm tra của biểu {form}"
        )
        for form in forms
    ]


def suite_result(form: str, checked: Checked | None) -> dg.AssetCheckResult:
    """A form's suite over this run's batch; a form that sent nothing passes on nothing."""
    outcomes = checked.outcomes if checked else []
    failed = sorted((o for o in outcomes if o.failing), key=lambda o: -len(o.failing))
    severe = any(codes()[o.rule.code].severity == "error" for o in failed)
    rows = [(o.rule.code, o.rule.element, len(o.failing), o.failing[0]) for o in failed[:SHOWN]]
    return dg.AssetCheckResult(
        passed=not failed,
        asset_key=FINDINGS,
        check_name=f"suite_{form}",
        severity=dg.AssetCheckSeverity.ERROR if severe else dg.AssetCheckSeverity.WARN,
        metadata={
            "reports": checked.reports if checked else 0,
            "rules": len(outcomes),
            "checked_values": sum(o.checked for o in outcomes),
            "failing_values": sum(len(o.failing) for o in failed),
            "unknown_values": sum(o.unknown for o in outcomes),
            "worst": table(("code", "element", "values", "first submission"), rows),
        },
    )


def promise_specs(promises: Iterable[Promise]) -> list[dg.AssetCheckSpec]:
    """One blocking check per promise: a broken one stops the publication."""
    return [
        dg.AssetCheckSpec(p.name, asset=p.table.split("."), description=p.words, blocking=True)
        for p in promises
    ]


def promise_result(kept: Kept) -> dg.AssetCheckResult:
    """Whether a promise was kept, and the first rows that break it."""
    rows = [tuple(row.values()) for row in kept.rows]
    columns = tuple(kept.rows[0]) if kept.rows else ()
    return dg.AssetCheckResult(
        passed=kept.broken == 0,
        asset_key=kept.promise.table.split("."),
        check_name=kept.promise.name,
        metadata={"broken_rows": kept.broken, "first": table(columns, rows)},
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> dg.MarkdownMetadataValue:
    """Rows as a Markdown table; a cell cannot break out of it."""
    lines = [_line(columns), _line(["---"] * len(columns)), *(_line(row) for row in rows)]
    return dg.MetadataValue.md("\n".join(lines) if columns else "–")


def _line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"
