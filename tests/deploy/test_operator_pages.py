"""The pages on the upgrade, the move and the restore: short; their commands run as they stand."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assets.recovery.backup import back_up_home
from tests.pipelines.test_upgrades import FIXTURES, VALUES, query, unpack
from warehouse.catalogue import DEFAULT_CATALOGUE, load_catalogue
from warehouse.home import Home
from warehouse.home_identity import read_identity

DOCS = Path(__file__).parent.parent.parent / "docs"
MOST_LINES = 20


@pytest.fixture
def home(tmp_path):
    return unpack(FIXTURES / "before_outbox.zip", tmp_path / "home")


def run_page(name, home, folder, **variables):
    """Run the commands of a page in a shell that stops at the first failure."""
    text = (DOCS / name).read_text(encoding="utf-8")
    (script,) = re.findall(r"^```sh\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("CHISO_", "DAGSTER"))}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=inherited
        | {"PATH": programs, "CHISO_HOME": str(home.root), "CHISO_AS_OF": "2023-08-01"}
        | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ["upgrade.md", "move.md", "restore.md"])
def test_a_page_has_twenty_lines_at_most(name):
    assert len((DOCS / name).read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_the_upgrade_as_it_is_written(home, tmp_path):
    values = query(home.snapshot_file, VALUES)
    result = run_page("upgrade.md", home, tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert query(home.snapshot_file, VALUES) == values
    assert read_identity(home) is not None
    # The way back: the copy is the home as it was.
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.unpack_archive(tmp_path / "before-upgrade.tar.gz", restored)
    assert query(Home(restored).snapshot_file, VALUES) == values
    assert read_identity(Home(restored)) is None


def test_the_move_as_it_is_written(home, tmp_path):
    values = query(home.snapshot_file, VALUES)
    new_home = Home(tmp_path / "elsewhere" / "data")
    result = run_page("move.md", home, tmp_path, NEW_HOME=str(new_home.root))
    assert result.returncode == 0, result.stdout + result.stderr
    shutil.rmtree(home.root)
    assert query(new_home.snapshot_file, VALUES) == values
    assert new_home.current_publication.is_symlink()


def test_the_restore_as_it_is_written(home, tmp_path):
    """Nothing is left but the backup, and the page brings the figures back."""
    values = query(home.snapshot_file, VALUES)
    assert run_page("upgrade.md", home, tmp_path).returncode == 0
    backup, other_place = tmp_path / "backup", Home(tmp_path / "new machine" / "data")
    back_up_home(home, backup)
    shutil.rmtree(home.root)
    result = run_page("restore.md", other_place, tmp_path, BACKUP=str(backup))
    assert result.returncode == 0, result.stdout + result.stderr
    assert query(other_place.snapshot_file, VALUES) == values


def test_the_own_catalogue_as_it_is_written(tmp_path):
    """The copy is sound, is the one in force, and differs from nothing that is published."""
    home = unpack(FIXTURES / "of_2026_11_28.zip", tmp_path / "home")
    copied = tmp_path / "my catalogue"
    places = {"PROGRAM": str(DOCS.parent), "CATALOGUE": str(copied)}
    result = run_page("own-catalogue.md", home, tmp_path, **places)
    assert result.returncode == 0, result.stdout + result.stderr
    assert load_catalogue(copied).fingerprint == load_catalogue().fingerprint
    (copied / "units.csv").unlink()
    shutil.rmtree(copied / "forms")
    environment = os.environ | {"CHISO_CATALOGUE": str(copied)}
    command = [Path(sys.executable).with_name("chiso"), "catalogue", "check"]
    checked = subprocess.run(
        [*command, "--home", home.root], env=environment, capture_output=True, text=True
    )
    assert (checked.returncode, "units.csv" in checked.stdout + checked.stderr) == (2, True)


def test_the_own_catalogue_page_names_every_file():
    text = (DOCS / "own-catalogue.md").read_text(encoding="utf-8")
    listed_files = set(re.findall(r"`([\w.]+(?:\.csv|\.yaml|/))`", text))
    shipped = {path.name + "/" * path.is_dir() for path in DEFAULT_CATALOGUE.iterdir()}
    assert shipped - {"__pycache__/"} <= listed_files
    assert listed_files - shipped == {"contacts.csv", "sources.yaml"} | listed_files & {
        "deploy/",
        "catalogues/",
    }
