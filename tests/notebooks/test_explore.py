"""The notebook runs from top to bottom on a published warehouse, and shows what stands there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.spec import drawn
from warehouse.home import Home

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "explore.py"
REPORTS = """
unit      | period  | criminal_cases
DK-CA     | 2022-01 | 6
DK-CA     | 2023-01 | 3
"""
# Runs the notebook's cells as `python notebooks/explore.py` does, then says what they hold.
ASK = """
import runpy, sys
_, held = runpy.run_path(sys.argv[1])["app"].run()
shown = held["values"]
print(len(shown), sorted(shown["level"].unique()), held["figure"].layout.title.text)
"""


@pytest.fixture
def home(tmp_path, warehouse_of):
    home = Home(tmp_path)
    home.office_folder.mkdir(parents=True)
    shutil.copy(warehouse_of(drawn(REPORTS)).path, home.snapshot_file)
    return home


def run(home, *command):
    env = os.environ | {"CHISO_HOME": str(home.root)}
    return subprocess.run(
        [sys.executable, *command], env=env, capture_output=True, text=True, check=False
    )


def test_it_shows_an_indicator_of_every_area(home):
    finished_run = run(home, "-c", ASK, str(NOTEBOOK))
    assert finished_run.returncode == 0, finished_run.stderr
    rows, areas = finished_run.stdout.split(" ", 1)
    # of the district to the half-year in which it ended, of the new wards from July 2025
    assert int(rows) == (4 * 20 + 9) + 9
    assert areas.startswith("['district', 'province'] TT01 · Tỷ lệ phường")


def test_without_a_publication_it_says_where_it_looked(tmp_path):
    finished_run = run(Home(tmp_path), str(NOTEBOOK))
    assert finished_run.returncode != 0
    assert str(tmp_path / "published" / "current") in finished_run.stderr
