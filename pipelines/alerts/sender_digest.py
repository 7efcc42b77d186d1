"""A digest about senders: reports that wait for the officer, and reports that replaced another.

Each report is in one notice that was sent to a recipient. Texts come from `held_report_lines`;
`notifications` writes and sends the notices.
"""

from collections.abc import Iterator, Sequence

from assets.outbox import hold_decisions, notices
from assets.outbox.hold_decisions import WAITING, HeldReport
from assets.outbox.notices import Notice
from assets.outbox.replaced_values import query_value_changes
from pipelines.alerts.finding_changes import FindingScope
from pipelines.alerts.notice_texts import flatten_text, format_notice
from pipelines.alerts.recipients import Recipient
from pipelines.messages.held_report_lines import format_held_report
from warehouse.catalogue import Catalogue
from warehouse.store import Store

MOST_REPORTS = 20
"""How many reports are described in one notice; the others are counted."""


def build_sender_digest(
    catalogue: Catalogue, register: Store, recipient: Recipient, scope: FindingScope
) -> Notice | None:
    """Write the notice of the held and replaced reports that the recipient has not heard of."""
    topics = notices.query_sent_topics(register, "digest", recipient.contact_names)
    notified = {submission for about in topics for submission in about.split()}
    reports = [
        report
        for report in hold_decisions.query_noted_reports(register)
        if report.submission not in notified and _is_in_scope(report, scope)
    ]
    if not reports:
        return None
    return Notice(
        "digest",
        recipient.contact_name,
        " ".join(report.submission for report in reports),
        _format_subject(reports, recipient.lang),
        "\n".join(_format_body(catalogue, register, recipient, reports)),
    )


def _is_in_scope(report: HeldReport, scope: FindingScope) -> bool:
    is_included = scope.units is None or report.unit in scope.units
    return is_included and report.unit not in scope.excluded_units


def _format_subject(reports: Sequence[HeldReport], lang: str) -> str:
    waiting_count = sum(report.state == WAITING for report in reports)
    return format_notice(
        lang, "sender_subject", waiting=waiting_count, others=len(reports) - waiting_count
    )


def _format_body(
    catalogue: Catalogue, register: Store, recipient: Recipient, reports: Sequence[HeldReport]
) -> Iterator[str]:
    lang = recipient.lang
    is_officer = any(contact.role == "officer" for contact in recipient.contacts)
    yield format_notice(lang, "sender_opening")
    yield ""
    for report in reports[:MOST_REPORTS]:
        changes = query_value_changes(register, report.submission)
        for line in format_held_report(catalogue, report, changes, lang):
            indent = len(line) - len(line.lstrip())
            yield " " * indent + flatten_text(line)
    if len(reports) > MOST_REPORTS:
        yield format_notice(lang, "more_held", count=len(reports) - MOST_REPORTS)
    yield ""
    yield format_notice(lang, "sender_officer" if is_officer else "sender_unit")
