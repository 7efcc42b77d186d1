"""A register that was cut, emptied or garbled: one sentence everywhere, and nothing is written."""

import os
import random
import shutil
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.alerts import direct
from pipelines.cli import app
from pipelines.command_errors import describe_error
from pipelines.failures import explain_error
from tests.pipelines import nights
from tests.pipelines.alerts.addressed import operator_mail
from tests.pipelines.night_variables import NightVariables
from tests.sampling import choose_count, draw_sample
from tests.sent import schools, send
from warehouse.database_errors import DamagedDatabaseError
from warehouse.home import Home
from warehouse.journal.settlement import open_register
from warehouse.store import DatabaseError, Store

FIXTURE = Path(__file__).parent.parent / "fixtures" / "homes" / "of_2026_11_28.zip"
BLOCK = 1 << 18
SENTENCE = "Sổ đăng ký {} bị hỏng; bản công bố hiện tại vẫn dùng được. Chạy `chiso rebuild`"


def read_fixture():
    with zipfile.ZipFile(FIXTURE) as packed:
        return packed.read("register.duckdb")


SOUND = read_fixture()
DRAWN = random.Random(20261130)


def cut(length):
    return lambda whole: whole[: length % len(whole)]


def overwrite(at, count=64):
    """Put other bytes in the place of some."""

    def change(whole):
        start = at % (len(whole) - count)
        return whole[:start] + DRAWN.randbytes(count) + whole[start + count :]

    return change


def empty_blocks(whole):
    """Put zeros in the place of all that is not a header, as a disk that lost its blocks does."""
    return whole[: 3 * 4096] + bytes(len(whole) - 3 * 4096)


HARMS = {
    "half": lambda whole: whole[: len(whole) // 2],
    "its last part cut off": lambda whole: whole[: -BLOCK - 999],
    "emptied": lambda whole: b"",
    "garbled": lambda whole: b"garbled" * 4096,
    "blocks emptied": empty_blocks,
    "its header alone": lambda whole: whole[:9000],
}
EDGES = [cut(length) for length in (0, 1, 4095, 4096, 4097, 8192, 12287, 12288, 12289, -1, -BLOCK)]
EDGES += [overwrite(at, 16) for at in (0, 8, 12, 20, 4096, 4104, 8192, 8200)]
EDGES += [overwrite(at) for at in range(3 * 4096, len(SOUND), BLOCK)]
MANY = [cut(DRAWN.randrange(len(SOUND))) for _ in range(60)]
MANY += [overwrite(DRAWN.randrange(len(SOUND))) for _ in range(60)]


def read_whole(register):
    with Store(register, read_only=True) as store:
        tables = "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY ALL"
        return {
            name: sorted(map(repr, store.query_rows(f"FROM {name}")))
            for (name,) in store.query_rows(tables)
        }


def try_reading(register):
    try:
        return read_whole(register), None
    except DatabaseError as error:
        return None, error


def write_and_read(home):
    with open_register(home) as register:
        register.execute("CREATE TABLE raw.trial AS SELECT 1 AS number")
    read_whole(home.register_file)


@pytest.mark.parametrize("harm", draw_sample(EDGES, 6) + MANY[:: 60 // choose_count(60, 3)])
def test_whatever_befalls_the_file_it_is_read_whole_or_called_damaged(tmp_path, harm):
    home = Home(tmp_path)
    sound, path = tmp_path / "sound", home.register_file
    sound.write_bytes(SOUND)
    path.write_bytes(harm(SOUND))
    harmed = path.read_bytes()
    tables, error = try_reading(path)
    if error is None:
        assert tables == read_whole(sound)
        return
    assert isinstance(error, DamagedDatabaseError), repr(error)
    assert error.path == path
    assert explain_error(error, tmp_path).vi.startswith(SENTENCE.format(path))
    with pytest.raises(DatabaseError) as caught:  # nor is anything written into such a file
        write_and_read(home)
    assert explain_error(caught.value, tmp_path).vi.startswith(SENTENCE.format(path))
    assert len(harmed) >= len(SOUND) or path.read_bytes() == harmed
    assert not path.with_name(f"{path.name}.wal").exists()


@pytest.fixture(scope="module")
def well(tmp_path_factory):
    """Make a home after a night that published."""
    return nights.publish_once(tmp_path_factory.mktemp("well") / "home")


@pytest.fixture
def home(well, tmp_path, monkeypatch):
    monkeypatch.setattr(direct, "ELSEWHERE", (tmp_path,))
    monkeypatch.setenv("CHISO_AS_OF", nights.DAY)
    return Home(shutil.copytree(well.root, tmp_path / "home", symlinks=True))


@pytest.fixture
def mail(tmp_path, monkeypatch):
    """Run the mailbox of an operator whom the catalogue names."""
    with operator_mail(tmp_path / "catalogue") as boxes:
        monkeypatch.setenv("CHISO_CATALOGUE", str(tmp_path / "catalogue"))
        yield boxes


def harm_register(home, harm):
    whole = home.register_file.read_bytes()
    home.register_file.write_bytes(HARMS[harm](whole))
    return home.register_file.read_bytes()


def read_texts(mail):
    return [letter.get_body(("plain",)).get_content() for letter in mail.take()]


def run(home, *command):
    """Run a command; return the exit code and the text, also of an error that it explains."""
    result = CliRunner().invoke(app, [*map(str, command), "--home", str(home.root)])
    if isinstance(result.exception, Exception) and not isinstance(result.exception, SystemExit):
        described = describe_error(result.exception)
        assert described, repr(result.exception)
        return described.exit_code, described.sentence
    return result.exit_code, " ".join(result.output.split())


@pytest.mark.parametrize("harm", draw_sample(list(HARMS), 1))
def test_the_night_and_the_heartbeat_say_so_and_an_operator_hears_of_it_once(home, mail, harm):
    harmed = harm_register(home, harm)
    before = nights.files(home.published_folder)
    send(home.inbox_folder / "sửa.xlsx", schools(school_sessions=31))
    sentence = SENTENCE.format(home.register_file)
    surroundings = NightVariables(CHISO_CATALOGUE=os.environ["CHISO_CATALOGUE"])
    for letters in (1, 0):
        ended = nights.night(home, surroundings)
        assert (ended.code, "Traceback" in ended.output) == (1, False)
        assert f"những gì đã công bố vẫn giữ nguyên. {sentence}" in ended.output
        texts = read_texts(mail)
        assert [text.startswith(sentence) for text in texts] == [True] * letters
    code, output = run(home, "alerts", "heartbeat")
    assert (code, output.startswith(f"✘ {sentence}")) == (1, True)
    assert [sentence in text for text in read_texts(mail)] == [True]
    assert home.register_file.read_bytes() == harmed
    assert not home.register_file.with_name("register.duckdb.wal").exists()
    assert nights.files(home.published_folder) == before
    assert (home.inbox_folder / "sửa.xlsx").exists()


READERS = [
    ("alerts", "list"),
    ("alerts", "snoozes"),
    ("alerts", "snooze", "DK-CA", "--until", "2023-09-01", "--reason", "nghỉ phép"),
    ("alias", "Án vào sổ", "court.cases_accepted", "--by", "Hoa"),
    ("catalogue", "diff"),
    ("corrections", "list"),
    ("held", "list"),
    ("layout", "list"),
    ("obstacles", "list"),
    ("publication", "1"),
    ("refused", "list"),
    ("diff", "1", "1"),
    ("status",),
    ("doctor",),
]


@pytest.mark.parametrize("harm", ["half", "garbled", "blocks emptied"])
def test_every_command_that_reads_it_says_so(home, harm):
    harmed = harm_register(home, harm)
    for command in READERS:
        code, output = run(home, *command)
        assert (code, SENTENCE.format(home.register_file) in output) == (1, True), command
    code, output = run(home, "verify")
    assert (code, "register.duckdb" in output, "chiso rebuild" in output) == (1, True, True)
    assert home.register_file.read_bytes() == harmed
