"""A form's suite as an asset check: what held, what failed, and what could not be told."""

from assets.check_results import suite_result
from expectations.checks import Checked
from expectations.rules import Rule
from expectations.validation import Outcome


def metadata(*outcomes):
    result = suite_result("ward", Checked("ward", 3, list(outcomes), {}))
    return {name: value.value for name, value in result.metadata.items()}, result.passed


def test_the_three_outcomes_are_kept_apart():
    pair = Rule("W-PAIR-001", "a", "ExpectColumnPairValuesAToBePositiveOnlyIfBAre", {}, other="b")
    ratio = Rule("W-RATIO-001", "c", "ExpectColumnPairValuesAToBeBetweenMultiplesOfB", {})
    told, passed = metadata(Outcome(pair, 2, ("s1",), 1), Outcome(ratio, 1, (), 2))
    counts = {name: told[f"{name}_values"] for name in ("checked", "failing", "unknown")}
    assert counts == {"checked": 3, "failing": 1, "unknown": 3}
    assert not passed


def test_what_could_not_be_told_fails_nothing():
    pair = Rule("W-PAIR-001", "a", "ExpectColumnPairValuesAToBePositiveOnlyIfBAre", {}, other="b")
    assert metadata(Outcome(pair, 0, (), 3))[1]
