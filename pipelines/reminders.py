"""Reminders of a day, drafted and never sent: the reminded units, their reports, and the texts.

Mail as .eml and a text of at most 160 characters; contacts are not known here, so a draft is
addressed by the unit's name.
"""

from dataclasses import dataclass
from datetime import date
from email.headerregistry import Group
from email.message import EmailMessage
from email.policy import SMTP

from assets.charts.number_texts import format_period_in_sentence
from assets.owed_reports import OwedReport
from pipelines.messages.reminder_messages import REMINDER_MESSAGES
from warehouse.catalogue import Catalogue, Unit
from warehouse.catalogue.letterheads import Letterhead
from warehouse.entries import find_entry
from warehouse.language import Lang, choose_text

LONGEST_SHORT_TEXT = 160
"""The maximum length of a short message in characters."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """The reminder of a unit on a day; the reports that fall to be reminded of today come first.

    `is_escalated` when such a report is so late that the leadership gets a copy.
    """

    unit: Unit
    day: date
    reports: tuple[OwedReport, ...]
    is_escalated: bool


def list_reminders(catalogue: Catalogue, reports: list[OwedReport], day: date) -> list[Reminder]:
    """List a reminder for each unit with a report to remind of on the day."""
    calendar = catalogue.calendar
    by_unit: dict[str, list[OwedReport]] = {}
    for report in reports:
        if not report.accepted and not report.is_received:
            by_unit.setdefault(report.unit, []).append(report)
    reminders = []
    for unit, unaccepted_reports in by_unit.items():
        due_reports = [o for o in unaccepted_reports if calendar.is_reminder_day(o.due_date, day)]
        if due_reports:
            other_reports = [
                o
                for o in unaccepted_reports
                if o not in due_reports and (o.due_date < day or o.returned)
            ]
            is_escalated = any(calendar.needs_escalation(o.due_date, day) for o in due_reports)
            reminders.append(
                Reminder(catalogue.units[unit], day, (*due_reports, *other_reports), is_escalated)
            )
    return reminders


@dataclass(frozen=True, slots=True)
class ReminderDraft:
    """The texts of a reminder in one language."""

    catalogue: Catalogue
    reminder: Reminder
    lang: Lang

    @property
    def subject_line(self) -> str:
        """The mail's subject: the first report, and the number of further reports."""
        first, *other_reports = self.reminder.reports
        subject = self._format_sentence(
            "subject", unit=self._unit_name, period=self._format_period(first)
        )
        return subject + (
            self._format_sentence("subject_more", count=len(other_reports)) if other_reports else ""
        )

    def build_mail(self) -> bytes:
        """Build a mail that a mail program opens as a draft; equal reminders give equal bytes."""
        mail = EmailMessage(policy=SMTP)
        mail["Subject"] = self.subject_line
        mail["To"] = Group(self._unit_name, ())
        if self.reminder.is_escalated:
            mail["Cc"] = Group(self._leader_names, ())
        mail["X-Unsent"] = "1"
        mail.set_content(self.format_letter(), cte="quoted-printable")
        return mail.as_bytes()

    def format_letter(self) -> str:
        """Return the mail's text."""
        reports = self.reminder.reports
        salutation = [self._format_sentence("to", unit=self._addressee)]
        if self.reminder.is_escalated:
            salutation.append(self._format_sentence("copy_to", leaders=self._leader_names))
        opening = self._format_sentence(
            "opening", day=_format_reminder_date(self.reminder.day), count=len(reports)
        )
        lines = [
            self._format_line(number, report) for number, report in enumerate(reports, start=1)
        ]
        parts = [
            "\n".join(self._sender_lines),
            "\n".join(salutation),
            "\n".join([opening, *lines]),
            *self._list_requests(),
        ]
        parts.append(f"{self._format_sentence('closing')}\n{self._sender_lines[-1]}")
        return "\n\n".join(parts) + "\n"

    def format_short_text(self) -> str:
        """Return a short message about the first report, with the unit's name if it fits."""
        report, *other_reports = self.reminder.reports
        blanks = {
            "unit": self._unit_name,
            "period": self._format_period(report),
            "state": self._format_sentence(
                f"short_{self._find_state(report)}", days=self._count_days_late(report)
            ),
            "due": _format_reminder_date(report.due_date),
        }
        others_text = (
            self._format_sentence("short_more", count=len(other_reports)) if other_reports else ""
        )
        is_ahead = self._find_state(report) == "ahead"
        closing = self._format_sentence("short_close" if is_ahead else "short_close_overdue")
        texts = (
            self._format_sentence(key, **blanks) + others_text + closing
            for key in ("short", "short_bare")
        )
        return next(text for text in texts if len(text) <= LONGEST_SHORT_TEXT)

    def _list_requests(self) -> list[str]:
        requests = [self._format_sentence("how")]
        if any(report.returned for report in self.reminder.reports):
            requests.append(self._format_sentence("how_returned"))
        if self.reminder.is_escalated:
            days = self.catalogue.calendar.reminder_schedule.escalate_after
            requests.append(
                self._format_sentence("escalated", days=days, leaders=self._leader_names)
            )
        return [*requests, self._format_sentence("unless")]

    def _format_line(self, number: int, report: OwedReport) -> str:
        lateness = "overdue" if self._count_days_late(report) else "ahead"
        return self._format_sentence(
            "line",
            number=number,
            form=self.catalogue.forms[report.form].get_name(self.lang),
            period=self._format_period(report),
            due=_format_reminder_date(report.due_date),
            state=self._format_sentence(
                f"returned_{lateness}" if report.returned else lateness,
                days=self._count_days_late(report),
            ),
        )

    def _format_period(self, report: OwedReport) -> str:
        return format_period_in_sentence(report.period, self.lang)

    def _count_days_late(self, report: OwedReport) -> int:
        return max((self.reminder.day - report.due_date).days, 0)

    def _find_state(self, report: OwedReport) -> str:
        if report.returned:
            return "returned"
        return "overdue" if self._count_days_late(report) else "ahead"

    @property
    def _unit_name(self) -> str:
        return self.reminder.unit.get_name(self.lang)

    def _find_letterhead(self, unit: str) -> Letterhead:
        return self.catalogue.find_letterhead(unit, self.reminder.day)

    @property
    def _addressee(self) -> str:
        letterhead = self._find_letterhead(self.reminder.unit.unit)
        return choose_text((letterhead.addressee, self._unit_name), self.lang)

    @property
    def _sender_lines(self) -> tuple[str, ...]:
        """Return the letterhead of the office that writes; in English the name of the office."""
        day = self.reminder.day
        office = self.catalogue.units[self.catalogue.programme.find_office(day)]
        lines = self.catalogue.find_office_letterhead(day).agency_lines
        return choose_text((lines, (office.name_en,)), self.lang)

    @property
    def _leader_names(self) -> str:
        """The leaders of the agency above the unit: a court is not under the district.

        In Vietnamese the kind of area is lower case.
        """
        unit = self.reminder.unit
        letterhead = self._find_letterhead(unit.unit)
        parent_unit = self.catalogue.units[unit.parent or self.catalogue.programme.hub]
        if letterhead.above and not (
            letterhead.is_one_agency or letterhead.above == parent_unit.official_name
        ):
            return self._format_sentence(
                "leaders_above", above=letterhead.above, unit=self._unit_name
            )
        name = parent_unit.get_name(self.lang)
        lower_case_name = name[0].lower() + name[1:]
        return self._format_sentence(
            "leaders", area=choose_text((lower_case_name, name), self.lang)
        )

    def _format_sentence(self, key: str, **blanks: object) -> str:
        place = "pipelines/messages/reminder_messages.py, REMINDER_MESSAGES"
        return choose_text(find_entry(REMINDER_MESSAGES, key, place), self.lang).format(**blanks)


def _format_reminder_date(day: date) -> str:
    return f"{day:%d/%m/%Y}"
