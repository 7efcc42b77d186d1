"""The night, from the inbox to what is published, in processes that can really be killed.

Nights are dear, so they follow each other: every fixture is the home after one more of them.
"""

import os
import re
import shutil
import signal
import stat
import subprocess
from collections import Counter
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assets.raw import inbox
from tests.pipelines import nights
from tests.pipelines.nights import At, night
from tests.sampling import draw_sample
from tests.sent import CELLS, RECEIVED, SCHOOLS, arrive, schools, send
from warehouse.forms.file_names import MASKED_NAME
from warehouse.home import Home
from warehouse.store import Store

ROOT = Path(__file__).parent.parent.parent
FAULTY = {
    "C6": "Phòng Tư pháp quận",
    "C7": "6 tháng cuối năm 2023",
    "D11": "hai mươi",
    "D12": None,
    "D14": 9001,
    "D15": -3,
}
FAULTS = {
    "C6": "E-UNIT-002",
    "C7": "E-PERIOD-004",
    "D11": "E-NUM-001",
    "D12": "E-MISS-001",
    "D14": "E-PART-001",
    "D15": "E-NEG-001",
}
CORRECTED = RECEIVED + timedelta(days=1)


@pytest.fixture(scope="module", autouse=True)
def warm():
    nights.warm_up()


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """Write four files that came one after the other; their times are copied too."""
    folder = tmp_path_factory.mktemp("sent")
    send(folder / "BC T1.xlsx", schools())
    send(folder / "sửa.xlsx", schools(school_sessions=31), at=CORRECTED)
    send(folder / "BC T3.xlsx", schools(schools=99), FAULTY, at=RECEIVED + timedelta(days=2))
    (folder / "thư.docx").write_bytes(b"Kinh gui")
    arrive(folder / "thư.docx", RECEIVED + timedelta(days=3))
    return folder


def drop(home, *paths):
    for path in paths:
        shutil.copy2(path, home.inbox_folder)


def drop_all(home, sent):
    drop(home, *sent.iterdir())


def ask(home, sql, **parameters):
    with Store(home.snapshot_file, read_only=True) as store:
        return store.query_rows(sql, parameters)


def observed(home):
    """Return element, value, cell, and the time from and to which each value was known."""
    rows = ask(
        home,
        "SELECT element, value, sheet, cell, raw_text, known_from, known_to "
        "FROM core.observations WHERE form = 'education' ORDER BY known_from, cell",
    )
    return [(*row[:5], *(moment and moment.astimezone(UTC) for moment in row[5:])) for row in rows]


def values(known_from, known_to, **changed):
    """Return the values of the report in the shape of `observed`."""
    return [
        (element, value, "Báo cáo", CELLS[element], str(value), known_from, known_to)
        for element, value in (SCHOOLS | changed).items()
    ]


# One night after the other


@pytest.fixture(scope="module")
def fresh(warm, tmp_path_factory):
    """Make a home after its first night, run by the installed command."""
    home = Home(tmp_path_factory.mktemp("fresh") / "home")
    nights.create_inbox(home)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = subprocess.run(
        nights.command(home),
        cwd=elsewhere,
        env=os.environ | nights.SETTINGS | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )
    assert list(elsewhere.iterdir()) == []
    return home, done


def test_an_empty_inbox_on_a_fresh_home_publishes(fresh):
    home, done = fresh
    assert (done.returncode, done.stderr) == (0, "")
    moment, *lines = done.stdout.splitlines()
    assert re.fullmatch(r"Lượt chạy lúc \d\d:\d\d \d\d/\d\d/\d{4}\.", moment)
    assert lines == [
        "Chạy như thể hôm nay là ngày 01/08/2023 (CHISO_AS_OF).",
        "Đã nhận 0 tệp, 0 báo cáo mới, trả lại 0.",
        f"Đã công bố: {home.page_file}",
    ]
    assert home.page_file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert ask(home, "SELECT count(*) FROM core.observations") == [(0,)]
    assert ask(home, "SELECT count(*) > 100, bool_or(accepted) FROM marts.reporting_rates") == [
        (True, False)
    ]


def list_open_files(folder):
    """List the files that another account can read, by their names from the folder down."""
    open_files = []
    for path in sorted(folder.iterdir()):
        mode = path.lstat().st_mode
        if path.is_symlink() or not mode & (stat.S_IXOTH if path.is_dir() else stat.S_IROTH):
            continue
        open_files += list_open_files(path) if path.is_dir() else [path]
    return open_files


def test_other_accounts_can_read_the_public_half_and_nothing_else(fresh):
    home, _ = fresh
    public = home.public_folder.resolve()
    assert list_open_files(home.root) == sorted(p for p in public.rglob("*") if p.is_file())
    assert {path.name for path in public.iterdir()} == {
        "index.html",
        "charts.html",
        "data",
    }
    way = (home.root, home.published_folder, public.parent)
    assert [oct(path.stat().st_mode & 0o777) for path in way] == ["0o711"] * 3


def test_a_home_that_is_open_is_closed_by_the_night_which_says_so_once(fresh, tmp_path):
    home = copy_of(fresh[0], tmp_path)
    home.archive_folder.chmod(0o755)
    note = home.root / "ghi chú.txt"
    note.write_text("of somebody", encoding="utf-8")
    note.chmod(0o644)  # whatever the umask of this process
    outputs = [night(home).output for _ in range(2)]
    closed = "Đã đóng, tài khoản khác không còn dùng được: archive."
    assert [closed in output for output in outputs] == [True, False]
    assert ["vẫn dùng được, hãy đổi quyền: ghi chú.txt" in output for output in outputs] == [
        True,
        True,
    ]
    assert list_open_files(home.archive_folder) == []
    assert oct(home.archive_folder.stat().st_mode & 0o777) == "0o700"


class RefuseChanges:
    """A night whose account may not change the folder of publications, as if root owned it."""

    def __call__(self):
        changed = Path.chmod

        def change_or_refuse(path, mode):
            if path.name == "published":
                raise PermissionError(1, "Operation not permitted")
            changed(path, mode)

        Path.chmod = change_or_refuse


def test_a_folder_that_could_not_be_opened_to_others_is_said_and_stops_no_night(fresh, tmp_path):
    home = copy_of(fresh[0], tmp_path)
    home.published_folder.chmod(0o700)
    ended = night(home, RefuseChanges())
    assert ended.code == 0
    assert "hãy đổi chủ và quyền: published" in ended.output


@pytest.fixture(scope="module")
def accepted(fresh, sent, tmp_path_factory):
    home = copy_of(fresh[0], tmp_path_factory.mktemp("story"))
    drop(home, sent / "BC T1.xlsx")
    ended = night(home)
    return home, ended, nights.tables(home)


def copy_of(home, folder):
    return Home(shutil.copytree(home.root, folder / "home", symlinks=True))


def test_a_report_becomes_observations_that_know_their_cells(accepted):
    _, ended, tables = accepted
    assert ended.code == 0
    assert "Đã nhận 1 tệp, 1 báo cáo mới, trả lại 0. Đã công bố:" in ended.output
    assert [(row[3], row[4], row[6], row[7]) for row in sorted(tables["core.observations"])] == [
        (element, value, "Báo cáo", CELLS[element]) for element, value in sorted(SCHOOLS.items())
    ]


@pytest.fixture(scope="module")
def known(accepted, sent):
    """Run a night on which the same bytes came under another name."""
    home, *_ = accepted
    before = home.current_publication.resolve(), nights.files(home.current_publication)
    shutil.copy2(sent / "BC T1.xlsx", home.inbox_folder / "tốt lần nữa.xlsx")
    return home, before, night(home), nights.tables(home)


def test_the_same_file_again_changes_nothing(accepted, known):
    home, before, ended, tables = known
    assert ended.code == 0
    assert "Đã nhận 1 tệp, 0 báo cáo mới" in ended.output
    assert "Không có gì mới: bản công bố hiện tại giữ nguyên." in ended.output
    assert "Đã công bố" not in ended.output
    assert tables == accepted[2]
    assert (home.current_publication.resolve(), nights.files(home.current_publication)) == before
    assert inbox.list_file_states(home.inbox_folder) == {}


@pytest.fixture(scope="module")
def corrected(known, sent):
    home, *_ = known
    drop(home, sent / "sửa.xlsx")
    ended = night(home)
    return home, ended, observed(home)


def test_a_correction_supersedes_and_the_old_values_stay_with_their_time(corrected):
    _, ended, observations = corrected
    assert ended.code == 0
    assert observations == [
        *values(RECEIVED, CORRECTED),
        *values(CORRECTED, None, school_sessions=31),
    ]


@pytest.fixture(scope="module")
def returned(corrected, sent):
    home, *_ = corrected
    drop(home, sent / "BC T3.xlsx", sent / "thư.docx")
    ended = night(home)
    return home, ended, nights.tables(home)


def test_a_faulty_report_does_not_stop_the_night(returned):
    _, ended, _ = returned
    assert ended.code == 0
    assert "Đã nhận 2 tệp, 2 báo cáo mới, trả lại 2." in ended.output


def test_what_was_accepted_before_a_faulty_report_stays_in_force(corrected, returned):
    assert observed(returned[0]) == corrected[2]
    assert ask(
        returned[0],
        "SELECT file_name, decision, errors FROM core.submissions ORDER BY received_at",
    ) == [
        ("BC T1.xlsx", "accepted", 0),
        ("sửa.xlsx", "accepted", 0),
        ("BC T3.xlsx", "returned", 6),
        (f"{MASKED_NAME}.docx", "unrecognised", 1),
    ]


def test_every_fault_goes_back_to_the_sender_in_its_cell(returned):
    home, *_ = returned
    (path,) = home.returned_folder.glob("BC T3*.xlsx")
    book = load_workbook(path)
    fault_rows = [[str(cell.value) for cell in row] for row in book["LOI_CAN_SUA"].iter_rows()]
    for cell, code in FAULTS.items():
        assert any(row[2] == code and cell in row[3] for row in fault_rows), code
        assert code in str(book["Báo cáo"][cell].comment and book["Báo cáo"][cell].comment.text)
    assert {p.suffix for p in home.returned_folder.glob("BC T3*")} == {".xlsx", ".docx"}
    assert len(list(home.returned_folder.iterdir())) == 4


def test_findings_are_published_with_their_cells(returned):
    rows = ask(
        returned[0],
        "SELECT cell, code FROM core.findings JOIN core.submissions USING (submission) "
        "WHERE file_name = 'BC T3.xlsx'",
    )
    assert dict(rows) == FAULTS


# All in one night, and another run at the same time


@pytest.fixture(scope="module")
def first_of_two(sent, tmp_path_factory):
    """Run all files in one night on a new home; a second night begins meanwhile."""
    home = Home(tmp_path_factory.mktemp("two") / "home")
    home.create_folders()
    drop_all(home, sent)
    second = Home(home.root.with_name("the same home"))
    second.root.symlink_to(home.root)
    first = nights.start(home, At("assets.intake:check_submissions", signal=signal.SIGSTOP))
    nights.wait_for(lambda: nights.state(first.pid) == "T")
    try:
        before = nights.files(home.root)
        refused = night(second)
        undisturbed = nights.files(home.root) == before
    finally:
        os.kill(first.pid, signal.SIGCONT)
    return home, nights.end(home, first), second, refused, undisturbed


@pytest.fixture(scope="module")
def one_night(first_of_two):
    return first_of_two[0], nights.tables(first_of_two[0])


def test_of_two_at_once_the_second_stops_and_touches_nothing(first_of_two):
    _, _, second, refused, undisturbed = first_of_two
    assert refused.code == 3
    assert refused.output.endswith(
        f"Một lượt chạy khác đang dùng thư mục {second.root}; lượt này dừng lại, "
        "không thay đổi gì.",
    )
    assert undisturbed


def test_of_two_at_once_the_first_goes_on_to_its_end(first_of_two):
    home, ended, *_ = first_of_two
    assert ended.code == 0
    assert "Đã nhận 4 tệp, 4 báo cáo mới, trả lại 2." in ended.output
    assert inbox.list_file_states(home.inbox_folder) == {}


def batches_together(tables):
    """Return the tables, with the counts of an expectation summed over all batches."""
    rows_by_table = nights.tables_of_reports(tables)
    for name in ("raw.expectation_results", "core.expectation_results"):
        rows_by_table[name] = sums = {}
        for stage, form, _, rule, *_, checked, failing, unknown, _ in tables[name]:
            counts = Counter(checked=checked, failing=failing, unknown=unknown)
            sums.setdefault((stage, form, rule), Counter()).update(counts)
        assert sums
    return rows_by_table


def test_in_one_night_or_in_five_the_tables_are_the_same(one_night, returned):
    home, tables = one_night
    assert {"raw.cells", "core.observations", "marts.indicator_values"} < set(tables)
    assert batches_together(tables) == batches_together(returned[2])
    assert (
        nights.files(home.returned_folder).keys()
        == nights.files(returned[0].returned_folder).keys()
    )


# Nights that are cut off, each later than the one before


def killed_from_outside(home):
    """Kill a night as soon as a file is archived; its reading processes must end too."""
    running = nights.start(home)
    nights.wait_for(lambda: any(home.archive_folder.glob("*/[!.]*")))
    readers = nights.children(running.pid)
    running.kill()
    ended = nights.end(home, running)
    nights.wait_for(lambda: all(nights.state(reader) in "Z" for reader in readers))
    return ended


def stopped_by_a_full_disk(home):
    """Leave room for what a night adds to Dagster's files, which grow by each night."""
    largest = max(path.stat().st_size for path in home.dagster_folder.rglob("*.db"))
    return night(home, partial(nights.full_disk, largest + 1_500_000))


KILLED = -signal.SIGKILL
OWN_NIGHTS = {killed_from_outside, stopped_by_a_full_disk}
EVERY_HARM = {
    "a file is archived": (killed_from_outside, KILLED),
    "the reports are read": (At("assets.intake:check_submissions"), KILLED),
    "half of the rows are written": (At("assets.raw.register_rows:build_finding_table"), KILLED),
    "one file is put away": (At("assets.raw.inbox:find_free_path", call=2), KILLED),
    "the disk is full": (stopped_by_a_full_disk, 1),
    "a promise is broken": (nights.broken_promise, 1),
    "the tables are built": (At("assets.rebuild:run_promise"), KILLED),
    "one of two is sent back": (At("assets.published.return_package:write_letter", 2), KILLED),
    "nothing is remembered of findings": (At("assets.outbox.finding_events:record_events"), KILLED),
    "the pointer is yet to move": (At("assets.publication:_move_pointer"), KILLED),
    "the pointer has moved": (At("assets.publication:_delete_old_publications"), KILLED),
}
KILLS = draw_sample((name for name, (_, code) in EVERY_HARM.items() if code == KILLED), 3)
HARM = {name: end for name, end in EVERY_HARM.items() if end[1] != KILLED or name in KILLS}


@pytest.fixture(scope="module")
def cut_off(fresh, sent, tmp_path_factory):
    """Return the end of each night, and the publication after it."""
    home = copy_of(fresh[0], tmp_path_factory.mktemp("cut off"))
    drop_all(home, sent)
    ends, published = {}, {"": nights.files(home.current_publication)}
    for name, (harm, _) in HARM.items():
        ends[name] = harm(home) if harm in OWN_NIGHTS else night(home, harm)
        published[name] = nights.files(home.current_publication)
    return home, ends, published


@pytest.mark.parametrize("harm", HARM)
def test_a_night_that_is_cut_off_says_so_by_its_exit_code(cut_off, harm):
    assert cut_off[1][harm].code == HARM[harm][1], cut_off[1][harm].output


@pytest.mark.parametrize("harm", [name for name in HARM if name != "the pointer has moved"])
def test_until_the_pointer_moves_the_publication_before_stands(cut_off, harm):
    assert cut_off[2][harm] == cut_off[2][""]


def test_a_night_that_fails_says_why(cut_off):
    for harm, why in (
        ("the disk is full", "đã đầy"),
        ("a promise is broken", "one_in_force"),
    ):
        output = cut_off[1][harm].output
        assert "Lượt chạy không thành công; những gì đã công bố vẫn giữ nguyên." in output
        assert why in output


def test_after_all_that_a_night_gives_what_it_always_would_have_given(cut_off, one_night):
    home, *_ = cut_off
    ended = night(home)
    assert ended.code == 0
    assert nights.tables_of_reports(nights.tables(home)) == nights.tables_of_reports(one_night[1])
    assert inbox.list_file_states(home.inbox_folder) == {}
    for folder in ("archive", "returned", "inbox"):
        assert nights.files(home.root / folder) == nights.files(one_night[0].root / folder)
    assert list(home.build_folder.iterdir()) == []
