"""`chiso ui`: Dagster's web pages behind a gate, with the nightly schedule and the inbox sensor.

Words and exit codes, and in which order all begins; what is opened is `control_room`.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from pipelines.commands.exit_codes import ExitCode
from pipelines.control_room import ControlRoom
from pipelines.failures import describe_new_files
from pipelines.gate.gate_server import PortError
from pipelines.instance import prepare_storage, set_aside_damaged_files
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import BusyError, Home
from warehouse.home_identity import prepare_home
from warehouse.language import Lang
from warehouse.locks import read_holder
from warehouse.processes import list_openers

_PUBLIC_ORIGIN = re.compile(r"https://(?:[a-z0-9._-]+|\[[0-9a-f:]+\])(?::([1-9][0-9]*))?")
_LAST_PORT = 65_535


def main(*, home: Path, lang: Lang, port: int, address: str = "", read_only: bool = False) -> int:
    """Open the control room and return the exit code when it is closed.

    0 ended by a signal, 1 Dagster ended of itself, 2 the port or address cannot be used or there is
    nothing to look at, 3 another one has the home.
    """
    if address and not _is_public_origin(address):
        return _refuse(lang, "ui_address", address=address)
    room = ControlRoom(Home(home.absolute()), port, address.lower(), read_only)
    return _look(room, lang) if read_only else _operate(room, lang)


def _is_public_origin(address: str) -> bool:
    """Return whether a browser can name this address as the origin of a page.

    A browser leaves out the usual port and writes a host in ASCII: any other address would be
    foreign in every request.
    """
    match = _PUBLIC_ORIGIN.fullmatch(address.lower())
    return match is not None and match[1] != "443" and int(match[1] or 1) <= _LAST_PORT


def _operate(room: ControlRoom, lang: Lang) -> int:
    """Open the room with schedule and sensor: one at a time on a home."""
    home, settings = room.home, Settings(home=room.home.root, lang=lang)
    load_catalogue(settings.catalogue)  # Dagster would stay up without schedule and sensor
    if names := set_aside_damaged_files(home):
        sys.stdout.write(describe_new_files(names).text(lang) + "\n")
    try:
        with home.ui_locked() as lock:
            prepare_home(home)
            prepare_storage(home, settings.dagster_database)
            _close_interrupted_runs(settings)
            # As standard input the lock goes to every process that Dagster starts: none can
            # outlive it.
            return _run(room, lang, stdin=lock)
    except BusyError:
        return _refuse(lang, "ui_busy", home=home.root, pids=_name_holders(home))


def _look(room: ControlRoom, lang: Lang) -> int:
    """Open the room without schedule, sensor and lock, beside others: it changes nothing."""
    if not room.home.dagster_folder.is_dir():
        return _refuse(lang, "ui_nothing", home=room.home.root)
    prepare_storage(room.home, Settings().dagster_database)
    return _run(room, lang, stdin=subprocess.DEVNULL)


def _run(room: ControlRoom, lang: Lang, stdin: int) -> int:
    def announce(login_address: str) -> None:
        sys.stdout.write(format_message(lang, "ui", url=login_address) + "\n")
        sys.stdout.flush()

    environment = os.environ | {"CHISO_HOME": str(room.home.root), "CHISO_LANG": lang}
    try:
        return room.run(stdin, environment, announce)
    except PortError:
        return _refuse(lang, "ui_port", port=room.port)


def _refuse(lang: Lang, message: str, **blanks: object) -> int:
    sys.stderr.write(format_message(lang, message, **blanks) + "\n")
    return ExitCode.BUSY if message == "ui_busy" else ExitCode.UNUSABLE


def _close_interrupted_runs(settings: Settings) -> None:
    import dagster as dg

    from pipelines.interruptions import close_interrupted_runs

    with dg.DagsterInstance.get() as instance:
        close_interrupted_runs(settings, instance)


def _name_holders(home: Home) -> str:
    """Return the process that holds the home, or those that are left of one that is gone."""
    holder = read_holder(home.ui_lock)
    if holder and holder.process.is_alive:
        return str(holder.process.pid)
    return ", ".join(map(str, list_openers(home.ui_lock))) or "?"
