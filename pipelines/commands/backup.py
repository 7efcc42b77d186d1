"""`chiso backup DIR`: copy journal and archive into a folder, only what is new.

Printing only; `assets.recovery.backup` copies. Needs no lock: a night may run meanwhile.
"""

import sys
from pathlib import Path

from assets.recovery.backup import back_up_home
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from warehouse.home import Home
from warehouse.language import Lang


def main(*, home: Path, lang: Lang, folder: Path) -> int:
    """Copy the new files; a damaged archived file is FAILED, and all other files are copied."""
    backup = back_up_home(Home(home.absolute()), folder.absolute())
    blanks = {
        "files": len(backup.sums),
        "copied": backup.copied_files,
        "size": f"{backup.copied_bytes / 1e6:.1f} MB",
        "folder": folder,
    }
    lines = [
        format_message(lang, "backed_up", **blanks),
        *(format_message(lang, "verify_archive", name=name) for name in backup.faults),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return ExitCode.FAILED if backup.faults else ExitCode.DONE
