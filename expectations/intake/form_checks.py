"""The check of a batch of reports by the suites of their forms, with a finding draft per fault.

Each form has one frame (row = report, column = element, joined with the values of the period
before) and one suite, run once for the whole batch. May call warehouse.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from expectations.intake.relations import build_relation_rules
from expectations.intake.rules import (
    FILLED_COLUMN,
    PARTS_SUFFIX,
    PRESENCE_SUFFIX,
    PREVIOUS_SUFFIX,
    Rule,
    build_form_rules,
)
from expectations.intake.suites.validation import RuleOutcome, run_suite
from warehouse.catalogue import Catalogue, Form
from warehouse.finding_draft import FindingDraft
from warehouse.forms.reading.template_report import LATER_ELEMENT
from warehouse.forms.reading.unknown_rows import ABSENT_ROW, MISSING_ROW
from warehouse.forms.report import Report
from warehouse.periods import Period, parse_period_code

if TYPE_CHECKING:
    import pandas as pd

HistoryKey = tuple[str, str, str]
"""Unit, period and element of a value."""


@dataclass(frozen=True, slots=True)
class FormCheckResult:
    """The result of a form's suite over a batch: outcomes by rule, finding drafts by report.

    `reports` are the submissions of the batch; the keys of `drafts` are the same submissions.
    """

    form: str
    reports: tuple[str, ...]
    outcomes: list[RuleOutcome]
    drafts: dict[str, list[FindingDraft]]


def check_reports(
    catalogue: Catalogue, reports: Mapping[str, Report], history: Mapping[HistoryKey, int]
) -> list[FormCheckResult]:
    """Run the suite of every form over the reports of the form.

    Args:
        catalogue: the forms.
        reports: reports by submission id.
        history: accepted values of cumulative elements, to compare with the next period.
    """
    known_values = dict(history) | _collect_cumulative_values(catalogue, reports.values())
    by_form: dict[str, dict[str, Report]] = {}
    for submission, report in reports.items():
        by_form.setdefault(report.form, {})[submission] = report
    return [
        _check_form_reports(catalogue.forms[form_code], batch, known_values)
        for form_code, batch in sorted(by_form.items())
    ]


def _collect_cumulative_values(
    catalogue: Catalogue, reports: Iterable[Report]
) -> dict[HistoryKey, int]:
    """Collect the cumulative values of the batch, since two periods may arrive together."""
    elements_by_form = {
        form_code: _collect_cumulative_elements(form) for form_code, form in catalogue.forms.items()
    }
    return {
        (report.unit, report.period, element): value
        for report in reports
        if report.unit and report.period and elements_by_form[report.form]
        for element, value in zip(report.cells.element, report.cells.value, strict=True)
        if value is not None and element in elements_by_form[report.form]
    }


def _collect_cumulative_elements(form: Form) -> set[str]:
    return {element.element for element in form.elements if element.nature == "cumulative"}


def _check_form_reports(
    form: Form, batch: Mapping[str, Report], history: Mapping[HistoryKey, int]
) -> FormCheckResult:
    cumulative_elements = _collect_cumulative_elements(form)
    previous_values = {
        submission_id: _find_previous_values(cumulative_elements, report, history)
        for submission_id, report in batch.items()
    }
    suite_rules = [*build_form_rules(form), *build_relation_rules(form)]
    outcomes = run_suite(form.form, suite_rules, build_suite_frame(form, batch, previous_values))
    drafts: dict[str, list[FindingDraft]] = {
        submission_id: _draft_not_applicable(report) for submission_id, report in batch.items()
    }
    for outcome in outcomes:
        for submission in outcome.failing_submissions:
            if _is_told_by_reading(outcome.rule, batch[submission]):
                continue
            report = batch[submission]
            draft = _draft_finding(form, outcome.rule, report, previous_values[submission])
            drafts[submission].append(replace(draft, sheet=report.get_sheet(draft.element or "")))
    return FormCheckResult(form.form, tuple(batch), outcomes, drafts)


def _is_told_by_reading(rule: Rule, report: Report) -> bool:
    """Return whether reading already reported the missing row."""
    return rule.code == "E-MISS-001" and any(
        draft.code in (MISSING_ROW, ABSENT_ROW) and draft.element == rule.element
        for draft in report.drafts
    )


def _draft_not_applicable(report: Report) -> list[FindingDraft]:
    if "not_applicable" not in report.cells.state:  # true of nearly every report
        return []
    return [
        FindingDraft(
            "N-NA-001",
            cell.element,
            report.other_sheets.get(cell.element),
            cell.cell,
            cell.raw_text,
        )
        for cell in report.cells
        if cell.state == "not_applicable"
    ]


def build_suite_frame(
    form: Form, batch: Mapping[str, Report], previous_values: Mapping[str, Mapping[str, int]]
) -> "pd.DataFrame":
    """Build the frame of a suite: a row per report, elements and derived columns as floats."""
    import pandas as pd  # a second to import: spare nights without reports

    columns: dict[str, list[float | None]] = {}
    values = zip(*(report.cells.value for report in batch.values()), strict=True)
    states = zip(*(report.cells.state for report in batch.values()), strict=True)
    for element, value, state in zip(form.elements, values, states, strict=True):
        name = element.element
        columns[name] = list(value)
        columns[name + PRESENCE_SUFFIX] = [
            None if cell_state == "missing" else 1 for cell_state in state
        ]
        if element.nature == "cumulative":
            columns[name + PREVIOUS_SUFFIX] = [
                previous_values[submission].get(name) for submission in batch
            ]
    for row, report in enumerate(batch.values()):
        for draft in report.drafts:
            if draft.code == LATER_ELEMENT:  # nothing is missing where nothing was asked
                columns[f"{draft.element}{PRESENCE_SUFFIX}"][row] = 1
    frame = pd.DataFrame(columns, dtype="float64")
    for element in form.elements:
        if parts := [part.element for part in form.list_parts(element.element, "all")]:
            frame[element.element + PARTS_SUFFIX] = frame[parts].sum(axis=1, skipna=False)
    presences = [element.element + PRESENCE_SUFFIX for element in form.elements]
    frame[FILLED_COLUMN] = frame[presences].max(axis=1)
    frame.insert(0, "submission", list(batch))
    return frame


def _find_previous_values(
    cumulative_elements: set[str], report: Report, history: Mapping[HistoryKey, int]
) -> dict[str, int]:
    if not cumulative_elements or report.unit is None or report.period is None:
        return {}
    period = parse_period_code(report.period)
    if period.number == 1:
        return {}
    previous_period = Period(period.year, period.grain, period.number - 1).code
    previous_values = {
        name: history.get((report.unit, previous_period, name)) for name in cumulative_elements
    }
    return {name: value for name, value in previous_values.items() if value is not None}


def _draft_finding(
    form: Form, rule: Rule, report: Report, previous_values: Mapping[str, int]
) -> FindingDraft:
    cells = {cell.element: cell for cell in report.cells}
    if rule.element == form.form:
        return FindingDraft(rule.code, cell=next(iter(cells.values())).cell)
    cell = cells[rule.element]
    message_values = dict(rule.message_values)
    if rule.other is not None and rule.other in cells:
        other_cell = cells[rule.other]
        message_values |= {
            "other_element": other_cell.element,
            "other": report.cite_element(other_cell),
            "other_value": other_cell.raw_text,
        }
    elif rule.other == rule.element + PARTS_SUFFIX:
        parts = [cells[part.element] for part in form.list_parts(rule.element, "all")]
        message_values["other"] = ", ".join(map(report.cite_element, parts))
        message_values["other_value"] = str(sum(part.value or 0 for part in parts))
    elif rule.other == rule.element + PREVIOUS_SUFFIX:
        message_values["other_value"] = str(previous_values[rule.element])
    return FindingDraft(rule.code, rule.element, None, cell.cell, cell.raw_text, message_values)
