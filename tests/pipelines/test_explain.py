"""`chiso explain` and `chiso asof`: where a figure comes from, in words and as JSON."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from pipelines import cli
from pipelines.commands.exit_codes import ExitCode
from tests import spec
from warehouse import open_published

SENT = """
submission | received         | unit    | period  | students | students_reached | found
a1         | 2023-06-14 08:00 | DK-GDDT | 2023-H1 | 5000     | 100              |
a2         | 2023-06-15 08:00 | DK-GDDT | 2023-H1 | 5000     | 2000             | W-RANGE-001 in students_reached
"""  # noqa: E501 - drawn


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return spec.publish_drawn(SENT, tmp_path_factory.mktemp("home"), date(2023, 8, 1))


@pytest.fixture
def chiso(home, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")

    def run(*arguments):
        return CliRunner().invoke(cli.app, ["explain", *arguments, "--home", str(home.root)])

    return run


def test_a_figure_is_explained_down_to_the_cell(chiso):
    result = chiso("TT03", "DK-GDDT", "2023-H1")
    assert result.exit_code == 0
    assert "Con số: 40,0\N{NO-BREAK SPACE}%" in result.output
    assert "Các ô số liệu (2):" in result.output
    assert "Báo cáo!D12" in result.output
    assert "a2.xlsx" in result.output
    assert "15/06/2023 08:00" in result.output
    assert "sai W-RANGE-001" in result.output
    assert "a1.xlsx" not in result.output  # a newer report replaced it


def ask_as_of(home, *arguments):
    return CliRunner().invoke(cli.app, ["asof", *arguments, "--home", str(home.root)])


@pytest.mark.parametrize(
    ("moment", "sentence", "cell_count"),
    [
        ("2023-06-13", "Chưa có con số", None),
        ("2023-06-14", "Con số: 2,0\N{NO-BREAK SPACE}%", "Các ô số liệu (2):"),
        ("2023-06-15T07:59", "Con số: 2,0\N{NO-BREAK SPACE}%", "Các ô số liệu (2):"),
        ("15/6/2023", "Con số: 40,0\N{NO-BREAK SPACE}%", "Các ô số liệu (2):"),
    ],
)
def test_a_figure_as_known_on_a_day(home, monkeypatch, moment, sentence, cell_count):
    monkeypatch.setenv("COLUMNS", "300")
    result = ask_as_of(home, moment, "TT03", "DK-GDDT", "2023-H1")
    assert result.exit_code == 0
    assert result.output.startswith(f"Như đã biết đến {moment}")
    assert sentence in result.output
    assert (cell_count or "") in result.output


def test_a_day_that_is_none_is_refused_with_the_form_of_a_day(home):
    result = ask_as_of(home, "32/7/2023", "TT03", "DK-GDDT", "2023-H1")
    assert result.exit_code == ExitCode.UNUSABLE
    assert "«32/7/2023» không phải ngày (20/7/2023, 2023-07-20)" in result.output


def test_the_same_in_english_with_a_period_in_words(chiso):
    result = chiso("TT03", "DK-GDDT", "6 tháng đầu năm 2023", "--lang", "en")
    assert "Figure: 40.0%" in result.output
    assert "Formula: 100 × «" in result.output
    assert "Findings (1):" in result.output


def test_json_holds_every_part(chiso):
    explanation = json.loads(chiso("TT03", "DK-GDDT", "2023-H1", "--json").output)
    assert explanation["figure"]["numerator"] == 2000
    assert [(c["side"], c["value"], c["cell"]) for c in explanation["cells"]] == [
        ("numerator", 2000, "D12"),
        ("denominator", 5000, "D11"),
    ]
    assert [f["code"] for f in explanation["findings"]] == ["W-RANGE-001"]


def test_a_figure_without_value_says_why_and_lists_what_is_missing(chiso):
    result = chiso("TT03", "DK-GDDT", "2022-H1")
    assert result.exit_code == 0
    assert "Chưa có con số: chưa báo cáo." in result.output
    assert "Báo cáo còn thiếu (1):" in result.output


@pytest.mark.parametrize(
    ("figure", "unit", "period", "sentence"),
    [
        ("TT3", "DK", "2023", "Không có chỉ số hay chỉ tiêu «TT3». Gần nhất: TT03"),
        ("TT03", "DK-CA", "2023", "TT03 không có con số của «DK-CA»; có của: DK, DK-GDDT"),
        (
            "TT03",
            "DK-GDDT",
            "2019-H1",
            "không có con số của kỳ «2019-H1»; có các kỳ: 2021, 2021-H1",
        ),
        ("TT03", "DK", "bao giờ", "«bao giờ» không nêu kỳ nào"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(chiso, figure, unit, period, sentence):
    result = chiso(figure, unit, period)
    assert result.exit_code == 2
    assert sentence in result.output


def test_an_element_is_explained_in_python(home):
    with open_published(home.root) as published:
        explanation = published.explain("education.students_reached", "DK", "2023-H1")
    assert explanation.figure.value == 2000
    assert [cell.submission for cell in explanation.cells] == ["a2"]


def test_a_home_without_publication_has_no_figure(tmp_path):
    with pytest.raises(FileNotFoundError):
        open_published(tmp_path)
