"""`chiso tables`: one file for its owner, and no file where there is nothing to write of."""

import stat

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from tests import spec
from warehouse.home import Home

SENT = """
received         | unit  | period  | cases_accepted
2023-06-16 08:00 | DK-TA | 2023-Q2 | 40
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return a home whose publication is the warehouse drawn."""
    return spec.publish_drawn(SENT, tmp_path_factory.mktemp("tables"))


def run_tables(home, *arguments):
    return CliRunner().invoke(app, ["tables", *map(str, arguments), "--home", str(home.root)])


def test_the_file_is_for_its_owner_alone_and_a_second_run_changes_no_byte(home, tmp_path):
    out = tmp_path / "new" / "folder"
    result = run_tables(home, "Quý II/2023", "--out", out)
    assert (result.exit_code, [p.name for p in out.iterdir()]) == (0, ["tong-hop-2023-Q2.xlsx"])
    (path,) = out.iterdir()
    first = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(path) in result.output.replace("\n", "")
    path.write_bytes(b"damaged")
    assert run_tables(home, "2023-Q2", "--out", out).exit_code == 0
    assert path.read_bytes() == first


@pytest.mark.parametrize(
    ("period", "problem"),
    [("2019-Q1", "Không đơn vị nào phải báo cáo cho Quý I/2019"), ("2023-Q5", "2023-Q5")],
)
def test_a_period_without_reports_is_refused(home, tmp_path, period, problem):
    result = run_tables(home, period, "--out", tmp_path / "out")
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert problem in result.stderr


def test_without_a_publication_nothing_is_written(tmp_path):
    home = Home(tmp_path / "empty")
    home.create_folders()
    result = run_tables(home, "2023-Q2", "--out", tmp_path / "out")
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "chiso nightly" in result.stderr
