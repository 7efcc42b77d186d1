"""What nobody could look through for personal data: told, set apart, and never archived."""

import time
import zipfile
from hashlib import sha256

import pytest

from assets.intake import ingest_inbox
from assets.published.report_returns import return_reports
from assets.raw.refusal import REFUSED_FILE_DAYS, search_file
from tests.sent import CATALOGUE, arrive, new_home, register_of, schools, send
from tests.warehouse.files import hostile
from warehouse.forms.file_names import MASKED_NAME, FileNames

LOCKED = hostile.KINDS["workbook with a password"][1](b"")
UNREAD = {
    "có mật khẩu.xlsx": (LOCKED, "E-FILE-011"),
    "quét.pdf": (b"%PDF-1.7\n\x00\x01", "E-FILE-017"),
    "hỏng.xlsx": (b"PK\x03\x04 cut short \x00\x01", "E-FILE-012"),
    "ảnh.zip": (b"Rar!\x1a\x07\x01\x00", "E-FILE-017"),
}
READ = {
    "trống.xlsx": (b"", "E-FILE-010"),
    "thư.txt": ("Kính gửi Phòng LĐTBXH".encode(), "E-FORM-001"),
}
FILE_NAMES = FileNames(CATALOGUE)


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    home = new_home(tmp_path_factory.mktemp("home"))
    for name, (content, _) in (UNREAD | READ).items():
        (home.inbox_folder / name).write_bytes(content)
        arrive(home.inbox_folder / name)
    with (home.inbox_folder / "lớn 031185001234.xlsx").open("wb") as file:
        file.truncate((64 << 20) + 1)
    arrive(home.inbox_folder / "lớn 031185001234.xlsx")
    with register_of(home) as register:
        ingest_inbox(home, CATALOGUE, register)
        names = return_reports(home, CATALOGUE, register)
        yield home, register, names


@pytest.mark.parametrize("name", UNREAD)
def test_it_is_registered_with_its_reason_and_that_it_is_not_kept(night, name):
    _, register, _ = night
    content, code = UNREAD[name]
    assert register.query_rows(
        "SELECT file_name, decision, list(f.code ORDER BY f.code) FROM raw.submissions AS s "
        "JOIN raw.findings AS f USING (submission) WHERE sha256 = ? GROUP BY ALL",
        [sha256(content).hexdigest()],
    ) == [(FILE_NAMES.reduce_name(name), "unrecognised", [code, "N-PII-001"])]


@pytest.mark.parametrize("name", READ)
def test_what_is_empty_or_plain_text_is_searched_and_kept(night, name):
    home, register, _ = night
    content, code = READ[name]
    sha = sha256(content).hexdigest()
    assert (home.processed_folder / FILE_NAMES.reduce_name(name)).exists()
    assert len(list(home.archive_folder.rglob(f"{sha}.*"))) == 1
    assert register.query_rows(
        "SELECT f.code FROM raw.submissions JOIN raw.findings AS f USING (submission) "
        "WHERE sha256 = ?",
        [sha],
    ) == [(code,)]


def test_it_waits_apart_and_nowhere_else_from_the_day_it_was_set_apart(night):
    home, *_ = night
    hashes = {sha256(content).hexdigest() for content, _ in UNREAD.values()}
    waiting = {path.stem: path for path in home.refused_folder.iterdir()}
    assert hashes < waiting.keys()
    assert len(waiting) == len(UNREAD) + 1
    assert [p for sha in hashes for p in home.archive_folder.rglob(f"{sha}.*")] == []
    assert all(
        time.time() - path.stat().st_mtime < REFUSED_FILE_DAYS * 3600 for path in waiting.values()
    )
    assert [p for p in home.inbox_folder.iterdir() if p.is_file()] == []


def test_a_file_too_large_to_search_is_still_refused_for_its_name(night):
    _, register, _ = night
    assert register.query_rows(
        "SELECT file_name FROM raw.submissions WHERE decision = 'refused'"
    ) == [(f"{MASKED_NAME}.xlsx",)]


def test_its_sender_hears_of_it(night):
    home, _, names = night
    assert len(names) == len(UNREAD) + len(READ) + 1
    assert sorted(names) == sorted(path.name for path in home.returned_folder.glob("*.xlsx"))


def test_a_zip_with_a_letter_beside_its_report_is_archived_without_the_letter(tmp_path):
    """Figures in force must keep their source; what nobody searched stays out of the archive."""
    home = new_home(tmp_path / "home")
    send(home.root / "a.xlsx", schools())
    with zipfile.ZipFile(home.inbox_folder / "a.zip", "w") as package:
        package.write(home.root / "a.xlsx", "a.xlsx")
        package.writestr("công văn.pdf", b"%PDF-1.7\n\x00\x01")
    arrive(home.inbox_folder / "a.zip")
    content = (home.inbox_folder / "a.zip").read_bytes()
    assert search_file(content, "a.zip").unread_parts == ("công văn.pdf",)
    with register_of(home) as register:
        ingest_inbox(home, CATALOGUE, register)
        assert register.query_rows("SELECT count(*) FROM raw.cells") == [(5,)]
    (archived,) = home.archive_folder.rglob("*.zip")
    with zipfile.ZipFile(archived) as package:
        assert package.namelist() == ["a.xlsx"]
        assert package.read("a.xlsx") == (home.root / "a.xlsx").read_bytes()
    assert [path.read_bytes() for path in home.refused_folder.iterdir()] == [content]


def test_a_workbook_with_an_embedding_that_nobody_can_search_gives_no_figure(tmp_path):
    home = new_home(tmp_path / "home")
    send(home.root / "a.xlsx", schools())
    parts = {"xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0 no document"}
    content = hostile.rewritten((home.root / "a.xlsx").read_bytes(), {}, parts)
    (home.inbox_folder / "b.xlsx").write_bytes(content)
    arrive(home.inbox_folder / "b.xlsx")
    with register_of(home) as register:
        ingest_inbox(home, CATALOGUE, register)
        codes = register.query_rows("SELECT code FROM raw.findings ORDER BY code")
        assert codes == [("E-FILE-017",), ("N-PII-001",)]
        assert register.query_rows("SELECT count(*) FROM raw.cells") == [(0,)]
    assert [path.read_bytes() for path in home.refused_folder.iterdir()] == [content]
