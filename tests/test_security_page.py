"""The page on security names only files and tests that exist, and a defence has both."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "security.md"
TABLE_HEAD = "| kẻ tấn công làm gì / what an attacker does |"


def list_named_files(text):
    return re.findall(r"`((?:[\w.-]+/)*[\w.-]+\.(?:py|txt|toml))`", text)


def list_defences(text):
    """Return the cells of each row of the tables of defences."""
    rows = []
    for table in text.split(TABLE_HEAD)[1:]:
        lines = table.splitlines()[2:]
        rows += [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in lines[: next((n for n, line in enumerate(lines) if not line), len(lines))]
        ]
    return rows


def find_faults(text):
    """Return what is wrong with the page: files that do not exist, defences without either."""
    faults = [name for name in list_named_files(text) if not (ROOT / name).is_file()]
    for attack, _, files, tests in list_defences(text):
        test_names = list_named_files(tests)
        if not list_named_files(files):
            faults.append(f"no file: {attack}")
        if not test_names or not all(Path(name).name.startswith("test_") for name in test_names):
            faults.append(f"no test: {attack}")
    return faults


def test_every_file_named_exists_and_every_defence_has_a_file_and_a_test():
    text = PAGE.read_text(encoding="utf-8")
    assert len(list_defences(text)) > 20
    assert find_faults(text) == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("| a | b | `warehouse/rights.py` | `tests/test_gone.py` |", "tests/test_gone.py"),
        ("| a | b | `warehouse/gone.py` | `tests/test_docs.py` |", "warehouse/gone.py"),
        ("| a | b | nothing | `tests/test_docs.py` |", "no file: a"),
        ("| a | b | `warehouse/rights.py` | none |", "no test: a"),
        ("| a | b | `warehouse/rights.py` | `warehouse/home.py` |", "no test: a"),
        ("| a | b | `warehouse/rights.py` | `tests/test_docs.py` |", None),
    ],
)
def test_a_defence_without_a_file_or_a_test_is_a_fault(row, fault):
    text = f"{TABLE_HEAD} b | c | d |\n|---|---|---|---|\n{row}\n\nafter"
    assert find_faults(text) == ([fault] if fault else [])


def test_the_readme_of_reports_is_linked_and_names_the_page():
    assert "(../SECURITY.md)" in PAGE.read_text(encoding="utf-8")
    assert "(docs/security.md)" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
