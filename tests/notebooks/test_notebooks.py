"""Each notebook runs from top to bottom on a published warehouse, and says what stands there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.notebooks.drawn_reports import NAMES, REPORTS
from tests.spec import drawn, publish_drawn
from warehouse.home import Home

FOLDER = Path(__file__).parents[2] / "notebooks"
SENTENCES = {
    "indicator": "Tỷ lệ đơn vị nộp báo cáo, Quận Dương Kinh, Tháng 06/2025: 0 %",
    "wards": "Phường Hưng Đạo (mới), Tháng 12/2025: 0 trên 1",
    "quality": "1 điều cần xem, 1 mã.",
    "what_changed": "Từ 01/02/2023 đến 28/02/2023: ",
    "trace": "TT02 DK-DAPHUC 2023-01: 75,0, từ 2 ô.",
    "over_the_break": "Đoạn 2: 3 phường mới thuộc địa bàn quận Dương Kinh cũ, từ Tháng 07/2025",
}
CHOICES = {
    "what_changed": {"CHISO_SINCE": "01/02/2023", "CHISO_UNTIL": "28/02/2023"},
    "trace": {"CHISO_FIGURE": "TT02 DK-DAPHUC 2023-01"},
}
# Runs the cells of a notebook as a script does, then says what they hold.
ASK = """
import runpy, sys
sys.path.insert(0, sys.argv[1])
_, cells = runpy.run_path(sys.argv[1] + "/" + sys.argv[2])["app"].run()
lines = cells["figure"].data
print([(line.name, len(line.x), line.marker.symbol and line.marker.symbol[0]) for line in lines])
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return publish_drawn(drawn(REPORTS, **NAMES), tmp_path_factory.mktemp("notebooks") / "home")


def run(home, *command):
    env = os.environ | CHOICES.get(Path(command[0]).stem, {}) | {"CHISO_HOME": str(home.root)}
    return subprocess.run(
        [sys.executable, *command], env=env, capture_output=True, text=True, check=False
    )


def test_there_is_a_sentence_for_each_notebook():
    assert {path.stem for path in FOLDER.glob("*.py")} == {*SENTENCES, "house_style"}


@pytest.mark.parametrize("name", SENTENCES)
def test_each_notebook_says_something_as_a_script(home, name):
    finished_run = run(home, str(FOLDER / f"{name}.py"))
    assert finished_run.returncode == 0, finished_run.stderr
    assert SENTENCES[name] in finished_run.stdout


def test_the_line_breaks_where_the_units_change(home):
    finished_run = run(home, "-c", ASK, str(FOLDER), "over_the_break.py")
    assert finished_run.stdout.splitlines()[-1] == (
        "[('trước khi địa giới thay đổi', 54, 'circle'), "
        "('từ khi địa giới thay đổi', 6, 'square'), ('chỉ tiêu', 54, None)]"
    ), finished_run.stderr


def test_without_a_publication_a_sentence_says_where_and_what_to_do(tmp_path):
    finished_run = run(Home(tmp_path), str(FOLDER / "trace.py"))
    assert finished_run.returncode != 0
    assert f"chiso nightly --home {tmp_path}" in finished_run.stderr


def test_a_damaged_publication_is_said_in_a_sentence(tmp_path):
    home = Home(tmp_path)
    home.office_folder.mkdir(parents=True)
    home.snapshot_file.write_bytes(b"garbled!" * 4096)
    opening = "from house_style import open_current; open_current()"
    finished_run = run(home, "-c", f"import sys; sys.path.insert(0, {str(FOLDER)!r}); {opening}")
    assert finished_run.returncode == 1
    assert finished_run.stderr.startswith(f"Tệp «{home.snapshot_file}» bị hỏng")
    assert f"chiso nightly --home {tmp_path}" in finished_run.stderr
    assert "Traceback" not in finished_run.stderr
