"""The tables of `marts` about news: which figures are beyond chance.

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
)
