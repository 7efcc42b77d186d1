"""What is kept of a suite's run: counts by expectation, and a name for the batch."""

from datetime import UTC, datetime

import pytest

from expectations.intake.form_checks import FormCheckResult
from expectations.intake.rules import Rule
from expectations.intake.suite_results import (
    build_expectation_results,
    convert_to_snake_case,
    hash_batch,
)
from expectations.intake.suites.validation import RuleOutcome

NOON = datetime(2023, 2, 1, 12, tzinfo=UTC)
BETWEEN = "ExpectColumnValuesToBeBetween"


def build_single_result(rule):
    run = FormCheckResult("ward", ("s1", "s2", "s3"), [RuleOutcome(rule, 2, ("s2",), 1)], {})
    (result,) = build_expectation_results("intake", run, NOON)
    return result


def test_one_row_tells_how_an_expectation_went():
    result = build_single_result(Rule("W-RANGE-001", "comm_sessions", BETWEEN, {}))
    assert (result.stage, result.form, result.rule) == (
        "intake",
        "ward",
        "W-RANGE-001.comm_sessions",
    )
    assert (result.checked, result.failing, result.unknown) == (2, 1, 1)
    assert (result.severity, result.element) == ("warning", "comm_sessions")
    assert result.last_received_at == NOON


def test_a_rule_about_a_whole_report_names_no_element():
    assert build_single_result(Rule("W-COPY-001", "ward", BETWEEN, {})).element is None


def test_a_batch_is_its_reports_in_whatever_order():
    assert hash_batch(("a", "b")) == hash_batch(["b", "a"])
    assert (
        len({hash_batch(("a", "b")), hash_batch(("a",)), hash_batch(("ab",)), hash_batch(())}) == 4
    )


@pytest.mark.parametrize(
    "name",
    [BETWEEN, "ExpectColumnPairValuesAToBeBetweenMultiplesOfB"],
)
def test_an_expectation_is_named_as_great_expectations_names_it(name):
    import great_expectations.expectations as gxe

    from expectations.intake.suites import pair_expectations

    known = getattr(gxe, name, None) or getattr(pair_expectations, name)
    assert convert_to_snake_case(name) == known.expectation_type
