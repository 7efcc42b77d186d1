"""The notices of a night: digests of changes are written, then every waiting notice is sent.

A change that has not reached its recipient is in the digest of the next night, as it is by then.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assets.outbox import hold_decisions, notices, snoozes
from assets.outbox.notices import Notice
from assets.run_context import RunContext
from pipelines.alerts import delivery, finding_changes
from pipelines.alerts.digest import Enclosures, build_digest
from pipelines.alerts.finding_changes import FindingChange, FindingScope
from pipelines.alerts.obstacle_digest import build_obstacle_digest
from pipelines.alerts.recipients import Recipient, UnsetContact, resolve_recipients
from pipelines.alerts.sender_digest import build_sender_digest
from warehouse.journal.settlement import open_register
from warehouse.store import Store

MOST_ENCLOSED_BYTES = 10 << 20
"""The largest size of a digest's enclosures: many servers refuse a letter above 25 MB, encoded."""


@dataclass(frozen=True, slots=True)
class NotificationSummary:
    """The result of a night's notices: how many were sent, how many wait, unreachable contacts."""

    sent_count: int = 0
    waiting_count: int = 0
    unset_contacts: tuple[UnsetContact, ...] = ()


def notify_recipients(context: RunContext) -> NotificationSummary:
    """Notify every recipient of the changes of a run; without contacts there is none."""
    if not context.catalogue.contacts:
        return NotificationSummary()
    with open_register(context.home) as register:
        notices.create_notice_tables(register)
        hold_decisions.create_hold_tables(register)
        recipients, unset_contacts = resolve_recipients(context.catalogue, os.environ)
        active_snoozes = snoozes.query_active_snoozes(register, context.as_of)
        with register.attach_database(context.home.snapshot_file, "published"):
            digests = list(
                _build_digests(
                    context,
                    register,
                    drop_snoozed_recipients(recipients, active_snoozes),
                    active_snoozes,
                )
            )
        notices.supersede_notices(register, "digest", digests, context.run_at)
        sent_count = delivery.deliver_notices(
            context.home, register, recipients, active_snoozes, at=context.run_at
        )
        return NotificationSummary(
            sent_count, len(notices.query_waiting_notices(register)), tuple(unset_contacts)
        )


def drop_snoozed_recipients(
    recipients: Iterable[Recipient], active_snoozes: frozenset[str]
) -> list[Recipient]:
    """Keep the recipients with an active contact, each without its snoozed contacts."""
    remaining_recipients = (
        r.select_contacts([name for name in r.contact_names if name not in active_snoozes])
        for r in recipients
    )
    return [recipient for recipient in remaining_recipients if recipient]


def _build_digests(
    context: RunContext,
    register: Store,
    recipients: Iterable[Recipient],
    active_snoozes: frozenset[str],
) -> Iterator[Notice]:
    for recipient in recipients:
        scope = finding_changes.find_scope(context.catalogue, recipient, active_snoozes)
        recipient_changes = (
            finding_changes.list_changes(register, recipient, scope) if scope else []
        )
        if scope and recipient_changes:
            enclosures = _select_enclosures(
                context.home.returned_folder, register, recipient_changes, scope
            )
            yield build_digest(context.catalogue, recipient, recipient_changes, enclosures)
        sender_digest = (
            build_sender_digest(context.catalogue, register, recipient, scope) if scope else None
        )
        obstacle_digest = (
            build_obstacle_digest(context.catalogue, register, recipient, scope) if scope else None
        )
        yield from filter(None, (sender_digest, obstacle_digest))
        if context.results.proposal_count:
            yield from _build_layout_digests(context, register, recipient, scope)


def _build_layout_digests(
    context: RunContext, register: Store, recipient: Recipient, scope: FindingScope | None
) -> Iterator[Notice]:
    """Write the notices about strange tables; imported here, since few nights have one."""
    from pipelines.alerts import layout_digest

    proposals = layout_digest.build_layout_digest(
        context.home, context.catalogue, register, recipient
    )
    if proposals:
        yield proposals
    if scope:
        waits = layout_digest.list_unheard_waits(register, recipient, context.as_of)
        digest = layout_digest.build_waiting_digest(context.catalogue, waits, recipient, scope)
        yield from filter(None, (digest,))


def _select_enclosures(
    folder: Path, register: Store, recipient_changes: list[FindingChange], scope: FindingScope
) -> Enclosures:
    """Choose the returned workbooks and letters to attach, up to the size limit."""
    returned_files = finding_changes.list_returned_files(register, recipient_changes, scope)
    file_names: list[str] = []
    total_size = too_large_count = 0
    for returned_name in (name for name, is_sendable in returned_files if is_sendable):
        files = [
            f
            for f in (folder / returned_name, (folder / returned_name).with_suffix(".docx"))
            if f.exists()
        ]
        added_size = sum(file.stat().st_size for file in files)
        if total_size + added_size > MOST_ENCLOSED_BYTES:
            too_large_count += 1
        else:
            total_size += added_size
            file_names += [file.name for file in files]
    return Enclosures(
        tuple(file_names),
        too_large_count,
        sum(not is_sendable for _, is_sendable in returned_files),
    )
