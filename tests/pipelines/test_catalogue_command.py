"""`chiso catalogue check`: rules alone without data, and shares above 100 % with them."""

import shutil

import pytest
from typer.testing import CliRunner

from pipelines import cli
from tests.spec import rebuilt
from warehouse.catalogue import DEFAULT_CATALOGUE
from warehouse.home import Home

TRIED_MORE_THAN_ACCEPTED = """
unit  | period  | cases_accepted | cases_tried
DK-TA | 2023-Q1 | 2              | 3
DK-TA | 2023-Q2 | 2              | 2
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("CHISO_HOME", "CHISO_CATALOGUE", "CHISO_LANG"):
        monkeypatch.delenv(name, raising=False)
    return Home(tmp_path / "home")


def check(home):
    return CliRunner().invoke(
        cli.app, ["catalogue", "check", "--home", str(home.root)], catch_exceptions=False
    )


def test_without_data_the_shipped_catalogue_is_well(home):
    result = check(home)
    assert result.exit_code == 0
    assert "ward.yaml:" in result.output
    assert "Danh mục: 0 lỗi" in result.output


def test_a_share_above_100_percent_is_a_fault(home, tmp_path):
    home.snapshot_file.parent.mkdir(parents=True)
    shutil.copy(rebuilt(TRIED_MORE_THAN_ACCEPTED, tmp_path), home.snapshot_file)
    result = check(home)
    assert result.exit_code == 1
    assert "TP01 là tỷ lệ nhưng có" in result.output
    assert "cao nhất 150.0 %" in result.output


def test_a_fault_names_file_and_line(home, tmp_path, monkeypatch):
    folder = tmp_path / "catalogue"
    shutil.copytree(DEFAULT_CATALOGUE, folder)
    targets = folder / "targets.csv"
    targets.write_text(
        targets.read_text(encoding="utf-8").replace("TT01,VN", "TT01,XX"), encoding="utf-8"
    )
    monkeypatch.setenv("CHISO_CATALOGUE", str(folder))
    result = check(home)
    assert result.exit_code == 2
    assert "targets.csv:2:" in result.output
