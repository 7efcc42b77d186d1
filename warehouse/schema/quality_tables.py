"""The tables of data quality: completeness, timeliness, outliers and consistency.

Part of the list in `tables`. May import only `table`.
"""

from warehouse.schema.table import Table

_COUNT_COLUMNS = ("metric", "form", "unit", "year", "numerator", "denominator")

QUALITY_TABLES = (
    Table(
        "marts.outlier_counts",
        _COUNT_COLUMNS,
        "Mỗi dòng: trong một năm, bao nhiêu số liệu của một đơn vị là giá trị ngoại lai.",
        "One row per measure of outliers, unit and year: how many of its values lie out.",
        key=("metric", "form", "unit", "year"),
        required=_COUNT_COLUMNS,
    ),
    Table(
        "marts.quality_counts",
        _COUNT_COLUMNS,
        "Mỗi dòng một thước đo chất lượng của một đơn vị trong một năm, dạng đếm, cộng được.",
        "One row per measure of quality that is a share of countable things, unit and year.",
        key=("metric", "form", "unit", "year"),
        required=_COUNT_COLUMNS,
    ),
    Table(
        "marts.element_consistency",
        ("form", "unit", "element", "year", "value", "mean_before", "ratio", "ratio_above", "met"),
        "Mỗi dòng: một chỉ tiêu của một đơn vị hay địa bàn trong một năm trọn vẹn, so với trung "
        "bình các năm trọn vẹn trước đó.",
        "One row per element, unit or area and whole year, beside the mean of the whole years "
        "before it; ratio_above is that of the unit above.",
        key=("form", "unit", "element", "year"),
        required=("form", "unit", "element", "year", "value"),
        fields=(("met", "is_near"), ("ratio_above", "ratio")),
    ),
    Table(
        "marts.days_late",
        (
            "form",
            "unit",
            "level",
            "year",
            "reports_accepted",
            "days_median",
            "days_p90",
            "days_max",
            "late_0",
            "late_1_3",
            "late_4_7",
            "late_8_30",
            "late_over_30",
            "reports_returned",
            "reports_mended",
            "days_to_mend",
        ),
        "Mỗi dòng: các báo cáo của một biểu trong một năm đến trễ bao nhiêu ngày, và báo cáo bị "
        "trả lại được sửa xong sau bao nhiêu ngày.",
        "One row per form, unit or area and year: by how many days its reports were late, and "
        "how long those returned took to mend.",
        key=("form", "unit", "year"),
        required=("form", "unit", "level", "year", "reports_accepted", "reports_returned"),
        fields=(
            *((f"days_{which}", "days") for which in ("median", "p90", "max")),
            *((f"late_{band}", "reports_late") for band in ("0", "1_3", "4_7", "8_30", "over_30")),
            ("days_to_mend", "days"),
        ),
    ),
    Table(
        "marts.quality_metrics",
        (
            "metric",
            "form",
            "unit",
            "level",
            "year",
            "numerator",
            "denominator",
            "value",
            "threshold",
            "met",
            "units_divergent",
            "null_reason",
        ),
        "Mỗi dòng một thước đo chất lượng số liệu của một biểu, một đơn vị hay địa bàn, một năm.",
        "One row per measure of data quality, form, unit or area and year; a missing value says "
        "why. In days_to_mend the value is a median, of as many reports as the numerator.",
        key=("metric", "form", "unit", "year"),
        required=("metric", "form", "unit", "level", "year", "units_divergent"),
        fields=(
            ("numerator", "quality_part"),
            ("denominator", "quality_part"),
            ("value", "quality_value"),
            ("met", "quality_met"),
            ("null_reason", "quality_null_reason"),
        ),
    ),
)
