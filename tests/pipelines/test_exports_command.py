"""`chiso exports`, and the lines of the files that `tables`, `report` and `sheet` write."""

import hashlib
import os

import pytest
from typer.testing import CliRunner

from assets.outbox.exports import EXPORTS_TABLE, list_exports
from pipelines.cli import app
from pipelines.office_exports import name_exporter
from tests import spec
from warehouse.home import Home
from warehouse.journal.register import get_account
from warehouse.journal.settlement import open_register
from warehouse.store import Store

SENT = """
received         | unit  | period  | cases_accepted | cases_tried
2023-06-16 08:00 | DK-TA | 2023-Q2 | 40             | 20
"""
RUNNER = CliRunner(env={"COLUMNS": "300", "CHISO_AS_OF": "2023-09-01"})
COMMANDS = (
    ("tables", "2023-Q2"),
    ("report", "2023-Q2", "--to", "so", "--sent"),
    ("sheet", "2023-Q2", "--unit", "DK-TA"),
)


@pytest.fixture
def home(tmp_path):
    """Return a home whose publication is the warehouse drawn."""
    return spec.publish_drawn(SENT, tmp_path / "home")


def chiso(home, *arguments):
    return RUNNER.invoke(app, [*map(str, arguments), "--home", str(home.root)])


def read_exports(home):
    with open_register(home) as register:
        register.create_table(EXPORTS_TABLE)
        return list_exports(register)


def test_each_file_has_its_line_with_the_hash_of_its_bytes(home, tmp_path):
    out = tmp_path / "out"
    for command in COMMANDS:
        result = chiso(home, *command, "--out", out)
        assert result.exit_code == 0, result.output
    exports = read_exports(home)
    assert [(e.kind, e.addressee, e.is_sent) for e in reversed(exports)] == [
        ("tables", None, False),
        ("report_word", "so", True),
        ("report_pdf", "so", True),
        ("report_annex", "so", True),
        ("unit_sheet", "DK-TA", False),
    ]
    for export in exports:
        content = (out / export.file_name).read_bytes()
        assert export.sha256 == hashlib.sha256(content).hexdigest()
    with Store(home.snapshot_file, read_only=True) as store:
        ((published_at,),) = store.query_rows("SELECT happened_at FROM catalogue.moment")
    shared = {(e.period, e.published_at, e.exported_by) for e in exports}
    assert shared == {("2023-Q2", published_at, get_account())}
    files = {path.name for path in out.iterdir()} - {e.file_name for e in exports}
    assert files == {"loi-can-bo-2023-Q2-so.txt", "da-gui-2023-Q2-so.json"}
    printed = chiso(home, "exports").output
    newest = next(line for line in printed.splitlines() if exports[0].sha256 in line)
    for text in ("01/09/2023", "phieu-DK-TA-2023-Q2.pdf", "DK-TA", get_account()):
        assert text in newest
    assert printed.count("so (đã gửi)") == 3


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_while_a_run_holds_the_home_nothing_is_written(home, tmp_path, command):
    with home.hold_lock():
        result = chiso(home, *command, "--out", tmp_path / "out")
    assert (result.exit_code, "dừng lại" in result.stderr) == (3, True)
    written = list(tmp_path.glob("out/*"))
    assert [path.name for path in written if not path.name.startswith("loi-can-bo")] == []
    assert read_exports(home) == []


def test_a_file_that_cannot_be_written_has_its_line_all_the_same(home, tmp_path):
    (tmp_path / "out" / "tong-hop-2023-Q2.xlsx").mkdir(parents=True)
    assert chiso(home, "tables", "2023-Q2", "--out", tmp_path / "out").exit_code != 0
    assert [export.kind for export in read_exports(home)] == ["tables"]


def test_an_account_named_by_a_telephone_is_its_number():
    assert name_exporter("chiso") == "chiso"
    assert name_exporter("0912345678") == str(os.getuid())


def test_a_home_without_exports_says_so_and_gets_no_register(tmp_path):
    home = Home(tmp_path)
    home.create_folders()
    result = chiso(home, "exports")
    assert (result.exit_code, "Chưa có tệp" in result.output) == (0, True)
    assert not home.register_file.exists()
