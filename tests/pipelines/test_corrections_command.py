"""`chiso corrections`: a number of a report corrected by the hub, through nights, until undone.

The nights are real ones; the second report of the office says another number than was expected.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from tests.pipelines import nights
from tests.sent import SCHOOLS, schools, send
from warehouse.home import Home
from warehouse.store import Store

RUNNER = CliRunner(env=nights.SETTINGS | {"COLUMNS": "250", "CHISO_AS_OF": "2023-07-01"})
PLACE = ("education.school_sessions", "DK-GDDT", "2023-H1")
TEXTS = ("--reason", "gõ nhầm", "--source", "sổ gốc")
REPORTED = SCHOOLS["school_sessions"]
LAPSED = "1 đính chính của đầu mối không còn tác dụng"


@dataclass(frozen=True)
class Story:
    """A home after three nights: as reported, as corrected, and with another report."""

    home: Home
    outputs: dict


def chiso(home, *arguments):
    return RUNNER.invoke(app, [*map(str, arguments), "--home", str(home.root)])


def add(home, expected, value, place=PLACE, texts=TEXTS):
    return chiso(home, "corrections", "add", *place, "--replace", expected, value, *texts)


def explain(home):
    return json.loads(chiso(home, "explain", *PLACE, "--json").output)


def count_corrections(home):
    with Store(home.register_file, read_only=True) as register:
        return register.query_rows("SELECT count(*) FROM raw.corrections")[0][0]


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    nights.warm_up()
    home, outputs = Home(tmp_path_factory.mktemp("corrections") / "home"), {}
    nights.create_inbox(home)
    send(home.inbox_folder / "a.xlsx", schools())
    outputs["first night"] = nights.night(home)
    outputs["add"] = add(home, REPORTED, 47)
    outputs["waiting"] = chiso(home, "corrections", "list")
    outputs["second night"] = nights.night(home)
    outputs["explained"] = explain(home)
    outputs["in words"] = chiso(home, "explain", *PLACE, "--lang", "en")
    outputs["in force"] = chiso(home, "corrections", "list")
    at = datetime(2023, 6, 30, 2, tzinfo=UTC)
    send(home.inbox_folder / "b.xlsx", schools(school_sessions=REPORTED + 1), at=at)
    outputs["third night"] = nights.night(home)
    outputs["lapsed"] = chiso(home, "corrections", "list", "--lang", "en")
    return Story(home, outputs)


def test_a_corrected_number_is_published_and_explained(story):
    assert story.outputs["add"].exit_code == 0, story.outputs["add"].output
    assert "⏸ chờ lượt chạy sau: đính chính 1" in story.outputs["waiting"].output
    explained = story.outputs["explained"]
    assert explained["figure"]["value"] == 47
    (cell,), (correction,) = explained["cells"], explained["corrections"]
    assert (cell["value"], cell["raw_text"]) == (47, str(REPORTED))
    assert cell["received_at"][:10] < correction["made_at"][:10]
    assert correction["holds"] is True
    assert (correction["reported"], correction["value"]) == (REPORTED, 47)
    assert (correction["reason"], correction["source"]) == ("gõ nhầm", "sổ gốc")
    assert "Corrections by the hub (1):" in story.outputs["in words"].output
    assert "✔ có hiệu lực: đính chính 1" in story.outputs["in force"].output


def test_a_correction_of_a_number_that_is_no_longer_reported_is_a_notice_of_the_night(story):
    assert LAPSED not in story.outputs["second night"].output
    assert LAPSED in " ".join(story.outputs["third night"].output.split())
    assert "education.school_sessions DK-GDDT 2023-H1" in story.outputs["third night"].output
    assert "holds no more" in story.outputs["lapsed"].output
    (correction,) = explain(story.home)["corrections"] or [None]
    assert (correction["holds"], explain(story.home)["figure"]["value"]) == (False, REPORTED + 1)


@pytest.mark.parametrize(
    ("expected", "value", "place", "problem"),
    [
        (REPORTED, 47, PLACE, f"ghi {REPORTED + 1}, không phải {REPORTED}"),
        (REPORTED + 1, REPORTED + 1, PLACE, "Số mới bằng số báo cáo đang ghi"),
        (REPORTED + 1, -1, PLACE, "nằm ngoài khoảng hợp lệ"),
        (3, 4, ("TT02", "DK-GDDT", "2023-H1"), "không phải chỉ tiêu"),
        (3, 4, ("education.nothing", "DK-GDDT", "2023-H1"), "không phải chỉ tiêu"),
        (3, 4, (PLACE[0], "DK-GDDT", "2022-H1"), "Không báo cáo nào"),
        (3, 4, (PLACE[0], "DK-GDDT", "hôm qua"), "không nêu kỳ nào"),
    ],
)
def test_what_cannot_be_corrected_is_refused(story, expected, value, place, problem):
    before = count_corrections(story.home)
    refused = add(story.home, expected, value, place)
    assert (refused.exit_code, count_corrections(story.home)) == (2, before)
    assert problem in refused.stderr


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        (("--reason", "gọi 0912345678"), "dữ liệu cá nhân"),
        (("--source", "bà Nguyễn Thị Hoa cho biết"), "dữ liệu cá nhân"),
        (("--reason", " "), "lý do"),
    ],
)
def test_reason_and_source_are_searched_and_required(story, changed, problem):
    before = count_corrections(story.home)
    refused = add(story.home, REPORTED + 1, 50, texts=(*TEXTS, *changed))
    assert (refused.exit_code, count_corrections(story.home)) == (2, before)
    assert problem in refused.stderr


def test_a_correction_is_undone_once_by_a_row_and_the_history_stays(story):
    undone = chiso(story.home, "corrections", "undo", 1, *TEXTS)
    assert undone.exit_code == 0, undone.output
    is_over = "đã được thay hay bỏ"
    for number, problem in ((1, is_over), (2, is_over), (9, "Không có")):
        refused = chiso(story.home, "corrections", "undo", number, *TEXTS)
        assert (refused.exit_code, problem in refused.stderr) == (2, True)
    listed = chiso(story.home, "corrections", "list").output
    assert "– đã thay bằng lần sau: đính chính 1" in listed
    assert "↩ bỏ đính chính trước: đính chính 2" in listed
    with Store(story.home.register_file, read_only=True) as register:
        rows = register.query_rows("SELECT expected, value FROM raw.corrections ORDER BY ALL")
    assert rows == [(REPORTED, 47), (REPORTED, None)]


def test_without_a_publication_there_is_nothing_to_correct(tmp_path):
    home = Home(tmp_path / "empty")
    home.create_folders()
    listed = chiso(home, "corrections", "list")
    assert (listed.exit_code, "chiso nightly" in listed.stderr) == (2, True)
