"""`chiso obstacles`: listed with their state, answered once checked, at the run's own clock."""

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from tests.pipelines import nights
from tests.sent import schools, send
from warehouse.home import Home
from warehouse.store import Store

RUNNER = CliRunner(env=nights.SETTINGS | {"COLUMNS": "200", "CHISO_AS_OF": "2023-07-01"})
OBSTACLES = {"obstacle_1": "Thiếu kinh phí in tờ rơi.", "proposal_1": "Đề nghị tập huấn lại."}


def chiso(*arguments):
    return RUNNER.invoke(app, ["obstacles", *map(str, arguments)])


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("obstacles") / "home")
    nights.create_inbox(home)
    send(home.inbox_folder / "a.xlsx", replace(schools(), obstacles=OBSTACLES))
    assert nights.night(home).code == 0
    return home


def find_ids(home):
    with Store(home.snapshot_file, read_only=True) as store:
        return dict(store.query_rows("SELECT kind, obstacle FROM core.obstacles"))


def count_replies(home):
    with Store(home.register_file) as register:
        return register.query_rows("SELECT count(*) FROM raw.obstacle_replies")[0][0]


def test_new_ones_come_first_and_an_answer_is_shown_at_once(home):
    ids = find_ids(home)
    for arguments in (("--home", home.root), ("list", "--home", home.root)):
        assert chiso(*arguments).output.count("● mới") == 2
    answered = chiso(
        *(
            "reply",
            ids["obstacle"][:8],
            "--text",
            "Đã cấp  5 triệu đồng.",
            "--by",
            "Cán bộ tổng hợp",
        ),
        *("--home", home.root),
    )
    assert answered.exit_code == 0, answered.output
    listed = chiso("list", "--home", home.root).output
    assert listed.index("Đề nghị tập huấn lại.") < listed.index("Thiếu kinh phí in tờ rơi.")
    assert "Trả lời của Cán bộ tổng hợp, ngày 01/07/2023: Đã cấp 5 triệu đồng." in listed
    assert nights.night(home).code == 0
    with Store(home.snapshot_file, read_only=True) as store:
        rows = store.query_rows("SELECT kind, state FROM core.obstacles ORDER BY kind")
    assert rows == [("obstacle", "answered"), ("proposal", "new")]


@pytest.mark.parametrize(
    ("text", "by", "problem"),
    [
        ("cháu H. đã được giúp", "cán bộ", "dữ liệu cá nhân"),
        ("gọi 0912345678", "cán bộ", "dữ liệu cá nhân"),
        ("đã xem", "0912345678", "dữ liệu cá nhân"),
        (" ", "cán bộ", "lời trả lời"),
        ("đã xem", " ", "ai trả lời"),
    ],
)
def test_an_answer_is_searched_like_a_note(home, text, by, problem):
    before = count_replies(home)
    refused = chiso(
        *("reply", find_ids(home)["proposal"], "--text", text, "--by", by, "--home", home.root)
    )
    assert (refused.exit_code, count_replies(home)) == (2, before)
    assert problem in refused.stderr


def test_an_unknown_id_is_no_answer(home):
    refused = chiso("reply", "ffffffffffff", "--text", "a", "--by", "b", "--home", home.root)
    assert (refused.exit_code, "ffffffffffff" in refused.stderr) == (2, True)


def test_without_a_publication_there_is_nothing_to_list(tmp_path):
    home = Home(tmp_path / "empty")
    home.create_folders()
    listed = chiso("list", "--home", home.root)
    assert (listed.exit_code, "chiso nightly" in listed.stderr) == (2, True)
