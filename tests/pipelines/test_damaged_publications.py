"""A published warehouse that cannot be read: every command says so in one sentence.

No night is run: a publication is a pointer and a file, and the file is what is harmed.
"""

import re
import struct
import sys
from itertools import product
from pathlib import Path

import pytest

from pipelines import cli
from tests.sampling import draw_sample
from tests.sent import new_home, schools, send
from warehouse.store import Store

FILE, FOLDER = "<FILE>", "<FOLDER>"
COMMANDS = {
    "owed": "owed",
    "board": "board",
    "remind": "remind",
    "findings": "findings",
    "finding": "findings show abc",
    "acknowledge": "findings ack F --reason đã_hỏi",
    "explain": "explain TT02 DK 2023-Q2",
    "diff": "diff 2023-01-01 2023-06-01",
    "tables": "tables 2023-06",
    "report": "report 2023-Q2 --to so",
    "sheet": "sheet 2023-Q2 --unit DK-DAPHUC",
    "notebook": f"notebook wards --html {FOLDER}/x.html",
    "obstacles": "obstacles list",
    "corrections": "corrections list",
    "catalogue": "catalogue check",
    "check": f"check {FILE}",
    "alerts": "alerts heartbeat",
    "status": "status",
    "doctor": "doctor",
}
"""A command of each module that reads the publication, by module."""
READERS = re.compile(
    r"\b(snapshot_file|is_published|open_published_store|load_owed_reports|check_health)\b"
)
DO_NOT_READ = {"demo", "acknowledge"}
"""The demo has just written what it counts; `findings ack` reads after the ids are matched."""
SENTENCE = "của bản công bố bị hỏng, bị mất hoặc của phiên bản khác; chạy `chiso nightly` để dựng"

pytestmark = pytest.mark.usefixtures("plain_surroundings")


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Write the content of a sound database."""
    path = tmp_path_factory.mktemp("sound") / "x.duckdb"
    with Store(path) as store:
        store.execute(
            "CREATE TABLE numbers AS SELECT i, repeat('a', 20) || i FROM range(50000) r(i)"
        )
    return path.read_bytes()


def cut(content):
    return content[:10_000]


def empty(content):
    return b""


def garble(content):
    return b"garbled!" * (len(content) // 8)


def lose_a_byte(content):
    return content[:5000] + bytes([content[5000] ^ 1]) + content[5001:]


def write_newer(content):
    """Name a storage version that only a later DuckDB reads; the header has a checksum."""
    header = bytearray(content[8:4096])
    header[4:12] = struct.pack("<Q", 9999)
    checksum = 5381
    for (word,) in struct.iter_unpack("<Q", header):
        checksum ^= (word * 0xBF58476D1CE4E5B9) % (1 << 64)
    return struct.pack("<Q", checksum) + bytes(header) + content[4096:]


def lose(content):
    return None


HARMS = (cut, empty, garble, lose_a_byte, write_newer, lose)


READING = [command for command in COMMANDS if command not in DO_NOT_READ]
CASES = draw_sample(product(HARMS, READING), 12)


@pytest.fixture
def home(harm, sound, tmp_path):
    """Make a home with a harmed publication, and a file to check."""
    home = new_home(tmp_path / "home")
    folder = home.published_folder / "1"
    (folder / "office").mkdir(parents=True)
    home.current_publication.symlink_to(folder.name)
    if (content := harm(sound)) is not None:
        (folder / "office" / "warehouse.duckdb").write_bytes(content)
    send(tmp_path / "report.xlsx", schools())
    return home


@pytest.fixture
def chiso(home, tmp_path, monkeypatch, capfd):
    """Run the whole command, as from a shell; return the exit code and all that it wrote."""
    monkeypatch.setattr(cli, "_exit_process", sys.exit)

    def run(text):
        text = text.replace(FILE, str(tmp_path / "report.xlsx")).replace(FOLDER, str(tmp_path))
        monkeypatch.setattr(sys, "argv", ["chiso", *text.split(), "--home", str(home.root)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return ended.value.code, " ".join("".join(capfd.readouterr()).split())

    return run


@pytest.mark.parametrize(("harm", "command"), CASES)
def test_a_command_says_it_in_a_sentence_with_the_file_and_the_remedy(harm, command, home, chiso):
    code, output = chiso(COMMANDS[command])
    assert f"Tệp {home.snapshot_file} {SENTENCE}" in output
    assert "Traceback" not in output, harm
    assert code == (3 if command == "check" else 1)


def test_every_module_that_reads_the_publication_is_tried():
    folder = Path(cli.__file__).parent / "commands"
    readers = {
        path.stem
        for path in folder.glob("*.py")
        if READERS.search(path.read_text(encoding="utf-8"))
    }
    assert len(readers) > 10
    assert readers - set(COMMANDS) - DO_NOT_READ == set()
