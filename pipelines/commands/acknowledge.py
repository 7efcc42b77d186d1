"""`chiso findings ack ID...`: a person has looked, and states a reason that holds until a day.

Adds to the register while no run holds the home; the next run publishes the acknowledgement.
Records all findings or none.
"""

import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from assets.outbox.finding_events import (
    FINDING_EVENTS_TABLE,
    Acknowledgement,
    acknowledge_findings,
    query_open_states,
)
from pipelines.commands.arguments import check_reason, match_finding
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import BusyError, Home
from warehouse.journal.settlement import open_register
from warehouse.language import Lang
from warehouse.store import Store
from warehouse.text import escape_invisible


def main(
    *, home: Path, lang: Lang, findings: list[str], reason: str, until: str, note: bool = False
) -> int:
    """Record the acknowledgement of findings; an id, date or reason may be `UNUSABLE`.

    With `note`, the unit's note beside each figure is the reason.
    """
    settings, data_home = Settings(), Home(home)
    catalogue = load_catalogue(settings.catalogue)
    acknowledged_at = settings.choose_run_at(catalogue)
    problems = [] if note and not reason else list(check_reason(lang, reason))
    try:
        day = _parse_until_day(lang, until, catalogue.calendar.get_local_date(acknowledged_at))
    except ValueError as error:
        problems.append(str(error))
    if problems:
        return _report_problems(problems)
    acknowledgement = Acknowledgement(escape_invisible(reason.strip()), day, acknowledged_at)
    try:
        problems, count = _acknowledge_findings(data_home, lang, findings, acknowledgement)
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    if problems:
        return _report_problems(problems)
    sys.stdout.write(
        format_message(lang, "acknowledged_now", count=count, until=f"{day:%d/%m/%Y}") + "\n"
    )
    return ExitCode.DONE


def _acknowledge_findings(
    home: Home, lang: Lang, id_prefixes: list[str], acknowledgement: Acknowledgement
) -> tuple[list[str], int]:
    """Record the acknowledgement; return the faults of the ids and the number of findings.

    Nothing is recorded when there is any fault.
    """
    if not home.register_file.exists():
        return [format_message(lang, "nothing_published")], 0
    with home.hold_lock(), open_register(home) as register:
        register.create_table(
            FINDING_EVENTS_TABLE
        )  # a register of an older version lacks the table
        open_states = query_open_states(register)
        problems, finding_ids = [], []
        for finding_id in id_prefixes:
            try:
                finding_ids.append(match_finding(lang, finding_id, open_states))
            except ValueError as error:
                problems.append(str(error))
        problems += [
            format_message(lang, "closed_finding", finding=finding_id)
            for finding_id in finding_ids
            if not open_states[finding_id]
        ]
        reasons = dict.fromkeys(finding_ids, acknowledgement.reason)
        if not acknowledgement.reason:
            reasons = _query_notes(home, finding_ids)
            problems += [
                format_message(lang, "no_unit_note", finding=finding_id)
                for finding_id in finding_ids
                if finding_id not in reasons
            ]
        if not problems:
            with register.begin_transaction():
                for finding_id, reason in reasons.items():
                    acknowledge_findings(
                        register, [finding_id], replace(acknowledgement, reason=reason)
                    )
    return problems, len(set(finding_ids))


def _query_notes(home: Home, finding_ids: list[str]) -> dict[str, str]:
    """Return the unit's note of each finding that has one, in the publication in force."""
    with Store(home.snapshot_file, read_only=True) as store:
        return dict(
            store.query_rows(
                "SELECT finding, note FROM marts.findings "
                "WHERE list_contains(?, finding) AND note IS NOT NULL",
                [finding_ids],
            )
        )


def _report_problems(problems: list[str]) -> int:
    sys.stderr.write("\n".join(problems) + "\n")
    return ExitCode.UNUSABLE


def _parse_until_day(lang: Lang, text: str, today: date) -> date:
    """Parse the last day of an acknowledgement.

    Raises:
        ValueError: the text is no date, or the date is before today; its text says so.
    """
    for date_format in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day = datetime.strptime(text.strip(), date_format).date()
        except ValueError:
            continue
        if day < today:
            blanks = {"until": f"{day:%d/%m/%Y}", "today": f"{today:%d/%m/%Y}"}
            raise ValueError(format_message(lang, "past_date", **blanks))
        return day
    raise ValueError(format_message(lang, "no_date", given=text))
