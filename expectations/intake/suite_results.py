"""The results of a suite over a batch: one row per expectation, with counts and no values.

The same batch gives the same rows; the columns equal the columns of `core.expectation_results`.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from expectations.codes import find_code
from expectations.intake.suites.validation import RuleOutcome

Stage = Literal["intake", "series"]


@dataclass(frozen=True, slots=True)
class ExpectationResult:
    """The result of an expectation over a batch; a row of `core.expectation_results`."""

    stage: Stage
    form: str
    batch: str
    rule: str
    expectation: str
    code: str
    severity: str
    element: str | None
    checked: int
    failing: int
    unknown: int
    last_received_at: datetime


class SuiteRun(Protocol):
    """A finished run of the suite of a form over reports, with an outcome per rule."""

    @property
    def form(self) -> str:
        """The form of the suite."""

    @property
    def reports(self) -> tuple[str, ...]:
        """The submissions of the batch."""

    @property
    def outcomes(self) -> list[RuleOutcome]:
        """The outcome of every rule."""


def build_expectation_results(
    stage: Stage, suite_run: SuiteRun, last_received_at: datetime
) -> Iterator[ExpectationResult]:
    """Yield the rows of a run; no report came after `last_received_at`."""
    batch = hash_batch(suite_run.reports)
    for outcome in suite_run.outcomes:
        rule = outcome.rule
        yield ExpectationResult(
            stage=stage,
            form=suite_run.form,
            batch=batch,
            rule=rule.name,
            expectation=convert_to_snake_case(rule.expectation),
            code=rule.code,
            severity=find_code(rule.code).severity,
            element=None if rule.element == suite_run.form else rule.element,
            checked=outcome.checked_rows,
            failing=len(outcome.failing_submissions),
            unknown=outcome.unknown_rows,
            last_received_at=last_received_at,
        )


def hash_batch(reports: Sequence[str]) -> str:
    """Return the name of a batch: a hash of the submissions, in any order."""
    return hashlib.sha256("\n".join(sorted(reports)).encode()).hexdigest()[:16]


def convert_to_snake_case(expectation: str) -> str:
    """Convert the class name of an expectation to the name in Great Expectations' results."""
    return re.sub(r"(?<=.)(?=[A-Z])", "_", expectation).lower()
