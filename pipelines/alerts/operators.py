"""Notices to operators: a failed or interrupted run, and a change of the state of the system.

Each change is notified once; `run_history` and `health` know the state of the system.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from assets.outbox import notices, snoozes
from assets.outbox.notices import Notice
from assets.raw.connectors.source_states import (
    UNREACHED_NIGHTS,
    list_unreached_sources,
    read_source_states,
)
from pipelines.alerts import delivery
from pipelines.alerts.direct import delete_old_marks, send_directly
from pipelines.alerts.health import Health
from pipelines.alerts.notice_texts import format_notice
from pipelines.alerts.notifications import drop_snoozed_recipients
from pipelines.alerts.operator_notices import (
    build_failure_notice,
    build_interruption_notice,
    build_simple_notice,
    build_state_notice,
)
from pipelines.alerts.recipients import Recipient, resolve_recipients
from pipelines.alerts.run_history import RunFailure
from pipelines.failures import describe_new_files
from warehouse.catalogue import Catalogue
from warehouse.home import BusyError, Home
from warehouse.journal.journal_entry import JournalError
from warehouse.journal.settlement import open_register
from warehouse.store import DatabaseError, Store

LOCK_PATIENCE_SECONDS = 30
"""How long to wait for the home: a run that has just failed is about to leave it."""


def notify_failure(home: Home, catalogue: Catalogue, failure: RunFailure, at: datetime) -> None:
    """Notify operators that a run failed: the same failure once, until a run succeeds.

    Where not even the register can be written, as on a full disk, the notice goes out directly.
    """
    written = [(r, build_failure_notice(r, failure)) for r in list_operators(catalogue)]
    _send_at_once(home, catalogue, written, at)


def notify_odd_files(
    home: Home, catalogue: Catalogue, sentences: Mapping[str, Mapping[str, object]], at: datetime
) -> None:
    """Notify operators of files to be looked at; each sentence, with the same blanks, once."""
    written = [
        build_simple_notice(r, f"{key} {dict(blanks)}", format_notice(r.lang, key, **blanks))
        for key, blanks in sentences.items()
        for r in list_operators(catalogue)
    ]
    _write_notices(home, written, at)


def _write_notices(home: Home, written: Sequence[Notice], at: datetime) -> None:
    if written:
        with open_register(home) as register:
            notices.create_notice_tables(register)
            notices.write_notices(register, written, at)


def notify_unreached_sources(home: Home, catalogue: Catalogue, at: datetime) -> None:
    """Notify operators of sources that do not answer night after night: each failure once."""
    states = read_source_states(home)
    written = []
    for source in list_unreached_sources(states):
        about = f"unreached source: {source} {states[source].failed_since}"
        for r in list_operators(catalogue):
            text = format_notice(r.lang, "unreached", names=source, nights=UNREACHED_NIGHTS)
            written.append(build_simple_notice(r, about, text))
    _write_notices(home, written, at)


def notify_new_files(home: Home, catalogue: Catalogue, names: Sequence[str], at: datetime) -> None:
    """Notify operators that damaged files of Dagster were set aside and made anew."""
    about, sentence, to = (
        f"{at.isoformat()} {names}",
        describe_new_files(names),
        list_operators(catalogue),
    )
    written = [(r, build_simple_notice(r, about, sentence.text(r.lang))) for r in to]
    _send_at_once(home, catalogue, written, at)


def notify_interruptions(
    home: Home, catalogue: Catalogue, began: Mapping[str, datetime], at: datetime
) -> None:
    """Notify operators of interrupted runs, one notice per run, with its id and beginning.

    The caller holds the home. Only the operators' notices are sent: nobody else's mail may keep
    the next run waiting.
    """
    to = list_operators(catalogue)
    if not (to and began):
        return
    with open_register(home) as register:
        notices.create_notice_tables(register)
        zone = ZoneInfo(catalogue.calendar.time_zone)
        for run_id, began_at in began.items():
            when = f"{began_at.astimezone(zone):%H:%M %d/%m/%Y}"
            notices.write_notices(
                register, [build_interruption_notice(r, run_id, when) for r in to], at
            )
        resting = _query_snoozes(register, catalogue, at)
        delivery.deliver_notices(home, register, to, resting, at=at)


def notify_health(home: Home, catalogue: Catalogue, health: Health, at: datetime) -> None:
    """Notify operators of a change of state, and send what else waits; delete old marks.

    Where nothing can be recorded, as on a full disk, or while a run has the register open, the
    ills go out directly, once a day. A run that may still be at work is left in peace: the next
    heartbeat notifies.
    """
    delete_old_marks(home, at)
    to = list_operators(catalogue)
    if not to or (health.is_running and not health.is_stuck):
        return

    def settle(register: Store) -> None:
        resting = _query_snoozes(register, catalogue, at)
        changed = list(_changed_state(register, drop_snoozed_recipients(to, resting), health))
        notices.supersede_notices(register, "heartbeat", changed, at)

    try:
        is_noted = not health.is_stuck and write_and_send(home, catalogue, settle, at)
    except BusyError:  # a run began since the look at the lock
        return
    if not is_noted and health.problem_keys:
        send_directly(home, [(r, build_state_notice(r, health)) for r in to], at)


def list_operators(catalogue: Catalogue) -> list[Recipient]:
    """Return the addresses at which operators are reached."""
    names = [c.contact for c in catalogue.contacts if c.role == "operator"]
    reached, _ = resolve_recipients(catalogue, os.environ)
    return [only for only in (recipient.select_contacts(names) for recipient in reached) if only]


def _changed_state(register: Store, to: list[Recipient], health: Health) -> Iterator[Notice]:
    """Yield a notice for everyone last notified of another state; the first state is `well`."""
    for recipient in to:
        states = notices.query_sent_topics(register, "heartbeat", recipient.contact_names)
        if health.state_key != (states[-1] if states else "well"):
            yield build_state_notice(recipient, health, after=str(len(states)))


def _send_at_once(
    home: Home, catalogue: Catalogue, written: list[tuple[Recipient, Notice]], at: datetime
) -> None:
    """Write notices into the outbox and send it; directly where the outbox cannot be used."""
    if not written:
        return

    def write(register: Store) -> None:
        notices.write_notices(register, [notice for _, notice in written], at)

    try:
        is_noted = write_and_send(home, catalogue, write, at, patience=LOCK_PATIENCE_SECONDS)
    except BusyError:
        is_noted = False
    if not is_noted:
        send_directly(home, written, at)


def write_and_send(
    home: Home,
    catalogue: Catalogue,
    write: Callable[[Store], None],
    at: datetime,
    *,
    patience: float = 1.0,
) -> bool:
    """Write into the outbox and send what waits; return whether the outbox could be used."""
    try:
        with home.hold_lock(patience), open_register(home) as register:
            notices.create_notice_tables(register)
            write(register)
            _send_waiting(home, catalogue, register, at)
    except (OSError, DatabaseError, JournalError):
        return False
    return True


def _send_waiting(home: Home, catalogue: Catalogue, register: Store, at: datetime) -> None:
    reached, _ = resolve_recipients(catalogue, os.environ)
    resting = _query_snoozes(register, catalogue, at)
    delivery.deliver_notices(home, register, reached, resting, at=at)


def _query_snoozes(register: Store, catalogue: Catalogue, at: datetime) -> frozenset[str]:
    """Return the contacts and units that are snoozed on the day of a moment."""
    return snoozes.query_active_snoozes(register, catalogue.calendar.get_local_date(at))
