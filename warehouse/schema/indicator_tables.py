"""The tables of `marts` about indicators: answers, terms, the two sides, missing reports, values.

Part of the list in `tables`. The class of a table is in `table`, the fields are in
`indicator_fields`. May import `table` only.
"""

from warehouse.schema.table import Table

_KEY = ("indicator", "unit", "period")

INDICATOR_TABLES: tuple[Table, ...] = (
    Table(
        "marts.element_answers",
        (
            "form",
            "unit",
            "element",
            "period",
            "value",
            "least_value",
            "parts_given",
            "closes",
            "adds_up",
        ),
        "Mỗi dòng: một đơn vị trả lời một chỉ tiêu của chỉ số đến đâu trong một kỳ, kể cả dấu "
        "«không áp dụng»; view.",
        "One row per unit, element of an indicator and period: what was answered, the marks «not "
        "applicable» included; a view.",
        key=("form", "unit", "element", "period"),
        required=("form", "unit", "element", "period", "parts_given", "closes", "adds_up"),
        is_view=True,
    ),
    Table(
        "marts.indicator_terms",
        (
            "indicator",
            "side",
            "term",
            "unit",
            "period",
            "value",
            "is_complete",
            "lowest",
            "highest",
        ),
        "Mỗi dòng một hạng tử của một chỉ số, cộng cho một đơn vị hay địa bàn; khi còn thiếu báo "
        "cáo thì kèm mức thấp nhất và cao nhất có thể.",
        "One row per term of an indicator, summed for a unit or area; while reports are missing, "
        "with the least and the most that it can be.",
        key=("indicator", "side", "term", "unit", "period"),
        required=("indicator", "side", "term", "unit", "period", "is_complete"),
    ),
    Table(
        "marts.missing_reports",
        (*_KEY, "form", "reporting_unit", "reported_period"),
        "Mỗi dòng một báo cáo còn thiếu mà một chỉ số của một đơn vị hay địa bàn cần đến; view.",
        "One row per report not accepted on which an indicator of a unit or area rests; a view.",
        key=(*_KEY, "reporting_unit", "reported_period"),
        required=(*_KEY, "form", "reporting_unit", "reported_period"),
        is_view=True,
    ),
    Table(
        "marts.indicator_doubts",
        _KEY,
        "Mỗi dòng một chỉ số dựa trên một số liệu đang có cảnh báo chưa ai xem; view.",
        "One row per indicator, unit and period that rests on a value under an open warning; a "
        "view.",
        key=_KEY,
        required=_KEY,
        is_view=True,
    ),
    Table(
        "marts.unlike_periods",
        _KEY,
        "Mỗi dòng một so sánh hai năm mà hai bên không cùng đơn vị, cùng tháng; view.",
        "One row per comparison of two years that do not have the same units and months; a view.",
        key=_KEY,
        required=_KEY,
        is_view=True,
    ),
    Table(
        "marts.indicator_sides",
        (
            "indicator",
            "unit",
            "level",
            "grain",
            "period",
            "covers",
            "numerator_terms",
            "denominator_terms",
            "years_back",
            "units_owed",
            "units_reported",
            "units_living",
            "reports_owed",
            "reports_accepted",
            "reports_due",
            "is_due",
            "looks_before_all",
            "numerator",
            "denominator",
            "lowest",
            "highest",
            "is_complete",
            "is_base_complete",
            "has_doubt",
            "is_unlike",
        ),
        "Mỗi dòng: tử số, mẫu số của một chỉ số và chúng đã đủ đến đâu; view.",
        "One row per indicator, unit and period: both sides, and how whole they are; a view.",
        key=_KEY,
        required=(*_KEY, "level", "grain", "is_complete"),
        is_view=True,
    ),
    Table(
        "marts.indicator_values",
        (
            "indicator",
            "unit",
            "level",
            "grain",
            "period",
            "numerator",
            "denominator",
            "value",
            "is_complete",
            "has_doubt",
            "reports_missing",
            "missing_reports",
            "target",
            "target_scope",
            "target_binds",
            "verdict",
            "covers",
            "units_owed",
            "units_reported",
            "null_reason",
            "reports_owed",
            "reports_accepted",
        ),
        "Mỗi dòng một chỉ số của một đơn vị trong một kỳ, kèm tử số và mẫu số, đã đủ báo cáo chưa "
        "và kết luận so với chỉ tiêu.",
        "One row per indicator, unit and period, numerator and denominator beside the value, "
        "whether it is complete, and the verdict; a missing value says why.",
        key=_KEY,
        required=(
            *_KEY,
            "level",
            "grain",
            "is_complete",
            "has_doubt",
            "reports_missing",
            "units_owed",
        ),
        fields=(("value", "indicator_value"),),
    ),
)
