"""The data quality of each form in a year: shares of reports and of cells, never a count.

Reads the hub's quality metrics and writes them in words. May call the floors below.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assets.charts.numbers import number, percent
from assets.published.page_wording import Voice
from warehouse.catalogue import Catalogue
from warehouse.store import Store

SHOWN = (
    "report_completeness",
    "timeliness",
    "element_completeness",
    "first_pass_acceptance",
    "days_to_mend",
    "modified_z_outliers",
)
"""The metrics on the page, in order; the warehouse has all metrics."""

_LEAD = (
    "Theo biểu báo cáo, của {}; năm theo lựa chọn ở bảng chỉ số. ✔ ✘ là so với ngưỡng trong danh "
    "mục.",
    "By form, of {}; the year is the one chosen at the indicators. ✔ ✘ are against the thresholds "
    "of the catalogue.",
)
_DAYS = ("{} ngày", "{} days")
_NONE: Mapping[str | None, tuple[str, str]] = {
    None: ("không phải nộp", "nothing owed"),
    "not_yet_due": ("chưa đến hạn", "not yet due"),
    "not_reported": ("chưa báo cáo", "not reported"),
    "series_too_short": ("chuỗi quá ngắn", "series too short"),
    "nothing_returned": ("không bị trả lại", "none returned"),
    "not_mended": ("chưa sửa xong", "not mended"),
}


@dataclass(frozen=True, slots=True)
class QualityCell:
    """A metric in a year: the value or the reason for a missing value, and the verdict."""

    year: int
    text: str
    has_value: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class QualityTable:
    """A sentence, the metrics, and a row per form: the name and each metric's years."""

    lead: str
    measures: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[QualityCell, ...], ...]], ...]


def quality_table(
    catalogue: Catalogue, store: Store, years: Mapping[int, bool], voice: Voice
) -> QualityTable:
    """Build the table of the hub's quality metrics; forms never owed to the hub are left out."""
    found = {
        (form, metric, year): (value, met, reason)
        for form, metric, year, value, met, reason in store.rows(
            "SELECT form, metric, year, value, met, null_reason FROM marts.quality_metrics "
            "WHERE unit = ?",
            [catalogue.programme.hub],
        )
    }
    shown = [metric for metric in SHOWN if metric in catalogue.metrics]
    owed = {form for form, _, _ in found}
    return QualityTable(
        lead=voice.choose(_LEAD).format(catalogue.units[catalogue.programme.hub].name(voice.lang)),
        measures=tuple(catalogue.metrics[metric].name(voice.lang) for metric in shown),
        rows=tuple(
            (
                form.name(voice.lang),
                tuple(
                    tuple(
                        _cell(metric, year, found.get((name, metric, year)), voice)
                        for year in years
                    )
                    for metric in shown
                ),
            )
            for name, form in catalogue.forms.items()
            if name in owed
        ),
    )


def _cell(
    metric: str, year: int, found: tuple[float | None, bool | None, str | None] | None, voice: Voice
) -> QualityCell:
    value, met, reason = found or (None, None, None)
    if value is None:
        return QualityCell(year, voice.choose(_NONE[reason]), False, "none")
    text = (
        voice.choose(_DAYS).format(number(value, value != int(value), voice.lang))
        if metric == "days_to_mend"
        else percent(100 * value, voice.lang)
    )
    return QualityCell(year, text, True, {True: "met", False: "unmet", None: "none"}[met])
