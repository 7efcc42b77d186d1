"""`chiso alerts`: the outbox, a test message, a snooze, and the heartbeat for cron.

Messages and exit codes only; `pipelines.alerts` decides who is notified of what.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from assets.outbox import notices, snoozes
from pipelines.alerts import delivery, operators
from pipelines.alerts.health_check import check_health
from pipelines.alerts.message import NoticeMessage
from pipelines.alerts.notice_texts import format_notice
from pipelines.alerts.recipients import resolve_recipients
from pipelines.commands.arguments import check_reason
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from pipelines.table_output import print_rows
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.home import BusyError, Home
from warehouse.journal.settlement import open_register
from warehouse.language import Lang
from warehouse.text import escape_invisible

MOST_NOTICES = 50
"""How many notices are listed; older ones are counted."""


@dataclass(frozen=True, slots=True)
class _CommandContext:
    """The console, the home, the catalogue and the language of a command."""

    console: Console
    home: Home
    catalogue: Catalogue
    lang: Lang

    def print_text(self, text: str) -> None:
        self.console.print(text, markup=False, highlight=False, soft_wrap=True)

    def print_message(self, key: str, **blanks: object) -> None:
        self.print_text(format_message(self.lang, key, **blanks))

    def print_unknown_contact(self, contact_name: str) -> None:
        known_contacts = ", ".join(contact.contact for contact in self.catalogue.contacts) or "–"
        self.print_message(
            "unknown",
            what=format_message(self.lang, "contact"),
            given=contact_name,
            known=known_contacts,
        )


def main(*, home: Path, lang: Lang, do: str, **arguments: Any) -> int:
    """Run one of the commands; a message not sent, or a system not well, is `FAILED`."""
    console = Console()
    catalogue = load_catalogue(Settings().catalogue)
    try:
        return _COMMANDS[do](
            _CommandContext(console, Home(home.absolute()), catalogue, lang), **arguments
        )
    except BusyError:
        console.print(format_message(lang, "busy", home=home), markup=False)
        return ExitCode.BUSY


def _send_test_message(context: _CommandContext, *, contact: str) -> int:
    reachable_recipients, unset_contacts = resolve_recipients(context.catalogue, os.environ)
    test_recipient = next(
        (
            contact_recipient
            for r in reachable_recipients
            if (contact_recipient := r.select_contacts([contact]))
        ),
        None,
    )
    if test_recipient is None:
        variables_to_set = [u for u in unset_contacts if u.contact == contact]
        for unset_contact in variables_to_set:
            context.print_message("unset", contact=contact, variable=unset_contact.variable)
        if not variables_to_set:
            context.print_unknown_contact(contact)
        return ExitCode.FAILED if variables_to_set else ExitCode.UNUSABLE
    now = datetime.now().astimezone()
    text = format_notice(test_recipient.lang, "test", contact=contact)
    message = NoticeMessage(
        f"test-{now:%Y%m%d%H%M%S%f}", format_notice(test_recipient.lang, "test_subject"), text, now
    )
    delivery_result = delivery.try_delivery(test_recipient, message)
    is_sent = delivery_result.outcome == notices.SENT
    context.print_message(
        "test_sent" if is_sent else "test_failed", contact=contact, error=delivery_result.error
    )
    return ExitCode.DONE if is_sent else ExitCode.FAILED


def _print_notices(context: _CommandContext) -> int:
    rows = _query_notices(context.home) if context.home.register_file.exists() else []
    if not rows:
        context.print_message("no_notices")
        return ExitCode.DONE
    _print_notice_rows(context, rows[:MOST_NOTICES])
    if len(rows) > MOST_NOTICES:
        context.print_message("older_notices", count=len(rows) - MOST_NOTICES)
    return ExitCode.DONE


def _query_notices(home: Home) -> list[notices.NoticeListEntry]:
    with home.hold_lock(), open_register(home) as register:
        notices.create_notice_tables(register)
        return notices.query_notice_entries(register)


def _print_notice_rows(context: _CommandContext, entries: list[notices.NoticeListEntry]) -> None:
    keys = ("notice", "written", "contact_title", "subject", "state", "why")
    rows = []
    for entry in entries:
        created_at = context.catalogue.calendar.to_local_time(entry.created_at)
        state = format_message(context.lang, f"notice_{entry.state}")
        written = f"{created_at:%d/%m/%Y %H:%M}"
        rows.append(
            (entry.notice_id, written, entry.contact, entry.subject, state, entry.error or "")
        )
    print_rows(context.console, [format_message(context.lang, key) for key in keys], rows)


def _snooze_contact(context: _CommandContext, *, snoozed: str, until: datetime, reason: str) -> int:
    contacts = {contact.contact for contact in context.catalogue.contacts}
    if snoozed not in contacts | set(context.catalogue.units):
        context.print_unknown_contact(snoozed)
        return ExitCode.UNUSABLE
    for problem in check_reason(context.lang, reason):
        context.print_text(problem)
        return ExitCode.UNUSABLE
    with context.home.hold_lock(), open_register(context.home) as register:
        notices.create_notice_tables(register)
        now = datetime.now().astimezone()
        snoozes.record_snooze(
            register,
            snoozed,
            until.date(),
            reason=escape_invisible(reason.strip()),
            happened_at=now,
        )
    is_over = until.date() < Settings().choose_run_day(context.catalogue)
    key = "snooze_ended" if is_over else "snoozed"
    context.print_message(key, who=snoozed, until=f"{until:%d/%m/%Y}")
    return ExitCode.DONE


def _print_snoozes(context: _CommandContext) -> int:
    """Print what is snoozed today, until when and why."""
    entries = []
    if context.home.register_file.exists():
        day = Settings().choose_run_day(context.catalogue)
        with context.home.hold_lock(), open_register(context.home) as register:
            notices.create_notice_tables(register)
            entries = snoozes.list_active_snoozes(register, day)
    for entry in entries:
        until = f"{entry.until:%d/%m/%Y}"
        context.print_message("snooze_entry", who=entry.snoozed, until=until, reason=entry.reason)
    if not entries:
        context.print_message("no_snoozes")
    return ExitCode.DONE


def _print_heartbeat(context: _CommandContext, *, verbose: bool) -> int:
    """Print what is not well, and nothing when all is well: cron mails whatever is printed."""
    settings = Settings()
    now = settings.choose_run_at(context.catalogue)
    current_health = check_health(context.home, context.catalogue, now, settings.quiet_days)
    _, unset = resolve_recipients(context.catalogue, os.environ)
    for message in (
        current_health.format_messages(context.lang)
        if current_health.problem_keys or verbose
        else []
    ):
        context.print_text(message)
    for one in unset:
        context.print_message("unset", contact=one.contact, variable=one.variable)
    operators.notify_health(context.home, context.catalogue, current_health, now)
    return ExitCode.FAILED if current_health.problem_keys or unset else ExitCode.DONE


_COMMANDS: dict[str, Callable[..., int]] = {
    "test": _send_test_message,
    "list": _print_notices,
    "snooze": _snooze_contact,
    "snoozes": _print_snoozes,
    "heartbeat": _print_heartbeat,
}
