"""`chiso backup` and `chiso restore`: a drill of both, and what either refuses."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from assets.recovery.checksums import SUMS_FILE, read_checksums
from pipelines import cli
from tests.pipelines import nights
from tests.pipelines.nights import night
from tests.pipelines.test_rebuild_command import rewrite_chain
from tests.pipelines.test_verify_command import flip_a_byte
from tests.sent import new_home, police, schools, send
from warehouse.home import Home
from warehouse.journal.journal_entry import JournalError
from warehouse.journal.journal_folder import JournalFolder
from warehouse.locks import try_lock

OWN_WORDS = "office/reports/2023-H1/loi-can-bo-2023-H1-so.txt"


def chiso(home, *arguments):
    texts = [str(a) for a in (*arguments, "--home", home.root)]
    return CliRunner(env=nights.SETTINGS).invoke(cli.app, texts, catch_exceptions=False)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Make a home of two nights, with a decision in between and a refused file."""
    nights.warm_up()
    home = new_home(tmp_path_factory.mktemp("published") / "home")
    send(home.inbox_folder / "trường.xlsx", schools())
    (home.inbox_folder / "gọi 0912345678.xlsx").write_bytes(b"x")
    assert night(home).code == 0
    snooze = ("alerts", "snooze", "DK-CA", "--until", "2023-09-01", "--reason", "nghỉ phép")
    assert chiso(home, *snooze).exit_code == 0
    send(home.inbox_folder / "công an.xlsx", police())
    assert night(home).code == 0
    (home.root / "layouts").mkdir()
    (home.root / "layouts" / "a.json").write_text("{}", encoding="utf-8")
    own_words = home.root / OWN_WORDS
    own_words.parent.mkdir(parents=True)
    own_words.write_text("[I]\nMột.\n", encoding="utf-8")
    return home


@pytest.fixture
def home(published, tmp_path):
    return Home(shutil.copytree(published.root, tmp_path / "home", symlinks=True))


@pytest.fixture
def folder(home, tmp_path):
    """Return a folder with a backup of the home."""
    assert chiso(home, "backup", tmp_path / "backup").exit_code == 0
    return tmp_path / "backup"


def comparable_tables(home):
    """Return all tables with rows, without what was new to the publication: it no longer is."""
    tables = nights.tables_of_reports(nights.tables(home))
    tables = {name: rows for name, rows in tables.items() if rows}
    cells = tables.get("marts.disclosure_cells", [])
    tables["marts.disclosure_cells"] = [row[:-1] for row in cells]
    return tables


def test_a_restored_home_publishes_the_same(home, folder, tmp_path):
    restored = Home(tmp_path / "restored")
    result = chiso(restored, "restore", folder)
    assert result.exit_code == 0, result.output
    assert night(restored).code == 0
    assert nights.files(restored.public_folder) == nights.files(home.public_folder)
    assert comparable_tables(restored) == comparable_tables(home)
    assert chiso(restored, "verify", "--all").exit_code == 0


def test_a_restore_that_lacks_a_file_is_published_only_with_a_reason_or_with_the_file_back(
    home, tmp_path
):
    """The new home has no publication to compare with: the journal says what there was."""
    path = next(home.archive_folder.rglob("*.xlsx"))
    content = path.read_bytes()
    path.unlink()
    chiso(home, "backup", tmp_path / "backup")
    restored = Home(tmp_path / "restored")
    result = chiso(restored, "restore", tmp_path / "backup")
    assert (result.exit_code, path.stem in result.output) == (1, True)
    refused = night(restored)
    assert refused.code == 4
    assert "1 tệp mà nhật ký đã ghi không có trong sổ đăng ký" in refused.output
    assert not restored.is_published
    other = Home(shutil.copytree(restored.root, tmp_path / "other", symlinks=True))
    assert night(restored, arguments=("--accept-fewer", "mất đĩa")).code == 0
    assert len(read_submissions(restored)) == len(read_submissions(home)) - 1
    copy = other.archive_folder / path.relative_to(home.archive_folder)
    copy.parent.mkdir(exist_ok=True)
    copy.write_bytes(content)
    assert path.stem not in chiso(other, "rebuild").output
    assert night(other).code == 0
    assert read_submissions(other) == read_submissions(home)


def read_submissions(home):
    """Return the published submissions, without the number of the publication."""
    return sorted(row[:-1] for row in nights.tables(home)["core.submissions"])


def test_a_backup_is_plain_files_without_what_was_refused(home, folder):
    assert list(home.refused_folder.iterdir())
    names = {path.relative_to(folder).parts[0] for path in folder.rglob("*")}
    folders = {"archive", "catalogues", "journal", "layouts", "office"}
    assert names == folders | {"SHA256SUMS", "home.json", ".last-read", ".lock"}
    assert nights.files(folder / "archive") == nights.files(home.archive_folder)
    assert nights.files(folder / "journal") == nights.files(home.journal_folder)


def test_a_second_backup_copies_what_is_new(home, folder):
    send(home.inbox_folder / "sửa.xlsx", schools(school_sessions=31))
    assert night(home).code == 0
    archived = {p: p.stat().st_ino for p in (folder / "archive").rglob("*.xlsx")}
    result = chiso(home, "backup", folder, "--lang", "en")
    file_count = len(read_checksums(folder / SUMS_FILE))
    assert f"{file_count} files, of which 2 were copied now" in result.output
    assert {p: p.stat().st_ino for p in archived} == archived
    assert nights.files(folder / "archive") == nights.files(home.archive_folder)


def test_the_officers_words_survive_night_and_rebuild_and_are_restored_as_they_are_now(
    home, folder, tmp_path
):
    """No archive and no journal has them: without the backup they would be gone for good."""
    own_text = "[I]\nHai.\n"
    (home.root / OWN_WORDS).write_text(own_text, encoding="utf-8")
    send(home.inbox_folder / "sửa.xlsx", schools(school_sessions=31))
    assert night(home).code == 0
    assert chiso(home, "rebuild").exit_code == 0
    assert (home.root / OWN_WORDS).read_text(encoding="utf-8") == own_text
    assert (folder / OWN_WORDS).read_text(encoding="utf-8") != own_text
    assert chiso(home, "backup", folder).exit_code == 0
    restored = Home(tmp_path / "restored")
    assert chiso(restored, "restore", folder).exit_code == 0
    assert (restored.root / OWN_WORDS).read_text(encoding="utf-8") == own_text


def test_a_damaged_archived_file_replaces_no_good_copy_and_is_not_copied(home, folder, tmp_path):
    path = next(home.archive_folder.rglob("*.xlsx"))
    good = path.read_bytes()
    flip_a_byte(path)
    copy = folder / path.relative_to(home.root)
    assert chiso(home, "backup", folder).exit_code == 0
    assert copy.read_bytes() == good
    result = chiso(home, "backup", tmp_path / "another")
    assert result.exit_code == 1
    assert path.name in result.output
    assert path.name not in {p.name for p in (tmp_path / "another").rglob("*")}


def test_a_changed_past_does_not_reach_the_backup(home, folder):
    before = nights.files(folder)
    (path,) = home.journal_folder.iterdir()
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rewrite_chain(path, [entries[0] | {"account": "nobody"}, *entries[1:]])
    with pytest.raises(JournalError, match="quá khứ"):
        chiso(home, "backup", folder)
    assert nights.files(folder) == before


def test_a_backup_while_a_night_runs_can_be_restored(home, tmp_path):
    send(home.inbox_folder / "sửa.xlsx", schools(school_sessions=31))
    process = nights.start(home)
    count = 0
    while process.is_alive() and count < 40:
        count += 1
        assert chiso(home, "backup", tmp_path / "backup").exit_code == 0
        if count in {1, 10, 40}:
            shutil.copytree(tmp_path / "backup", tmp_path / f"backup {count}")
    assert nights.end(home, process).code == 0
    for folder in tmp_path.glob("backup*"):
        restored = Home(tmp_path / f"restored {folder.name}")
        assert chiso(restored, "restore", folder).exit_code == 0
        lines = list(JournalFolder(restored.journal_folder).read_lines())
        assert len(lines) >= 3


def test_a_rotten_copy_is_code_1_once_and_named(home, folder):
    copy = next((folder / "archive").rglob("*.xlsx"))
    flip_a_byte(copy)
    result = chiso(home, "backup", folder)
    assert (result.exit_code, f"{copy.name}: bản sao đã hỏng" in result.output) == (1, True)
    assert nights.files(folder / "archive") == nights.files(home.archive_folder)
    assert chiso(home, "backup", folder).exit_code == 0


def test_a_second_backup_at_the_same_time_is_busy(home, folder):
    with try_lock(folder / ".lock", patience=0):
        result = chiso(home, "backup", folder)
    assert (result.exit_code, "một lần sao lưu khác" in result.output) == (3, True)


def test_a_restore_goes_on_without_a_damaged_archived_file(folder, tmp_path):
    copy = next((folder / "archive").rglob("*.xlsx"))
    flip_a_byte(copy)
    restored = Home(tmp_path / "restored")
    result = chiso(restored, "restore", folder)
    assert (result.exit_code, f"{copy.name}: hỏng hoặc thiếu" in result.output) == (1, True)
    assert night(restored, arguments=("--accept-fewer", "mất đĩa")).code == 0


class TestWhatIsRefused:
    def test_a_damaged_journal_and_the_home_is_not_made(self, folder, tmp_path):
        flip_a_byte(next((folder / "journal").iterdir()))
        restored = Home(tmp_path / "restored")
        with pytest.raises(JournalError, match="journal/"):
            chiso(restored, "restore", folder)
        assert not restored.root.exists()

    def test_a_folder_that_is_no_backup_and_the_home_is_not_made(self, tmp_path):
        restored = Home(tmp_path / "restored")
        with pytest.raises(JournalError, match="SHA256SUMS"):
            chiso(restored, "restore", tmp_path)
        assert not restored.root.exists()

    def test_a_home_that_holds_data(self, home, folder):
        before = nights.files(home.root)
        with pytest.raises(JournalError, match="còn trống"):
            chiso(home, "restore", folder)
        assert nights.files(home.root) == before

    def test_a_backup_within_the_home_or_over_something_else(self, home, tmp_path):
        with pytest.raises(JournalError, match="nằm trong"):
            chiso(home, "backup", home.root / "backup")
        (tmp_path / "other").mkdir()
        (tmp_path / "other" / "letter.txt").write_text("a", encoding="utf-8")
        with pytest.raises(JournalError, match="không trống"):
            chiso(home, "backup", tmp_path / "other")

    def test_a_home_without_a_journal(self, tmp_path):
        with pytest.raises(JournalError, match="chưa có nhật ký"):
            chiso(new_home(tmp_path / "new"), "backup", tmp_path / "backup")
