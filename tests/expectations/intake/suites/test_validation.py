"""A suite runs, tells which rows failed, and leaves nothing behind."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from expectations.intake.rules import Rule
from expectations.intake.suites.validation import run_suite
from warehouse.entries import MissingEntryError

RULE = Rule("W-RANGE-001", "visits", "ExpectColumnValuesToBeBetween",
            {"column": "visits", "max_value": 10})  # fmt: skip
FRAME = pd.DataFrame({"submission": ["a", "b"], "visits": [3.0, 30.0]})


def test_the_rows_that_fail_are_named():
    (outcome,) = run_suite("ward", [RULE], FRAME)
    assert (outcome.checked_rows, outcome.failing_submissions) == (2, ("b",))


def test_no_temporary_folder_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    created_folders = []
    monkeypatch.setattr(tempfile, "TemporaryDirectory", lambda *a, **k: created_folders.append(a))
    run_suite("ward", [RULE], FRAME)
    assert list(Path(tmp_path).iterdir()) == created_folders == []


@pytest.mark.parametrize(
    ("rule", "error"),
    [
        (replace(RULE, code="E-NEW-001"), r"«E-NEW-001» is not in expectations/codes\.yaml"),
        (
            replace(RULE, expectation="ExpectNothingKnown"),
            r"«ExpectNothingKnown» is not in expectations/intake/suites/pair_expectations\.py",
        ),
    ],
)
def test_a_rule_with_a_forgotten_place_is_an_error_that_names_the_file(rule, error):
    with pytest.raises(MissingEntryError, match=error):
        run_suite("ward", [rule], FRAME)
