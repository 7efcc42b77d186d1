"""A submission on its way into the register: one report of one file, with its findings.

A value only; `intake` makes it, `rows` turns many into tables.
"""

from dataclasses import dataclass

from assets.raw.inbox import Delivery
from expectations.codes import Finding
from warehouse.forms.report import Report


@dataclass(frozen=True, slots=True)
class Submission:
    """A report on its way into the register, or a file that gave none (`report` is None)."""

    submission: str
    sha256: str
    delivery: Delivery
    report: Report | None
    findings: tuple[Finding, ...]
