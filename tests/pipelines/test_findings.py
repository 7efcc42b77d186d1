"""Findings from night to night, and the commands by which people look at them and answer."""

import re
import shutil

import pytest
from typer.testing import CliRunner

from assets.outbox.finding_events import record_events
from pipelines import cli
from tests import spec
from tests.pipelines import nights
from tests.sent import new_home, schools, send
from warehouse.home import Home
from warehouse.store import Store

SENT = """
submission | received         | unit       | period  | found                                                | comm_sessions | volunteers | file               | decision
a1         | 2023-01-16 08:00 | DK-DAPHUC  | 2023-01 | W-RANGE-001 in volunteers, E-RANGE-001 in volunteers | 3             | 99         |                    |
b1         | 2023-01-16 08:00 | DK-HUNGDAO | 2023-01 | W-RANGE-001 in volunteers                            | 4             | 98         |                    |
b2         | 2023-02-16 08:00 | DK-HUNGDAO | 2023-02 | N-NA-001 in volunteers                               | 5             | x          |                    |
h1         | 2023-02-16 08:00 |            |         | E-FORM-001                                           |               |            | thư [b]mời[/b].xls | unrecognised
"""  # noqa: E501 - drawn
MENDED = "submission | received | unit | period\nb9 | 2023-07-01 08:00 | DK-HUNGDAO | 2023-02"
AGAIN = """
submission | received         | unit       | period  | found                  | volunteers
b10        | 2023-07-02 08:00 | DK-HUNGDAO | 2023-02 | N-NA-001 in volunteers | x
"""
AS_OF = spec.date(2023, 8, 1)


@pytest.fixture(scope="module", autouse=True)
def warm():
    nights.warm_up()


pytestmark = pytest.mark.usefixtures("plain_surroundings")


def publish(home, reports, name):
    """Run a night of which only the tables are of interest."""
    path = spec.rebuilt(reports, home.root, AS_OF)
    with Store(home.register_file) as register:
        record_events(register, path)
    (home.published_folder / name).mkdir()
    path.rename(home.published_folder / name / "warehouse.duckdb")
    home.current_publication.unlink(missing_ok=True)
    home.current_publication.symlink_to(name)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    home = new_home(tmp_path_factory.mktemp("published") / "home")
    publish(home, SENT, "one")
    publish(home, MENDED, "two")
    return home


def chiso(home, *arguments):
    given = ["findings", *map(str, arguments), "--home", str(home.root)]
    return CliRunner().invoke(cli.app, given, catch_exceptions=False)


def lines(result):
    """Return the rows of a table with one line per row."""
    rows = [line.split("│")[1:-1] for line in result.output.splitlines() if line.startswith("│")]
    return [tuple(cell.strip() for cell in row) for row in rows]


def listed(result):
    """Return the rows of the table, the lines of a cell joined."""
    rows = [[]]
    for line in result.output.splitlines():
        if line.startswith("│"):
            rows[-1].append([cell.strip() for cell in line.split("│")[1:-1]])
        elif line.startswith("├"):
            rows.append([])
    return [
        tuple(" ".join(filter(None, cell)) for cell in zip(*lines, strict=True))
        for lines in rows
        if lines
    ]


def ids(home, *arguments):
    return [row[0] for row in listed(chiso(home, *arguments)) if row]


# The list


def test_what_is_open_is_listed_by_severity_and_all_of_it_is_counted(published):
    result = chiso(published)
    assert result.exit_code == 0
    ward = "Phường Đa Phúc (DK-DAPHUC)"
    assert [row[1:] for row in listed(result)] == [
        (f"Lỗi {OPEN}", f"{ward} Tháng 01/2023", "E-RANGE-001 sai E-RANGE-001 (gộp 2 điều)"),
        (f"Lỗi {OPEN}", "thư [b]mời[/b].xls", "E-FORM-001 sai E-FORM-001"),
        (
            f"Cảnh báo {OPEN}",
            "Phường Hưng Đạo (DK-HUNGDAO) Tháng 01/2023",
            "W-RANGE-001 sai W-RANGE-001",
        ),
    ]
    assert result.output.splitlines()[-1] == (
        "Đang mở: 3 (lỗi 2, cảnh báo 1, ghi chú 0). Đã ghi nhận: 0. Đã đóng: 1."
    )


def test_it_fits_a_screen_of_80_columns(published, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines_of_table = [" ".join(row) for row in listed(chiso(published))]
    assert all("01/08/2023" in row for row in lines_of_table)
    assert "E-RANGE-001" in lines_of_table[0]


OPEN = "đang mở 01/08/2023"


@pytest.mark.parametrize(
    ("filter_arguments", "codes"),
    [
        (("DK-HUNGDAO",), ["W-RANGE-001"]),
        (("DK-HUNGDAO", "--all"), ["W-RANGE-001", "N-NA-001"]),
        (("DK-HUNGDAO", "DK-DAPHUC"), ["E-RANGE-001", "W-RANGE-001"]),
        (("ward", "tháng 1/2023"), ["E-RANGE-001", "W-RANGE-001"]),
        (("e-form-001",), ["E-FORM-001"]),
        (("W-COPY-001",), []),
    ],
)
def test_it_may_be_narrowed(published, filter_arguments, codes):
    given = [
        part for one in filter_arguments for part in ((one,) if one == "--all" else ("--of", one))
    ]
    assert [row[3].split()[0] for row in listed(chiso(published, *given))] == codes


def test_what_is_closed_shows_what_it_said(published):
    *_, last = listed(chiso(published, "--all", "--lang", "en"))
    assert last[1:] == (
        "Note closed 01/08/2023",
        "Hung Dao Ward (DK-HUNGDAO) February 2023",
        "N-NA-001 sai N-NA-001",
    )


@pytest.mark.parametrize("given", ["DAPHUC", "W-X-1", "mai"])
def test_what_there_is_not_is_told(published, given):
    for lang, expected_text in (
        ("vi", "không phải là đơn vị"),
        ("en", "is no unit, form, period or code"),
    ):
        result = chiso(published, "--of", given, "--lang", lang)
        assert result.exit_code == 2
        assert f"«{given}» {expected_text}" in result.output


def test_before_anything_is_published_it_says_so(tmp_path):
    for arguments in ([], ["show", "12345678"]):
        result = chiso(Home(tmp_path / "none"), *arguments)
        assert "Chưa có bản công bố nào" in result.output
    assert list(tmp_path.iterdir()) == []


def test_an_option_before_the_sub_command_is_told_and_not_lost(published):
    given = ["findings", "--home", str(published.root), "show", "12345678"]
    result = CliRunner().invoke(cli.app, given)
    assert result.exit_code == 2
    assert "«show»" in result.output


# One finding


def test_its_history_is_shown(published):
    *_, closed = ids(published, "--all")
    result = chiso(published, "show", closed)
    assert result.exit_code == 0
    assert result.output.splitlines()[1] == "sai N-NA-001"
    assert lines(result) == [
        ("01/08/2023 00:00", "mở", "N-NA-001", "x", "b2.xlsx", ""),
        ("01/08/2023 00:00", "đã đóng", "N-NA-001", "x", "b2.xlsx", ""),
    ]


@pytest.mark.parametrize(
    ("finding", "vi", "en"),
    [
        ("0123", "«0123» quá ngắn", "«0123» is too short"),
        ("g1234567", "Không có điều nghi vấn nào mang mã số", "No finding has the id"),
    ],
)
def test_an_id_that_means_nothing_is_told(published, finding, vi, en):
    for lang, expected_text in (("vi", vi), ("en", en)):
        result = chiso(published, "show", finding, "--lang", lang)
        assert result.exit_code == 2
        assert expected_text in result.output


def test_an_id_that_means_several_names_them():
    from pipelines.commands.arguments import match_finding
    from pipelines.commands.findings import find_id_length

    several = ["0123456789abcdef", "01234567aaaaaaaa", "1123456789abcdef"]
    with pytest.raises(ValueError, match="01234567aaaaaaaa"):
        match_finding("vi", "01234567", several)
    assert match_finding("vi", "01234567A", several) == several[1]
    assert find_id_length(several) == 9
    assert find_id_length(several[1:]) == 8


# Acknowledging

GOOD = ("--reason", "đã đối chiếu sổ gốc", "--until", "31/12/2023")


@pytest.fixture
def events(published):
    """Return a function that counts the events of the register."""

    def count():
        with Store(published.register_file, read_only=True) as register:
            return register.query_rows("SELECT count(*) FROM raw.finding_events")[0][0]

    return count


@pytest.mark.parametrize(
    ("changed", "vi", "en"),
    [
        ({"reason": "  "}, "Phải ghi lý do", "Give a reason"),
        ({"reason": "gọi 0912345678"}, "dữ liệu cá nhân (số điện thoại", "holds personal data ("),
        (
            {"reason": "ông Nguyễn Văn An nói đúng"},
            "cá nhân (họ tên)",
            "personal data (a person's name)",
        ),
        ({"until": "mai"}, "«mai» không phải là ngày", "«mai» is no date"),
        ({"until": "2023-07-31"}, "Ngày 31/07/2023 đã qua", "31/07/2023 is over"),
        ({"ids": ["aaaaaaaa"]}, "mang mã số «aaaaaaaa»", "has the id «aaaaaaaa»"),
        ({"ids": ["closed"]}, "đã đóng", "is closed"),
    ],
    ids=lambda changed: "".join(changed) if isinstance(changed, dict) else "",
)
def test_what_will_not_do_is_told_and_nothing_is_kept(published, events, changed, vi, en):
    before = events()
    good, *_, closed = ids(published, "--all")
    option_values = {"reason": "đã đối chiếu", "until": "2023-08-01", "ids": []} | changed
    typed_ids = [closed if one == "closed" else one for one in option_values.pop("ids")]
    options = [part for name, value in option_values.items() for part in (f"--{name}", value)]
    for lang, expected_text in (("vi", vi), ("en", en)):
        result = chiso(published, "ack", good, *typed_ids, *options, "--lang", lang)
        assert result.exit_code == 2
        assert expected_text in result.output
        assert "Nguyễn" not in result.output
    assert events() == before


def test_while_a_run_holds_the_home_nothing_is_touched(published, events):
    before, (good, *_) = events(), ids(published)
    with published.hold_lock():
        result = chiso(published, "ack", good, *GOOD)
    assert result.exit_code == 3
    assert "Một lượt chạy khác" in result.output
    assert events() == before


@pytest.fixture
def later(published, tmp_path):
    """Copy the home for a test that changes it."""
    shutil.copytree(published.root, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


def test_several_are_acknowledged_at_once_and_the_next_night_lists_them_so(later):
    first, second, *_ = ids(later)
    result = chiso(later, "ack", first, second, first, *GOOD)
    assert result.exit_code == 0
    assert result.output == (
        "Đã ghi nhận 2 điều nghi vấn đến hết ngày 31/12/2023; lượt chạy tới sẽ công bố.\n"
    )
    assert first in ids(later)
    publish(later, [], "three")
    assert set(ids(later)).isdisjoint({first, second})
    assert "đã ghi nhận" in {row[0]: row[1] for row in listed(chiso(later, "--all"))}[first]
    *_, last = lines(chiso(later, "show", first))
    assert last[1] == "đã ghi nhận"
    assert last[5] == "đã đối chiếu sổ gốc, 31/12/2023"


def test_what_was_closed_and_is_found_again_is_the_same_finding_reopened(later):
    *_, closed = ids(later, "--all")
    assert closed not in ids(later)
    publish(later, AGAIN, "three")
    assert closed in ids(later)
    assert [row[1] for row in lines(chiso(later, "show", closed))] == ["mở", "đã đóng", "mở lại"]


# Through the night itself


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """Run a night with a finding, acknowledge the finding, and run the next night."""
    home = new_home(tmp_path_factory.mktemp("story") / "home")
    send(home.inbox_folder / "sai.xlsx", schools(school_sessions=99))
    ends_and_states = [(nights.night(home), state(home))]
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("CHISO_AS_OF", nights.DAY)
        surroundings.setenv("COLUMNS", "300")
        (finding,) = ids(home)
        assert chiso(home, "ack", finding, *GOOD).exit_code == 0
    ends_and_states.append((nights.night(home), state(home)))
    return home, ends_and_states


def state(home):
    with Store(home.snapshot_file, read_only=True) as store:
        return store.query_rows("SELECT code, element, observed, state FROM marts.findings")


def test_a_finding_opens_and_rests(story):
    _, ends_and_states = story
    assert [ended.code for ended, _ in ends_and_states] == [0, 0]
    about = ("W-RANGE-001", "school_sessions", "99")
    assert [rows for _, rows in ends_and_states] == [[(*about, "open")], [(*about, "acknowledged")]]


def test_an_acknowledgement_is_something_new(story):
    """That a night after nothing says so is with the night's own tests."""
    assert ["Không có gì mới" in ended.output for ended, _ in story[1]] == [False, False]


def test_its_history_is_published_whole(story):
    with Store(story[0].snapshot_file, read_only=True) as store:
        rows = store.query_rows("SELECT event, observed FROM core.finding_events ORDER BY sequence")
    assert rows == [("opened", "99"), ("acknowledged", "99")]
    assert re.fullmatch("[0-9a-f]{16}", nights.tables(story[0])["raw.finding_events"][0][0])
