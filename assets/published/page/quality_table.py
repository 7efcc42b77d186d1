"""The data quality of each form in a year: shares of reports and of cells, never a count.

Reads the hub's quality metrics and writes them in words. May call the floors below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assets.charts.number_texts import format_number, format_percent
from assets.published.page.page_texts import PageWording
from warehouse.catalogue import Catalogue
from warehouse.store import Store

PAGE_METRICS = (
    "report_completeness",
    "timeliness",
    "element_completeness",
    "first_pass_acceptance",
    "days_to_mend",
    "modified_z_outliers",
)
"""The metrics on the page, in order; the warehouse has all metrics."""

PUBLIC_METRICS = tuple(metric for metric in PAGE_METRICS if metric != "modified_z_outliers")
"""The metrics on the public page: outliers follow from counts that are not public."""

_QUALITY_LEAD = (
    "Theo biểu báo cáo, của {}, năm của kỳ đang chọn. ✔ ✘ là so với ngưỡng trong danh mục.",
    "By form, of {}, in the year of the chosen period. ✔ ✘ are against the catalogue's thresholds.",
)
_DAYS_PHRASE = ("{} ngày", "{} days")
_REASON_PHRASES: Mapping[str | None, tuple[str, str]] = {
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
    """A sentence, the metrics, and a row per form: the name and each metric's years.

    `forms` and `metrics` are the codes of the rows and columns.
    """

    lead: str
    forms: tuple[str, ...]
    metrics: tuple[str, ...]
    measures: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[QualityCell, ...], ...]], ...]


def build_quality_table(
    catalogue: Catalogue,
    store: Store,
    years: Mapping[int, bool],
    wording: PageWording,
    *,
    page_metrics: Sequence[str] = PAGE_METRICS,
) -> QualityTable:
    """Build the table of the hub's quality metrics; forms never owed to the hub are left out."""
    hub = catalogue.units[catalogue.programme.hub]
    metric_values = {
        (form, metric, year): (value, met, reason)
        for form, metric, year, value, met, reason in store.query_rows(
            "SELECT form, metric, year, value, met, null_reason FROM marts.quality_metrics "
            "WHERE unit = ?",
            [hub.unit],
        )
    }
    metrics = [metric for metric in page_metrics if metric in catalogue.metrics]
    owed_forms = {form for form, _, _ in metric_values}
    forms = {code: form for code, form in catalogue.forms.items() if code in owed_forms}
    return QualityTable(
        lead=wording.choose_language(_QUALITY_LEAD).format(hub.get_name(wording.lang)),
        forms=tuple(forms),
        metrics=tuple(metrics),
        measures=tuple(catalogue.metrics[metric].get_name(wording.lang) for metric in metrics),
        rows=tuple(
            (
                form.get_name(wording.lang),
                tuple(
                    tuple(
                        _build_quality_cell(m, year, metric_values.get((name, m, year)), wording)
                        for year in years
                    )
                    for m in metrics
                ),
            )
            for name, form in forms.items()
        ),
    )


def _build_quality_cell(
    metric: str,
    year: int,
    metric_value: tuple[float | None, bool | None, str | None] | None,
    wording: PageWording,
) -> QualityCell:
    value, met, reason = metric_value or (None, None, None)
    if value is None:
        return QualityCell(year, wording.choose_language(_REASON_PHRASES[reason]), False, "none")
    text = (
        wording.choose_language(_DAYS_PHRASE).format(
            format_number(value, value != int(value), wording.lang)
        )
        if metric == "days_to_mend"
        else format_percent(100 * value, wording.lang)
    )
    return QualityCell(year, text, True, {True: "met", False: "not_met", None: "none"}[met])
