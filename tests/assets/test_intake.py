"""From the inbox to the register: what is appended, what goes where, and what a fault changes.

How single cells are read and checked has specs of its own; here it is the way through.
"""

import os
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from assets.intake import INTAKE_TABLES, IntakeResult, ingest_inbox
from assets.raw import archive, inbox
from assets.raw.reading_pool import ReadingPool
from tests.sent import (
    CATALOGUE,
    CELLS,
    RECEIVED,
    SCHOOLS,
    arrive,
    new_home,
    register_of,
    schools,
    send,
)
from warehouse.forms.blank.template import BlankForm
from warehouse.forms.file_names import MASKED_NAME, FileNames
from warehouse.forms.manifest import MANIFEST_SHEET
from warehouse.periods import parse_period_code

FAULTY = {
    "C6": "Phòng Tư pháp quận",
    "C7": "6 tháng cuối năm 2023",
    "D11": "hai mươi",
    "D12": None,
    "D14": 9001,
    "D15": -3,
}
LATIN = os.fsdecode("báo cáo.xlsx".encode("latin-1"))


def rows(register, sql, **parameters):
    return register.query_rows(sql, parameters)


def own_layout(path):
    """Write two of the office's own sheets into one file: one for each half of the year."""
    book = Workbook()
    book.remove(book.active)
    for title in ("6 tháng đầu năm 2023", "6 tháng cuối năm 2022"):
        sheet = book.create_sheet(title)
        sheet.append(["Phòng Giáo dục và Đào tạo quận"])
        sheet.append([f"BÁO CÁO KẾT QUẢ {title}"])
        sheet.append([])
        sheet.append(["TT", "Chỉ tiêu", "Số liệu"])
        for number, element in enumerate(CATALOGUE.forms["education"].elements, 1):
            sheet.append([number, element.name_vi, SCHOOLS[element.element]])
    book.save(path)


def unknown_unit(path):
    """Write our own form with a hidden sheet that names an office unknown to the catalogue."""
    send(path, schools())
    book = load_workbook(path)
    manifest = book[MANIFEST_SHEET]["A1"]
    manifest.value = manifest.value.replace("DK-GDDT", "DK-MOI")
    book["Báo cáo"]["C6"] = "Phòng Mới"
    book.save(path)


# One night


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    home = new_home(tmp_path_factory.mktemp("home"))
    box = home.inbox_folder
    send(box / "BC T1.xlsx", schools())
    (box / "chép.xlsx").write_bytes((box / "BC T1.xlsx").read_bytes())
    send(box / "sai.xlsx", schools(), FAULTY)
    send(box / LATIN, schools(school_sessions=31))
    own_layout(box / "BC T2.xlsx")
    unknown_unit(box / "lạ.xlsx")
    (box / "thư.docx").write_bytes(b"Kinh gui")
    (box / "dở.xlsx.part").write_bytes(b"PK")
    for minutes, path in enumerate(sorted(box.glob("*.*"))):
        arrive(path, RECEIVED + timedelta(minutes=minutes))
    arrive(box / "BC T1.xlsx", RECEIVED - timedelta(minutes=1))
    return home, {p.name: sha256(p.read_bytes()).hexdigest() for p in box.glob("*.*")}


@pytest.fixture(scope="module")
def night(sent):
    home, hashes = sent
    progress_calls = []
    with register_of(home) as register:
        intake_result = ingest_inbox(
            home, CATALOGUE, register, lambda done, of: progress_calls.append((done, of))
        )
        yield home, hashes, intake_result, register, progress_calls


@pytest.fixture(scope="module")
def register(night):
    return night[3]


def submission(night, name, number=1):
    return f"{night[1][name][:16]}-{number}"


def test_a_run_says_what_it_took_in(night):
    intake_result = night[2]
    assert (intake_result.file_count, intake_result.known_count, intake_result.unopened_files) == (
        7,
        1,
        (),
    )
    assert [s.submission for s in intake_result.submissions] == [
        s for (s,) in rows(night[3], "SELECT submission FROM raw.submissions ORDER BY received_at")
    ]
    assert [(c.form, len(c.reports)) for c in intake_result.form_results] == [("education", 6)]


def test_the_one_who_waits_hears_how_far_it_is(night):
    assert night[4] == [(done, 7) for done in range(1, 8)]


def test_a_submission_says_what_came_and_as_what_it_was_recognised(night, register):
    assert rows(
        register,
        "SELECT submission, sha256, received_at, form, unit, period, sheet, layout, form_version, "
        "synthetic, decision, reason FROM raw.submissions WHERE file_name = 'BC T1.xlsx'",
    ) == [
        (
            submission(night, "BC T1.xlsx"),
            night[1]["BC T1.xlsx"],
            RECEIVED - timedelta(minutes=1),
            "education",
            "DK-GDDT",
            "2023-H1",
            "Báo cáo",
            "template",
            1,
            False,
            None,
            None,
        )
    ]


def test_every_cell_is_there_with_its_address(night, register):
    assert rows(
        register,
        "SELECT element, sheet, cell, raw_text, state, value FROM raw.cells WHERE submission = $s",
        s=submission(night, "BC T1.xlsx"),
    ) == [
        (element, "Báo cáo", CELLS[element], str(value), "value", value)
        for element, value in SCHOOLS.items()
    ]


def test_what_was_typed_is_kept_even_where_it_is_no_number(night, register):
    assert rows(
        register,
        "SELECT cell, raw_text, state, value FROM raw.cells WHERE submission = $s ORDER BY cell",
        s=submission(night, "sai.xlsx"),
    ) == [
        ("D11", "hai mươi", "unreadable", None),
        ("D12", "", "missing", None),
        ("D13", "9000", "value", 9000),
        ("D14", "9001", "value", 9001),
        ("D15", "-3", "value", -3),
    ]


def test_every_fault_is_found_at_once_each_in_its_cell(night, register):
    assert rows(
        register,
        "SELECT cell, code, severity, element, observed, form, unit, period, sheet "
        "FROM raw.findings WHERE submission = $s ORDER BY cell",
        s=submission(night, "sai.xlsx"),
    ) == [
        (cell, code, "error", element, observed, "education", "DK-GDDT", "2023-H1", "Báo cáo")
        for cell, code, element, observed in (
            ("C6", "E-UNIT-002", None, "Phòng Tư pháp quận"),
            ("C7", "E-PERIOD-004", None, "6 tháng cuối năm 2023"),
            ("D11", "E-NUM-001", "schools", "hai mươi"),
            ("D12", "E-MISS-001", "schools_with_activity", ""),
            ("D14", "E-PART-001", "students_reached", "9001"),
            ("D15", "E-NEG-001", "school_sessions", "-3"),
        )
    ]


def test_a_fault_is_worded_in_both_languages(night, register):
    assert rows(
        register,
        "SELECT message_vi, message_en FROM raw.findings WHERE code = 'E-PART-001'",
    ) == [
        (
            "«Số học sinh được tuyên truyền (lũy kế từ đầu năm)» (9001) lớn hơn tổng "
            "«Tổng số học sinh THPT và GDNN» (9000, ô D13).",
            "«Students reached (year to date)» (9001) is larger than its whole "
            "«Upper-secondary and vocational students» (9000, D13).",
        )
    ]


def test_a_faultless_report_has_no_finding(night, register):
    assert (
        rows(
            register,
            "FROM raw.findings WHERE submission = $s",
            s=submission(night, "BC T1.xlsx"),
        )
        == []
    )


def test_an_office_that_is_not_in_the_catalogue_is_no_unit(night, register):
    one = submission(night, "lạ.xlsx")
    assert rows(register, "SELECT unit FROM raw.submissions WHERE submission = $s", s=one) == [
        (None,)
    ]
    assert rows(
        register, "SELECT code, cell, observed FROM raw.findings WHERE submission = $s", s=one
    ) == [("E-UNIT-001", "C6", "Phòng Mới")]


def test_a_file_with_two_reports_is_two_submissions(night, register):
    assert rows(
        register,
        "SELECT submission, sheet, period, layout FROM raw.submissions "
        "WHERE file_name = 'BC T2.xlsx' ORDER BY submission",
    ) == [
        (
            submission(night, "BC T2.xlsx", number),
            sheet,
            period,
            "typed",
        )
        for number, sheet, period in (
            (1, "6 tháng đầu năm 2023", "2023-H1"),
            (2, "6 tháng cuối năm 2022", "2022-H2"),
        )
    ]


def test_what_is_no_spreadsheet_is_registered_and_decided(night, register):
    one = submission(night, "thư.docx")
    ((decision, reason, form),) = rows(
        register, "SELECT decision, reason, form FROM raw.submissions WHERE submission = $s", s=one
    )
    assert (decision, form) == ("unrecognised", None)
    assert reason.startswith("Tệp là văn bản không chia thành cột")
    assert rows(register, "SELECT code FROM raw.findings WHERE submission = $s", s=one) == [
        ("E-TEXT-002",)
    ]


def test_the_same_bytes_under_another_name_are_one_submission(night, register):
    assert rows(
        register,
        "SELECT file_name FROM raw.submissions WHERE sha256 = $s",
        s=night[1]["chép.xlsx"],
    ) == [("BC T1.xlsx",)]


def test_a_name_that_is_no_text_stops_nobody(night, register):
    assert rows(
        register,
        "SELECT file_name, form FROM raw.submissions WHERE sha256 = $s",
        s=night[1][LATIN],
    ) == [(f"{MASKED_NAME}.xlsx", "education")]


def test_every_byte_is_archived_and_every_file_put_away(night):
    home, hashes, *_ = night
    complete = {name: sha for name, sha in hashes.items() if not name.endswith(".part")}
    for sha in complete.values():
        assert (
            sha256(archive.find_archived_file(home.archive_folder, sha).read_bytes()).hexdigest()
            == sha
        )
    put_away = [sha256(p.read_bytes()).hexdigest() for p in home.processed_folder.iterdir()]
    assert sorted(put_away) == sorted(complete.values())
    assert [p.name for p in home.inbox_folder.iterdir() if p.is_file()] == ["dở.xlsx.part"]


def test_the_next_night_knows_them_all_again(night):
    home, _, _, register, _ = night
    before = {table: rows(register, f"FROM {table}") for table in INTAKE_TABLES}
    for path in list(home.processed_folder.iterdir()):
        path.rename(home.inbox_folder / path.name)
    again = ingest_inbox(home, CATALOGUE, register)
    assert (again.file_count, again.known_count, again.submissions) == (7, 7, ())
    assert {table: rows(register, f"FROM {table}") for table in INTAKE_TABLES} == before
    assert inbox.list_file_states(home.inbox_folder) == {}


# Nights that go wrong


@pytest.fixture
def home(tmp_path):
    return new_home(tmp_path / "home")


def test_an_empty_inbox_makes_empty_tables(home):
    with register_of(home) as register:
        assert ingest_inbox(home, CATALOGUE, register) == IntakeResult(0, 0)
        assert not any(rows(register, f"FROM {table}") for table in INTAKE_TABLES)


def test_an_archive_that_cannot_be_written_fails_the_run_and_leaves_the_inbox_as_it_was(home):
    content = b"no room for this"
    (home.inbox_folder / "a.xlsx").write_bytes(content)
    arrive(home.inbox_folder / "a.xlsx")
    (home.archive_folder / sha256(content).hexdigest()[:2]).write_bytes(
        b"a file where a folder must be"
    )
    with register_of(home) as register:
        with pytest.raises(OSError, match=r"exists|directory"):
            ingest_inbox(home, CATALOGUE, register)
        assert rows(register, "FROM raw.submissions") == []
    assert [p.name for p in inbox.list_file_states(home.inbox_folder)] == ["a.xlsx"]


def test_the_archive_is_durable_before_the_register_knows_of_it(home, monkeypatch):
    send(home.inbox_folder / "a.xlsx", schools())

    def power_cut(_):
        raise OSError("the lights went out")

    with register_of(home) as register:
        with monkeypatch.context() as patch:
            patch.setattr("assets.intake.archive.sync_archive", power_cut)
            with pytest.raises(OSError, match="lights"):
                ingest_inbox(home, CATALOGUE, register)
        assert rows(register, "FROM raw.submissions") == []
        assert ingest_inbox(home, CATALOGUE, register).file_count == 1


def test_a_run_that_fails_registers_nothing_and_leaves_the_inbox_as_it_was(home, monkeypatch):
    send(home.inbox_folder / "a.xlsx", schools())

    def fails(_):
        raise RuntimeError("the findings cannot be written")

    with register_of(home) as register:
        with monkeypatch.context() as patch:
            patch.setattr("assets.intake.register_rows.build_finding_table", fails)
            with pytest.raises(RuntimeError, match="cannot be written"):
                ingest_inbox(home, CATALOGUE, register)
        assert not any(rows(register, f"FROM {table}") for table in INTAKE_TABLES)
        assert [p.name for p in inbox.list_file_states(home.inbox_folder)] == ["a.xlsx"]
        assert len(ingest_inbox(home, CATALOGUE, register).submissions) == 1


def test_a_report_that_arrives_over_another_during_the_run_is_not_lost(home):
    path = home.inbox_folder / "a.xlsx"
    send(path, schools())
    correction = home.root / "correction.xlsx"
    send(correction, schools(schools=21), at=RECEIVED + timedelta(hours=1))

    with register_of(home) as register:
        ingest_inbox(home, CATALOGUE, register, lambda done, of: correction.replace(path))
        ingest_inbox(home, CATALOGUE, register)
        assert rows(
            register, "SELECT value FROM raw.cells WHERE element = 'schools' ORDER BY value"
        ) == [(20,), (21,)]


# A zip


def test_a_zip_is_as_many_submissions_as_reports_and_one_for_what_was_not_read(home):
    with ZipFile(home.inbox_folder / "cả quý.zip", "w") as package:
        for number, period in enumerate(("2022-H2", "2023-H1"), 1):
            send(home.root / "form.xlsx", replace(schools(), period=parse_period_code(period)))
            package.write(home.root / "form.xlsx", f"{number}.xlsx")
        package.writestr("hỏng.xlsx", b"PK")
    arrive(home.inbox_folder / "cả quý.zip")
    with register_of(home) as register:
        ingest_inbox(home, CATALOGUE, register)
        assert rows(
            register,
            "SELECT right(submission, 2), s.sheet, decision, f.code, f.sheet "
            "FROM raw.submissions AS s LEFT JOIN raw.findings AS f USING (submission) "
            "ORDER BY submission",
        ) == [
            ("-1", "[1.xlsx]Báo cáo", None, None, None),
            ("-2", "[2.xlsx]Báo cáo", None, None, None),
            (
                "-3",
                None,
                "unrecognised",
                "E-TEXT-002",
                f"[{FileNames(CATALOGUE).reduce_member('hỏng.xlsx')}]",
            ),
        ]


def test_addresses_that_are_no_cells_stand_before_those_that_are(home):
    (home.inbox_folder / "b.json").write_text(
        '{"dataSet": "education", "orgUnit": "DK-GDDT", "period": "2023Q1", '
        '"dataValues": [{"dataElement": "schools", "value": "1.5"}]}',
        encoding="utf-8",
    )
    arrive(home.inbox_folder / "b.json")
    with register_of(home) as register:
        (submission,) = ingest_inbox(home, CATALOGUE, register).submissions
    assert {f.cell for f in submission.findings} == {
        None,
        "$.dataValues",
        "$.dataValues[0].value",
    }


# What was known before


def test_a_year_to_date_figure_is_held_against_the_report_in_force(home):
    """Not against one that was returned, nor one that was superseded."""
    nights = (
        ("2023-H1", {}, 1),
        ("2023-H1", {"students_reached": 5000}, 2),  # the correction in force
        ("2023-H1", {"students_reached": 8000, "school_sessions": -1}, 3),  # returned
        ("2023-H2", {"students_reached": 4999}, 200),
    )
    with register_of(home) as register:
        for number, (period, values, days) in enumerate(nights):
            blank = BlankForm("education", "DK-GDDT", parse_period_code(period), SCHOOLS | values)
            path = home.inbox_folder / f"{number}.xlsx"
            send(path, blank, at=RECEIVED + timedelta(days=days))
            ingest_inbox(home, CATALOGUE, register)
        assert rows(
            register,
            "SELECT file_name, code, cell, message_en FROM raw.findings "
            "JOIN raw.submissions USING (submission) ORDER BY file_name",
        ) == [
            ("2.xlsx", "E-NEG-001", "D15", "«Sessions held in schools» is negative (-1)."),
            (
                "3.xlsx",
                "W-CUMULATIVE-001",
                "D14",
                "«Students reached (year to date)», year to date, is 4999: lower than the period "
                "before (5000).",
            ),
        ]


def test_a_text_that_no_file_can_hold_keeps_back_no_other(tmp_path):
    home = new_home(tmp_path / "home")
    send(home.inbox_folder / "BC T1.xlsx", schools())
    half = '{"dataSet": "education", "orgUnit": "\\ud800", "dataValues": [{"dataElement": "x"}]}'
    (home.inbox_folder / "nửa chữ.json").write_text(half, encoding="utf-8")
    arrive(home.inbox_folder / "nửa chữ.json")
    with register_of(home) as register:
        assert len(ingest_inbox(home, CATALOGUE, register).submissions) == 2
    assert inbox.list_ready_deliveries(home.inbox_folder) == []


class LateFirstPool(ReadingPool):
    """Answers in the reverse of the order asked for, as busy readers may."""

    def read_deliveries(self, deliveries):
        yield from reversed(list(super().read_deliveries(deliveries)))


def test_files_of_one_moment_are_taken_in_by_their_names_whatever_reader_is_first(tmp_path):
    home = new_home(tmp_path / "home")
    for name, sessions in (("Hoa.xlsx", 7), ("An.xlsx", 5), ("Bình.xlsx", 6)):
        send(home.inbox_folder / name, schools(school_sessions=sessions))
    pool = LateFirstPool(CATALOGUE.folder, home.archive_folder)
    with register_of(home) as register:
        ingest_inbox(home, CATALOGUE, register, pool=pool)
        taken_in = rows(
            register,
            "SELECT s.file_name, c.value FROM raw.submissions AS s JOIN raw.cells AS c "
            "USING (submission) WHERE c.element = 'school_sessions' ORDER BY s.rowid",
        )
    assert taken_in == [(f"{MASKED_NAME}.xlsx", value) for value in (5, 6, 7)]
