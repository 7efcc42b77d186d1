"""`chiso diff`: what changed between two days or two publications, and because of which reports."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from pipelines import cli
from pipelines.commands.exit_codes import ExitCode
from tests import spec
from warehouse import open_published
from warehouse.store import Store

SENT = """
submission | received         | unit    | period  | students | students_reached
a1         | 2023-06-14 08:00 | DK-GDDT | 2023-H1 | 5000     | 100
a2         | 2023-06-16 08:00 | DK-GDDT | 2023-H1 | 5000     | 2000
"""
DAYS = [date(2023, 6, 15), date(2023, 6, 17)]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = spec.publish_drawn(
        SENT, tmp_path_factory.mktemp("home"), date(2023, 8, 1), published=DAYS
    )
    with Store(home.register_file) as register:
        register.execute("UPDATE raw.publications SET catalogue = 'old' WHERE publication = 1")
    return home


@pytest.fixture
def diff(home, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")

    def run(*arguments):
        return CliRunner().invoke(cli.app, ["diff", *arguments, "--home", str(home.root)])

    return run


def test_figures_and_cells_with_both_values_and_reports(diff):
    result = diff("2023-06-15", "2023-06-17", "--unit", "DK-GDDT")
    assert result.exit_code == ExitCode.DONE
    assert "Từ 2023-06-15 đến 2023-06-17" in result.output
    assert "2,0\N{NO-BREAK SPACE}%" in result.output
    assert "40,0\N{NO-BREAK SPACE}%" in result.output
    assert "100 (a1, Báo cáo!D12)" in result.output
    assert "2.000 (a2, Báo cáo!D12)" in result.output


def test_a_figure_that_did_not_exist_is_a_dash(diff):
    result = diff("1/6/2023", "15/6/2023", "--unit", "DK-GDDT", "--lang", "en")
    assert "—" in result.output
    assert "5,000 (a1, Báo cáo!D11)" in result.output


def test_the_same_as_json(diff):
    changes = json.loads(diff("2023-06-15", "2023-06-17", "--json").output)
    assert [(c["element"], c["old_value"], c["new_value"]) for c in changes["cells"]] == [
        ("students_reached", 100, 2000)
    ]
    assert {f["because_of"] for f in changes["figures"] if f["indicator"] == "TT03"} == {"a2"}


def test_publications_are_compared_by_the_moment_of_each(diff):
    changes = json.loads(diff("1", "2", "--json").output)
    assert [(c["old_submission"], c["new_submission"]) for c in changes["cells"]] == [("a1", "a2")]


def test_a_changed_catalogue_is_said_apart(diff):
    assert "Danh mục của hai lần công bố khác nhau (old, )" in diff("1", "2").output
    assert "Danh mục" not in diff("2", "2").output


def test_nothing_changed_is_one_line(diff):
    assert diff("2023-07-01", "2023-07-02").output == (
        "Từ 2023-07-01 đến 2023-07-02, theo báo cáo đã nhận: 0 con số đổi, 0 ô số liệu đổi.\n"
    )


@pytest.mark.parametrize(
    ("moments", "sentence"),
    [
        (("3", "2023-06-15"), "Không có lần công bố số 3; có: 1–2."),
        (("2023-06-15", "hôm nay"), "«hôm nay» không phải ngày"),
    ],
)
def test_a_moment_that_is_none_is_refused(diff, moments, sentence):
    result = diff(*moments)
    assert result.exit_code == ExitCode.UNUSABLE
    assert sentence in result.output


def test_without_a_publication_the_command_says_so(tmp_path):
    result = CliRunner().invoke(cli.app, ["diff", "1/1/2023", "2/1/2023", "--home", str(tmp_path)])
    assert result.exit_code == ExitCode.UNUSABLE


def test_a_day_may_be_a_date_in_python(home):
    with open_published(home.root) as published:
        changes = published.compare_moments(*DAYS)
    assert [(c.old_value, c.new_value) for c in changes.cells] == [(100, 2000)]
    assert {f.new_value for f in changes.figures if f.unit == "DK-GDDT"} >= {40.0}
