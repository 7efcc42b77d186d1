"""A zip of reports: every member read, and nothing expanded beyond bounds."""

import io
import zipfile

import pytest

from tests.sent import CATALOGUE
from tests.warehouse.forms import typed_files as files
from tests.warehouse.forms.typed_files import GRID, as_csv, as_xlsx, is_whole, read, values, zipped
from warehouse.files.formats import zip_bundle
from warehouse.files.formats.zip_bundle import ZipBudget, read_members
from warehouse.files.grid import UnreadableError
from warehouse.forms.file_names import MASKED_NAME, FileNames

CSV = as_csv().encode()


def names(content):
    return [name for name, _ in read_members(content, ZipBudget())]


def stored(member):
    """Return the name of a member as far as the allow list passes it."""
    return FileNames(CATALOGUE).reduce_member(member)


def code_of(content):
    reading = read(content)
    assert reading.reports == ()
    return [d.code for d in reading.drafts]


def test_every_members_reports_with_the_member_before_the_sheet():
    second = (*GRID[:2], ("6 tháng cuối năm 2023",), *GRID[3:])
    reports = read(zipped({"quý/a.xlsx": as_xlsx(), "b.csv": as_csv(second)})).reports
    assert [(r.sheet, r.period) for r in reports] == [
        (f"[{stored('quý/a.xlsx')}]BC", "2023-H1"),
        ("[b.csv]CSV", "2023-H2"),
    ]
    assert all(values(r) == files.VALUES for r in reports)


def test_doubts_of_a_member_stand_on_its_sheet():
    grid = (*GRID[:6], (*GRID[6][:3], "khoảng 17", ""), *GRID[7:])
    (report,) = read(zipped({"a.csv": as_csv(grid)})).reports
    assert [(d.sheet, d.cell) for d in report.drafts] == [("[a.csv]CSV", "D7")]


def test_a_zip_in_a_zip_but_no_deeper():
    inner = zipped({"a.xlsx": as_xlsx()})
    (report,) = read(zipped({"phường.zip": inner})).reports
    assert report.sheet == "[phường.zip/a.xlsx]BC"
    assert code_of(zipped({"2.zip": zipped({"1.zip": inner})})) == ["E-ZIP-001"]


def test_what_systems_leave_behind_is_ignored():
    left = ("__MACOSX/._a.xlsx", ".DS_Store", "a/.b.xlsx", "~$a.xlsx", "Thumbs.db", "thư mục/")
    assert names(zipped(dict.fromkeys(left, b"x") | {"a.xlsx": b"x"})) == ["a.xlsx"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\nb\u202excod.csv", "x" * 300])
def test_a_name_is_text_for_the_eye(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (report,) = read(zipped({name: CSV})).reports
    assert report.sheet.startswith(f"[{MASKED_NAME}")
    assert report.sheet.isprintable()
    assert len(report.sheet) < 120
    assert list(tmp_path.iterdir()) == []


def test_too_many_members_are_refused_unread():
    few = zipped({f"{n}.csv": CSV for n in range(3)} | {f"{n}.txt": b"" for n in range(197)})
    many = zipped({f"{n}.csv": CSV for n in range(zip_bundle.MAX_ZIP_MEMBERS + 1)})
    assert len(read(few).reports) == 3
    assert code_of(many) == ["E-ZIP-001"]


def test_too_much_is_refused_before_it_is_expanded(monkeypatch):
    def never(*_):
        raise AssertionError("expanded")

    bomb = zipped({"a.csv": bytes(zip_bundle.MAX_ZIP_BYTES + 1)})
    dense = zipped({"a.csv": bytes(2 << 20)})
    monkeypatch.setattr(zipfile.ZipFile, "read", never)
    assert len(bomb) < 100_000
    assert (code_of(bomb), code_of(dense)) == (["E-FILE-013"], ["E-ZIP-001"])


def test_zips_in_a_zip_share_one_budget():
    budget = ZipBudget()
    inner = zipped({f"{n}.csv": b"x" for n in range(150)})
    assert len(list(read_members(inner, budget))) == 150
    with pytest.raises(UnreadableError):
        list(read_members(inner, budget))


def test_a_broken_member_is_told_and_the_others_are_read():
    broken = zipped({"a.csv": CSV, "b.csv": CSV.replace(b"17", b"18")})
    at = broken.index(b"b.csv") + 40
    reading = read(broken[:at] + b"\xff\xff\xff" + broken[at + 3 :])
    assert [is_whole(r) for r in reading.reports] == [True]
    assert [(d.code, d.sheet) for d in reading.drafts] == [("E-FILE-012", "[b.csv]")]


def test_a_member_with_a_password_is_told():
    locked = bytearray(zipped({"a.csv": CSV}))
    locked[6] |= 1
    at = locked.index(b"PK\x01\x02") + 8
    locked[at] |= 1
    assert code_of(bytes(locked)) == ["E-FILE-011"]


def test_a_letter_in_the_zip_is_a_warning_beside_the_report():
    reading = read(
        zipped({"a.csv": CSV, "công văn.pdf": b"%PDF-1.7\x00", "ảnh.jpg": b"\xff\xd8\x00"})
    )
    (report,) = reading.reports
    assert reading.drafts == ()
    assert [(d.code, d.observed) for d in report.drafts] == [
        ("W-FILE-001", "công văn.pdf"),
        ("W-FILE-001", stored("ảnh.jpg")),
    ]


def test_a_table_that_is_no_form_is_an_error_beside_the_report():
    reading = read(zipped({"a.csv": CSV, "b.xlsx": as_xlsx([("1", "2")])}))
    assert len(reading.reports) == 1
    assert [(d.code, d.sheet) for d in reading.drafts] == [("E-FORM-001", "[b.xlsx]BC")]


@pytest.mark.parametrize("content", [zipped({}), zipped({"công văn.pdf": b"%PDF\x00"})])
def test_a_zip_without_a_report_is_not_recognised(content):
    assert code_of(content)[0] == "E-FORM-001"


def test_a_zip_cut_short_cannot_be_read():
    content = zipped({"a.csv": CSV})
    assert code_of(content[:-30]) == ["E-FILE-012"]


def test_a_member_that_claims_less_than_it_holds_gives_nothing():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.csv", CSV)
        package.filelist[0].file_size = 10
    assert code_of(content.getvalue()) == ["E-FILE-012"]
