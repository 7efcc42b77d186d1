"""The comparison of a report's figures with the same period of the year before, in words.

Texts only; a figure that is not whole, or doubted, is compared with nothing. Part of
`report_sentences`. May call the floors below.
"""

from collections.abc import Iterable

from assets.charts.number_texts import format_indicator_value, format_number, format_percent
from assets.published.report.report_figures import ReportedIndicator
from warehouse.catalogue import Indicator

LANG = "vi"


def format_with_unit(value: float, indicator: Indicator) -> str:
    """Format a value with the unit of measure; a share has the sign already."""
    text = format_indicator_value(value, indicator, LANG)
    return text if indicator.unit_vi == "%" else f"{text} {indicator.unit_vi}"


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
    return _describe_change(reported.indicator, now.value, before.value)


def _find_obstacle(reported: ReportedIndicator) -> str | None:
    """Find why a figure cannot be compared with the year before; None if the figure can."""
    now, before = reported.value, reported.year_before
    if before is None or before.value is None:
        return "năm trước không có số liệu"
    if now is None or now.value is None or not now.is_firm:
        return "số kỳ này chưa đủ"
    if not before.is_firm:
        return "số năm trước chưa đủ"
    return "địa bàn đã thay đổi" if now.covers != before.covers else None


def _describe_change(indicator: Indicator, now: float, before: float) -> str:
    was = format_with_unit(before, indicator)
    now_text, before_text = (format_indicator_value(v, indicator, LANG) for v in (now, before))
    if now_text == before_text:
        return f"bằng cùng kỳ năm trước ({was})"
    verb = "tăng" if now > before else "giảm"
    if indicator.unit_vi == "%":
        points = abs(round(now, 1) - round(before, 1))  # of the shares as the reader sees them
        difference = f"{format_number(points, 1, LANG)} điểm phần trăm"
    elif before:
        difference = format_percent(abs(now - before) / before * 100, LANG)
    else:
        difference = format_with_unit(abs(now - before), indicator)
    return f"{verb} {difference} so với cùng kỳ năm trước ({was})"
