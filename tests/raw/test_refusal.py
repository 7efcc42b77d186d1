"""A file with personal data: refused at the door, told where, and kept nowhere but apart."""

import os
import stat
import zipfile
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from html import unescape
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from assets.intake import INTAKE_TABLES, ingest_inbox
from assets.published.report_returns import return_reports
from assets.raw.refusal import (
    REFUSAL_CODE,
    REFUSED_FILE_DAYS,
    mask_file_name,
    purge_refused_files,
    search_file,
)
from assets.raw.refused_report import identify_refused_report
from tests.sent import CATALOGUE, RECEIVED, arrive, new_home, register_of, schools, send
from warehouse.forms.file_names import MASKED_NAME
from warehouse.forms.manifest import MANIFEST_SHEET

NOTE = "Nguyễn Thị Hoa, sinh 1985, thôn 3"
PERSONAL_NAME = "Bùi Thị Xuân 031185001234.xlsx"
SECRETS = ("Nguyễn Thị Hoa", "sinh 1985", "thôn 3", "Bùi Thị Xuân", "031185001234")


def refuse(content, name):
    """Return the reason why a file is refused; every part of the file must be searched."""
    search_result = search_file(content, name)
    assert search_result.unread_parts == ()
    return search_result.drafts


def unpacked(path):
    """Yield every byte of a file, and the contents of a workbook's archive."""
    content = path.read_bytes()
    yield content
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            # A writer may spell letters as numbers: &#7877; is ễ.
            parts = [archive.read(name) for name in archive.namelist()]
            yield from (unescape(part.decode("utf-8", "replace")).encode() for part in parts)
            yield "".join(archive.namelist()).encode()


def list_leaked_secrets(folder, but):
    """Return the secrets in names or bytes of files under a folder, `but` left out."""
    secrets = set()
    for path in folder.rglob("*"):
        if path.is_file() and but not in path.parents:
            stored_bytes = [str(path.relative_to(folder)).encode(), *unpacked(path)]
            secrets |= {s for s in SECRETS for part in stored_bytes if s.encode() in part}
    return secrets


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    home = new_home(tmp_path_factory.mktemp("home"))
    send(home.inbox_folder / "số liệu.xlsx", schools())
    send(home.inbox_folder / "ghi chú.xlsx", schools(), {"E12": NOTE})
    send(
        home.inbox_folder / PERSONAL_NAME,
        schools(schools=21),
        {"E13": NOTE},
        at=RECEIVED + timedelta(hours=1),
    )
    hashes = {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in home.inbox_folder.glob("*.xlsx")
    }
    with register_of(home) as register:
        intake_result = ingest_inbox(home, CATALOGUE, register)
        names = return_reports(home, CATALOGUE, register)
        yield home, hashes, intake_result, register, names


def test_the_register_keeps_hash_name_and_reason(night):
    _, hashes, _, register, _ = night
    assert register.query_rows(
        "SELECT sha256, file_name, form, unit, decision, reason FROM raw.submissions "
        "WHERE decision IS NOT NULL ORDER BY received_at"
    ) == [
        (
            hashes["ghi chú.xlsx"],
            "ghi chú.xlsx",
            "education",
            "DK-GDDT",
            "refused",
            "Có dữ liệu cá nhân ở ô E12: họ tên kèm năm sinh. "
            "Tệp bị từ chối, không vào kho lưu; chờ 7 ngày trong refused/ rồi bị xóa.",
        ),
        (
            hashes[PERSONAL_NAME],
            f"{MASKED_NAME}.xlsx",
            "education",
            "DK-GDDT",
            "refused",
            "Có dữ liệu cá nhân ở tên tệp: số căn cước công dân. "
            "Tệp bị từ chối, không vào kho lưu; chờ 7 ngày trong refused/ rồi bị xóa.",
        ),
    ]


def test_the_place_and_the_kind_are_told_and_never_the_text(night):
    _, _, _, register, _ = night
    assert register.query_rows(
        "SELECT sheet, cell, code, severity, observed FROM raw.findings ORDER BY cell"
    ) == [
        ("Báo cáo", "E12", REFUSAL_CODE, "error", ""),
        ("Báo cáo", "E13", REFUSAL_CODE, "error", ""),
        (None, None, REFUSAL_CODE, "error", ""),
    ]


def test_a_refused_file_gives_no_figure(night):
    home, hashes, intake_result, register, _ = night
    accepted_hash = hashes["số liệu.xlsx"]
    assert {s.sha256 for s in intake_result.submissions if s.report} == {accepted_hash}
    assert register.query_rows("SELECT DISTINCT submission FROM raw.cells") == [
        (f"{accepted_hash[:16]}-1",)
    ]
    assert [p.stem for p in home.archive_folder.rglob("*.xlsx")] == [accepted_hash]
    assert [p.name for p in home.processed_folder.iterdir()] == ["số liệu.xlsx"]


def test_it_waits_under_its_hash_for_its_owner_alone(night):
    home, hashes, *_ = night
    refused = {hashes["ghi chú.xlsx"], hashes[PERSONAL_NAME]}
    assert {p.name for p in home.refused_folder.iterdir()} == {f"{sha}.xlsx" for sha in refused}
    assert stat.S_IMODE(home.refused_folder.stat().st_mode) == 0o700
    assert [p for p in home.inbox_folder.iterdir() if p.is_file()] == []


def test_nothing_of_it_is_in_any_other_file(night):
    home, _, _, register, _ = night
    register.query_rows("CHECKPOINT")
    assert list_leaked_secrets(home.root, but=home.refused_folder) == set()
    stored_rows = str([register.query_rows(f"FROM {table}") for table in INTAKE_TABLES])
    assert [secret for secret in SECRETS if secret in stored_rows] == []
    assert list_leaked_secrets(home.root, but=home.published_folder) == set(SECRETS[:3])


def test_its_sender_is_told_by_a_list_alone(night):
    home, _, _, _, names = night
    assert len(names) == 2
    book = load_workbook(home.returned_folder / next(n for n in names if n.startswith("ghi chú")))
    (sheet,) = book.worksheets
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert texts[0] == "BÁO CÁO BỊ TỪ CHỐI: CÓ DỮ LIỆU CÁ NHÂN"
    assert "Báo cáo!E12" in texts
    assert "(không hiển thị)" in texts


def test_sent_again_it_is_known_and_set_apart_again(tmp_path):
    home = new_home(tmp_path / "home")
    with register_of(home) as register:
        send(home.root / "a.xlsx", schools(), {"E12": NOTE})
        for _ in range(2):
            (home.inbox_folder / "a.xlsx").write_bytes((home.root / "a.xlsx").read_bytes())
            arrive(home.inbox_folder / "a.xlsx")
            ingest_inbox(home, CATALOGUE, register)
        assert register.query_rows("SELECT decision FROM raw.submissions") == [("refused",)]
    assert len(list(home.refused_folder.iterdir())) == 1
    assert list(home.processed_folder.iterdir()) == []


def test_a_refused_file_is_deleted_after_its_days(tmp_path):
    day = 86_400
    for name, age in (
        ("old.xlsx", REFUSED_FILE_DAYS + 0.01),
        ("young.xlsx", REFUSED_FILE_DAYS - 0.01),
    ):
        path = tmp_path / name
        path.write_bytes(b"x")
        os.utime(path, (100 * day - age * day,) * 2)
    assert purge_refused_files(tmp_path, now=100 * day) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["young.xlsx"]
    assert purge_refused_files(tmp_path / "not there") == 0


def test_an_officers_folder_among_them_stops_no_night(tmp_path):
    (tmp_path / "đã xem").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "đã xem")
    purge_refused_files(tmp_path, now=2e10)
    assert [p.name for p in tmp_path.iterdir()] == ["đã xem"]


def test_a_night_begins_with_deleting_and_counts_it(tmp_path):
    home = new_home(tmp_path / "home")
    home.refused_folder.mkdir()
    arrive_long_ago = home.refused_folder / "old.xlsx"
    arrive_long_ago.write_bytes(b"x")
    arrive(arrive_long_ago)
    with register_of(home) as register:
        assert ingest_inbox(home, CATALOGUE, register).purged_count == 1
    assert list(home.refused_folder.iterdir()) == []


# Where it may hide


def in_a_hidden_sheet(book, state):
    sheet = book.create_sheet("Phụ lục")
    sheet["B5"] = NOTE
    sheet.sheet_state = state


def in_a_defined_name(book):
    book.defined_names["ghi_chu"] = DefinedName("ghi_chu", attr_text=f'"{NOTE}"')


HIDING = {
    "a cell": (lambda b: b["Báo cáo"].__setitem__("E12", NOTE), ("Báo cáo", "E12", "ô E12")),
    "a hidden sheet": (lambda b: in_a_hidden_sheet(b, "hidden"), ("Phụ lục", "B5", "ô B5")),
    "a very hidden sheet": (
        lambda b: in_a_hidden_sheet(b, "veryHidden"),
        ("Phụ lục", "B5", "ô B5"),
    ),
    "our own hidden sheet": (
        lambda b: b[MANIFEST_SHEET].__setitem__("B2", NOTE),
        (MANIFEST_SHEET, "B2", "ô B2"),
    ),
    "our own manifest": (
        lambda b: setattr(
            b[MANIFEST_SHEET]["A1"], "value", b[MANIFEST_SHEET]["A1"].value.replace("Báo cáo", NOTE)
        ),
        (MANIFEST_SHEET, "A1", "ô A1"),
    ),
    "a comment": (
        lambda b: setattr(b["Báo cáo"]["B12"], "comment", Comment(NOTE, "x")),
        ("Báo cáo", None, "chú thích của ô B12"),
    ),
    "a defined name": (in_a_defined_name, (None, None, "tên vùng đã đặt")),
    "a property": (
        lambda b: setattr(b.properties, "description", NOTE),
        (None, None, "thuộc tính tệp (description)"),
    ),
    "a footer": (
        lambda b: setattr(b["Báo cáo"].oddFooter.left, "text", NOTE),
        (None, None, "đầu trang hoặc chân trang"),
    ),
    "a sheet's name": (
        lambda b: b.create_sheet("Nguyen Van An sinh 1985"),
        (None, None, "tên trang tính số 4"),
    ),
}


@pytest.mark.parametrize("where", HIDING)
def test_wherever_it_stands_it_is_found(where, tmp_path):
    hide, place = HIDING[where]
    send(tmp_path / "a.xlsx", schools())
    book = load_workbook(tmp_path / "a.xlsx")
    hide(book)
    book.save(tmp_path / "a.xlsx")
    reason = refuse((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    assert [(d.sheet, d.cell, d.message_values["place"]) for d in reason] == [place]
    assert {(d.code, d.observed) for d in reason} == {(REFUSAL_CODE, "")}


def test_a_word_parted_by_its_formatting_is_read_whole(tmp_path):
    from xlsxwriter import Workbook as Writer

    with Writer(str(tmp_path / "a.xlsx")) as book:
        bold = book.add_format({"bold": True})
        book.add_worksheet("BC").write_rich_string(0, 0, "Nguyễn Thị ", bold, "Hoa", ", sinh 1985")
    assert [d.cell for d in refuse((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")] == ["A1"]


def test_a_plain_text_is_read_cell_by_cell_and_a_value_set_line_by_line():
    content = f"TT,Nội dung\n1,{NOTE}\n".encode()
    assert [d.message_values["place"] for d in refuse(content, "a.csv")] == ["ô B2"]
    assert refuse("TT,Nội dung\n1,12\n".encode(), "a.csv") == ()
    coded = f'{{"dataSet": "ward", "dataValues": [],\n"comment": "{NOTE}"}}'.encode()
    assert [d.message_values["place"] for d in refuse(coded, "a.json")] == ["dòng 2"]


def test_a_file_in_a_zip_and_a_table_in_word_are_searched_too(tmp_path):
    import docx

    document = docx.Document()
    table = document.add_table(1, 3)
    for cell, text in zip(table.rows[0].cells, ("1", "Ghi chú", NOTE), strict=True):
        cell.text = text
    document.save(str(tmp_path / "a.docx"))
    content = (tmp_path / "a.docx").read_bytes()
    assert {d.code for d in refuse(content, "a.docx")} == {REFUSAL_CODE}
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as bundle:
        bundle.writestr("sạch.csv", "TT;Nội dung\n1;12\n")
        bundle.writestr("báo cáo.docx", content)
    assert {d.code for d in refuse((tmp_path / "a.zip").read_bytes(), "a.zip")} == {REFUSAL_CODE}


def test_a_faultless_form_is_not_read_twice(tmp_path, monkeypatch):
    send(tmp_path / "a.xlsx", schools())
    monkeypatch.setattr("assets.raw.refusal.read_file_texts", lambda *_: pytest.fail("read twice"))
    assert refuse((tmp_path / "a.xlsx").read_bytes(), "a.xlsx") == ()


def test_a_list_of_people_is_refused_by_its_headings():
    book = Workbook()
    rows = (("STT", "Họ và tên", "Năm sinh"), (1, "Lò Văn Sơn", 1985), (2, "Vàng", 1990))
    for row in rows:
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    reason = refuse(content.getvalue(), "a.xlsx")
    assert [d.cell for d in reason] == ["B1", "C1", "B2"]


@pytest.mark.parametrize(
    ("name", "printed_name"),
    [
        ("BC thang 5 - Anh Dung.xlsx", "BC thang 5 - Anh Dung.xlsx"),
        ("Nguyen_Thi_Hoa.xlsx", f"{MASKED_NAME}.xlsx"),
        ("danh sach 0912345678.xls", f"{MASKED_NAME}.xls"),
        ("Hoà Nghĩa - T6.2023.xlsx", "Hoà Nghĩa - T6.2023.xlsx"),
    ],
)
def test_a_name_is_masked_when_it_names_someone(name, printed_name):
    assert mask_file_name(name) == printed_name


@pytest.mark.parametrize("number", [912345678, 31187004512, 84912345678])
def test_a_number_without_its_zero_is_refused_among_the_notes_only(tmp_path, number):
    send(tmp_path / "note.xlsx", schools(), {"E12": number})
    send(tmp_path / "count.xlsx", schools(), {"D12": number})
    assert [d.cell for d in refuse((tmp_path / "note.xlsx").read_bytes(), "note.xlsx")] == ["E12"]
    assert refuse((tmp_path / "count.xlsx").read_bytes(), "count.xlsx") == ()


def test_a_place_named_after_a_person_may_stand_beside_an_amount(tmp_path):
    book = Workbook()
    book.active.append(["TT", "Phường", "Số tiền (đồng)", "Năm"])
    for row, name in enumerate(("Trần Phú", "Lê Lợi", "Hoàng Văn Thụ", "Hà Lan"), 1):
        book.active.append([row, name, 450_000_000, 1985])
    book.save(tmp_path / "a.xlsx")
    assert refuse((tmp_path / "a.xlsx").read_bytes(), "a.xlsx") == ()


def test_a_refused_file_of_our_own_form_is_known_by_its_manifest(night):
    _, hashes, _, register, _ = night
    rows = register.query_rows(
        "SELECT file_name, form, unit, period, decision FROM raw.submissions WHERE sha256 = ?",
        [hashes["ghi chú.xlsx"]],
    )
    assert rows == [("ghi chú.xlsx", "education", "DK-GDDT", "2023-H1", "refused")]
    assert identify_refused_report(b"PK nothing", CATALOGUE) is None


def test_a_manifest_that_the_catalogue_does_not_know_names_nobody(tmp_path):
    manifest = send(tmp_path / "a.xlsx", schools())
    book = load_workbook(tmp_path / "a.xlsx")
    for unit in ("DK-NOBODY", manifest.unit):
        book[MANIFEST_SHEET]["A1"] = replace(manifest, unit=unit).to_json()
        book.save(tmp_path / "b.xlsx")
        report = identify_refused_report((tmp_path / "b.xlsx").read_bytes(), CATALOGUE)
        assert (report and report.unit) == (None if unit == "DK-NOBODY" else unit)


def test_a_property_is_removed_with_the_document_inspector(tmp_path):
    send(tmp_path / "a.xlsx", schools())
    book = load_workbook(tmp_path / "a.xlsx")
    book.properties.keywords = "031185001234"
    book.save(tmp_path / "a.xlsx")
    (draft,) = refuse((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    assert "Document Inspector" in draft.message_values["rewriting"]


OFFICE_COVER = (
    ("Đơn vị báo cáo:", "UBND phường Đa Phúc"),
    ("Điện thoại:", "0225.3860000"),
    ("Họ tên người lập biểu:", "Nguyễn Thị Thanh Hòa"),
)
OFFICE_FOOT = (
    ("Số buổi tuyên truyền", 5),
    ("Nơi nhận:", "", "PHÓ VIỆN TRƯỞNG"),
    ("- Phòng LĐTBXH quận Dương Kinh;", "", "Nguyễn Thị Thanh Hòa"),
)
CASE_CARD = (
    ("Công an quận", ""),
    ("Họ tên:", "Nguyễn Thị Thanh Hòa"),
    ("Điện thoại:", "0225.3860000"),
)


@pytest.mark.parametrize(
    ("rows", "cells"),
    [(OFFICE_COVER, []), (OFFICE_FOOT, []), (CASE_CARD, ["A2", "A3"])],
)
def test_the_office_and_whoever_signs_are_no_personal_data(rows, cells):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    content = BytesIO()
    workbook.save(content)
    assert [draft.cell for draft in refuse(content.getvalue(), "bc.xlsx")] == cells
