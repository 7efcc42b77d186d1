"""Nights in processes of their own, and what can happen to one: killed, stopped, out of disk.

The command itself takes long to start, most of it imports. So most nights are forked off a
server that has them behind it; each is a real process, with a real exit code and a real death.
"""

import multiprocessing
import multiprocessing.forkserver
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from tests.sent import new_home, schools, send
from warehouse.home import Home
from warehouse.store import Store

HEAVY = [
    "tests.pipelines.lasting_engines",
    "great_expectations.expectations",
    "expectations.intake.suites.pair_expectations",
    "expectations.intake.suites.row_limits",
    "holidays.countries.vietnam",
    "alembic.command",
    "rich.table",
    "openpyxl",
    "xlsxwriter",
    "assets.definitions.dagster_assets",
    "assets.published.public_half",
    "assets.published.page.html_page",
    "assets.published.return_package",
    "pipelines.build",
    "pipelines.commands.nightly",
    "tests.pipelines.empty_history",
]
DAY = "2023-08-01"
"""The day on which it is asked what is due."""
SETTINGS = {"CHISO_AS_OF": DAY, "CHISO_LANG": "vi", "GX_ANALYTICS_ENABLED": "false"}

Happening = Callable[[], Callable[[], None] | int | None]
"""Something that befalls a night, arranged in its process before it starts; returns what befalls
its end, if anything does."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a night ended: its exit code (minus the signal that killed it), and all it printed."""

    code: int
    output: str


def warm_up() -> None:
    """Start the server, which imports while others do something else."""
    multiprocessing.set_forkserver_preload(HEAVY)
    with pytest.MonkeyPatch.context() as surroundings:
        for name, value in SETTINGS.items():
            surroundings.setenv(name, value)
        multiprocessing.forkserver.ensure_running()


def create_inbox(home: Home) -> None:
    """Make an empty home with the rights that a night gives it, so that it has none to mend."""
    home.inbox_folder.mkdir(parents=True)
    home.inbox_folder.chmod(0o700)
    home.root.chmod(0o711)


def start(
    home: Home, happening: Happening = int, arguments: Sequence[str] = ()
) -> ForkServerProcess:
    """Begin a night; `happening` must be picklable."""
    if not home.root.exists():
        create_inbox(home)
    forks = multiprocessing.get_context("forkserver")
    process = forks.Process(target=_night, args=(home.root, happening, arguments))
    process.start()
    return process


def end(home: Home, process: ForkServerProcess) -> Ended:
    """Wait for the end of a night; on a busy machine it may take minutes."""
    process.join(600)
    output = _printed(home.root).read_text(encoding="utf-8")
    return Ended(process.exitcode, " ".join(output.split()))


def night(home: Home, happening: Happening = int, arguments: Sequence[str] = ()) -> Ended:
    """Run one night to its end; `arguments` are those of the command."""
    return end(home, start(home, happening, arguments))


def publish_once(root: Path) -> Home:
    """Return a home after a night that took a faultless report in and published."""
    warm_up()
    home = new_home(root)
    send(home.inbox_folder / "tốt.xlsx", schools())
    assert night(home).code == 0
    return home


def _printed(root: Path) -> Path:
    return root.with_suffix(".printed")


def _night(root: Path, happening: Happening, arguments: Sequence[str]) -> None:
    with _printed(root).open("w", encoding="utf-8") as printed:
        os.dup2(printed.fileno(), 1)
        os.dup2(printed.fileno(), 2)
    os.environ |= SETTINGS
    from pipelines.cli import app
    from tests.pipelines.empty_history import copy_history
    from tests.pipelines.lasting_engines import close_engines

    copy_history(Home(root))
    befall_end = happening()
    try:
        app(["nightly", "--home", str(root), *arguments])
    finally:
        close_engines()
        if callable(befall_end):
            befall_end()


# What can happen


@dataclass(frozen=True, slots=True)
class At:
    """A signal, when a function is called for the n-th time; written `module:function`."""

    place: str
    call: int = 1
    signal: int = signal.SIGKILL

    def __call__(self) -> None:
        module, _, name = self.place.partition(":")
        owner, calls = import_module(module), []
        called = getattr(owner, name)

        def counted(*arguments: object, **keywords: object) -> object:
            calls.append(name)
            if len(calls) == self.call:
                os.kill(os.getpid(), self.signal)
            return called(*arguments, **keywords)

        setattr(owner, name, counted)

    def __str__(self) -> str:
        return f"{self.place.partition(':')[2]} {self.call}"


def full_disk(room: int = 2_000_000) -> None:
    """Leave room for the files of a young home, and no room for a warehouse or a page."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))


def broken_promise() -> None:
    """Plant a row that breaks a promise."""
    from assets import rebuild
    from expectations.promises import PromiseResult

    rebuild.run_promise = lambda store, promise: PromiseResult(promise, 1, [{"unit": "DK-GDDT"}])


# What is left of it


def wait_for(what: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait until something is so."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def state(pid: int) -> str:
    """Return the kernel's letter for the state of a process; Z or nothing means gone."""
    try:
        return _stat(Path("/proc", str(pid)))[0]
    except OSError:
        return ""


def children(pid: int) -> list[int]:
    """List the processes that a process has started."""
    child_pids = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended while we looked
            if _stat(process)[1] == str(pid):
                child_pids.append(int(process.name))
    return child_pids


def command_line(pid: int) -> str:
    """Return what a process was started with, its arguments side by side."""
    return Path("/proc", str(pid), "cmdline").read_text(encoding="utf-8").replace("\0", " ")


def _stat(process: Path) -> list[str]:
    """Return the fields of the kernel's line after the name, which may hold anything."""
    return (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def tables(home: Home) -> dict[str, list[tuple]]:
    """Return every row of every table, of the register and of the publication in force.

    The hashes of the journal's lines are left out, since a line says when it was written, and the
    list of publications: a night that failed or was split published another number of times.
    """
    rows_by_table = {}
    for path in (home.register_file, home.snapshot_file):
        with Store(path, read_only=True) as store:
            names = store.query_rows(
                "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
                "WHERE database_name = current_database() "
                "AND table_name NOT IN ('journal_entries', 'publications')"
            )
            for (name,) in names:
                rows_by_table[name] = sorted(store.query_rows(f"FROM {name}"), key=repr)
    return rows_by_table


def tables_of_reports(rows_by_table: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    """Return the tables without what tells how often was published, and in which publication."""
    rows_by_table = {n: rows for n, rows in rows_by_table.items() if n != "marts.changes"}
    submissions = rows_by_table["core.submissions"]
    return rows_by_table | {"core.submissions": sorted((row[:-1] for row in submissions), key=repr)}


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes; links are followed."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def command(home: Home) -> list[str]:
    """Return the installed command `chiso nightly`."""
    code = "from pipelines.cli import main; main()"
    return [sys.executable, "-c", code, "nightly", "--home", str(home.root)]
