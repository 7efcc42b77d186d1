"""Fifty thousand files at once: none lost, none doubled, within the memory of a nation's night."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.pipelines import nights
from tests.sent import new_home
from warehouse.store import Store

pytestmark = pytest.mark.torture
FILES = 50_000
MAX_MIB = 2048
ROOT = Path(__file__).parent.parent.parent


def test_fifty_thousand_strange_files_are_taken_in_once_each(tmp_path):
    home = new_home(tmp_path / "home")
    for number in range(FILES):
        text = f"Số thứ tự,Số lượt\n{number},{number % 97}\n"
        (home.inbox_folder / f"tệp {number:05}.csv").write_text(text, encoding="utf-8")
    with subprocess.Popen(
        nights.command(home),
        env=os.environ | nights.SETTINGS,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as night:
        output = night.stdout.read()
        _, status, usage = os.wait4(night.pid, 0)
        night.returncode = os.waitstatus_to_exitcode(status)
    assert (night.returncode, "Traceback" in output) == (0, False), output[-500:]
    with Store(home.register_file, read_only=True) as register:
        counted = register.query_rows(
            "SELECT count(*), count(DISTINCT sha256) FROM raw.submissions"
        )
    assert counted == [(FILES, FILES)]
    assert len(list(home.archive_folder.glob("??/[!.]*"))) == FILES
    assert [path.name for path in home.inbox_folder.iterdir()] == ["processed"]
    assert usage.ru_maxrss / 1024 < MAX_MIB
