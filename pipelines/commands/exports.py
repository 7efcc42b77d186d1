"""`chiso exports`: the files of figures that were written to be carried away, the newest first.

Arguments and printing only; the rows are `raw.exports`.
"""

import sys
from pathlib import Path

from rich.console import Console

from assets.outbox.exports import EXPORTS_TABLE, RecordedExport, list_exports
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from pipelines.table_output import print_rows
from warehouse.calendar import ReportingCalendar
from warehouse.catalogue import load_catalogue
from warehouse.home import BusyError, Home
from warehouse.journal.settlement import open_register
from warehouse.language import Lang

_TITLES = ("moment", "file", "addressee", "publication", "account", "hash")


def main(*, home: Path, lang: Lang) -> int:
    """Print the list; `BUSY` while a run holds the home."""
    data_home, calendar = Home(home), load_catalogue(Settings().catalogue).calendar
    try:
        exports = _read_exports(data_home)
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    if not exports:
        sys.stdout.write(format_message(lang, "no_exports") + "\n")
        return ExitCode.DONE
    titles = [format_message(lang, f"export_{name}") for name in _TITLES]
    print_rows(Console(), titles, [_build_row(export, calendar, lang) for export in exports])
    return ExitCode.DONE


def _read_exports(home: Home) -> list[RecordedExport]:
    if not (home.register_file.exists() or home.journal_folder.exists()):
        return []
    with home.hold_lock(), open_register(home) as register:
        register.create_table(EXPORTS_TABLE)
        return list_exports(register)


def _build_row(export: RecordedExport, calendar: ReportingCalendar, lang: Lang) -> tuple[str, ...]:
    sent = f" ({format_message(lang, 'export_sent')})" if export.is_sent else ""
    return (
        f"{calendar.to_local_time(export.exported_at):%d/%m/%Y %H:%M}",
        export.file_name,
        f"{export.addressee or ''}{sent}",
        str(export.publication or ""),
        export.exported_by,
        export.sha256,
    )
