"""The content of a report, from letterhead to annex, as texts in order.

The same content fills the Word template, the PDF and the annex workbook. By Nghị định
30/2020/NĐ-CP. May call the floors below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assets.charts.number_texts import (
    format_period_in_sentence,
    format_target,
)
from assets.published.report import report_sentences as sentences
from assets.published.report.indicator_texts import (
    LANG,
    format_marked_value,
    list_sources,
    name_indicator,
)
from assets.published.report.report_charts import CHART_NOTE, CHART_TITLE, ReportChart
from assets.published.report.report_figures import (
    ReportedIndicator,
    ReportFigures,
    find_year_so_far,
)
from warehouse.catalogue import Catalogue
from warehouse.catalogue.programme_rows import Addressee
from warehouse.forms.blank.report_sheet import SYNTHETIC_BANNER
from warehouse.periods import Grain

ANNEX_COLUMNS = (
    "TT",
    "Chỉ số",
    "Đơn vị tính",
    "Số liệu thực hiện trong kỳ",
    "Chỉ tiêu kế hoạch năm",
    "Số liệu lũy kế",
    "Chỉ tiêu KH 21-25",
    "Tần suất báo cáo",
    "Nguồn thông tin",
)
"""The nine columns of the annex of QĐ 29/QĐ-BLĐTBXH."""
ANNEX_NOTE = (
    "Danh mục chỉ số là của cơ quan, không phải nguyên văn phụ lục QĐ 29/QĐ-BLĐTBXH. Dấu [p]: số "
    "tạm tính, chưa đủ số liệu; [?]: có số liệu đang được xác minh; [x]: chưa có số liệu."
)
_CODE_NOTE = (
    " Mã trong ngoặc sau tên chỉ số dùng để tra nguồn của số liệu tại cơ quan lập báo cáo: "
    "chiso explain {code} {area} {period}."
)
_FREQUENCIES = {
    Grain.MONTH: "Tháng",
    Grain.QUARTER: "Quý",
    Grain.HALF_YEAR: "6 tháng",
    Grain.YEAR: "Năm",
}
_NO_OWN_WORDS = "(Cán bộ bổ sung.)"


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading with paragraphs; `level` 1 is a part of the report, 2 a section of a part."""

    level: int
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Every text of a report, from top to bottom; a blank `banner` is none."""

    banner: str
    agency: tuple[str, ...]
    number: str
    place_and_date: str
    title: str
    addressee: str
    sections: tuple[ReportSection, ...]
    signer: tuple[str, ...]
    receivers: tuple[str, ...]
    annex_title: str
    annex_columns: tuple[str, ...]
    annex_rows: tuple[tuple[str, ...], ...]
    annex_note: str
    charts: tuple[ReportChart, ...] = ()
    chart_title: str = CHART_TITLE
    chart_note: str = CHART_NOTE


def compose_report(
    catalogue: Catalogue,
    figures: ReportFigures,
    addressee: Addressee,
    own_words: Mapping[str, Sequence[str]],
    *,
    charts: Sequence[ReportChart] = (),
    changes: Sequence[str] | None = None,
) -> ReportContent:
    """Compose the report of a period for an addressee.

    `changes` are the lines on what differs from the report that was sent; None if none was.
    """
    letterhead = catalogue.find_report_letterhead(figures.period)
    label = format_period_in_sentence(figures.period, LANG)
    programme = catalogue.programme.name_vi
    return ReportContent(
        banner=SYNTHETIC_BANNER if figures.synthetic else "",
        agency=letterhead.agency_lines,
        number=f"Số:          /BC-{letterhead.symbol}",
        place_and_date=f"{letterhead.place}, ngày …… tháng …… năm ……",
        # The period stays on one line of the heading: «6 tháng đầu năm 2025» is never cut at 6.
        title=f"Kết quả thực hiện {programme[:1].lower()}{programme[1:]} "
        + label.replace(" ", "\N{NO-BREAK SPACE}"),
        addressee=addressee.name_vi,
        sections=(
            *_compose_sections(catalogue, figures, own_words),
            *_compose_changes(changes),
        ),
        signer=letterhead.signer_lines,
        receivers=("- Như trên;", "- Lưu: VT."),
        annex_title=f"PHỤ LỤC: Số liệu {label}",
        annex_columns=ANNEX_COLUMNS,
        annex_rows=tuple(
            _compose_annex_row(catalogue, number, reported)
            for number, reported in enumerate(figures.indicators, start=1)
        ),
        annex_note=ANNEX_NOTE + _explain_year_so_far(figures) + _explain_codes(figures),
        charts=tuple(charts),
    )


def _compose_sections(
    catalogue: Catalogue, figures: ReportFigures, own: Mapping[str, Sequence[str]]
) -> list[ReportSection]:
    """Compose parts I to V; the officer's own words stand at the end of each part."""
    results = [
        ReportSection(2, heading, tuple(sentences.write_results(catalogue, figures, prefixes)))
        for heading, prefixes in sentences.RESULT_SECTIONS
    ]
    verdicts = [
        ReportSection(2, heading, tuple(lines) or ("Không có.",))
        for heading, lines in sentences.write_verdicts(catalogue, figures)
    ]
    obstacles = sentences.quote_remarks(catalogue, figures.remarks, "obstacle")
    proposals = sentences.quote_remarks(catalogue, figures.remarks, "proposal")
    overview = sentences.write_overview(catalogue, figures)
    return [
        ReportSection(1, "I. TÌNH HÌNH CHUNG", (*overview, *own["I"])),
        ReportSection(1, "II. KẾT QUẢ THỰC HIỆN", ()),
        *(section for section in results if section.paragraphs),
        *_add_own_words(own["II"]),
        ReportSection(1, "III. SO VỚI CHỈ TIÊU KẾ HOẠCH", ()),
        *verdicts,
        *_add_own_words(own["III"]),
        ReportSection(
            1,
            "IV. KHÓ KHĂN, VƯỚNG MẮC",
            (*(obstacles or ["Các đơn vị không nêu khó khăn, vướng mắc."]), *own["IV"]),
        ),
        ReportSection(
            1,
            "V. PHƯƠNG HƯỚNG, KIẾN NGHỊ",
            (*proposals, *(own["V"] or [_NO_OWN_WORDS])),
        ),
    ]


def _compose_changes(changes: Sequence[str] | None) -> list[ReportSection]:
    if changes is None:
        return []
    lines = tuple(changes) or ("Không có thay đổi.",)
    return [ReportSection(1, "VI. THAY ĐỔI SO VỚI BÁO CÁO ĐÃ GỬI", lines)]


def _add_own_words(paragraphs: Sequence[str]) -> list[ReportSection]:
    return [ReportSection(2, "Đánh giá của cơ quan", tuple(paragraphs))] if paragraphs else []


def _compose_annex_row(
    catalogue: Catalogue, number: int, reported: ReportedIndicator
) -> tuple[str, ...]:
    indicator = reported.indicator
    targets = (reported.year_target, reported.plan_target)
    year_target, plan_target = (
        format_target(t.target, indicator, LANG) if t else "–" for t in targets
    )
    forms = {term.form for term in indicator.all_terms if term.form} or set(catalogue.forms)
    grains = sorted({catalogue.forms[f].frequency for f in forms}, key=lambda g: g.month_count)
    return (
        str(number),
        name_indicator(indicator),
        indicator.unit_vi,
        format_marked_value(indicator, reported.value, without_value="[x]"),
        year_target,
        format_marked_value(indicator, reported.cumulative, without_value="[x]"),
        plan_target,
        ", ".join(_FREQUENCIES[grain] for grain in grains),
        "; ".join(list_sources(catalogue, indicator)) or "Sổ theo dõi báo cáo",
    )


def _explain_year_so_far(figures: ReportFigures) -> str:
    so_far = find_year_so_far(figures.period)
    if so_far is None:
        return " Kỳ này không có số liệu lũy kế."
    label = format_period_in_sentence(so_far, LANG)
    return f" Số liệu lũy kế: {label}."


def _explain_codes(figures: ReportFigures) -> str:
    """Explain the use of the codes, with the first code as the example."""
    codes = [reported.indicator.indicator for reported in figures.indicators]
    place = {"area": figures.area, "period": figures.period.code}
    return _CODE_NOTE.format(code=codes[0], **place) if codes else ""
