"""The wide views of `marts` for analysts: figures with their names and days beside them.

Part of the list in `tables`. The class of a table is in `table`, the fields are in `fields`.
May import `table` only.
"""

from warehouse.schema.table import Table

NAMED_TABLES: tuple[Table, ...] = (
    Table(
        "marts.named_values",
        (
            "indicator",
            "indicator_name_vi",
            "indicator_name_en",
            "measure_vi",
            "measure_en",
            "unit",
            "unit_name_vi",
            "unit_name_en",
            "level",
            "grain",
            "period",
            "period_name_vi",
            "period_name_en",
            "window_start",
            "window_end",
            "numerator",
            "denominator",
            "value",
            "is_complete",
            "has_doubt",
            "null_reason",
            "reports_owed",
            "reports_accepted",
            "missing_reports",
            "target",
            "target_scope",
            "target_binds",
            "verdict",
            "covers",
        ),
        "Mỗi dòng một chỉ số của một đơn vị trong một kỳ, kèm tên và ngày: không phải nối bảng; "
        "view.",
        "One row per indicator, unit and period with names and days beside: no join is needed; a "
        "view.",
        key=("indicator", "unit", "period"),
        required=("indicator", "unit", "period", "level", "grain", "is_complete"),
        fields=(("value", "indicator_value"),),
        is_view=True,
    ),
)
