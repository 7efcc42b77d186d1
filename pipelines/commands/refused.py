"""`chiso refused list` and `chiso refused release SHA`: the office looks, and may overrule.

A release is noted in the register while no run holds the home; the next run takes the file in.
"""

import sys
from pathlib import Path
from typing import Literal

from rich.console import Console

from assets.raw.releases import RefusedFile, list_refused_files, release_file
from pipelines.commands.arguments import SHORTEST_ID_PREFIX, check_reason, list_prefix_matches
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from pipelines.table_output import print_rows
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.home import BusyError, Home
from warehouse.journal.settlement import open_register
from warehouse.language import Lang
from warehouse.text import escape_invisible


def main(
    *, home: Path, lang: Lang, do: Literal["list", "release"], file: str = "", reason: str = ""
) -> int:
    """List the waiting refused files, or release a file by the start of the hash."""
    settings, data_home = Settings(), Home(home)
    catalogue = load_catalogue(settings.catalogue)
    if not data_home.register_file.exists():
        sys.stderr.write(format_message(lang, "nothing_published") + "\n")
        return ExitCode.UNUSABLE
    try:
        with data_home.hold_lock(), open_register(data_home) as register:
            files = list_refused_files(data_home, register)
            if do == "list":
                return _print_files(catalogue, lang, files)
            problems = list(check_reason(lang, reason))
            hashes = list_prefix_matches(file, {f.sha256 for f in files})
            if len(file) < SHORTEST_ID_PREFIX or len(hashes) != 1:
                problems.append(format_message(lang, "no_refused_file", given=file))
            if problems:
                sys.stderr.write("\n".join(problems) + "\n")
                return ExitCode.UNUSABLE
            target = release_file(
                data_home,
                register,
                next(f for f in files if f.sha256 == hashes[0]),
                reason=escape_invisible(reason.strip()),
                released_at=settings.choose_run_at(catalogue),
            )
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    sys.stdout.write(format_message(lang, "refused_released", file=target.name) + "\n")
    return ExitCode.DONE


def _print_files(catalogue: Catalogue, lang: Lang, files: list[RefusedFile]) -> int:
    if not files:
        sys.stdout.write(format_message(lang, "no_refused_files") + "\n")
        return ExitCode.DONE
    keys = ("refused_id", "refused_file", "refused_from", "refused_reason", "refused_until")
    rows = []
    for file in files:
        unit = catalogue.units.get(file.unit or "")
        deleted_at = catalogue.calendar.to_local_time(file.deleted_at)
        cells = (
            file.sha256[:12],
            file.file_name,
            " ".join(filter(None, (unit.name_vi if unit else "", file.period))),
            file.reason or "",
            f"{deleted_at:%d/%m/%Y %H:%M}",
        )
        rows.append(cells)
    print_rows(Console(), [format_message(lang, key) for key in keys], rows)
    return ExitCode.DONE
