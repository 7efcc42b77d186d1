"""The check of a form's panel by the rules of every family, in a single suite.

A family is a module with `derive`, `rules` and `signal`; a rule without anything to compare is
not run. May call warehouse.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
from expectations.validation import Outcome, run_suite
from warehouse.catalogue import Form

if TYPE_CHECKING:
    import pandas as pd

FAMILIES = (repeats, outliers, empties, heaping, cumulatives, jumps, totals)


@dataclass(frozen=True, slots=True)
class CheckedSeries:
    """The result of the nightly check of a form: the outcome of every rule, and the signals.

    `reports` are the submissions in force.
    """

    form: str
    reports: tuple[str, ...]
    outcomes: list[Outcome]
    signals: list[Signal]


def check_series(form: Form, panel: "pd.DataFrame") -> CheckedSeries:
    """Run every family over the panel of a form; `series.panel` builds the panel."""
    import pandas as pd

    wide = pd.concat([panel, *(family.derive(form, panel) for family in FAMILIES)], axis=1)
    reports = tuple(map(str, wide["submission"]))
    rules = {rule.name: (f, rule) for f in FAMILIES for rule in f.rules(form, wide)}
    if not rules:
        return CheckedSeries(form.form, reports, [], [])
    outcomes = run_suite(f"{form.form}_series", [rule for _, rule in rules.values()], wide)
    row_of = {submission: row for row, submission in enumerate(reports)}
    found = [
        rules[outcome.rule.name][0].signal(form, outcome.rule, wide, row_of[submission])
        for outcome in outcomes
        for submission in outcome.failing
    ]
    return CheckedSeries(form.form, reports, outcomes, found)
