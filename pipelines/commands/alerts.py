"""`chiso alerts`: the outbox, a test message, a snooze, and the heartbeat that a cron asks for.

Words and exit codes only; what is told to whom is `pipelines.alerts`.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assets.raw import notices, snoozes
from pipelines.alerts import delivery, health, operators
from pipelines.alerts.message import Message
from pipelines.alerts.recipients import recipients
from pipelines.alerts.wording import say as told
from pipelines.commands.acknowledge import wrong_reason
from pipelines.commands.exit_codes import ExitCode
from pipelines.settings import Settings
from pipelines.words import say
from warehouse.catalogue import Catalogue, load
from warehouse.home import BusyError, Home
from warehouse.language import Lang
from warehouse.store import Store
from warehouse.text import visible

SHOWN = 50
"""How many notices are listed; older ones are counted."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where a command writes, what it works on, and in which language."""

    console: Console
    home: Home
    catalogue: Catalogue
    lang: Lang

    def print(self, words: str) -> None:
        self.console.print(words, markup=False, highlight=False, soft_wrap=True)

    def say(self, key: str, **blanks: object) -> None:
        self.print(say(self.lang, key, **blanks))

    def no_contact(self, given: str) -> None:
        known = ", ".join(contact.contact for contact in self.catalogue.contacts) or "–"
        self.say("unknown", what=say(self.lang, "contact"), given=given, known=known)


def main(*, home: Path, lang: Lang, do: str, **given: Any) -> int:
    """Exit code: 0; 1 not sent or not well; 2 no such contact or unit; 3 a run is under way."""
    console = Console()
    catalogue = load(Settings().catalogue)
    try:
        return _COMMANDS[do](_Asked(console, Home(home.absolute()), catalogue, lang), **given)
    except BusyError:
        console.print(say(lang, "busy", home=home), markup=False)
        return ExitCode.BUSY


def _test(asked: _Asked, *, contact: str) -> int:
    reached, unset = recipients(asked.catalogue, os.environ)
    to = next((only for r in reached if (only := r.only([contact]))), None)
    if to is None:
        lacking = [u for u in unset if u.contact == contact]
        for one in lacking:
            asked.say("unset", contact=contact, variable=one.variable)
        if not lacking:
            asked.no_contact(contact)
        return ExitCode.FAILED if lacking else ExitCode.UNUSABLE
    now = datetime.now().astimezone()
    words = told(to.lang, "test", contact=contact)
    message = Message(f"test-{now:%Y%m%d%H%M%S%f}", told(to.lang, "test_subject"), words, now)
    end = delivery.tried(to, message)
    is_sent = end.outcome == notices.SENT
    asked.say("test_sent" if is_sent else "test_failed", contact=contact, error=end.error)
    return ExitCode.DONE if is_sent else ExitCode.FAILED


def _list(asked: _Asked) -> int:
    rows = _listed(asked.home) if asked.home.register.exists() else []
    if not rows:
        asked.say("no_notices")
        return 0
    asked.console.print(_table(asked, rows[:SHOWN]))
    if len(rows) > SHOWN:
        asked.say("older_notices", count=len(rows) - SHOWN)
    return 0


def _listed(home: Home) -> list[notices.Listed]:
    with home.locked(), Store(home.register) as register:
        notices.prepare(register)
        return notices.listing(register)


def _table(asked: _Asked, rows: list[notices.Listed]) -> Table:
    table = Table()
    for key in ("notice", "written", "contact_title", "subject", "state", "why"):
        table.add_column(say(asked.lang, key))
    for row in rows:
        state = say(asked.lang, f"notice_{row.state}")
        created_at = asked.catalogue.calendar.to_local_time(row.created_at)
        written = f"{created_at:%d/%m/%Y %H:%M}"
        table.add_row(
            *map(escape, (row.notice, written, row.contact, row.subject, state, row.error))
        )
    return table


def _snooze(asked: _Asked, *, snoozed: str, until: datetime, reason: str) -> int:
    contacts = {contact.contact for contact in asked.catalogue.contacts}
    if snoozed not in contacts | set(asked.catalogue.units):
        asked.no_contact(snoozed)
        return ExitCode.UNUSABLE
    for wrong in wrong_reason(asked.lang, reason):
        asked.print(wrong)
        return ExitCode.UNUSABLE
    with asked.home.locked(), Store(asked.home.register) as register:
        notices.prepare(register)
        now = datetime.now().astimezone()
        snoozes.snooze(register, snoozed, until.date(), reason=visible(reason.strip()), at=now)
    asked.say("snoozed", who=snoozed, until=f"{until:%d/%m/%Y}")
    return 0


def _heartbeat(asked: _Asked, *, quiet: bool) -> int:
    settings, zone = Settings(), asked.catalogue.calendar.time_zone
    now = settings.moment(asked.catalogue)
    state = health.look(asked.home, zone, now, settings.quiet_days)
    _, unset = recipients(asked.catalogue, os.environ)
    for words in state.words(asked.lang) if state.ills or not quiet else []:
        asked.print(words)
    for one in unset:
        asked.say("unset", contact=one.contact, variable=one.variable)
    if not state.is_running:
        operators.notify_health(asked.home, asked.catalogue, state, now)
    return ExitCode.FAILED if state.ills or unset else ExitCode.DONE


_COMMANDS: dict[str, Callable[..., int]] = {
    "test": _test,
    "list": _list,
    "snooze": _snooze,
    "heartbeat": _heartbeat,
}
