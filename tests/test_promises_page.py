"""The page on promises: every promise has tests, and each of them exists."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "promises.md"


def list_promises(text):
    """Return the cells of each row of the table."""
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[1:]]


def find_faults(text):
    """Return the promises without a test, and the tests that do not exist."""
    faults = []
    for promise, _, tests in list_promises(text):
        test_ids = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", tests)
        faults += [promise] if not test_ids else []
        faults += [f"{file}::{name}" for file, name in test_ids if name not in list_tests(file)]
    return faults


def list_tests(file):
    path = ROOT / file
    if not path.is_file():
        return set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_promise_has_tests_that_exist():
    text = PAGE.read_text(encoding="utf-8")
    assert len(list_promises(text)) == 7
    assert find_faults(text) == []


@pytest.mark.parametrize(
    ("tests", "fault"),
    [
        ("`tests/test_docs.py::test_gone`", "tests/test_docs.py::test_gone"),
        ("`tests/test_gone.py::test_a`", "tests/test_gone.py::test_a"),
        ("none", "nothing is lost"),
    ],
)
def test_a_promise_without_a_test_is_a_fault(tests, fault):
    text = f"| promise | how | tests |\n|---|---|---|\n| nothing is lost | so | {tests} |\n"
    assert find_faults(text) == [fault]
