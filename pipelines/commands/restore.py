"""`chiso restore DIR`: put a backup into an empty home, and make the register anew.

Printing only; `assets.recovery` restores. The next `chiso nightly` publishes.
"""

import sys
from contextlib import closing
from pathlib import Path

from assets.recovery.rebuilding import rebuild_home
from assets.recovery.restoring import list_restorable_files, restore_files
from pipelines.commands.exit_codes import ExitCode
from pipelines.commands.reading_lines import list_reading_lines
from pipelines.messages.command_messages import format_message
from pipelines.reader_processes import create_reading_pool
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import BusyError, Home
from warehouse.home_identity import prepare_home
from warehouse.language import Lang


def main(*, home: Path, lang: Lang, folder: Path) -> int:
    """Restore and rebuild; FAILED when the archive is read otherwise, or a file was damaged."""
    settings, data_home = Settings(home=home), Home(home.absolute())
    catalogue = load_catalogue(settings.catalogue)
    files = list_restorable_files(folder.absolute(), data_home)  # before the lock makes the home
    try:
        with data_home.hold_lock(), closing(create_reading_pool(settings)) as pool:
            restore_files(files, data_home)
            prepare_home(data_home)
            pool.start_children()
            report = rebuild_home(data_home, catalogue, pool)
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    blanks = {"files": len(files.names), "entries": report.totals.entries, "home": data_home.root}
    lines = [
        format_message(lang, "restored", **blanks),
        *(format_message(lang, "restored_without", name=name) for name in files.damaged),
        *list_reading_lines(report, lang),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return ExitCode.DONE if report.is_equal and not files.damaged else ExitCode.FAILED
