"""`chiso rebuild`: make the register anew from archive and journal, and list the differences.

With `--journal` the journal anew from the register. Arguments and printing only; the work is in
`assets.recovery.rebuilding` and `warehouse.journal.journal_anew`.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assets.recovery.rebuilding import RebuildReport, rebuild_home
from pipelines.commands.exit_codes import ExitCode
from pipelines.commands.reading_lines import list_reading_lines
from pipelines.messages.command_messages import format_message
from pipelines.reader_processes import create_reading_pool
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import BusyError, Home
from warehouse.home_identity import prepare_home
from warehouse.journal.journal_anew import make_journal_anew
from warehouse.language import Lang


def main(*, home: Path, lang: Lang, journal: bool) -> int:
    """Rebuild the register, or the journal; FAILED when the register differs from before."""
    try:
        return _rebuild_journal(home, lang) if journal else _rebuild_register(home, lang)
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY


def _rebuild_journal(home: Path, lang: Lang) -> int:
    data_home = Home(home.absolute())
    with data_home.hold_lock():
        new_journal = make_journal_anew(data_home)
    lines = [
        format_message(lang, "journal_anew", sequence=new_journal.sequence)
        if new_journal
        else format_message(lang, "journal_whole")
    ]
    if new_journal and new_journal.set_aside:
        lines.append(format_message(lang, "journal_set_aside", path=new_journal.set_aside))
    sys.stdout.write("\n".join(lines) + "\n")
    return ExitCode.DONE


def _rebuild_register(home: Path, lang: Lang) -> int:
    settings = Settings(home=home)
    data_home, catalogue = Home(home.absolute()), load_catalogue(settings.catalogue)
    begin = time.monotonic()
    with data_home.hold_lock(), closing(create_reading_pool(settings)) as pool:
        prepare_home(data_home)
        pool.start_children()
        report = rebuild_home(data_home, catalogue, pool)
    lines = [
        format_message(
            lang,
            "rebuilt",
            entries=report.totals.entries,
            files=report.totals.files,
            seconds=round(time.monotonic() - begin, 1),
        ),
        *list_reading_lines(report, lang),
        *_list_comparison_lines(report, lang),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return ExitCode.DONE if report.is_equal else ExitCode.FAILED


def _list_comparison_lines(report: RebuildReport, lang: Lang) -> Iterator[str]:
    tables = [*(report.register_differences or ()), *(report.warehouse_differences or ())]
    for table in tables:
        blanks = {"table": table.name, "before": table.rows_before, "now": table.rows_now}
        yield format_message(lang, "rebuilt_table", **blanks)
    if report.register_differences is None:
        yield format_message(lang, "rebuilt_no_register")
    if report.warehouse_differences is None:
        yield format_message(lang, "rebuilt_no_publication")
    if report.has_compared and report.is_equal:
        yield format_message(lang, "rebuilt_equal")
    if report.set_aside:
        yield format_message(lang, "rebuilt_set_aside", path=report.set_aside)
