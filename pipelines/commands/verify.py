"""`chiso verify`: hash the archive again, walk the chain of the journal and the publications.

Printing only; `assets.recovery` verifies. Without `--all` a slice of the archive is hashed. The
heartbeat notifies the operators of the faults.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assets.recovery.archive_turn import (
    SLICE_SECONDS,
    ArchiveTurn,
    check_all,
    check_slice,
    write_history_faults,
)
from assets.recovery.verification import VerificationFault, verify_history
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.messages.day_text import write_day
from warehouse.home import BusyError, Home
from warehouse.language import Lang


def main(*, home: Path, lang: Lang, everything: bool) -> int:
    """Print every fault; any fault is FAILED."""
    data_home, day = Home(home.absolute()), datetime.now(UTC).date()
    begin = time.monotonic()
    try:
        with data_home.hold_lock():
            turn = (
                check_all(data_home, day)
                if everything
                else check_slice(data_home, day, SLICE_SECONDS)
            )
            history = list(verify_history(data_home))
            write_history_faults(data_home, (fault.name for fault in history))
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    blanks = {
        "checked": turn.checked,
        "total": turn.total,
        "seconds": round(time.monotonic() - begin, 1),
        "ended": write_day(turn.ended),
    }
    faults = list(_list_faults(turn, history, lang))
    lines = faults or [format_message(lang, "verify_fine")]
    sys.stdout.write("\n".join([format_message(lang, "verify_turn", **blanks), *lines]) + "\n")
    return ExitCode.FAILED if faults else ExitCode.DONE


def _list_faults(
    turn: ArchiveTurn, history: Sequence[VerificationFault], lang: Lang
) -> Iterator[str]:
    for name in turn.faults:
        yield format_message(lang, "verify_archive", name=name)
    for fault in history:
        yield format_message(lang, f"verify_{fault.kind}", name=fault.name)
