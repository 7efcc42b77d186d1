"""`chiso sheet`: a page for one unit, and no file where there is nothing to say."""

import stat

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from tests import spec

SENT = """
received         | unit  | period  | cases_accepted | cases_tried
2023-06-16 08:00 | DK-TA | 2023-Q2 | 40             | 20
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return a home whose publication is the warehouse drawn."""
    return spec.publish_drawn(SENT, tmp_path_factory.mktemp("sheet"))


def run_sheet(home, *arguments):
    return CliRunner().invoke(app, ["sheet", *map(str, arguments), "--home", str(home.root)])


def test_the_page_is_for_its_owner_alone(home, tmp_path):
    result = run_sheet(home, "--unit", "DK-TA", "2023-Q2", "--out", tmp_path)
    assert result.exit_code == 0, result.output
    (path,) = tmp_path.iterdir()
    assert (path.name, stat.S_IMODE(path.stat().st_mode)) == ("phieu-DK-TA-2023-Q2.pdf", 0o600)
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("unit", "period", "problem"),
    [
        ("DK", "2023-Q2", "DK-DAPHUC"),
        ("DK-TA", "2023-05", "tháng 05/2023"),
        ("DK-TA", "2023-13", "2023-13"),
    ],
)
def test_what_cannot_be_written_is_refused(home, tmp_path, unit, period, problem):
    result = run_sheet(home, "--unit", unit, period, "--out", tmp_path / "out")
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert problem.casefold() in result.stderr.casefold()
