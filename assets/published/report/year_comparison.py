"""The comparison of a report's figures with the same period of the year before, in words.

Texts only; a figure that is not whole, or doubted, is compared with nothing. Part of
`report_sentences`. May call the floors below.
"""

from collections.abc import Iterable

from assets.charts.number_texts import (
    LEAST_PERCENT_BASE,
    format_fraction,
    format_indicator_value,
    format_number,
    format_percent,
)
from assets.published.report.indicator_texts import (
    LANG,
    find_sides_of_change,
    format_with_unit,
    has_small_base,
)
from assets.published.report.report_figures import ReportedIndicator, ReportedValue
from warehouse.catalogue import Indicator


def find_common_obstacle(indicators: Iterable[ReportedIndicator]) -> str | None:
    """Find the reason why no figure can be compared, if all figures share a reason."""
    reasons = [
        _find_obstacle(reported)
        for reported in indicators
        if reported.indicator.kind != "change"
        and reported.value is not None
        and reported.value.value is not None
    ]
    return reasons[0] if len(reasons) > 1 and len(set(reasons)) == 1 else None


def compare_with_year_before(reported: ReportedIndicator) -> str:
    """Compare with the same period of the year before, or say why not."""
    now, before = reported.value, reported.year_before
    obstacle = _find_obstacle(reported)
    if obstacle or now is None or now.value is None or before is None or before.value is None:
        return f"chưa so sánh được với cùng kỳ năm trước vì {obstacle}"
    if any(has_small_base(reported.indicator, side.denominator) for side in (now, before)):
        return _describe_change_of_few(now, before)
    return _describe_change(reported.indicator, now.value, before.value)


def _find_obstacle(reported: ReportedIndicator) -> str | None:
    """Find why a figure cannot be compared with the year before; None if the figure can."""
    now, before = reported.value, reported.year_before
    if before is None or before.value is None:
        return "năm trước không có số liệu"
    if now is None or now.value is None or not now.is_firm:
        return f"số kỳ này {_explain_looseness(now)}"
    if not before.is_firm:
        return f"số năm trước {_explain_looseness(before)}"
    return "địa bàn đã thay đổi" if now.covers != before.covers else None


def _explain_looseness(value: ReportedValue | None) -> str:
    """Explain why a value is not firm: a whole one is doubted."""
    return "đang được xác minh" if value and value.is_complete else "chưa đủ"


def _describe_change_of_few(now: ReportedValue, before: ReportedValue) -> str:
    """Describe the change of a share of few by the numbers: points of six wards mean nothing."""
    now_text, before_text = (
        format_fraction(side.numerator, side.denominator, LANG) for side in (now, before)
    )
    if now.value == before.value:
        return f"bằng cùng kỳ năm trước ({before_text})"
    verb = _describe_move(now.value or 0, before.value or 0)
    return verb.format(before_text, now_text) + " so với cùng kỳ năm trước"


def _describe_move(now: float, before: float) -> str:
    """Describe the direction, with blanks for both numbers."""
    return "tăng từ {} lên {}" if now > before else "giảm từ {} xuống {}"


def write_stated_change(number: float, value: ReportedValue, indicator: Indicator) -> str:
    """Write an indicator of change: from the number of the year before to now."""
    sides = find_sides_of_change(value.numerator, value.denominator)
    before_text, now_text = (format_number(side, 0, LANG) for side in sides)
    before, now = sides
    if now != before and has_small_base(indicator, value.denominator):
        move = _describe_move(now, before).format(before_text, now_text)
        return f"{move} so với cùng kỳ năm trước"
    verb = "bằng cùng kỳ năm trước"
    if now != before:
        verb = f"{'tăng' if now > before else 'giảm'} {format_with_unit(abs(number), indicator)}"
    return f"{verb} (kỳ này {now_text}, cùng kỳ năm trước {before_text})"


def _describe_change(indicator: Indicator, now: float, before: float) -> str:
    was = format_with_unit(before, indicator)
    now_text, before_text = (format_indicator_value(v, indicator, LANG) for v in (now, before))
    if now_text == before_text:
        return f"bằng cùng kỳ năm trước ({was})"
    verb = "tăng" if now > before else "giảm"
    if indicator.unit_vi == "%":
        points = abs(round(now, 1) - round(before, 1))  # of the shares as the reader sees them
        difference = f"{format_number(points, 1, LANG)} điểm phần trăm"
    elif before < LEAST_PERCENT_BASE:
        move = _describe_move(now, before)
        return move.format(before_text, format_with_unit(now, indicator)) + (
            " so với cùng kỳ năm trước"
        )
    else:
        difference = format_percent(abs(now - before) / before * 100, LANG)
    return f"{verb} {difference} so với cùng kỳ năm trước ({was})"
