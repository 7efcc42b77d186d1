"""The words of rungs and signals, Vietnamese and English: never «unusual», always the rule.

Words only; `judgement` finds the signals. Imports only `judgement`, `ladder` and the warehouse.
"""

from collections.abc import Mapping

from expectations.variation.judgement import Rule
from expectations.variation.ladder import Rung
from warehouse.periods import Grain

BilingualText = tuple[str, str]
"""A text in Vietnamese and in English."""

_PERIOD_WORDS: Mapping[Grain, BilingualText] = {
    Grain.MONTH: ("tháng", "months"),
    Grain.QUARTER: ("quý", "quarters"),
    Grain.HALF_YEAR: ("kỳ 6 tháng", "half-years"),
}
_SIGNAL_TEXTS: Mapping[tuple[Rule, int], BilingualText] = {
    ("outside", 1): ("cao hơn giới hạn trên", "above the upper limit"),
    ("outside", -1): ("thấp hơn giới hạn dưới", "below the lower limit"),
    ("trend", 1): ("{count} {kỳ} liền tăng dần", "rising over {count} {periods} in a row"),
    ("trend", -1): ("{count} {kỳ} liền giảm dần", "falling over {count} {periods} in a row"),
    ("two_of_three", 1): (
        "ít nhất 2 trong {count} {kỳ} liền sát giới hạn trên",
        "at least 2 of {count} {periods} in a row close to the upper limit",
    ),
    ("two_of_three", -1): (
        "ít nhất 2 trong {count} {kỳ} liền sát giới hạn dưới",
        "at least 2 of {count} {periods} in a row close to the lower limit",
    ),
    ("run", 1): ("{count} {kỳ} liền trên trung bình", "{count} {periods} in a row above the mean"),
    ("run", -1): ("{count} {kỳ} liền dưới trung bình", "{count} {periods} in a row below the mean"),
}
RUNG_TEXTS: Mapping[Rung, BilingualText] = {
    "law": (
        "trung bình từ 10, dao động như ngẫu nhiên: giới hạn chính xác, bốn quy tắc",
        "a mean of 10 or more, scattered as by chance: exact limits, four rules",
    ),
    "xmr": (
        "trung bình từ 10: giới hạn XmR, bốn quy tắc",
        "a mean of 10 or more: XmR limits, four rules",
    ),
    "exact": (
        "trung bình từ 2 đến dưới 10 một tháng: giới hạn chính xác của số nhỏ",
        "a mean from 2 to below 10 a month: the exact limits of small counts",
    ),
    "quarterly": (
        "trung bình từ 0,5 một tháng: cộng theo quý, giới hạn chính xác của số nhỏ",
        "a mean from 0.5 a month: added up by quarter, the exact limits of small counts",
    ),
    "yearly": (
        "số hoặc mẫu số quá nhỏ để có tín hiệu: chỉ xem theo năm",
        "counts or denominators too small for a signal: read it by year only",
    ),
    "short": ("chưa đủ kỳ để so", "too few periods to compare with"),
}
"""Why a series is read as it is."""


def describe_signal(rule: Rule, side: int, count: int, grain: Grain) -> BilingualText:
    """Return a signal in words: the rule and the number of periods."""
    vi, en = _SIGNAL_TEXTS[rule, side]
    period_vi, periods_en = _PERIOD_WORDS[grain]
    return (
        vi.format(count=count, kỳ=period_vi),
        en.format(count=count, periods=periods_en),
    )
