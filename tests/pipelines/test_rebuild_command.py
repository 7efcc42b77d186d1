"""`chiso rebuild`: the register of several nights made anew, whatever befell the one before.

Nights are dear: the home is made once, and each test harms a copy.
"""

import json
import os
import re
import shutil
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from assets.outbox.publication_ledger import list_publications
from assets.recovery.comparison import compare_databases
from assets.recovery.journal_head import read_journal_head
from pipelines import cli
from tests.pipelines import nights
from tests.pipelines.alerts import servers
from tests.pipelines.alerts.addressed import catalogue_with, contact, mailbox
from tests.pipelines.night_variables import NightVariables
from tests.pipelines.test_layout_commands import answer
from tests.pipelines.test_older_form import add_teachers
from tests.raw.test_renewal import court
from tests.sent import RECEIVED, arrive, new_home, police, schools, send
from tests.warehouse.forms.layouts.drawn_sheets import FIRST_QUARTER, draw, write_xlsx
from warehouse import open_published
from warehouse.forms.file_names import MASKED_NAME
from warehouse.home import Home
from warehouse.journal.journal_entry import JournalError
from warehouse.store import Store

LATER = datetime(2023, 7, 20, tzinfo=UTC)
OBSTACLES = {"obstacle_1": "Thiếu kinh phí in tờ rơi."}


def night(home, arguments=()):
    catalogue = NightVariables(CHISO_CATALOGUE=os.environ["CHISO_CATALOGUE"])
    return nights.night(home, catalogue, arguments)


def chiso(home, *arguments):
    texts = [str(a) for a in (*arguments, "--home", home.root)]
    return CliRunner(env=nights.SETTINGS).invoke(cli.app, texts, catch_exceptions=False)


def tables(path):
    """Return all rows of all tables that have rows, in the order in which they were written."""
    with Store(path, read_only=True) as store:
        names = store.query_rows(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
            "WHERE database_name = current_database()"
        )
        rows = {name: store.query_rows(f"FROM {name}") for (name,) in names}
    return {name: table for name, table in rows.items() if table}


@pytest.fixture(scope="module")
def surrounded(tmp_path_factory):
    """Set a catalogue with a source of files and with people who hear of the nights by mail."""
    folder = tmp_path_factory.mktemp("surrounded")
    with ExitStack() as stack:
        port = stack.enter_context(servers.mail()).port
        catalogue = catalogue_with(
            folder / "catalogue",
            contact("tong_hop", "", "officer", mailbox(port, "vp")),
            contact("gddt", "DK-GDDT", "sender", mailbox(port, "gddt")),
        )
        (folder / "sent").mkdir()
        source = f"- source: thu_muc\n  url: file://{folder}/sent\n"
        (catalogue / "sources.yaml").write_text(source, encoding="utf-8")
        variables = stack.enter_context(pytest.MonkeyPatch.context())
        variables.setenv("CHISO_CATALOGUE", str(catalogue))
        yield folder / "sent"


@pytest.fixture(scope="module")
def lived(surrounded, tmp_path_factory):
    """Make a home of three nights: reports, a lost file, a correction, decisions of people."""
    nights.warm_up()
    home = new_home(tmp_path_factory.mktemp("lived") / "home")
    send(home.inbox_folder / "trường.xlsx", schools(), {"E11": "Có điều chỉnh theo kế hoạch."})
    (surrounded / "nguồn.xlsx").write_bytes(b"PK\x03\x04 no workbook of the source")
    arrive(surrounded / "nguồn.xlsx", RECEIVED)
    send(home.inbox_folder / "công an.xlsx", police(), {"D11": "hai mươi"})
    (home.inbox_folder / "hỏng.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    arrive(home.inbox_folder / "hỏng.xlsx", RECEIVED)
    (home.inbox_folder / "tòa.xlsx").write_bytes(court())
    arrive(home.inbox_folder / "tòa.xlsx", RECEIVED)
    strange = home.inbox_folder / "tòa quý I.xlsx"
    strange.write_bytes(write_xlsx(draw(FIRST_QUARTER)))
    arrive(strange, RECEIVED)
    assert "layouts/de-xuat" in (first := night(home)).output
    assert first.code == 0
    (proposal,) = (home.root / "layouts").glob("de-xuat-*.xlsx")
    answer(proposal)
    assert chiso(home, "layout", "accept", proposal, "--by", "Hoa").exit_code == 0
    assert chiso(home, "alias", "Án vào sổ", "court.cases_accepted", "--by", "Hoa").exit_code == 0
    corrected = replace(schools(school_sessions=31), obstacles=OBSTACLES)
    send(home.inbox_folder / "sửa.xlsx", corrected, at=LATER)
    larger = schools(schools=50, school_sessions=58)
    send(home.inbox_folder / "nhiều.xlsx", larger, at=LATER + timedelta(hours=1))
    assert night(home).code == 0
    decide_held_report(home)
    answer_obstacle(home)
    snooze = ("alerts", "snooze", "DK-CA", "--until", "2023-09-01", "--reason", "nghỉ phép")
    assert chiso(home, *snooze).exit_code == 0
    with Store(home.snapshot_file, read_only=True) as store:
        ((finding,),) = store.query_rows(
            "SELECT finding FROM marts.findings WHERE state = 'open' ORDER BY finding LIMIT 1"
        )
    out = home.root.parent / "out"
    assert chiso(home, "tables", "2023-H1", "--out", out).exit_code == 0
    acknowledged = ("--reason", "đã hỏi đơn vị", "--until", "2023-12-31")
    assert chiso(home, "findings", "ack", finding, *acknowledged).exit_code == 0
    assert night(home).code == 0
    return home


def decide_held_report(home):
    """Accept the report that waits, and then reject it."""
    report_id = chiso(home, "held", "list").output.partition(": ")[2].split()[0]
    for verdict in ("accept", "reject"):
        decided = chiso(home, "held", verdict, report_id, "--reason", "đã gọi lại đơn vị")
        assert decided.exit_code == 0, decided.output


def answer_obstacle(home):
    with Store(home.snapshot_file, read_only=True) as store:
        ((obstacle,),) = store.query_rows("SELECT obstacle FROM core.obstacles")
    reply = ("--text", "Đã cấp 5 triệu đồng.", "--by", "Cán bộ tổng hợp")
    assert chiso(home, "obstacles", "reply", obstacle, *reply).exit_code == 0


@pytest.fixture
def home(lived, tmp_path):
    return Home(shutil.copytree(lived.root, tmp_path / "home", symlinks=True))


def delete(register):
    register.unlink()


def garble(register):
    register.write_bytes(os.urandom(1 << 16))


def cut(register):
    os.truncate(register, register.stat().st_size // 2)


def test_the_home_has_something_of_everything(lived):
    written = tables(lived.register_file)
    assert {
        "raw.cells",
        "raw.deliveries",
        "raw.exports",
        "raw.findings",
        "raw.layout_decisions",
        "raw.finding_events",
        "raw.hold_decisions",
        "raw.holds",
        "raw.notice_attempts",
        "raw.notice_findings",
        "raw.notices",
        "raw.obstacle_replies",
        "raw.remarks",
        "raw.renewed_decisions",
        "raw.replacements",
        "raw.returned_cells",
        "raw.returns",
        "raw.snoozes",
        "raw.submissions",
        "raw.taught_labels",
    } < set(written)
    assert len(written["raw.journal_entries"]) > 8


@pytest.mark.parametrize("harm", [delete, garble, cut])
def test_every_table_is_equal_to_the_one_before(lived, home, harm):
    harm(home.register_file)
    published = nights.files(home.published_folder)
    result = chiso(home, "rebuild")
    assert result.exit_code == 0, result.output
    assert "giống như trước" in result.output
    assert tables(home.register_file) == tables(lived.register_file)
    assert nights.files(home.published_folder) == published
    aside = list(home.root.glob("register.duckdb.before-*"))
    assert len(aside) == (harm is not delete)
    ended = night(home)
    assert ended.code == 0
    assert "Không có gì mới" in ended.output


def test_without_anything_to_compare_with_no_table_is_called_equal(lived, home):
    delete(home.register_file)
    shutil.rmtree(home.published_folder)
    result = chiso(home, "rebuild")
    assert result.exit_code == 0, result.output
    assert "Không đọc được sổ đăng ký trước để so." in result.output
    assert "Không có bản công bố để so" in result.output
    assert "giống như trước" not in result.output
    assert tables(home.register_file) == tables(lived.register_file)


def test_an_equal_register_is_replaced_without_a_trace(lived, home):
    result = chiso(home, "rebuild", "--lang", "en")
    assert result.exit_code == 0
    assert "equal to the one before" in result.output
    assert list(home.root.glob("register.duckdb.*")) == []
    assert tables(home.register_file) == tables(lived.register_file)


def test_the_last_change_of_a_table_behind_the_journal_is_listed(home):
    with Store(home.register_file) as register:
        register.execute("DELETE FROM raw.snoozes")
    result = chiso(home, "rebuild")
    assert result.exit_code == 1
    assert "raw.snoozes khác: trước 0 dòng, nay 1 dòng" in result.output
    (aside,) = home.root.glob("register.duckdb.before-*")
    assert "raw.snoozes" not in tables(aside)


def test_what_is_read_otherwise_than_it_was_is_listed(home, monkeypatch):
    """A published value and an archived report are what another version would read otherwise."""
    for path in sorted(home.journal_folder.iterdir()):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    at = next(i for i, entry in enumerate(lines) if entry["derived"])
    lines[at]["derived"]["raw.cells"]["rows"] += 1
    rewrite_chain(path, lines)
    home.register_file.unlink()
    result = chiso(home, "rebuild")
    assert result.exit_code == 1
    assert f"Mục {at + 1} " in result.output


def test_what_another_catalogue_reads_otherwise_is_listed(home, tmp_path, monkeypatch):
    """The form of another catalogue has one element more: another cell, and other tables."""
    catalogue = shutil.copytree(os.environ["CHISO_CATALOGUE"], tmp_path / "catalogue")
    add_teachers(catalogue)
    monkeypatch.setenv("CHISO_CATALOGUE", str(catalogue))
    home.register_file.unlink()
    result = chiso(home, "rebuild")
    assert result.exit_code == 1
    assert re.search(r"Mục \d+ \(.*\), bảng raw\.cells: trước \d+ dòng, nay", result.output)
    assert re.search(r"Bảng \S+ khác: trước \d+ dòng, nay \d+ dòng", result.output)
    assert "giống như trước" not in result.output


def rewrite_chain(path, entries):
    """Write entries with hashes that fit."""
    from warehouse.journal.journal_entry import NO_LINE, hash_line

    previous, lines = NO_LINE, []
    for entry in entries:
        text = json.dumps(entry | {"previous": previous}, ensure_ascii=False) + "\n"
        lines.append(text.encode())
        previous = hash_line(lines[-1])
    path.write_bytes(b"".join(lines))


def find_first_report(home):
    with Store(home.register_file, read_only=True) as register:
        ((sha256,),) = register.query_rows(
            "SELECT sha256 FROM raw.submissions WHERE unit = 'DK-GDDT' ORDER BY rowid LIMIT 1"
        )
    (path,) = home.archive_folder.glob(f"*/{sha256}.*")
    return path


def test_a_lost_archived_file_is_named_and_the_rest_is_built_and_published(lived, home):
    """The figures of the lost file are published no more, and only with a reason."""
    path = find_first_report(home)
    content = path.read_bytes()
    path.unlink()
    garble(home.register_file)
    result = chiso(home, "rebuild")
    assert result.exit_code == 1
    assert f"{path.stem} ({MASKED_NAME}.xlsx) mất hoặc hỏng" in result.output
    assert "--accept-fewer" in result.output
    refused = night(home)
    assert refused.code == 4
    assert "--accept-fewer" in refused.output
    assert night(home, arguments=("--accept-fewer", "đĩa hỏng")).code == 0
    published = tables(home.snapshot_file)["core.submissions"]
    assert len(published) == len(tables(lived.snapshot_file)["core.submissions"]) - 1
    # A damaged file is as lost as a missing one; the file put back counts again.
    path.write_bytes(content[:-1] + b"?")
    assert chiso(home, "rebuild").exit_code == 1
    path.chmod(0o600)
    path.write_bytes(content)
    assert f"{path.stem} " not in chiso(home, "rebuild").output
    assert night(home).code == 0
    with Store(home.snapshot_file, read_only=True) as store:
        rows = "SELECT submission, decision FROM core.submissions ORDER BY ALL"
        now = store.query_rows(rows)
    with Store(lived.snapshot_file, read_only=True) as store:
        assert now == store.query_rows(rows)


def test_an_empty_archive_stops_the_rebuild_and_nothing_changes(home):
    shutil.rmtree(home.archive_folder)
    home.archive_folder.mkdir()
    garble(home.register_file)
    before = home.register_file.read_bytes()
    result = CliRunner(env=nights.SETTINGS).invoke(cli.app, ["rebuild", "--home", str(home.root)])
    assert "chiso restore" in str(result.exception)
    assert home.register_file.read_bytes() == before


def test_a_night_without_its_register_names_the_way_back(home):
    home.register_file.unlink()
    ended = night(home)
    assert ended.code == 4
    assert "chiso rebuild" in ended.output
    assert chiso(home, "rebuild").exit_code == 0
    assert night(home).code == 0


def test_a_lost_journal_is_made_anew_from_the_register_and_the_nights_go_on(
    lived, home, monkeypatch
):
    monkeypatch.setattr("warehouse.journal.journal_rows.PART_ROWS", 100)
    shutil.rmtree(home.journal_folder)
    refused = night(home)
    assert (refused.code, "chiso rebuild --journal" in refused.output) == (1, True)
    with pytest.raises(JournalError, match="chiso rebuild --journal"):
        chiso(home, "rebuild")
    result = chiso(home, "rebuild", "--journal")
    assert (result.exit_code, "không dòng nào mất" in result.output) == (0, True)
    again = chiso(home, "rebuild", "--journal", "--lang", "en")
    assert (again.exit_code, "lacks nothing" in again.output) == (0, True)
    verified = chiso(home, "verify", "--all")
    assert verified.exit_code == 0, verified.output
    registered = tables(home.register_file)
    earlier_lines = tables(lived.register_file).pop("raw.journal_entries")
    registered_lines = registered.pop("raw.journal_entries")
    assert registered_lines[: len(earlier_lines)] == earlier_lines
    assert len(registered_lines) > len(earlier_lines) + 1
    home.register_file.unlink()
    rebuilt = chiso(home, "rebuild")
    assert rebuilt.exit_code == 0, rebuilt.output
    now, before = tables(home.register_file), tables(lived.register_file)
    for table in (now, before):
        del table["raw.journal_entries"]
    assert now == before == registered
    assert "Không có gì mới" in night(home).output
    with pytest.raises(JournalError, match="trước khi nhật ký được lập lại"):
        chiso(home, "publication", 1)
    send(home.inbox_folder / "sửa nữa.xlsx", schools(school_sessions=32), at=LATER)
    assert night(home).code == 0
    rebuilt = chiso(home, "rebuild")
    assert rebuilt.exit_code == 0, rebuilt.output
    assert "Không có bản công bố để so" not in rebuilt.output
    assert chiso(home, "publication", 4).exit_code == 0


def test_each_publication_made_again_equals_what_was_published(home):
    files_by_entry = {  # the moment is the same each night here, the place in the journal is not
        head.built_sequence: folder / "office" / "warehouse.duckdb"
        for folder in home.published_folder.iterdir()
        if not folder.is_symlink() and (head := read_journal_head(folder / "office"))
    }
    with Store(home.register_file, read_only=True) as register:
        publications = list_publications(register)
    assert sorted(publications) == [1, 2, 3]
    for number, record in publications.items():
        result = chiso(home, "publication", number)
        assert (result.exit_code, "Mọi bảng bằng nhau" in result.output) == (0, True)
        again = home.root / "publications" / f"{number}.duckdb"
        assert compare_databases(files_by_entry[record.built_sequence], again) == []
    with open_published(home.root) as published:
        past = published.publication(1).query_rows("SELECT max(received_at) FROM core.submissions")
        now = published.query_rows("SELECT max(received_at) FROM core.submissions")
    assert past < now


def test_what_was_known_at_a_publication_is_what_was_published_then(home):
    chiso(home, "publication", 2)
    with open_published(home.root) as published, published.publication(2) as past:
        ((moment,),) = past.query_rows("SELECT happened_at FROM catalogue.moment")
        with published.as_of(moment) as known:
            for table in ("core.observations", "marts.reporting_rates", "marts.indicator_values"):
                assert known.query_rows(f"FROM {table} ORDER BY ALL") == past.query_rows(
                    f"FROM {table} ORDER BY ALL"
                ), table


def test_a_publication_made_again_after_a_change_of_the_past_says_which_tables_differ(home):
    with Store(home.register_file) as register:
        register.execute(
            "UPDATE raw.publications SET code = 'other', program_version = '0.1', "
            'table_versions = json_merge_patch(table_versions, \'{"core.remarks": "1-0"}\') '
            "WHERE publication = 1"
        )
    result = chiso(home, "publication", 1)
    assert result.exit_code == 1
    assert "1 bảng khác với khi công bố: core.remarks" in result.output
    assert "phiên bản khác của chương trình (0.1)" in result.output


def test_publications_are_listed_and_an_unknown_one_is_refused(home):
    assert len(chiso(home, "publication").output.splitlines()) > len([1, 2, 3])
    result = chiso(home, "publication", 9)
    assert result.exit_code == 2
    assert "Không có lần công bố số 9; có: 1–3." in result.output
