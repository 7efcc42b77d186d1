"""What a command says of an error, and the exit code: settings, catalogue, home, disk.

An error that is not known here is a fault of the program and keeps its traceback.
"""

import os
import sys
import traceback
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pipelines.commands.exit_codes import CheckExitCode, DescribedCode, ExitCode
from pipelines.failures import explain_error
from pipelines.setting_faults import SettingsError, format_variable
from pipelines.settings import Settings
from warehouse.catalogue import CatalogueError
from warehouse.database_errors import OutdatedError
from warehouse.home import DEFAULT_HOME
from warehouse.home_identity import HomeError
from warehouse.journal.journal_entry import JournalError
from warehouse.language import Bilingual

_COMMAND = Bilingual("lệnh này", "this command")
_FAILURES: dict[str, DescribedCode] = {"check": CheckExitCode.FAILED}
"""The code of every failure, of the commands whose codes speak of a file."""


class CommandError(NamedTuple):
    """The sentence for an error, in both languages, and the exit code."""

    sentence: str
    exit_code: ExitCode


def report_error(error: Exception, *, command: str) -> DescribedCode:
    """Write the sentence or the traceback of an error; return the exit code."""
    described = describe_error(error)
    if described:
        sys.stderr.write(f"{described.sentence}\n")
    else:
        traceback.print_exception(error)
    exit_code = described.exit_code if described else ExitCode.FAILED
    return _FAILURES.get(command, exit_code)


def describe_error(error: Exception) -> CommandError | None:
    """Return the sentence for an error; None for an unexpected error."""
    if isinstance(error, CatalogueError | HomeError | OutdatedError | SettingsError):
        return CommandError(str(error), ExitCode.UNUSABLE)
    if isinstance(error, JournalError):
        return CommandError(str(error), ExitCode.FAILED)
    if isinstance(error, ValidationError):
        if error.title != Settings.__name__:
            return None
        return CommandError(Settings.format_errors(error), ExitCode.UNUSABLE)
    home = Path(os.environ.get(format_variable("home")) or DEFAULT_HOME)
    cause = explain_error(error, home, again=_COMMAND)
    return CommandError(f"{cause.vi} / {cause.en}", ExitCode.FAILED) if cause else None
