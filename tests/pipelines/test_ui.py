"""`chiso ui`: one at a time on a home, closing what was cut off before Dagster starts.

What it starts is caught here; the whole of it, Dagster included, is in `tests/torture`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines import cli
from pipelines.commands import ui
from tests.pipelines.drawn_runs import dead_process, draw, opened, state
from warehouse.home import Home
from warehouse.locks import is_held, read_holder


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("CHISO_HOME", "CHISO_LANG", "CHISO_CATALOGUE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DAGSTER_HOME", "elsewhere")
    monkeypatch.setenv("COLUMNS", "300")
    return Home(tmp_path / "home")


@pytest.fixture
def started(home, monkeypatch):
    """Record every command that would be started, with its environment and its lock."""
    caught = []

    def catch(command, stdin, environment):
        has_lock = os.path.samestat(os.fstat(stdin), home.ui_lock.stat())
        caught.append((command, environment, has_lock and is_held(home.ui_lock)))
        return 0

    monkeypatch.setattr(ui, "supervise", catch)
    return caught


@pytest.fixture
def chiso_ui(home):
    return lambda *given: CliRunner().invoke(cli.app, ["ui", "--home", str(home.root), *given])


@pytest.fixture
def with_storage(home, storage):
    shutil.copytree(storage, home.dagster_folder)


@pytest.mark.usefixtures("with_storage")
def test_the_page_of_dagster_listens_on_this_machine_only(chiso_ui, home, started):
    result = chiso_ui("--port", "3210", "--lang", "en")
    (((program, *arguments), environment, has_lock),) = started
    assert (program, has_lock) == (sys.executable, True)
    assert " ".join(arguments) == "-m dagster dev -m pipelines.definitions -h 127.0.0.1 -p 3210"
    assert environment["CHISO_HOME"] == str(home.root)
    assert environment["CHISO_LANG"] == "en"
    assert environment["DAGSTER_HOME"] == str(home.dagster_folder)
    assert "enabled: false" in (home.dagster_folder / "dagster.yaml").read_text(encoding="utf-8")
    assert "http://127.0.0.1:3210" in result.output


@pytest.mark.usefixtures("with_storage")
def test_what_was_cut_off_is_closed_before_dagster_starts(chiso_ui, home, started):
    with opened(home.dagster_folder) as instance:
        run_id = draw(instance, "STARTED", dead_process())
        assert chiso_ui().exit_code == 0
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
    assert [path.name for path in home.root.iterdir()] == ["ui.lock"]


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
