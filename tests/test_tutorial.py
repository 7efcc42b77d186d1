"""The first lesson runs as it is written: its commands, its cells, its answers."""

import os
import re
import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook

PAGE = Path(__file__).parent.parent / "docs" / "tutorial.md"
FORM = "education DK-GDDT 2023-H1.xlsx"
STEP = re.compile(
    r"^```sh\n(?P<script>.*?)^```|^```text\n(?P<answer>.*?)^```"
    r"|^(?P<cells>(?:\| [A-Z]\d+ \| [^\n]+\n)+)",
    re.DOTALL | re.MULTILINE,
)
FAULTY = 1
"""The exit code of `chiso check` for a report that would go back."""


def type_into_form(folder, rows):
    """Type what the page says into the cells it names."""
    book = load_workbook(folder / FORM)
    for address, text in re.findall(r"^\| ([A-Z]\d+) \| (.+) \|$", rows, re.MULTILINE):
        book.worksheets[0][address] = int(text) if text.isdigit() else text
    book.save(folder / FORM)


def run_script(folder, script):
    """Run commands in a shell that stops at the first failure; a faulty report is none."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("CHISO_", "DAGSTER"))}
    result = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=inherited | {"PATH": programs},
        capture_output=True,
        text=True,
        check=False,
    )
    expected = {0, FAULTY} if script.startswith("chiso check") else {0}
    assert result.returncode in expected, result.stdout + result.stderr
    return result.stdout.replace("\N{NO-BREAK SPACE}", " ")


def test_each_step_gives_the_answer_on_the_page(tmp_path):
    answer_count, printed = 0, ""
    for step in STEP.finditer(PAGE.read_text(encoding="utf-8")):
        if step["script"]:
            printed = run_script(tmp_path, step["script"])
        elif step["cells"]:
            type_into_form(tmp_path, step["cells"])
        else:
            missing = [line for line in step["answer"].splitlines() if line not in printed]
            assert not missing, f"{missing} is not in:\n{printed}"
            answer_count += 1
    assert answer_count == 6
    assert (tmp_path / "report" / "bao-cao-2023-H1-so.pdf").exists()
    assert list((tmp_path / "returned").glob("*.docx"))
