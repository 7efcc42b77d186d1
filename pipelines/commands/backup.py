"""`chiso backup DIR`: copy journal and archive into a folder, only what is new.

Printing only; `assets.recovery.backup` copies. The home is not locked: a night may run meanwhile.
"""

import sys
from pathlib import Path

from assets.recovery.backup import back_up_home
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from warehouse.home import BusyError, Home
from warehouse.language import Lang


def main(*, home: Path, lang: Lang, folder: Path) -> int:
    """Copy the new files; a damaged file or copy is FAILED, and all other files are copied."""
    try:
        backup = back_up_home(Home(home.absolute()), folder.absolute())
    except BusyError:
        sys.stderr.write(format_message(lang, "backup_busy", folder=folder) + "\n")
        return ExitCode.BUSY
    rotten_copies = backup.list_rotten_copies()
    blanks = {
        "files": len(backup.sums),
        "copied": len(backup.copied_names),
        "size": f"{backup.copied_bytes / 1e6:.1f} MB",
        "folder": folder,
    }
    lines = [
        format_message(lang, "backed_up", **blanks),
        *(format_message(lang, "verify_archive", name=name) for name in backup.faults),
        *(
            format_message(lang, "backup_mended" if is_mended else "backup_rotten", name=name)
            for name, is_mended in rotten_copies
        ),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return ExitCode.FAILED if backup.faults or rotten_copies else ExitCode.DONE
