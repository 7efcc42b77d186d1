"""Run a night in the terminal: the progress, and in few lines the time and the result.

For the commands that end with a night; the run is `pipelines.night_run`.
"""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console

from assets.run_results import RunResults
from pipelines import night_run
from pipelines.alerts import night_log
from pipelines.alerts.run_history import RunFailure
from pipelines.commands.exit_codes import ExitCode
from pipelines.failures import describe_new_files
from pipelines.messages.command_messages import format_message
from pipelines.progress import show_progress
from pipelines.settings import Settings
from warehouse.home import BusyError, Home
from warehouse.language import Lang
from warehouse.schema.fields import DELIVERY_OUTCOMES

DELETED_FILES = ("processed", "refused", "publications")
"""The deletions that are printed; old runs of Dagster are in the log of nights alone."""
MOST_NAMES = 5
"""How many names are printed at most."""


def run_and_print_night(
    console: Console, home: Path, lang: Lang, accept_fewer: str = "", *, is_json: bool = False
) -> int:
    """Run the nightly job, print how it ended, and return the exit code.

    With `is_json`, one line of JSON is printed; the console is then a quiet one.
    """
    settings = Settings(home=home, lang=lang)
    moment = datetime.now().astimezone()
    console.print(format_message(lang, "night_at", when=f"{moment:%H:%M %d/%m/%Y}"))
    try:
        with show_progress(console, format_message(lang, "reading")) as progress:
            night_summary = night_run.run_nightly_job(settings, progress, accept_fewer=accept_fewer)
    except BusyError:
        console.print(format_message(lang, "busy", home=home), markup=False)
        if is_json:
            _print_json({"outcome": "busy"})
        return ExitCode.BUSY
    if is_json:
        _print_json(_describe_summary(night_summary, moment))
    if settings.as_of:
        console.print(format_message(lang, "day_set", day=f"{settings.as_of:%d/%m/%Y}"))
    return _print_night_summary(console, home, lang, night_summary)


def _describe_summary(
    night_summary: night_run.NightSummary, began_at: datetime
) -> dict[str, object]:
    """Return a night as the log of nights has it."""
    ended_at = datetime.now().astimezone()
    if night_summary.has_succeeded:
        return night_log.describe_night(night_summary.results, began_at, ended_at)
    cause = next((fault.cause for fault in night_summary.faults if fault.cause), None)
    places = tuple(fault.kind for fault in night_summary.faults)
    return night_log.describe_failure(RunFailure(places, "", cause), ended_at)


def _print_json(night: dict[str, object]) -> None:
    sys.stdout.write(night_log.format_night(night) + "\n")


def _print_night_summary(
    console: Console, home: Path, lang: Lang, night_summary: night_run.NightSummary
) -> int:
    """Print how a night ended; return the exit code it means."""
    if night_summary.new_history:
        _warn(console, describe_new_files(night_summary.new_history).text(lang))
    if not night_summary.has_succeeded:
        console.print(format_message(lang, "failed"), style="bold red")
        for text in dict.fromkeys(
            f.cause.text(lang) if f.cause else f.text for f in night_summary.faults
        ):
            console.print(f"  {text}", markup=False, soft_wrap=True)
        return ExitCode.FEWER if night_summary.would_shrink else ExitCode.FAILED
    results = night_summary.results
    _report_rights(console, lang, results)
    _print_sources(console, lang, results)
    _report_intake(console, lang, results)
    _print_answers(console, results)
    _report_notices(console, lang, results)
    counts = {name: results.deleted_counts[name] for name in DELETED_FILES}
    if any(counts.values()):
        console.print(format_message(lang, "deleted", **counts))
    key = "unchanged" if results.is_unchanged else "published"
    page = format_message(lang, key, page=Home(home).page_file)
    console.print(page, soft_wrap=True, markup=False)
    return ExitCode.DONE


def _warn(console: Console, text: str) -> None:
    console.print(text, style="bold red", soft_wrap=True, markup=False, highlight=False)


def _report_intake(console: Console, lang: Lang, results: RunResults) -> None:
    counts = {
        "files": results.file_count,
        "submissions": results.submission_count,
        "sent_back": results.returned_count,
    }
    console.print(format_message(lang, "night", **counts))
    if results.renewed_count:
        console.print(format_message(lang, "renewed", count=results.renewed_count))
    if results.held_count:
        _warn(console, format_message(lang, "held_reports", count=results.held_count))
    if results.proposal_count:
        console.print(format_message(lang, "proposals_waiting", count=results.proposal_count))
    for key, names in (
        ("left", results.unopened_names),
        ("strange", results.irregular_names),
        ("lost", results.lost_names),
        ("damaged_archive", results.archive_faults),
        ("lapsed_corrections", results.lapsed_corrections),
    ):
        if names:
            shortened = ", ".join(_list_first(names))
            _warn(console, format_message(lang, key, count=len(names), names=shortened))
    if results.archive_nights > 1:
        counts = {"checked": results.archive_checked, "nights": results.archive_nights}
        console.print(format_message(lang, "verified_slice", **counts))
    if results.unknown_archived:
        _warn(console, format_message(lang, "unknown_archived", count=results.unknown_archived))


def _print_answers(console: Console, results: RunResults) -> None:
    """Print what became of the answered proposals in the inbox."""
    for line in _list_first(results.answer_messages):
        console.print(line, soft_wrap=True, markup=False, highlight=False)
    for line in _list_first(results.faulty_answers):
        _warn(console, line)


def _report_rights(console: Console, lang: Lang, results: RunResults) -> None:
    """Print the paths of the home closed now, still open, and not opened."""
    if results.closed_paths:
        names = ", ".join(_list_first(results.closed_paths))
        console.print(
            format_message(lang, "paths_closed", paths=names), markup=False, highlight=False
        )
    for key, paths in (("paths_open", results.open_paths), ("paths_shut", results.shut_paths)):
        if paths:
            _warn(console, format_message(lang, key, paths=", ".join(_list_first(paths))))


def _report_notices(console: Console, lang: Lang, results: RunResults) -> None:
    if results.sent_count or results.waiting_count:
        counts = {"sent": results.sent_count, "waiting": results.waiting_count}
        console.print(format_message(lang, "notices", **counts))
    for contact, variable in results.unset_contacts:
        _warn(console, format_message(lang, "unset", contact=contact, variable=variable))


def _print_sources(console: Console, lang: Lang, results: RunResults) -> None:
    """Print the news of the sources; nothing without news."""
    if any(results.fetch_counts.values()):
        counts = dict.fromkeys(DELIVERY_OUTCOMES, 0) | dict(results.fetch_counts)
        console.print(format_message(lang, "sources", **counts))
    for line in _list_first(results.source_messages):
        console.print(line, style="bold red", soft_wrap=True, markup=False, highlight=False)


def _list_first(texts: Sequence[str]) -> list[str]:
    """Return the first `MOST_NAMES` texts, and a sign where there are more."""
    return [*texts[:MOST_NAMES], *(["…"] if len(texts) > MOST_NAMES else [])]
