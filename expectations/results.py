"""What is kept of a suite's run over a batch: one row per expectation, counts and no values.

The same batch gives the same rows; the columns are those of `core.expectation_results`.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from expectations.codes import codes
from expectations.validation import Outcome

Stage = Literal["intake", "series"]


@dataclass(frozen=True, slots=True)
class Result:
    """How one expectation went over one batch."""

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


class Run(Protocol):
    """A suite that was run: over the reports of a form, with an outcome per rule."""

    @property
    def form(self) -> str:
        """Whose suite it is."""

    @property
    def reports(self) -> tuple[str, ...]:
        """The submissions of the batch."""

    @property
    def outcomes(self) -> list[Outcome]:
        """How every rule went."""


def results(stage: Stage, run: Run, last_received_at: datetime) -> Iterator[Result]:
    """The rows of one run; `last_received_at` is that of its batch."""
    batch = batch_of(run.reports)
    for outcome in run.outcomes:
        rule = outcome.rule
        yield Result(
            stage=stage,
            form=run.form,
            batch=batch,
            rule=rule.name,
            expectation=in_snake_case(rule.expectation),
            code=rule.code,
            severity=codes()[rule.code].severity,
            element=None if rule.element == run.form else rule.element,
            checked=outcome.checked,
            failing=len(outcome.failing),
            unknown=outcome.unknown,
            last_received_at=last_received_at,
        )


def batch_of(reports: Sequence[str]) -> str:
    """The name of a batch: a hash of its submissions, in whatever order they stand."""
    return hashlib.sha256("\n".join(sorted(reports)).encode()).hexdigest()[:16]


def in_snake_case(expectation: str) -> str:
    """The name of an expectation as Great Expectations writes it in results."""
    return re.sub(r"(?<=.)(?=[A-Z])", "_", expectation).lower()
