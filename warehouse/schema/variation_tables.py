"""The tables of `marts` about news and targets: figures beyond chance, progress in a year.

Part of the list in `tables`. The class of a table is in `table`, the fields are in
`variation_fields`. May import `table` only.
"""

from warehouse.schema.table import Table

VARIATION_TABLES: tuple[Table, ...] = (
    Table(
        "marts.variation",
        (
            "indicator",
            "unit",
            "level",
            "grain",
            "period",
            "rung",
            "value",
            "mean",
            "lower_limit",
            "upper_limit",
            "is_trial",
            "signal_rule",
            "signal_side",
            "signal_periods",
            "in_signal",
            "meaning",
            "words_vi",
            "words_en",
            "has_doubt",
            "rung_vi",
            "rung_en",
        ),
        "Mỗi dòng một con số đã đủ báo cáo, giới hạn của chuỗi số và tín hiệu nếu có. Không có "
        "dòng nào của số hiện có, số lũy kế và thay đổi giữa hai năm.",
        "One row per complete figure, with the limits of its series and its signal, if any; none "
        "for stocks, totals since January and changes between two years.",
        key=("indicator", "unit", "period"),
        required=(
            "indicator",
            "unit",
            "level",
            "grain",
            "period",
            "rung",
            "value",
            "in_signal",
            "has_doubt",
            "rung_vi",
            "rung_en",
        ),
        fields=(("value", "indicator_value"),),
    ),
    Table(
        "marts.target_progress",
        (
            "indicator",
            "unit",
            "level",
            "grain",
            "period",
            "target",
            "strip",
            "periods_met",
            "periods_decided",
            "periods_shown",
            "strip_vi",
            "strip_en",
            "periods_counted",
            "counted_numerator",
            "counted_denominator",
            "periods_open",
            "needed_numerator",
            "expected_denominator",
            "reach",
        ),
        "Mỗi dòng một chỉ tiêu ràng buộc sau một kỳ đã qua: dải 12 kỳ gần nhất nếu chỉ tiêu là "
        "100 %, và từ nay còn cần bao nhiêu để đạt chỉ tiêu năm.",
        "One row per binding target and period that is over: the strip of the last twelve periods "
        "where the target is 100 %, and what is needed from here on to meet the year's target.",
        key=("indicator", "unit", "period"),
        required=("indicator", "unit", "level", "grain", "period", "target"),
    ),
)
