"""`chiso status`: how things stand in one screen: nights, publication, inbox, notices, sources.

Prints only, and changes nothing; `chiso doctor` says what ails a home.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from assets.owed_reports import load_owed_reports
from assets.publication import read_current_record
from assets.raw.connectors.source_states import read_source_states
from pipelines.alerts.health_check import check_health
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.messages.day_text import write_day
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.home import Home
from warehouse.home_identity import PROGRAM_VERSION
from warehouse.language import Lang
from warehouse.locks import is_held


def main(*, home: Path, lang: Lang) -> int:
    """Print the lines; a home that is not well is `FAILED`."""
    settings, data_home = Settings(), Home(home.absolute())
    catalogue = load_catalogue(settings.catalogue)
    now = datetime.now().astimezone()
    health = check_health(data_home, catalogue, now, settings.quiet_days)
    lines = [
        format_message(lang, "status_home", version=PROGRAM_VERSION, home=data_home.root),
        *health.format_messages(lang),
        *_list_publication_lines(data_home, lang),
        _count_reports(data_home, catalogue, settings.choose_run_day(catalogue), lang),
        *_list_other_lines(data_home, catalogue, lang),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return ExitCode.FAILED if health.problem_keys else ExitCode.DONE


def _list_publication_lines(home: Home, lang: Lang) -> Iterator[str]:
    """Yield the day of the publication in force, and the writing version."""
    record = read_current_record(home)
    if not record:
        yield format_message(lang, "status_no_publication")
        return
    yield format_message(
        lang,
        "status_publication",
        day=write_day(record["as_of"]),
        version=record.get("version", "–"),
    )


def _count_reports(home: Home, catalogue: Catalogue, day: date, lang: Lang) -> str:
    """Count the reports owed on a day by their states."""
    counts = Counter(report.report_state for report in load_owed_reports(home, catalogue, day))
    return format_message(
        lang,
        "status_reports",
        accepted=counts["on_time"] + counts["late"],
        returned=counts["returned"],
        missing=counts["missing"],
    )


def _list_other_lines(home: Home, catalogue: Catalogue, lang: Lang) -> Iterator[str]:
    """Yield what waits in the inbox, whether `chiso ui` is open, and how the sources answer."""
    folder = home.inbox_folder
    count = sum(path.is_file() for path in folder.iterdir()) if folder.is_dir() else 0
    yield format_message(lang, "status_inbox", count=count)
    is_open = home.ui_lock.exists() and is_held(home.ui_lock)
    yield format_message(lang, "status_ui_open" if is_open else "status_ui_closed")
    states = read_source_states(home)
    for source in catalogue.sources:
        state = states.get(source.source)
        yield format_message(
            lang,
            "status_source",
            name=source.source,
            tried=write_day(state.tried_on if state else ""),
            nights=state.failed_nights if state else 0,
        )
