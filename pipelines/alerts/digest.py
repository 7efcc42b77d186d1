"""A digest: every change for one recipient, in words.

Pure: changes in, notice out; `finding_changes` finds the changes, `digest_lines` words them.
Nothing is left out without a count.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assets.outbox.notices import Notice
from pipelines.alerts.digest_lines import (
    format_digest_lines,
    format_unit_name,
    list_digest_lines,
)
from pipelines.alerts.finding_changes import CHANGE_KINDS, FindingChange
from pipelines.alerts.notice_texts import flatten_text, format_notice
from pipelines.alerts.recipients import Recipient
from warehouse.catalogue import Catalogue

MOST_LINES = 50
"""The number of lines in the body, returned reports first; further changes are only counted."""


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
    lines = list_digest_lines(recipient_changes)
    omitted_count = sum(len(line.changes) for line in lines[MOST_LINES:])
    body = (
        *_format_digest_opening(catalogue, recipient, recipient_changes),
        *format_digest_lines(catalogue, lines[:MOST_LINES], recipient.lang),
        *_format_digest_closing(omitted_count, enclosures, recipient.lang),
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
    unit_suffix = f" – {format_unit_name(catalogue, units.pop(), lang)}" if len(units) == 1 else ""
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
        format_unit_name(catalogue, contact.unit, lang)
        if to_sender
        else format_notice(lang, "officer")
    )
    counts = Counter(change.kind for change in recipient_changes)
    yield format_notice(lang, "greeting", whom=addressee)
    yield ""
    yield format_notice(lang, "counts", **{kind: counts[kind] for kind in CHANGE_KINDS})


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
