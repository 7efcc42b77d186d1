"""The reading of files before the run asks for them: while it loads, its readers would wait.

Leaves no trace: nothing is archived, and what was read counts only if the bytes and the task are
the same when the turn of a file comes. May call this floor and the floors below.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

from assets.raw import inbox
from assets.raw.reader import (
    EarlyReading,
    EarlyReadings,
    ReaderContext,
    ReadTask,
    read_file_early,
)

_FILES_BETWEEN_LOOKS = 4
"""The number of files read ahead between two looks at the memory and two limits of time."""
_FROM_BEGINNING, _FROM_END = "from-beginning", "from-end"


@dataclass(frozen=True, slots=True)
class AheadOrder:
    """What a process may read before it is asked: the files of a folder, from one of its ends.

    Two processes that begin at different ends do the same work twice at most in the middle.
    """

    folder: Path
    is_from_end: bool

    @classmethod
    def from_arguments(cls, arguments: Sequence[str]) -> Self | None:
        """Return the order that the arguments of a process state, if they state one."""
        return cls(Path(arguments[0]), arguments[1] == _FROM_END) if arguments else None

    def list_arguments(self) -> list[str]:
        """List the arguments that state this order to a process."""
        return [str(self.folder), _FROM_END if self.is_from_end else _FROM_BEGINNING]

    def list_tasks(self) -> Iterator[ReadTask]:
        """Yield the tasks that the parent will most likely send, in its order."""
        file_states = inbox.list_file_states(self.folder)
        moments = sorted(
            ((modified, path) for path, (modified, _) in file_states.items()),
            reverse=self.is_from_end,
        )
        for modified, path in moments:
            yield ReadTask(str(path), inbox.convert_to_utc(modified))


def read_ahead(connection: Connection, context: ReaderContext, ahead: AheadOrder) -> EarlyReadings:
    """Read files until the parent asks for something, or half of the memory is used."""
    early_readings: dict[tuple[ReadTask, str], EarlyReading] = {}
    with suppress(OSError):  # the inbox cannot be listed now; the run itself tells what it meets
        for number, task in enumerate(ahead.list_tasks()):
            if number % _FILES_BETWEEN_LOOKS == 0:
                if context.limits.is_memory_half_used():
                    break
                context.limits.limit_cpu_time()
            if connection.poll():
                break
            if answer := read_file_early(task, context):
                sha256, early_reading = answer
                early_readings[task, sha256] = early_reading
    return early_readings
