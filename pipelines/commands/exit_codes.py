"""The exit codes of `chiso`: one meaning a number, in every command but `check`.

`chiso check` has codes of its own, since scripts ask it what is wrong with a file. No other module
states a number.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the end of a command means."""

    DONE = 0
    FAILED = 1
    UNUSABLE = 2
    """An argument, a setting or the catalogue cannot be used."""
    BUSY = 3
    """Another run, or another `chiso ui`, holds the home."""
    FEWER = 4
    """The publication would rest on fewer files than before; nothing was changed."""
    REAL_REPORTS = 5
    """The home holds real reports; synthetic ones are never mixed with them."""


class CheckExitCode(IntEnum):
    """What `chiso check` found in a file."""

    CLEAN = 0
    """Nothing, or warnings only."""
    ERRORS = 1
    UNREADABLE = 2
    """No report was found in the file, or the file is refused."""
