"""`chiso ui`: one at a time on a home, closing what was cut off before Dagster starts.

What it starts is caught here; the whole of it, Dagster included, is in `tests/torture`, and in a
browser in `tests/browser`.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from pipelines import cli, control_room
from tests.pipelines.alerts import servers
from tests.pipelines.drawn_runs import dead_process, draw, opened, state
from warehouse.catalogue import DEFAULT_CATALOGUE, CatalogueError
from warehouse.home import Home
from warehouse.locks import is_held, read_holder


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("CHISO_HOME", "CHISO_LANG", "CHISO_CATALOGUE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DAGSTER_HOME", "elsewhere")
    monkeypatch.setenv("COLUMNS", "300")
    home = Home(tmp_path / "home")
    home.inbox_folder.mkdir(parents=True)
    return home


@pytest.fixture
def started(home, monkeypatch):
    """Return everything that would be started: commands, surroundings, their part of the lock.

    As long as they would run the gate is open: it is asked for a page, and for a new login.
    """
    caught = []

    def catch(commands, stdin, environment):
        has_lock = stdin > 0 and os.path.samestat(os.fstat(stdin), home.ui_lock.stat())
        answers = [ask_gate(home, path.stem) for path in home.gates_folder.glob("*.json")]
        caught.append(Started(commands, environment, has_lock and is_held(home.ui_lock), *answers))
        return 0

    monkeypatch.setattr(control_room, "supervise", catch)
    return caught


@dataclass(frozen=True)
class Started:
    commands: list
    environment: dict
    has_lock: bool
    answers: tuple


def ask_gate(home, port):
    """Return how the gate answers a stranger, and one who has an address of `chiso login`."""
    command = ["login", "--home", str(home.root), "--port", port, "--lang", "en"]
    (address,) = re.findall(r"http\S+", CliRunner().invoke(cli.app, command).output)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        login = httpx.URL(address).raw_path.decode()
        return tuple(client.get(path).status_code for path in ("/", login, "/"))


@pytest.fixture
def chiso_ui(home):
    return lambda *given, **options: CliRunner().invoke(
        cli.app, ["ui", "--home", str(home.root), *given], **options
    )


@pytest.fixture
def with_storage(home, storage):
    shutil.copytree(storage, home.dagster_folder)


@pytest.mark.usefixtures("with_storage")
def test_dagster_listens_where_only_the_gate_finds_it(chiso_ui, home, started):
    port = str(servers.free_port())
    result = chiso_ui("--port", port, "--lang", "en")
    assert result.exit_code == 0
    (one,) = started
    code_server, web_server, daemon = (command.arguments for command in one.commands)
    names = [Path(program).name for program, *_ in (code_server, web_server, daemon)]
    assert names == ["dagster", "dagster-webserver", "dagster-daemon"]
    assert "--read-only" not in web_server
    assert one.has_lock
    host = web_server[web_server.index("--host") + 1]
    assert host.startswith("127.")
    assert host != "127.0.0.1"
    assert web_server[web_server.index("--port") + 1] != port
    prefix = one.environment["DAGSTER_WEBSERVER_PATH_PREFIX"]
    assert re.fullmatch(r"/[0-9a-f]{32}", prefix)
    assert not any(prefix in part for command in one.commands for part in command.arguments)
    assert one.environment["CHISO_HOME"] == str(home.root)
    assert one.environment["CHISO_LANG"] == "en"
    assert one.environment["DAGSTER_HOME"] == str(home.dagster_folder)
    assert "enabled: false" in (home.dagster_folder / "dagster.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("with_storage")
@pytest.mark.parametrize("options", [[], ["--read-only"]])
def test_a_stranger_is_refused_and_a_login_of_the_command_is_let_in(
    chiso_ui, home, started, options
):
    result = chiso_ui("--port", "0", *options)
    (one,) = started
    assert one.answers == (401, 200, 303)
    (address,) = re.findall(r"http://127\.0\.0\.1:(\d+)/login\?token=\S+", result.output)
    assert list(home.gates_folder.iterdir()) == []
    again = ["login", "--home", str(home.root), "--port", address]
    assert CliRunner().invoke(cli.app, again).exit_code == 2


@pytest.mark.usefixtures("with_storage")
def test_places_and_paths_are_new_at_every_start(chiso_ui, started):
    for _ in range(2):
        chiso_ui("--port", "0")
    first, second = started
    assert first.commands[1].arguments != second.commands[1].arguments
    prefix = "DAGSTER_WEBSERVER_PATH_PREFIX"
    assert first.environment[prefix] != second.environment[prefix]


@pytest.mark.usefixtures("with_storage")
def test_who_only_looks_starts_no_daemon_and_may_look_beside_another(chiso_ui, home, started):
    with opened(home.dagster_folder) as instance, home.ui_locked():
        run_id = draw(instance, "STARTED", dead_process())
        assert chiso_ui("--read-only", "--port", "0").exit_code == 0
        assert state(instance, run_id) == ("STARTED", False)
    (one,) = started
    _, web_server = (command.arguments for command in one.commands)
    assert "--read-only" in web_server
    assert not one.has_lock


def test_where_nothing_ever_was_there_is_nothing_to_look_at(chiso_ui, home, started):
    result = chiso_ui("--read-only", "--lang", "en")
    assert (result.exit_code, started) == (2, [])
    assert "has no history to look at" in result.output
    assert [path.name for path in home.root.iterdir()] == ["inbox"]


@pytest.mark.usefixtures("with_storage")
def test_a_port_that_another_has_is_named_and_nothing_is_started(chiso_ui, started):
    with servers.silent() as port:
        result = chiso_ui("--port", str(port))
    assert (result.exit_code, started) == (2, [])
    assert f"Cổng {port} không dùng được" in result.output


@pytest.mark.usefixtures("with_storage")
def test_behind_a_proxy_the_login_has_the_name_of_the_proxy(chiso_ui, started):
    result = chiso_ui("--port", "0", "--address", "https://Chi-So.example.vn:8443")
    assert "https://chi-so.example.vn:8443/login?token=" in result.output
    assert len(started) == 1


@pytest.mark.parametrize(
    "address",
    [
        *("http://a.vn", "https://", "a.vn", "https://a.vn/", "https://a.vn/b", "https://b@a.vn"),
        *("https://a.vn:443", "https://a.vn:", "https://a.vn:0", "https://a.vn:08443"),
        *("https://a.vn:65536", "https://a.vn:x", "https://phường.vn", "https://a.vn\n"),
    ],
)
def test_an_address_that_is_no_https_origin_is_refused(chiso_ui, started, address):
    result = chiso_ui("--address", address)
    assert (result.exit_code, started) == (2, [])
    assert f"Địa chỉ «{address}» không dùng được" in result.output


@pytest.mark.usefixtures("with_storage")
def test_what_was_cut_off_is_closed_before_dagster_starts(chiso_ui, home, started):
    with opened(home.dagster_folder) as instance:
        run_id = draw(instance, "STARTED", dead_process())
        assert chiso_ui("--port", "0").exit_code == 0
        assert state(instance, run_id) == ("CANCELED", True)
    assert len(started) == 1


@pytest.mark.parametrize(
    ("lang", "expected_text"),
    [("vi", "Một «chiso ui» khác (tiến trình {})"), ("en", "(process {})")],
)
def test_a_second_one_is_refused_by_the_number_of_the_first(
    chiso_ui, home, started, lang, expected_text
):
    with home.ui_locked():
        result = chiso_ui("--lang", lang)
    assert (result.exit_code, started) == (3, [])
    assert expected_text.format(os.getpid()) in result.output
    assert sorted(path.name for path in home.root.iterdir()) == ["inbox", "ui.lock"]


def test_what_is_left_of_one_that_was_killed_is_named(chiso_ui, home, started):
    hold = (
        "import subprocess, sys; from pathlib import Path; from warehouse.home import Home\n"
        "with Home(Path(sys.argv[1])).ui_locked() as lock:\n"
        "    print(subprocess.Popen(['sleep', '600'], stdin=lock).pid, flush=True)"
    )
    root = Path(cli.__file__).parent.parent
    done = subprocess.Popen(
        [sys.executable, "-c", hold, home.root], stdout=subprocess.PIPE, cwd=root
    )
    with done:
        left = int(done.stdout.readline())
        done.wait()
        try:
            assert not read_holder(home.ui_lock).process.is_alive
            result = chiso_ui()
        finally:
            os.kill(left, 9)
    assert (result.exit_code, started) == (3, [])
    assert f"(tiến trình {left})" in result.output


def test_with_a_broken_catalogue_it_ends_at_once(chiso_ui, started, tmp_path, monkeypatch):
    folder = shutil.copytree(DEFAULT_CATALOGUE, tmp_path / "catalogue")
    with (folder / "units.csv").open("a", encoding="utf-8") as file:
        file.write("x,y\n")
    monkeypatch.setenv("CHISO_CATALOGUE", str(folder))
    with pytest.raises(CatalogueError, match=r"units\.csv"):
        chiso_ui(catch_exceptions=False)
    assert started == []


@pytest.mark.parametrize("port", ["65536", "-1", "x"])
def test_a_port_out_of_range_is_named_and_nothing_is_started(chiso_ui, started, home, port):
    result = chiso_ui("--port", port)
    assert (result.exit_code, started) == (2, [])
    assert "--port" in result.output
    assert [path.name for path in home.root.iterdir()] == ["inbox"]


def test_in_a_file_its_log_has_no_colour_and_warnings_only(chiso_ui, started):
    assert chiso_ui("--port", "0").exit_code == 0
    for command in started[0].commands:
        assert "json" in command.arguments
        assert "warning" in command.arguments
