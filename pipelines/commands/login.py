"""`chiso login`: a new login address of the `chiso ui` that is open at a port.

For another person, another browser, or after a working day; `gate.gate_record` writes the address.
"""

import sys
from pathlib import Path

from pipelines.commands.exit_codes import ExitCode
from pipelines.gate.gate_record import read_record
from pipelines.messages.command_messages import format_message
from warehouse.home import Home
from warehouse.language import Lang


def main(*, home: Path, lang: Lang, port: int) -> int:
    """Print a login address and return the exit code: 0, or 2 if nothing is open at the port."""
    record = read_record(Home(home.absolute()), port)
    if record is None:
        sys.stderr.write(format_message(lang, "no_gate", home=home, port=port) + "\n")
        return ExitCode.UNUSABLE
    sys.stdout.write(format_message(lang, "login", url=record.build_login_address()) + "\n")
    return ExitCode.DONE
