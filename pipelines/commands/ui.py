"""`chiso ui`: Dagster's web page, with the nightly schedule and the inbox sensor running.

Messages, exit codes and the order of the start only; `supervisor` runs and ends Dagster.
"""

import os
import sys
from pathlib import Path

from pipelines.commands.exit_codes import ExitCode
from pipelines.failures import describe_new_files
from pipelines.instance import prepare_instance, set_aside_damaged_files
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from pipelines.supervisor import supervise
from warehouse.home import BusyError, Home
from warehouse.language import Lang
from warehouse.locks import read_holder
from warehouse.processes import list_openers


def main(*, home: Path, lang: Lang, port: int) -> int:
    """Run Dagster; `DONE` when a signal ended it, `FAILED` when it ended of itself."""
    data_home = Home(home.absolute())
    if names := set_aside_damaged_files(data_home):
        sys.stdout.write(describe_new_files(names).text(lang) + "\n")
    try:
        with data_home.ui_locked() as lock:
            return _run(Settings(home=data_home.root, lang=lang), data_home, port, lock)
    except BusyError:
        sys.stderr.write(
            format_message(lang, "ui_busy", home=home, pids=_name_holders(data_home)) + "\n"
        )
        return ExitCode.BUSY


def _run(settings: Settings, home: Home, port: int, lock: int) -> int:
    home.create_folders()
    prepare_instance(home.dagster_folder)
    _close_interrupted_runs(settings)
    sys.stdout.write(format_message(settings.lang, "ui", url=f"http://127.0.0.1:{port}") + "\n")
    sys.stdout.flush()
    dagster = [sys.executable, "-m", "dagster", "dev", "-m", "pipelines.definitions"]
    # The web server has no login of its own, so it listens on this machine only.
    address = ["-h", "127.0.0.1", "-p", str(port)]
    environment = os.environ | {"CHISO_HOME": str(home.root), "CHISO_LANG": settings.lang}
    # As standard input the lock goes to every process that Dagster starts: none can outlive it.
    status = supervise([*dagster, *address], stdin=lock, environment=environment)
    return ExitCode.FAILED if status else ExitCode.DONE


def _close_interrupted_runs(settings: Settings) -> None:
    import dagster as dg

    from pipelines.interruptions import close_interrupted_runs

    with dg.DagsterInstance.get() as instance:
        close_interrupted_runs(settings, instance)


def _name_holders(home: Home) -> str:
    """List the process that holds the home, or the children that a dead process left behind."""
    holder = read_holder(home.ui_lock)
    if holder and holder.process.is_alive:
        return str(holder.process.pid)
    return ", ".join(map(str, list_openers(home.ui_lock))) or "?"
