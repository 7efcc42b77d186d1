"""The page of promises: seven of them, each with tests that exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def list_promises(text):
    """Return the tests of each row of the table."""
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    return [TEST.findall(row) for row in rows[2:]]


def is_a_test(path, name):
    """Return whether a file below the root defines the test."""
    file = ROOT / path
    tree = ast.parse(file.read_text(encoding="utf-8")) if file.is_file() else ast.Module([], [])
    return name.startswith("test_") and any(
        isinstance(node, ast.FunctionDef) and node.name == name for node in ast.walk(tree)
    )


def test_each_of_the_seven_promises_has_tests_that_exist():
    promises = list_promises((ROOT / "docs" / "promises.md").read_text(encoding="utf-8"))
    assert len(promises) == 7
    assert all(promises)
    assert [t for tests in promises for t in tests if not is_a_test(*t)] == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("tests/test_promises_page.py", "test_of_nothing"),
        ("tests/test_no_such_file.py", "test_each_of_the_seven_promises_has_tests_that_exist"),
        ("tests/test_promises_page.py", "list_promises"),
    ],
)
def test_a_name_without_a_test_is_noticed(path, name):
    assert not is_a_test(path, name)
