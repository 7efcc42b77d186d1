"""`chiso held`: the reports that wait for the officer, and the decision to accept or reject one.

Reads and adds to the register while no run holds the home; the next run publishes the decision.
"""

import getpass
import sys
from pathlib import Path

from rich.console import Console

from assets.outbox import hold_decisions
from assets.outbox.hold_decisions import HoldDecision
from assets.outbox.replaced_values import query_value_changes
from pipelines.commands.arguments import check_reason, list_prefix_matches
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.messages.held_report_lines import format_held_report
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import BusyError, Home
from warehouse.journal.settlement import open_register
from warehouse.language import Lang
from warehouse.store import Store
from warehouse.text import escape_invisible


def main(*, home: Path, lang: Lang, verdict: str = "", report: str = "", reason: str = "") -> int:
    """Print the held reports, or record a verdict on one; a wrong id or reason is `UNUSABLE`."""
    try:
        if verdict:
            return _decide(Home(home), lang, report, verdict=verdict, reason=reason)
        return _print_reports(Home(home), lang)
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY


def _print_reports(home: Home, lang: Lang) -> int:
    catalogue, console = load_catalogue(Settings().catalogue), Console(soft_wrap=True)
    lines: list[str] = []
    if home.register_file.exists():
        with home.hold_lock(), open_register(home) as register:
            hold_decisions.create_hold_tables(register)
            for held_report in hold_decisions.query_held_reports(register):
                changes = query_value_changes(register, held_report.submission)
                lines += format_held_report(catalogue, held_report, changes, lang)
    for line in lines or [format_message(lang, "no_held_reports")]:
        console.print(line, markup=False, highlight=False)
    return ExitCode.DONE


def _decide(home: Home, lang: Lang, id_prefix: str, *, verdict: str, reason: str) -> int:
    settings = Settings()
    decided_at = settings.choose_run_at(load_catalogue(settings.catalogue))
    problems = list(check_reason(lang, reason))
    if problems:
        return _report_problem(problems[0])
    if not home.register_file.exists():
        return _report_problem(format_message(lang, "unknown_held", given=id_prefix))
    decision = HoldDecision(
        verdict, escape_invisible(reason.strip()), getpass.getuser(), decided_at
    )
    with home.hold_lock(), open_register(home) as register:
        hold_decisions.create_hold_tables(register)
        try:
            submission = _match_report(lang, id_prefix, verdict, register)
        except ValueError as error:
            return _report_problem(str(error))
        hold_decisions.record_decision(register, submission, decision)
    sys.stdout.write(format_message(lang, f"held_{verdict}", submission=submission) + "\n")
    return ExitCode.DONE


def _match_report(lang: Lang, id_prefix: str, verdict: str, register: Store) -> str:
    """Find the held report whose id begins with the typed text.

    Raises:
        ValueError: no report or several fit, or the verdict has been given already.
    """
    states = {r.submission: r.state for r in hold_decisions.query_held_reports(register)}
    matches = list_prefix_matches(id_prefix, states)
    if not matches:
        raise ValueError(format_message(lang, "unknown_held", given=id_prefix))
    if len(matches) > 1:
        known = ", ".join(matches)
        raise ValueError(
            format_message(lang, "which_held", given=id_prefix, count=len(matches), known=known)
        )
    if states[matches[0]] == verdict:
        raise ValueError(format_message(lang, "decided_already", submission=matches[0]))
    return matches[0]


def _report_problem(problem: str) -> int:
    sys.stderr.write(problem + "\n")
    return ExitCode.UNUSABLE
