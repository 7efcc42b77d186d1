"""A suite runs, tells which rows failed, and leaves nothing behind."""

import random
import tempfile
from dataclasses import replace
from pathlib import Path

import great_expectations as gx
import pandas as pd
import pytest

from expectations.intake.rules import Rule
from expectations.intake.suites.validation import run_suite
from warehouse.entries import MissingEntryError

RULE = Rule("W-RANGE-001", "visits", "ExpectColumnValuesToBeBetween",
            {"column": "visits", "max_value": 10})  # fmt: skip
BOUNDED = replace(RULE, arguments={"column": "", "min_value": 0, "max_value": 10})
GIVEN = Rule("E-MISS-001", "", "ExpectColumnValuesToNotBeNull", {"column": ""})
FRAME = pd.DataFrame({"submission": ["a", "b"], "visits": [3.0, 30.0]})


def test_the_rows_that_fail_are_named():
    (outcome,) = run_suite("ward", [RULE], FRAME)
    assert (outcome.checked_rows, outcome.failing_submissions) == (2, ("b",))


def test_rules_about_single_columns_are_one_expectation(monkeypatch):
    rules = [
        replace(rule, element=f"e{place}", arguments=rule.arguments | {"column": f"e{place}"})
        for place in range(9)
        for rule in (BOUNDED, GIVEN)
    ]
    suite_sizes, build_suite = [], gx.ExpectationSuite

    def count_expectations(*, name, expectations):
        suite_sizes.append(len(expectations))
        return build_suite(name=name, expectations=expectations)

    monkeypatch.setattr(gx, "ExpectationSuite", count_expectations)
    frame = pd.DataFrame({"submission": ["a"], **{f"e{place}": [5.0] for place in range(9)}})
    outcomes = run_suite("ward", rules, frame)
    assert {outcome.failing_submissions for outcome in outcomes} == {()}
    assert suite_sizes == [1]


def test_the_rows_that_fail_are_those_that_pandas_finds():
    numbers = random.Random(3)
    frame = pd.DataFrame(
        {
            f"e{place}": [numbers.choice([None, -1, 0, 5, 10, 11][place % 3 :]) for _ in range(4)]
            for place in range(12)
        },
        dtype="float64",
    )
    rules = [
        replace(rule, element=column, arguments=rule.arguments | {"column": column})
        for column in frame
        for rule in (BOUNDED, GIVEN)
    ]
    outcomes = run_suite("ward", rules, frame.assign(submission=list("abcd")))
    for outcome in outcomes:
        values = frame[outcome.rule.element]
        is_failing = (values < 0) | (values > 10) if outcome.rule.code[0] == "W" else values.isna()
        names = tuple(name for name, fails in zip("abcd", is_failing, strict=True) if fails)
        unknown = 0 if outcome.rule.code[0] == "E" else int(values.isna().sum())
        assert (outcome.failing_submissions, outcome.unknown_rows) == (names, unknown)
    assert 4 < sum(bool(outcome.failing_submissions) for outcome in outcomes) < len(outcomes)


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
