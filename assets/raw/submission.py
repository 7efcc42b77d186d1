"""A submission before registration: a report of a file, with findings.

A value only; `submission_checks` creates submissions, `register_rows` turns them into tables.
"""

from dataclasses import dataclass

from assets.raw import refusal
from assets.raw.file_senders import INBOX_SENDER, FileSender
from assets.raw.inbox import Delivery
from assets.raw.refused_report import RefusedReport
from expectations.codes import Finding
from warehouse.forms.report import Report


@dataclass(frozen=True, slots=True)
class Submission:
    """A report to be registered, or a file without any report."""

    submission: str
    sha256: str
    delivery: Delivery
    report: Report | None
    findings: tuple[Finding, ...]
    is_refused: bool = False
    refused_report: RefusedReport | None = None
    sender: FileSender = INBOX_SENDER

    @property
    def place(self) -> Report | RefusedReport | None:
        """What is known of form, unit and period: the report, or a refused file's manifest."""
        return self.report or self.refused_report

    @property
    def file_name(self) -> str:
        """The file's name for storing and showing."""
        name = self.delivery.display_name
        return refusal.mask_file_name(name) if self.is_refused else name
