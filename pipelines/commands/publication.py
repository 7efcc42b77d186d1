"""`chiso publication N`: a past publication made again; without a number, the list of all.

Arguments and printing only; the work is in `assets.past_publication`.
"""

import sys
from contextlib import closing
from pathlib import Path

from rich.console import Console

from assets.outbox.publication_ledger import RecordedPublication
from assets.past_publication import (
    NoCatalogueError,
    NoSuchPublicationError,
    RebuiltPublication,
    get_publication,
    read_publications,
    rebuild_publication,
)
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.reader_processes import create_reading_pool
from pipelines.settings import Settings
from pipelines.table_output import print_rows
from pipelines.unknown_publication import describe_unknown_publication
from warehouse.calendar import ReportingCalendar
from warehouse.catalogue import load_catalogue
from warehouse.home import BusyError, Home
from warehouse.language import Lang


def main(*, home: Path, lang: Lang, number: int | None) -> int:
    """Make a publication again, or list all; FAILED where a table differs from the published."""
    settings = Settings(home=home)
    data_home, calendar = Home(home.absolute()), load_catalogue(settings.catalogue).calendar
    try:
        with data_home.hold_lock():
            publications = read_publications(data_home) if data_home.register_file.exists() else {}
            if number is None:
                return _print_list(publications, calendar, lang)
            record = get_publication(publications, number)
            target = data_home.get_past_publication(number)
            with closing(create_reading_pool(settings)) as pool:
                rebuilt = rebuild_publication(data_home, record, pool, target)
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    except NoSuchPublicationError as error:
        return _refuse(describe_unknown_publication(lang, error.number, error.known))
    except NoCatalogueError as error:
        return _refuse(format_message(lang, "no_published_catalogue", catalogue=error))
    _print_result(rebuilt, target, calendar, lang)
    return ExitCode.FAILED if rebuilt.changed_tables else ExitCode.DONE


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return ExitCode.UNUSABLE


def _print_list(
    publications: dict[int, RecordedPublication], calendar: ReportingCalendar, lang: Lang
) -> int:
    if not publications:
        return _refuse(format_message(lang, "no_publications_known"))
    titles = [
        format_message(lang, f"publication_{name}")
        for name in ("number", "moment", "version", "catalogue")
    ]
    rows = [
        (
            str(record.publication),
            _format_moment(record, calendar),
            record.program_version or "",
            record.catalogue[:12],
        )
        for record in publications.values()
    ]
    print_rows(Console(), titles, rows)
    return ExitCode.DONE


def _print_result(
    rebuilt: RebuiltPublication, target: Path, calendar: ReportingCalendar, lang: Lang
) -> None:
    record, changed = rebuilt.record, rebuilt.changed_tables
    lines = [
        format_message(
            lang,
            "publication_rebuilt",
            number=record.publication,
            moment=_format_moment(record, calendar),
            path=target,
        )
    ]
    if not rebuilt.is_same_code:
        lines.append(format_message(lang, "publication_other_code", version=record.program_version))
    key = "publication_changed" if changed else "publication_same"
    lines.append(format_message(lang, key, count=len(changed), names=", ".join(changed)))
    sys.stdout.write("\n".join(lines) + "\n")


def _format_moment(record: RecordedPublication, calendar: ReportingCalendar) -> str:
    return f"{calendar.to_local_time(record.published_at):%d/%m/%Y %H:%M}"
