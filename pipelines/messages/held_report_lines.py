"""A held or replaced report in lines: unit, sender, reason and changed values.

Texts only, the same for the command and for notices; nothing is queried here.
"""

from collections.abc import Iterator, Sequence

from assets.outbox.hold_decisions import HeldReport
from assets.outbox.replaced_values import ValueChange
from pipelines.messages.sender_messages import (
    describe_hold_reason,
    describe_sender,
    format_sender_message,
)
from warehouse.catalogue import Catalogue
from warehouse.periods import parse_period_code

MOST_CHANGES = 10
"""How many changed values of a report are listed; the others are counted."""


def format_held_report(
    catalogue: Catalogue, report: HeldReport, changes: Sequence[ValueChange], lang: str
) -> Iterator[str]:
    """Format a held or replacing report."""
    form, unit = catalogue.forms.get(report.form), catalogue.units.get(report.unit)
    yield format_sender_message(
        lang,
        "held_report",
        state=format_sender_message(lang, f"state_{report.state}"),
        submission=report.submission,
        unit=unit.get_name(lang) if unit else report.unit,
        form=form.get_name(lang) if form else report.form,
        period=parse_period_code(report.period).format_label(lang),
    )
    received = catalogue.calendar.to_local_time(report.received_at)
    yield "    " + format_sender_message(
        lang,
        "held_sender",
        sender=describe_sender(report.sender, lang),
        received=f"{received:%d/%m/%Y %H:%M}",
        file=report.file_name,
    )
    reasons = [describe_hold_reason(catalogue, reason, lang) for reason in report.reasons]
    if reasons:
        yield "    " + format_sender_message(lang, "held_reasons", reasons="; ".join(reasons))
    names = {e.element: e.get_name(lang) for e in form.elements} if form else {}
    for change in changes[:MOST_CHANGES]:
        yield "      " + format_sender_message(
            lang,
            "held_change",
            element=names.get(change.element, change.element),
            cell=change.cell or "–",
            old=_format_count(change.old_value),
            new=_format_count(change.new_value),
        )
    if len(changes) > MOST_CHANGES:
        count = len(changes) - MOST_CHANGES
        yield "      " + format_sender_message(lang, "more_changes", count=count)


def _format_count(value: int | None) -> str:
    return "–" if value is None else str(value)
