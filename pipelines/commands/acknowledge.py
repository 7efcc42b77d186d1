"""`chiso findings ack ID...`: a person has looked, and states a reason that holds until a day.

Adds to the register while no run holds the home; the next run publishes the acknowledgement.
Records all findings or none.
"""

import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from assets.raw.finding_events import TABLE, Acknowledgement, acknowledge, standing
from expectations.person_names import names
from expectations.privacy import cleaned, scan
from pipelines.commands.exit_codes import ExitCode
from pipelines.commands.findings import WRONG, meant
from pipelines.settings import Settings
from pipelines.words import say
from warehouse.catalogue import load
from warehouse.forms.texts import Text
from warehouse.home import BusyError, Home
from warehouse.language import Lang, choose_text
from warehouse.store import Store
from warehouse.text import visible


def main(*, home: Path, lang: Lang, findings: list[str], reason: str, until: str) -> int:
    """Record the acknowledgement of findings and return the exit code.

    0; 2 for an unusable id, date or reason; 3 while a run is under way.
    """
    settings, place = Settings(), Home(home)
    catalogue = load(settings.catalogue)
    moment = settings.moment(catalogue)
    wrong = list(wrong_reason(lang, reason))
    try:
        day = _day(lang, until, catalogue.calendar.local_date(moment))
    except ValueError as error:
        wrong.append(str(error))
    if wrong:
        return _refused(wrong)
    said = Acknowledgement(visible(reason.strip()), day, moment)
    try:
        wrong, count = _acknowledge(place, lang, findings, said)
    except BusyError:
        sys.stderr.write(say(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    if wrong:
        return _refused(wrong)
    sys.stdout.write(say(lang, "acknowledged_now", count=count, until=f"{day:%d/%m/%Y}") + "\n")
    return 0


def _acknowledge(
    home: Home, lang: Lang, given: list[str], said: Acknowledgement
) -> tuple[list[str], int]:
    """Record the acknowledgement; return the faults of the ids and the number of findings.

    Nothing is recorded when there is any fault.
    """
    if not home.register.exists():
        return [say(lang, "nothing_published")], 0
    with home.locked(), Store(home.register) as register:
        register.create(TABLE)  # a register of an older version lacks the table
        ids = standing(register)
        wrong, found = [], []
        for one in given:
            try:
                found.append(meant(lang, one, ids))
            except ValueError as error:
                wrong.append(str(error))
        wrong += [say(lang, "closed_finding", finding=one) for one in found if not ids[one]]
        if not wrong:
            acknowledge(register, found, said)
    return wrong, len(set(found))


def _refused(wrong: list[str]) -> int:
    sys.stderr.write("\n".join(wrong) + "\n")
    return WRONG


def _day(lang: Lang, text: str, today: date) -> date:
    """Parse the last day of an acknowledgement.

    Raises:
        ValueError: the text is no date, or the date is before today; its text says so.
    """
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day = datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
        if day < today:
            told = {"until": f"{day:%d/%m/%Y}", "today": f"{today:%d/%m/%Y}"}
            raise ValueError(say(lang, "past_date", **told))
        return day
    raise ValueError(say(lang, "no_date", given=text))


def wrong_reason(lang: Lang, reason: str) -> Iterator[str]:
    """Yield why a reason cannot be stored for ever: it is empty, or holds personal data."""
    if not reason.strip():
        yield say(lang, "no_reason")
    elif signs := scan([Text(reason)]):
        kind = signs[0].kind
        yield say(lang, "personal_reason", kind=choose_text((kind.vi, kind.en), lang))
    elif names(cleaned(reason)):
        yield say(lang, "personal_reason", kind=say(lang, "a_name"))
