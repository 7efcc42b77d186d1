"""`chiso notebook`: what it opens, what it records, and what it refuses in words."""

import hashlib
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assets.outbox.exports import list_exports
from pipelines import notebook_runs
from pipelines.cli import app
from pipelines.notebook_runs import NOTEBOOKS_FOLDER, list_notebooks, run_notebook
from tests import spec
from warehouse.home import Home
from warehouse.journal.settlement import open_register

ROOT = Path(__file__).parents[2]
SENT = """
received         | unit  | period  | cases_accepted
2023-06-16 08:00 | DK-TA | 2023-Q2 | 40
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return a home whose publication is the warehouse drawn."""
    return spec.publish_drawn(SENT, tmp_path_factory.mktemp("notebook"))


def chiso(home, *arguments):
    return CliRunner().invoke(app, ["notebook", *map(str, arguments), "--home", str(home.root)])


def test_the_file_is_for_its_owner_alone_and_has_its_line(home, tmp_path):
    file = tmp_path / "new" / "quality.html"
    result = chiso(home, "quality", "--html", file)
    assert (result.exit_code, str(file) in result.output.replace("\n", "")) == (0, True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with open_register(home) as register:
        (export,) = list_exports(register)
    assert (export.kind, export.file_name, export.period) == ("notebook", "quality.html", None)
    assert export.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("wrds",), "Không có sổ tay «wrds». Có: indicator, over_the_break, quality,"),
        (("wards", "--figure", "XX01"), "không có «XX01»; có / "),
        (("trace", "--figure", "TP02 DK"), "«TP02 DK»: cần chỉ số, đơn vị, kỳ / "),
        (("trace", "--figure", "TP02 DK 2023-Q5"), "2023-Q5"),
        (("what_changed", "--between", "mai", "20/7/2023"), "mai"),
    ],
)
def test_what_is_not_there_is_refused_in_words(home, tmp_path, arguments, problem):
    result = chiso(home, *arguments, "--html", tmp_path / "out.html")
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, []), result.output
    assert problem in result.stderr


def test_without_a_publication_nothing_is_written(tmp_path):
    home = Home(tmp_path / "empty")
    home.create_folders()
    result = chiso(home, "quality", "--html", tmp_path / "out.html")
    assert (result.exit_code, (tmp_path / "out.html").exists()) == (2, False)
    assert "chiso nightly" in result.stderr


def test_while_a_run_holds_the_home_nothing_is_written(home, tmp_path):
    with home.hold_lock():
        result = chiso(home, "quality", "--html", tmp_path / "out.html")
    assert (result.exit_code, list(tmp_path.iterdir())) == (3, [])


@pytest.mark.parametrize(("exit_code", "expected_code"), [(0, 0), (1, 1)])
def test_without_a_file_the_editor_opens_with_the_choices(
    home, tmp_path, monkeypatch, exit_code, expected_code
):
    editor, record = tmp_path / "python", tmp_path / "record"
    editor.write_text(
        f'#!/bin/sh\necho "$@ $CHISO_FIGURE $CHISO_HOME" > "{record}"\nexit {exit_code}\n',
        encoding="utf-8",
    )
    editor.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(editor))
    assert chiso(home, "wards", "--figure", "TT02").exit_code == expected_code
    wards = NOTEBOOKS_FOLDER / "wards.py"
    assert record.read_text(encoding="utf-8") == f"-m marimo edit {wards} TT02 {home.root}\n"


def test_an_installation_without_marimo_says_what_to_install(home, monkeypatch):
    monkeypatch.setattr(notebook_runs, "find_spec", lambda _: None)
    result = chiso(home, "wards")
    assert (result.exit_code, "requirements-notebooks.txt" in result.stderr) == (2, True)


def test_a_folder_that_is_not_there_has_no_notebooks(tmp_path):
    assert list_notebooks(tmp_path / "none") == {}


def test_an_installed_wheel_brings_the_notebooks_and_runs_one(home, tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    # The wheel stands before the checkout, as it does where there is no checkout.
    program = (
        f"import sys; sys.path[:0] = [{str(installed)!r}]\n"
        "from pipelines import cli, notebook_runs\n"
        "print(sorted(notebook_runs.list_notebooks()), notebook_runs.__file__)\n"
        "cli.app(sys.argv[1:])\n"
    )
    file = tmp_path / "wards.html"
    run = subprocess.run(
        [sys.executable, "-c", program, "notebook", "wards", "--html", str(file)],
        cwd=tmp_path,
        env=os.environ | {"CHISO_HOME": str(home.root)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith(f"{sorted(list_notebooks())} {installed}")
    assert file.stat().st_size > 1000


def test_what_only_a_running_notebook_shows_is_left_out(tmp_path, monkeypatch):
    notebook = tmp_path / "own.py"
    notebook.write_text(
        "import marimo\napp = marimo.App()\n\n@app.cell\ndef _():\n"
        "    import os, marimo as mo, pandas as pd\n    print(os.environ['CHISO_FIGURE'])\n"
        "    mo.ui.text('x')\n    return (pd,)\n\n@app.cell\ndef _(pd):\n"
        "    pd.DataFrame({'a': [1]})\n    return\n",
        encoding="utf-8",
    )
    monkeypatch.delenv("CHISO_FIGURE", raising=False)
    assert list_notebooks(tmp_path) == {"own": notebook}
    results = run_notebook(notebook, {"CHISO_FIGURE": "TT02"})
    assert (results.name, results.sentences) == ("own", ["TT02"])
    assert [type(output).__name__ for output in results.outputs] == ["DataFrame"]
    assert "CHISO_FIGURE" not in notebook_runs.os.environ


def test_the_extra_of_the_notebooks_pins_what_the_tests_run_with():
    def read_lock(name):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line.split(" ")[0] for line in lines if "==" in line}

    extra = read_lock("requirements-notebooks.txt")
    assert extra <= read_lock("requirements-dev.txt")
    assert any(line.startswith("marimo==") for line in extra - read_lock("requirements.txt"))
