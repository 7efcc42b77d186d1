"""The check of a batch of reports by the suites of their forms, with a finding draft per fault.

Each form has one frame (row = report, column = element, joined with the values of the period
before) and one suite, run once for the whole batch. May call warehouse.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from expectations.relations import declared
from expectations.rules import BEFORE, GIVEN, PARTS, Rule, rules
from expectations.validation import Outcome, run_suite
from warehouse.catalogue import Catalogue, Form
from warehouse.forms.report import Cell, Doubt, Report
from warehouse.periods import Period, from_code

if TYPE_CHECKING:
    import pandas as pd

Key = tuple[str, str, str]
"""Unit, period and element of a value."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a form's suite over a batch: outcomes by rule, finding drafts by report.

    `reports` are the submissions of the batch; the keys of `doubts` are the same submissions.
    """

    form: str
    reports: tuple[str, ...]
    outcomes: list[Outcome]
    doubts: dict[str, list[Doubt]]


def check(
    catalogue: Catalogue, reports: Mapping[str, Report], history: Mapping[Key, int]
) -> list[Checked]:
    """Run the suite of every form over the reports of the form.

    Args:
        catalogue: the forms.
        reports: reports by submission id.
        history: accepted values of cumulative elements, to compare with the next period.
    """
    known = dict(history) | _cumulative(catalogue, reports.values())
    by_form: dict[str, dict[str, Report]] = {}
    for submission, report in reports.items():
        by_form.setdefault(report.form, {})[submission] = report
    return [_check_form(catalogue.forms[f], batch, known) for f, batch in sorted(by_form.items())]


def _cumulative(catalogue: Catalogue, reports: Iterable[Report]) -> dict[Key, int]:
    """Collect the cumulative values of the batch, since two periods may arrive together."""
    names = {f: _cumulative_names(form) for f, form in catalogue.forms.items()}
    return {
        (report.unit, report.period, element): value
        for report in reports
        if report.unit and report.period and names[report.form]
        for element, value in zip(report.cells.element, report.cells.value, strict=True)
        if value is not None and element in names[report.form]
    }


def _cumulative_names(form: Form) -> set[str]:
    return {e.element for e in form.elements if e.nature == "cumulative"}


def _check_form(form: Form, batch: Mapping[str, Report], history: Mapping[Key, int]) -> Checked:
    names = _cumulative_names(form)
    before = {s: _before(names, report, history) for s, report in batch.items()}
    suite = [*rules(form), *declared(form)]
    outcomes = run_suite(form.form, suite, wide(form, batch, before))
    doubts: dict[str, list[Doubt]] = {s: _not_applicable(report) for s, report in batch.items()}
    for outcome in outcomes:
        for submission in outcome.failing:
            cells = {cell.element: cell for cell in batch[submission].cells}
            doubt = _doubt(form, outcome.rule, cells, before[submission])
            doubts[submission].append(replace(doubt, sheet=batch[submission].sheet))
    return Checked(form.form, tuple(batch), outcomes, doubts)


def _not_applicable(report: Report) -> list[Doubt]:
    if "not_applicable" not in report.cells.state:  # true of nearly every report
        return []
    return [
        Doubt("N-NA-001", cell.element, None, cell.cell, cell.raw_text)
        for cell in report.cells
        if cell.state == "not_applicable"
    ]


def wide(
    form: Form, batch: Mapping[str, Report], before: Mapping[str, Mapping[str, int]]
) -> "pd.DataFrame":
    """Build the frame of a suite: a row per report, elements and derived columns as floats."""
    import pandas as pd  # a second to import: spare nights without reports

    columns: dict[str, list[float | None]] = {}
    values = zip(*(report.cells.value for report in batch.values()), strict=True)
    states = zip(*(report.cells.state for report in batch.values()), strict=True)
    for element, value, state in zip(form.elements, values, states, strict=True):
        name = element.element
        columns[name] = list(value)
        columns[name + GIVEN] = [None if read == "missing" else 1 for read in state]
        if element.nature == "cumulative":
            columns[name + BEFORE] = [before[s].get(name) for s in batch]
    frame = pd.DataFrame(columns, dtype="float64")
    for element in form.elements:
        if parts := [part.element for part in form.parts(element.element, "all")]:
            frame[element.element + PARTS] = frame[parts].sum(axis=1, skipna=False)
    frame.insert(0, "submission", list(batch))
    return frame


def _before(names: set[str], report: Report, history: Mapping[Key, int]) -> dict[str, int]:
    if not names or report.unit is None or report.period is None:
        return {}
    period = from_code(report.period)
    if period.number == 1:
        return {}
    previous = Period(period.year, period.grain, period.number - 1).code
    found = {name: history.get((report.unit, previous, name)) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def _doubt(form: Form, rule: Rule, cells: Mapping[str, Cell], before: Mapping[str, int]) -> Doubt:
    cell = cells[rule.element]
    about = dict(rule.about)
    if rule.other is not None and rule.other in cells:
        other = cells[rule.other]
        about |= {
            "other_element": other.element,
            "other": other.cell,
            "other_value": other.raw_text,
        }
    elif rule.other == rule.element + PARTS:
        parts = [cells[part.element] for part in form.parts(rule.element, "all")]
        about["other"] = ", ".join(part.cell for part in parts)
        about["other_value"] = str(sum(part.value or 0 for part in parts))
    elif rule.other == rule.element + BEFORE:
        about["other_value"] = str(before[rule.element])
    return Doubt(rule.code, rule.element, None, cell.cell, cell.raw_text, about)
