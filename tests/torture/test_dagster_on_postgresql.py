"""Nights with Dagster on PostgreSQL: Debian's own server, started here, stopped and started again.

Slow by nature: `make torture` installs the server and runs this.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg
import httpx
import pytest

from pipelines.alerts.health_check import check_health
from pipelines.alerts.run_history import JOB_NAME
from pipelines.dagster_database import (
    PASSWORD_VARIABLE,
    DagsterDatabaseError,
    check_database,
    claim_database,
    connect_to_database,
    parse_setting,
)
from pipelines.settings import Settings
from tests.browser.control_rooms import open_room
from tests.pipelines.alerts.servers import free_port
from tests.pipelines.nights import DAY, command
from tests.sampling import SAMPLING
from tests.sent import RECEIVED, new_home, schools, send
from warehouse.catalogue import load_catalogue
from warehouse.home import Home
from warehouse.store import Store

pytestmark = pytest.mark.torture
_PASSWORD = "mật@khẩu/1"
_PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))
INSTANTS = 20
KEEP = 3
OLD_REVISION, NEW_COLUMN = "6b7fb194ff9c", "using_default_limit"
"""A revision of Dagster's tables, and a column that the next revision adds."""


class Server:
    """A PostgreSQL in a folder of its own, under an account that is not root."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.account = {"user": "nobody", "group": "nogroup"} if os.getuid() == 0 else {}
        password_file = folder.with_name(f"{folder.name}.password")
        password_file.write_text(_PASSWORD, encoding="utf-8")
        if self.account:
            for path in (folder, password_file):
                shutil.chown(path, "nobody", "nogroup")
        arguments = ["-U", "chiso", "-A", "scram-sha-256", "--pwfile", str(password_file)]
        self.call("initdb", "-D", str(folder), "-E", "UTF8", *arguments)

    def call(self, program, *arguments):
        subprocess.run(
            [_PROGRAMS / program, *arguments],
            check=True,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
            **self.account,
        )

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        log = str(self.folder / "log")
        self.call("pg_ctl", "-D", str(self.folder), "-w", "-l", log, "-o", options, "start")

    def stop(self):
        self.call("pg_ctl", "-D", str(self.folder), "-w", "-m", "immediate", "stop")


@pytest.fixture
def server():
    # Not below pytest's own folder: every other pytest closes that to other accounts.
    with TemporaryDirectory(prefix="chiso-") as folder:
        Path(folder).chmod(0o711)
        database = Path(folder) / "database"
        database.mkdir()
        server = Server(database)
        server.start()
        yield server
        if (database / "postmaster.pid").exists():
            server.stop()


@pytest.fixture
def settings(server, tmp_path, monkeypatch):
    home = new_home(tmp_path / "home")
    monkeypatch.setenv("DAGSTER_HOME", "elsewhere")
    monkeypatch.setenv(PASSWORD_VARIABLE, _PASSWORD)
    monkeypatch.setenv("CHISO_AS_OF", DAY)
    monkeypatch.setenv("CHISO_KEEP_RUNS", str(KEEP))
    address = f"postgresql://chiso@127.0.0.1:{server.port}/postgres"
    monkeypatch.setenv("CHISO_DAGSTER_DATABASE", address)
    send(home.inbox_folder / "first.xlsx", schools())
    return Settings(home=home.root)


def start_night(home):
    """Begin one `chiso nightly`."""
    return subprocess.Popen(
        command(home),
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def run_night(home):
    """Run one `chiso nightly` and return its exit code and what it printed."""
    with start_night(home) as night:
        output = night.stdout.read()
    return night.returncode, " ".join(output.split())


def end_night(home, seconds, sent):
    """Send a signal to a night after some seconds; return its exit code and what it printed."""
    with start_night(home) as night:
        with suppress(subprocess.TimeoutExpired):
            night.wait(seconds)
        night.send_signal(sent)
        return night.wait(), night.stdout.read()


def count(settings, table):
    from sqlalchemy import text

    with connect_to_database(parse_setting(settings.dagster_database)) as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()


def test_nights_run_are_pruned_and_go_on_after_the_database_was_away(server, settings):
    home = Home(settings.home)
    assert run_night(home)[0] == 0
    assert not (home.dagster_folder / "history" / "runs.db").exists()
    for _ in range(KEEP):
        assert run_night(home)[0] == 0
    checks = count(settings, "asset_check_executions")
    events = count(settings, "event_logs")
    assert count(settings, "runs") <= KEEP + 1
    assert run_night(home)[0] == 0
    assert count(settings, "asset_check_executions") <= checks
    assert count(settings, "event_logs") <= events * 1.1

    server.stop()
    before = home.current_publication.resolve()
    code, output = run_night(home)
    assert (code, "không trả lời" in output, "Traceback" in output) == (1, True, False)
    assert home.current_publication.resolve() == before
    catalogue = load_catalogue()
    now = settings.choose_run_at(catalogue)
    assert "không trả lời" in check_health(home, catalogue, now, 99_999).fault.vi

    server.start()
    assert run_night(home)[0] == 0
    assert check_health(home, catalogue, now, 99_999).fault is None


def test_a_night_ended_at_any_instant_loses_nothing_and_the_next_one_goes_on(server, settings):
    home, chance = Home(settings.home), random.Random(SAMPLING.seed)
    began = time.monotonic()
    assert run_night(home)[0] == 0
    seconds = time.monotonic() - began
    for instant in range(1, INSTANTS + 1):
        at = RECEIVED + timedelta(days=instant)
        send(home.inbox_folder / f"{instant}.xlsx", schools(school_sessions=30 + instant), at=at)
        sent = chance.choice((signal.SIGKILL, signal.SIGINT, signal.SIGTERM))
        code, output = end_night(home, chance.uniform(0, seconds), sent)
        assert "Traceback" not in output, (instant, output)
        assert code in {0, 1, -sent, 128 + sent, 128 + signal.SIGINT}, (instant, output)
        code, output = run_night(home)
        assert code == 0, (instant, output)
        with Store(home.snapshot_file, read_only=True) as store:
            counted = store.query_rows("SELECT count(*) FROM core.submissions")
        assert counted == [(instant + 1,)]
        assert count(settings, "runs WHERE status = 'STARTED'") == 0


def test_the_control_room_lists_the_nights(server, settings):
    home = Home(settings.home)
    assert run_night(home)[0] == 0
    with (
        dg.DagsterInstance.ephemeral() as unused,
        open_room(home, unused) as room,
        httpx.Client(trust_env=False, timeout=60, follow_redirects=True) as client,
    ):
        client.get(room.build_login())
        answer = client.post(
            f"{str(client.get(room.origin).url).rstrip('/')}/graphql",
            json={"query": "{ runsOrError { ... on Runs { results { jobName status } } } }"},
            headers={"Origin": room.origin},
        )
    runs = answer.json()["data"]["runsOrError"]["results"]
    assert runs == [{"jobName": JOB_NAME, "status": "SUCCESS"}]


def test_the_tables_of_an_older_dagster_serve_a_night_and_are_migrated_as_documented(
    server, settings
):
    from sqlalchemy import text

    home = Home(settings.home)
    assert run_night(home)[0] == 0
    with connect_to_database(parse_setting(settings.dagster_database)) as connection:
        connection.execute(text(f"ALTER TABLE concurrency_limits DROP COLUMN {NEW_COLUMN}"))
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{OLD_REVISION}'"))
        connection.commit()
    assert run_night(home)[0] == 0
    page = Path(__file__).parents[2] / "docs" / "deploy.md"
    (line,) = re.findall(
        "^DAGSTER_HOME=.* instance migrate$", page.read_text(encoding="utf-8"), re.MULTILINE
    )
    script = line.replace("/srv/chiso/data", str(home.root)).replace(
        "/opt/chiso/.venv/bin", str(Path(sys.executable).parent)
    )
    subprocess.run(["bash", "-euc", script], check=True, stdout=subprocess.DEVNULL)
    assert count(settings, f"alembic_version WHERE version_num = '{OLD_REVISION}'") == 0
    assert count(settings, f"concurrency_limits WHERE {NEW_COLUMN}") == 0
    assert count(settings, "runs") == 2
    assert run_night(home)[0] == 0


def test_a_wrong_password_and_a_second_home_are_refused(server, settings, monkeypatch):
    address = parse_setting(settings.dagster_database)
    check_database(address)
    claim_database(address, "a" * 32)
    claim_database(address, "a" * 32)
    with pytest.raises(DagsterDatabaseError, match="của một thư mục dữ liệu khác"):
        claim_database(address, "b" * 32)
    monkeypatch.setenv(PASSWORD_VARIABLE, "sai")
    with pytest.raises(DagsterDatabaseError, match="từ chối tài khoản"):
        check_database(address)
