"""The check of a form's panel by the rules of every family, in a single suite.

A family is a module with `derive_columns`, `rules` and `signal`; a rule without anything to compare
is not run. May call warehouse.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from expectations.intake.suites.validation import RuleOutcome, run_suite
from expectations.series import (
    cumulatives,
    empties,
    heaping,
    jumps,
    outliers,
    repeats,
    totals,
)
from expectations.series.signal import Signal
from warehouse.catalogue import Form

if TYPE_CHECKING:
    import pandas as pd

RULE_FAMILIES = (repeats, outliers, empties, heaping, cumulatives, jumps, totals)


@dataclass(frozen=True, slots=True)
class SeriesCheckResult:
    """The result of the nightly check of a form: the outcome of every rule, and the signals.

    `reports` are the submissions in force.
    """

    form: str
    reports: tuple[str, ...]
    outcomes: list[RuleOutcome]
    signals: list[Signal]


def check_series(form: Form, panel: "pd.DataFrame") -> SeriesCheckResult:
    """Run every family over the panel of a form; `series.panel` builds the panel."""
    import pandas as pd

    wide_panel = pd.concat(
        [panel, *(family.derive_columns(form, panel) for family in RULE_FAMILIES)], axis=1
    )
    reports = tuple(map(str, wide_panel["submission"]))
    rules_by_name = {
        rule.name: (rule_family, rule)
        for rule_family in RULE_FAMILIES
        for rule in rule_family.build_rules(form, wide_panel)
    }
    if not rules_by_name:
        return SeriesCheckResult(form.form, reports, [], [])
    outcomes = run_suite(
        f"{form.form}_series", [rule for _, rule in rules_by_name.values()], wide_panel
    )
    row_by_submission = {submission: row for row, submission in enumerate(reports)}
    signals = [
        rules_by_name[outcome.rule.name][0].build_signal(
            form, outcome.rule, wide_panel, row_by_submission[submission]
        )
        for outcome in outcomes
        for submission in outcome.failing_submissions
    ]
    return SeriesCheckResult(form.form, reports, outcomes, signals)
