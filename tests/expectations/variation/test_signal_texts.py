"""A signal says its rule, in both languages."""

from typing import get_args

import pytest

from expectations.variation.judgement import RULES
from expectations.variation.ladder import Rung
from expectations.variation.signal_texts import RUNG_TEXTS, describe_signal
from warehouse.periods import Grain


@pytest.mark.parametrize(
    ("signal", "vi", "en"),
    [
        (
            ("run", -1, 7, Grain.MONTH),
            "7 tháng liền dưới trung bình",
            "7 months in a row below the mean",
        ),
        (("trend", 1, 8, Grain.QUARTER), "8 quý liền tăng dần", "rising over 8 quarters in a row"),
        (("outside", 1, 1, Grain.MONTH), "cao hơn giới hạn trên", "above the upper limit"),
        (
            ("two_of_three", -1, 3, Grain.HALF_YEAR),
            "ít nhất 2 trong 3 kỳ 6 tháng liền sát giới hạn dưới",
            "at least 2 of 3 half-years in a row close to the lower limit",
        ),
    ],
)
def test_a_signal_names_rule_side_and_length(signal, vi, en):
    assert describe_signal(*signal) == (vi, en)


def test_every_rule_has_words_for_both_sides():
    texts = {describe_signal(rule, side, 7, Grain.MONTH) for rule in RULES for side in (1, -1)}
    assert len(texts) == 2 * len(RULES)
    assert not any("bất thường" in vi or "{" in vi + en for vi, en in texts)


def test_every_rung_says_why():
    assert set(RUNG_TEXTS) == set(get_args(Rung))
