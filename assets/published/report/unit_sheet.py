"""The sheet back to a unit: a page on the unit's own figures, reports and open questions.

The district's figures are those of `marts.public_values`: a unit is no reader of the exact counts
of others. Texts and queries only; `pdf_report` sets the page. May call the floors below.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assets.charts.number_texts import (
    format_day,
    format_indicator_value,
    format_period_in_sentence,
    format_target,
)
from assets.published.report.indicator_texts import (
    LANG,
    format_marked_value,
    format_small_base,
    name_indicator,
)
from assets.published.report.report_figures import (
    ReportedIndicator,
    ReportedValue,
    ReportFigures,
    load_report_figures,
)
from warehouse.catalogue import Catalogue
from warehouse.entries import find_entry
from warehouse.forms.blank.report_sheet import SYNTHETIC_BANNER
from warehouse.periods import Period, parse_period_code
from warehouse.store import Store

SHEET_COLUMNS = (
    "Chỉ số",
    "Đơn vị tính",
    "Kỳ này",
    "Cùng kỳ năm trước",
    "Chỉ tiêu",
    "Kết quả",
    "Cả quận",
)
MOST_QUESTIONS = 5
"""More open questions do not fit on the page; the number of the rest stands below."""
_VERDICTS = {
    "met": "đạt",
    "not_met": "chưa đạt",
    "not_due": "chưa đến hạn",
    "not_decided": "chưa kết luận",
}
_HUB_VALUES = """
    SELECT indicator, value, numerator, denominator FROM marts.public_values
    WHERE unit = $hub AND period = $period AND value IS NOT NULL AND NOT suppressed
"""
_REPORT_STATES = """
    SELECT r.period, r.accepted, r.returned, r.is_due, r.days_late, r.due_date
    FROM marts.reporting_rates AS r
    INNER JOIN catalogue.nesting AS n ON n.part = r.period AND n.period = $period
    WHERE r.unit = $unit
    ORDER BY r.period
"""
_OPEN_QUESTIONS = """
    SELECT f.period, f.message_vi, f.remedy_vi
    FROM marts.findings AS f
    INNER JOIN catalogue.nesting AS n ON n.part = f.period AND n.period = $period
    WHERE f.unit = $unit AND f.state = 'open'
    ORDER BY f.rank
"""


@dataclass(frozen=True, slots=True)
class SheetReport:
    """A report owed by the unit: accepted or returned, and by how many days late."""

    period: str
    accepted: bool
    returned: bool
    is_due: bool
    days_late: int | None
    due_date: date


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """Every text of the sheet, from top to bottom."""

    banner: str
    agency: tuple[str, ...]
    title: str
    addressee: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    reports: tuple[str, ...]
    tasks: tuple[str, ...]


def compose_unit_sheet(
    store: Store, catalogue: Catalogue, unit: str, period: Period
) -> tuple[UnitSheet, datetime] | None:
    """Compose the sheet of a unit, with the time of the publication; None without owed reports."""
    figures = load_report_figures(store, catalogue, unit, period)
    if not figures.reports:
        return None
    place = {"unit": unit, "period": period.code}
    hub = {"hub": catalogue.programme.hub, "period": period.code}
    reports = store.query_records(SheetReport, _REPORT_STATES, place)
    questions = [_write_question(period, *row) for row in store.query_rows(_OPEN_QUESTIONS, place)]
    sheet = UnitSheet(
        banner=SYNTHETIC_BANNER if figures.synthetic else "",
        agency=catalogue.find_report_letterhead(period).agency_lines,
        title=f"PHIẾU PHẢN HỒI SỐ LIỆU {period.format_label(LANG).upper()}",
        addressee=catalogue.find_form_letterhead(unit, period).addressee,
        columns=SHEET_COLUMNS,
        rows=tuple(_compose_rows(figures, _format_hub_values(store, catalogue, hub))),
        reports=tuple(_describe_reports(reports)),
        tasks=tuple(_list_tasks(reports, questions)) or ("Không có việc gì phải làm thêm.",),
    )
    return sheet, figures.published_at


def _format_hub_values(store: Store, catalogue: Catalogue, place: dict[str, str]) -> dict[str, str]:
    """Map each indicator to the text of the hub's public figure."""
    texts = {}
    for code, value, *sides in store.query_rows(_HUB_VALUES, place):
        if indicator := catalogue.indicators.get(code):
            text = format_indicator_value(value, indicator, LANG)
            texts[code] = text + format_small_base(indicator, *sides)
    return texts


def _compose_rows(
    figures: ReportFigures, hub_values: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """Compose a row for each indicator with a value of the unit."""
    for reported in figures.indicators:
        indicator, value = reported.indicator, reported.value
        if value is None or value.value is None:
            continue
        yield (
            name_indicator(indicator),
            indicator.unit_vi,
            format_marked_value(indicator, value, without_value="–"),
            format_marked_value(indicator, reported.year_before, without_value="–"),
            _format_own_target(reported, value),
            _describe_verdict(value),
            hub_values.get(indicator.indicator, "–"),
        )


def _format_own_target(reported: ReportedIndicator, value: ReportedValue) -> str:
    if value.target is None:
        return "–"
    target = format_target(value.target, reported.indicator, LANG)
    return target if value.target_binds else f"{target} (chung)"


def _describe_verdict(value: ReportedValue) -> str:
    if value.verdict is None:
        return "–"
    return find_entry(_VERDICTS, value.verdict, f"{__name__}, _VERDICTS")


def _describe_reports(reports: Sequence[SheetReport]) -> Iterator[str]:
    """Describe the reports by state, a line each: a year of months leaves room for the figures."""
    by_state: dict[str, list[str]] = {}
    for report in reports:
        by_state.setdefault(_name_state(report), []).append(_name_period(report))
    for state, periods in by_state.items():
        yield f"{state}: {', '.join(periods)}."


def _name_state(report: SheetReport) -> str:
    """Name the state of a report: accepted in time or late, returned, missing, or not yet due."""
    if report.accepted:
        return f"Đã nhận, trễ {report.days_late} ngày" if report.days_late else "Đã nhận đúng hạn"
    if report.returned:
        return "Đã trả lại, chưa nhận bản sửa"
    return "Chưa nhận" if report.is_due else "Chưa đến hạn"


def _list_tasks(reports: Sequence[SheetReport], questions: Sequence[str]) -> Iterator[str]:
    """List the tasks of the unit: reports to send or mend, then values to check."""
    for report in reports:
        due = f"hạn {format_day(report.due_date, LANG)}"
        if not report.accepted and report.returned:
            yield f"Sửa báo cáo {_name_period(report)} theo bảng tính trả lại và gửi lại ({due})."
        elif not report.accepted:
            yield f"Gửi báo cáo {_name_period(report)} ({due})."
    yield from questions[:MOST_QUESTIONS]
    if len(questions) > MOST_QUESTIONS:
        yield f"Còn {len(questions) - MOST_QUESTIONS} điều khác cần kiểm tra lại; xin hỏi cán bộ."


def _write_question(period: Period, report: str, problem: str, remedy: str) -> str:
    """Write an open question; of a longer sheet, with the period of the report."""
    place = parse_period_code(report)
    prefix = "" if place == period else f"{place.format_label(LANG)}: "
    return f"{prefix}{problem} {remedy}"


def _name_period(report: SheetReport) -> str:
    return format_period_in_sentence(parse_period_code(report.period), LANG)
