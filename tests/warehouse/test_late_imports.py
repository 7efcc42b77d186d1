"""A module loads at its first use; a night never uses the library's statistics and charts."""

import subprocess
import sys
from importlib import import_module

import pytest

from warehouse.late_imports import postpone_imports

_CHECK_A_REPORT = """
import sys
import pandas as pd
from expectations.intake.rules import Rule
from expectations.intake.suites.validation import run_suite
rules = [Rule("E-MISS-001", "filled", "ExpectColumnValuesToNotBeNull", {"column": "a"})]
frame = pd.DataFrame({"submission": ["one", "two"], "a": [1.0, None]})
(outcome,) = run_suite("form", rules, frame)
print(*outcome.failing_submissions)
print("scipy.stats._stats_py" in sys.modules, "altair.vegalite" in sys.modules)
import altair
from scipy import stats
print(altair.Chart.__name__, stats.norm.mean())
"""


@pytest.fixture
def late_module(tmp_path, monkeypatch):
    """Write a module that says when it loads."""
    (tmp_path / "late_one.py").write_text("print('loads'); answer = 42", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    yield "late_one"
    sys.modules.pop("late_one", None)


def test_a_module_loads_when_it_is_used(late_module, capsys):
    postpone_imports(late_module)
    module = import_module(late_module)
    assert capsys.readouterr().out == ""
    assert module.answer == 42
    assert capsys.readouterr().out == "loads\n"


def test_a_module_that_is_not_there_is_missed_as_ever(late_module):
    postpone_imports("none_such")
    with pytest.raises(ModuleNotFoundError):
        import_module("none_such")


def test_a_check_of_reports_loads_no_statistics_and_no_charts():
    output = subprocess.run(
        [sys.executable, "-c", _CHECK_A_REPORT], capture_output=True, text=True, check=True
    ).stdout
    assert output.splitlines() == ["two", "False False", "Chart 0.0"]
