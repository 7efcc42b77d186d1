"""Reminders of a day, drafted and never sent: the reminded units, their reports, and the texts.

Mail as .eml and a text of at most 160 characters; contacts are not known here, so a draft is
addressed by the unit's name.
"""

from dataclasses import dataclass
from datetime import date
from email.headerregistry import Group
from email.message import EmailMessage
from email.policy import SMTP

from assets.charts.numbers import within
from assets.owed import Owed
from pipelines.reminder_words import REMINDER_WORDS
from warehouse.catalogue import Catalogue, Unit
from warehouse.language import Lang, choose_text

LONGEST_TEXT = 160
"""The maximum length of a short message in characters."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """The reminder of a unit on a day; the reports that fall to be reminded of today come first.

    `escalated` when such a report is so late that the leadership gets a copy.
    """

    unit: Unit
    day: date
    reports: tuple[Owed, ...]
    escalated: bool


def reminders(catalogue: Catalogue, reports: list[Owed], day: date) -> list[Reminder]:
    """List a reminder for each unit with a report to remind of on the day."""
    calendar = catalogue.calendar
    by_unit: dict[str, list[Owed]] = {}
    for report in reports:
        if not report.accepted:
            by_unit.setdefault(report.unit, []).append(report)
    found = []
    for unit, owing in by_unit.items():
        occasion = [o for o in owing if calendar.reminds_on(o.due, day)]
        if occasion:
            others = [o for o in owing if o not in occasion and (o.due < day or o.returned)]
            escalated = any(calendar.escalates(o.due, day) for o in occasion)
            found.append(Reminder(catalogue.units[unit], day, (*occasion, *others), escalated))
    return found


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of a reminder in one language."""

    catalogue: Catalogue
    reminder: Reminder
    lang: Lang

    @property
    def subject(self) -> str:
        """The mail's subject: the first report, and the number of further reports."""
        first, *others = self.reminder.reports
        subject = self._say("subject", unit=self._unit, period=self._period(first))
        return subject + (self._say("subject_more", count=len(others)) if others else "")

    def mail(self) -> bytes:
        """Build a mail that a mail program opens as a draft; equal reminders give equal bytes."""
        mail = EmailMessage(policy=SMTP)
        mail["Subject"] = self.subject
        mail["To"] = Group(self._unit, ())
        if self.reminder.escalated:
            mail["Cc"] = Group(self._leaders, ())
        mail["X-Unsent"] = "1"
        mail.set_content(self.letter(), cte="quoted-printable")
        return mail.as_bytes()

    def letter(self) -> str:
        """Return the mail's text."""
        reports = self.reminder.reports
        head = [self._say("to", unit=self._unit)]
        if self.reminder.escalated:
            head.append(self._say("copy_to", leaders=self._leaders))
        opening = self._say("opening", day=_written(self.reminder.day), count=len(reports))
        lines = [self._line(number, report) for number, report in enumerate(reports, start=1)]
        parts = ["\n".join(head), "\n".join([opening, *lines]), *self._requests()]
        parts.append(f"{self._say('closing')}\n{self._sender}")
        return "\n\n".join(parts) + "\n"

    def short_text(self) -> str:
        """Return a short message about the first report, with the unit's name if it fits."""
        report, *others = self.reminder.reports
        blanks = {
            "unit": self._unit,
            "period": self._period(report),
            "state": self._say(f"short_{self._state(report)}", days=self._late(report)),
            "due": _written(report.due),
        }
        more = self._say("short_more", count=len(others)) if others else ""
        ahead = self._state(report) == "ahead"
        close = self._say("short_close" if ahead else "short_close_overdue")
        texts = (self._say(key, **blanks) + more + close for key in ("short", "short_bare"))
        return next(text for text in texts if len(text) <= LONGEST_TEXT)

    def _requests(self) -> list[str]:
        said = [self._say("how")]
        if any(report.returned for report in self.reminder.reports):
            said.append(self._say("how_returned"))
        if self.reminder.escalated:
            days = self.catalogue.calendar.reminding.escalate_after
            said.append(self._say("escalated", days=days, leaders=self._leaders))
        return [*said, self._say("unless")]

    def _line(self, number: int, report: Owed) -> str:
        when = "overdue" if self._late(report) else "ahead"
        return self._say(
            "line",
            number=number,
            form=self.catalogue.forms[report.form].name(self.lang),
            period=self._period(report),
            due=_written(report.due),
            state=self._say(
                f"returned_{when}" if report.returned else when, days=self._late(report)
            ),
        )

    def _period(self, report: Owed) -> str:
        return within(report.period, self.lang)

    def _late(self, report: Owed) -> int:
        return max((self.reminder.day - report.due).days, 0)

    def _state(self, report: Owed) -> str:
        if report.returned:
            return "returned"
        return "overdue" if self._late(report) else "ahead"

    @property
    def _unit(self) -> str:
        return self.reminder.unit.name(self.lang)

    @property
    def _sender(self) -> str:
        return self.catalogue.units[self.catalogue.programme.hub].name(self.lang)

    @property
    def _leaders(self) -> str:
        """The leaders of the area above the unit; in Vietnamese the kind of area is lower case."""
        above = self.reminder.unit.parent or self.catalogue.programme.hub
        name = self.catalogue.units[above].name(self.lang)
        small = name[0].lower() + name[1:]
        return self._say("leaders", area=choose_text((small, name), self.lang))

    def _say(self, key: str, **blanks: object) -> str:
        return choose_text(REMINDER_WORDS[key], self.lang).format(**blanks)


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
