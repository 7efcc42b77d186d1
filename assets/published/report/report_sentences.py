"""The sentences of a report, made from the figures, in official Vietnamese.

Texts only; a figure that is not whole, or doubted, is never told as a whole one. May call the
floors below.
"""

from collections.abc import Sequence

from assets.charts.number_texts import (
    format_fraction,
    format_period_in_sentence,
    format_target,
)
from assets.published.report.indicator_texts import (
    LANG,
    format_with_base,
    format_with_unit,
    name_indicator,
)
from assets.published.report.report_figures import (
    OwedByUnit,
    ReportedIndicator,
    ReportedValue,
    ReportFigures,
    UnitRemark,
)
from assets.published.report.year_comparison import (
    compare_with_year_before,
    find_common_obstacle,
    write_stated_change,
)
from warehouse.catalogue import Catalogue, Indicator
from warehouse.entries import find_entry
from warehouse.periods import parse_period_code

RESULT_SECTIONS = (
    ("1. Công tác tuyên truyền", ("TT",)),
    ("2. Công tác phòng ngừa, lồng ghép", ("LG",)),
    ("3. Công tác kiểm tra, đấu tranh, xử lý", ("KT", "DT", "TP")),
    ("4. Công tác y tế, can thiệp giảm hại", ("YT",)),
    ("5. Công tác hỗ trợ", ("HT", "GS")),
    ("6. Công tác tập huấn", ("TH",)),
    ("7. Kinh phí thực hiện", ("KP",)),
)
"""The headings of part II, and the letters that begin the codes of their indicators."""
_OPEN_VERDICTS = {
    "not_due": "chưa đến hạn đánh giá",
    "not_decided": "chưa kết luận được",
}
_MISSING_VALUES = {
    "not_reported": "chưa có số liệu vì đơn vị chưa báo cáo",
    "not_stated": "chưa có số liệu vì đơn vị để trống",
    "not_yet_due": "chưa đến hạn báo cáo",
    "no_denominator": "chưa tính được vì mẫu số bằng 0",
    "not_applicable": "không áp dụng trong kỳ",
    "unlike_periods": "chưa so sánh được vì hai năm không cùng tháng, cùng đơn vị",
    "open_doubt": "chưa so sánh được vì có số liệu đang được xác minh",
    "no_base_period": "chưa so sánh được vì không có kỳ gốc",
    "no_living_unit": "không tính vì đơn vị kết thúc giữa kỳ",
}


def write_overview(catalogue: Catalogue, figures: ReportFigures) -> list[str]:
    """Write part I: reports in and on time, each missing report, and why nothing is compared."""
    owed = figures.reports
    received = [report for report in owed if report.is_received]
    on_time = sum(report.on_time for report in received)
    label = format_period_in_sentence(figures.period, LANG)
    sentences = [
        f"Trong {label}, các đơn vị phải gửi {len(owed)} báo cáo; đã nhận {len(received)} báo cáo"
        f"{_refer_to_count(figures, 'reports_accepted')}, trong đó {on_time} báo cáo đúng hạn"
        f"{_refer_to_count(figures, 'reports_on_time')}."
    ]
    missing = [report for report in owed if not report.is_received]
    if missing:
        sentences.append(
            f"Còn thiếu {len(missing)} báo cáo: {_name_reports(catalogue, missing)}. Số liệu dựa "
            "vào các báo cáo này là tạm tính."
        )
    else:
        sentences.append("Không còn báo cáo nào thiếu.")
    if waiting := [report for report in owed if report.is_waiting]:
        sentences.append(
            f"Trong số đã nhận có {len(waiting)} báo cáo đang được duyệt cách đọc, chưa có số "
            f"liệu: {_name_reports(catalogue, waiting)}."
        )
    if reason := _find_obstacle_of_all(figures):
        sentences.append(
            f"Các số liệu dưới đây chưa so sánh được với cùng kỳ năm trước vì {reason}."
        )
    return sentences


def _refer_to_count(figures: ReportFigures, measure: str) -> str:
    """Return the code of the indicator with a numerator of just this count, if any."""
    codes = (
        reported.indicator.indicator
        for reported in figures.indicators
        if [(term.measure, term.form) for term in reported.indicator.numerator] == [(measure, None)]
    )
    return "".join(f" ({code})" for code in list(codes)[:1])


def _name_reports(catalogue: Catalogue, reports: Sequence[OwedByUnit]) -> str:
    return "; ".join(name_report(catalogue, r.unit, r.period) for r in reports)


def _find_obstacle_of_all(figures: ReportFigures) -> str | None:
    """Find the reason why no figure of part II can be compared: part I states the reason once."""
    prefixes = {prefix for _, group in RESULT_SECTIONS for prefix in group}
    return find_common_obstacle(
        reported for reported in figures.indicators if reported.indicator.indicator[:2] in prefixes
    )


def write_results(
    catalogue: Catalogue, figures: ReportFigures, prefixes: Sequence[str]
) -> list[str]:
    """Write a sentence for each indicator with a code of the given prefixes."""
    compares = _find_obstacle_of_all(figures) is None
    return [
        write_indicator_sentence(catalogue, reported, compares=compares)
        for reported in figures.indicators
        if reported.indicator.indicator[:2] in prefixes and reported.value is not None
    ]


def write_indicator_sentence(
    catalogue: Catalogue, reported: ReportedIndicator, *, compares: bool = True
) -> str:
    """Write an indicator's value, the missing reports, and the change on the year before."""
    indicator, value = reported.indicator, reported.value
    if value is None or value.value is None:
        return f"{name_indicator(indicator)}: {_explain_missing(catalogue, indicator, value)}."
    text = f"{name_indicator(indicator)}: {_write_value(indicator, value.value, value)}"
    if not value.is_complete:
        text += f", số tạm tính, {_name_missing_reports(catalogue, value)}"
    if value.has_doubt:
        text += ", có số liệu đang được xác minh"
    if not compares or indicator.kind == "change":
        return f"{text}."
    if not value.is_firm:  # the reason was just said
        return f"{text}; vì vậy chưa so sánh với cùng kỳ năm trước."
    return f"{text}; {compare_with_year_before(reported)}."


def _write_value(indicator: Indicator, number: float, value: ReportedValue) -> str:
    """Write a value with both sides; a change as a rise or fall from one number to another."""
    if value.numerator is None or value.denominator is None:
        return format_with_unit(number, indicator)
    if indicator.kind != "change":
        fraction = format_fraction(value.numerator, value.denominator, LANG)
        return f"{format_with_unit(number, indicator)} ({fraction})"
    return write_stated_change(number, value, indicator)


def name_report(catalogue: Catalogue, unit: str, period: str) -> str:
    """Name a report by the unit and the period, given by their codes."""
    label = format_period_in_sentence(parse_period_code(period), LANG)
    return f"{catalogue.units[unit].official_name} ({label})"


def _explain_missing(
    catalogue: Catalogue, indicator: Indicator, value: ReportedValue | None
) -> str:
    reason = value.null_reason if value else "not_reported"
    if value and reason == "not_reported" and indicator.kind == "change" and value.missing_reports:
        return f"chưa so sánh được, {_name_missing_reports(catalogue, value)}"
    if value and reason == "no_denominator" and indicator.kind == "change":
        return f"chưa so sánh được vì cùng kỳ năm trước bằng 0 (kỳ này {value.numerator})"
    return find_entry(_MISSING_VALUES, reason or "not_reported", f"{__name__}, _MISSING_VALUES")


def write_verdicts(catalogue: Catalogue, figures: ReportFigures) -> list[tuple[str, list[str]]]:
    """Write part III: indicators on target, below target, and still open."""
    groups: dict[str, list[str]] = {"met": [], "not_met": [], "open": []}
    for reported in figures.indicators:
        value = reported.value
        if value is None or value.target is None or not value.target_binds:
            continue
        verdict = value.verdict if value.verdict in ("met", "not_met") else "open"
        groups[verdict].append(_write_verdict(catalogue, reported.indicator, value))
    return [
        ("a) Đạt chỉ tiêu", groups["met"]),
        ("b) Chưa đạt chỉ tiêu", groups["not_met"]),
        ("c) Chưa đủ số liệu hoặc chưa đến hạn đánh giá", groups["open"]),
    ]


def _write_verdict(catalogue: Catalogue, indicator: Indicator, value: ReportedValue) -> str:
    target = format_target(value.target or 0, indicator, LANG)
    if value.value is None:
        reason = _explain_missing(catalogue, indicator, value)
        return f"{name_indicator(indicator)}: {reason}; chỉ tiêu {target}."
    text = f"{name_indicator(indicator)}: {format_with_base(value, indicator)}; chỉ tiêu {target}"
    if not value.is_complete:
        text += f"; số tạm tính, {_name_missing_reports(catalogue, value)}"
    if value.has_doubt:
        text += "; có số liệu đang được xác minh"
    if value.verdict in _OPEN_VERDICTS:
        text += f"; {_OPEN_VERDICTS[value.verdict]}"
    return f"{text}."


def quote_remarks(catalogue: Catalogue, remarks: Sequence[UnitRemark], kind: str) -> list[str]:
    """Quote the obstacles or the proposals, by unit."""
    return [
        f"{catalogue.units[remark.unit].official_name}: “{remark.text}”"
        for remark in remarks
        if remark.kind == kind and remark.unit in catalogue.units
    ]


def _name_missing_reports(catalogue: Catalogue, value: ReportedValue) -> str:
    """Name the first missing reports of a value and count the rest, or say what else is missing."""
    if not value.missing_reports:
        return "đơn vị để trống số liệu" if value.is_due else "kỳ báo cáo chưa kết thúc"
    pairs = [pair.split(" ", 1) for pair in value.missing_reports.split(", ")]
    names = [name_report(catalogue, unit, period) for period, unit in pairs]
    more = value.reports_missing - len(names)
    rest = f" và {more} báo cáo khác" if more > 0 else ""
    return f"còn thiếu báo cáo của {', '.join(names)}{rest}"
