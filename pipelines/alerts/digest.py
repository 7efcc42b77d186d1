"""A digest: every change for one recipient, by unit and report, in words.

Pure: changes in, notice out; `finding_changes` finds the changes. Nothing is left out without a
count.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assets.outbox.notices import Notice
from pipelines.alerts.finding_changes import CHANGE_KINDS, FindingChange
from pipelines.alerts.notice_texts import flatten_text, format_notice
from pipelines.alerts.recipients import Recipient
from warehouse.catalogue import Catalogue
from warehouse.periods import parse_period_code

MOST_CHANGES = 50
"""The number of changes listed in the body, errors first; further changes are only counted."""


@dataclass(frozen=True, slots=True)
class Enclosures:
    """The files to attach, and how many are not attached: too large, or of another unit."""

    file_names: tuple[str, ...] = ()
    too_large_count: int = 0
    withheld_count: int = 0


def build_digest(
    catalogue: Catalogue,
    recipient: Recipient,
    recipient_changes: Sequence[FindingChange],
    enclosures: Enclosures,
) -> Notice:
    """Write the notice of one or more changes."""
    event_numbers = tuple(sorted((change.finding, change.sequence) for change in recipient_changes))
    body = (
        *_format_digest_opening(catalogue, recipient, recipient_changes),
        *_format_changes_by_unit(
            catalogue, _select_foremost_changes(recipient_changes), recipient.lang
        ),
        *_format_digest_closing(len(recipient_changes) - MOST_CHANGES, enclosures, recipient.lang),
    )
    return Notice(
        "digest",
        recipient.contact_name,
        hashlib.sha256(repr(event_numbers).encode()).hexdigest()[:16],
        _format_digest_subject(catalogue, recipient_changes, recipient.lang),
        "\n".join(body).rstrip(),
        attachments=enclosures.file_names,
        event_numbers=event_numbers,
    )


def _format_digest_subject(
    catalogue: Catalogue, recipient_changes: Sequence[FindingChange], lang: str
) -> str:
    units = {change.unit for change in recipient_changes}
    unit_suffix = f" – {_format_unit_name(catalogue, units.pop(), lang)}" if len(units) == 1 else ""
    closed_count = sum(change.kind == "closed" for change in recipient_changes)
    return format_notice(
        lang,
        "subject",
        open=len(recipient_changes) - closed_count,
        closed=closed_count,
        whose=unit_suffix,
    )


def _format_digest_opening(
    catalogue: Catalogue, recipient: Recipient, recipient_changes: Sequence[FindingChange]
) -> Iterator[str]:
    lang = recipient.lang
    contact = next(c for c in recipient.contacts if c.role != "operator")
    to_sender = contact.role == "sender"
    addressee = (
        _format_unit_name(catalogue, contact.unit, lang)
        if to_sender
        else format_notice(lang, "officer")
    )
    counts = Counter(change.kind for change in recipient_changes)
    yield format_notice(lang, "greeting", whom=addressee)
    yield ""
    yield format_notice(lang, "counts", **{kind: counts[kind] for kind in CHANGE_KINDS})


def _select_foremost_changes(recipient_changes: Sequence[FindingChange]) -> list[FindingChange]:
    """Keep as many changes as fit, in their order: settled ones give way first, then warnings."""
    foremost_changes = sorted(
        recipient_changes, key=lambda c: (c.kind == "closed", c.severity != "error")
    )[:MOST_CHANGES]
    return sorted(foremost_changes, key=recipient_changes.index)


def _format_changes_by_unit(
    catalogue: Catalogue, recipient_changes: Sequence[FindingChange], lang: str
) -> Iterator[str]:
    for unit, unit_changes in groupby(recipient_changes, key=lambda c: c.unit):
        yield ""
        yield f"■ {_format_unit_name(catalogue, unit, lang)}"
        for report, report_changes in groupby(
            unit_changes, key=lambda c: (c.form, c.period, c.file_name)
        ):
            yield f"  {_format_report_name(catalogue, report, lang)}"
            for change in report_changes:
                yield from _format_change(change, lang)


def _format_change(change: FindingChange, lang: str) -> Iterator[str]:
    place_texts = [
        format_notice(
            lang, "on_sheet" if change.sheet else "in_cell", sheet=change.sheet, cell=change.cell
        )
        if change.cell
        else ""
    ]
    severity = [format_notice(lang, change.severity)] if change.kind != "closed" else []
    heading = " · ".join(
        filter(None, (format_notice(lang, change.kind), *severity, change.code, *place_texts))
    )
    yield f"    - {flatten_text(heading)}: {flatten_text(change.message)}"
    if change.remedy:
        yield f"      {format_notice(lang, 'remedy', remedy=flatten_text(change.remedy))}"


def _format_digest_closing(omitted_count: int, enclosures: Enclosures, lang: str) -> Iterator[str]:
    yield ""
    if omitted_count > 0:
        yield format_notice(lang, "more", count=omitted_count)
    if enclosures.file_names:
        yield format_notice(
            lang, "attached", names="; ".join(map(flatten_text, enclosures.file_names))
        )
    if enclosures.too_large_count:
        yield format_notice(lang, "too_large", count=enclosures.too_large_count)
    if enclosures.withheld_count:
        yield format_notice(lang, "withheld", count=enclosures.withheld_count)


def _format_unit_name(catalogue: Catalogue, unit: str | None, lang: str) -> str:
    known_unit = catalogue.units.get(unit or "")
    return (
        flatten_text(known_unit.get_name(lang))
        if known_unit
        else format_notice(lang, "unit_unknown")
    )


def _format_report_name(
    catalogue: Catalogue, report: tuple[str | None, str | None, str], lang: str
) -> str:
    form, period, file_name = report
    known_form = catalogue.forms.get(form or "")
    if known_form is None or period is None:
        return format_notice(lang, "file", file=flatten_text(file_name))
    label = parse_period_code(period).format_label(lang)
    return format_notice(
        lang, "report", form=known_form.get_name(lang), period=label, file=flatten_text(file_name)
    )
