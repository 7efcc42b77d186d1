"""The tables of `marts`: reporting rates, coverage, element values, indicators, quality.

Part of the list in `tables`. The class of a table is in `table`, the fields are in `fields`.
May import `table`, the `*_tables` of indicators, names, quality and variation only.
"""

from warehouse.schema.indicator_tables import INDICATOR_TABLES
from warehouse.schema.named_tables import NAMED_TABLES
from warehouse.schema.quality_tables import QUALITY_TABLES
from warehouse.schema.table import Table
from warehouse.schema.territory_tables import TERRITORY_TABLES
from warehouse.schema.variation_tables import VARIATION_TABLES

MART_TABLES: tuple[Table, ...] = (
    Table(
        "marts.reporting_rates",
        (
            "form",
            "unit",
            "period",
            "owed",
            "accepted",
            "on_time",
            "days_late",
            "due_date",
            "is_due",
            "received_at",
            "returned",
            "waiting_days_late",
        ),
        "Mỗi dòng một báo cáo phải nộp, đã nộp hay chưa, đúng hạn hay trễ.",
        "One row per report owed; received_at is that of the first one accepted.",
        key=("form", "unit", "period"),
        required=(
            "form",
            "unit",
            "period",
            "owed",
            "accepted",
            "on_time",
            "due_date",
            "is_due",
            "returned",
        ),
    ),
    Table(
        "marts.reporting_coverage",
        (
            "form",
            "unit",
            "level",
            "grain",
            "period",
            "units_owed",
            "units_reported",
            "units_living",
            "units_living_reported",
            "reports_owed",
            "reports_due",
            "reports_accepted",
            "reports_on_time",
            "reports_waiting",
            "reports_waiting_on_time",
            "is_due",
            "has_begun",
            "covers",
        ),
        "Mỗi dòng: một biểu của một địa bàn trong một kỳ đã được báo cáo đầy đủ đến đâu.",
        "One row per form, area and period: how completely its units reported.",
        key=("form", "unit", "period"),
        required=("form", "unit", "level", "grain", "period", "units_owed", "reports_owed"),
    ),
    Table(
        "marts.element_values",
        (
            "form",
            "unit",
            "element",
            "grain",
            "period",
            "value",
            "adds_up",
            "in_indicator",
            "least_value",
            "parts_given",
            "closes",
        ),
        "Mỗi dòng một số liệu của một đơn vị trong một kỳ dài hay ngắn; view, tính khi được hỏi.",
        "One row per unit, element and period of any length, carried by the element's nature; a "
        "view, worked out when asked.",
        key=("form", "unit", "element", "period"),
        required=(
            "form",
            "unit",
            "element",
            "grain",
            "period",
            "value",
            "adds_up",
            "in_indicator",
        ),
        is_view=True,
    ),
    Table(
        "marts.area_values",
        (
            "form",
            "unit",
            "level",
            "element",
            "grain",
            "period",
            "value",
            "units_owed",
            "units_reported",
            "is_complete",
            "covers",
        ),
        "Mỗi dòng một chỉ tiêu của biểu, cộng cho một địa bàn trong một kỳ, có bao nhiêu đơn vị đã "
        "báo cáo.",
        "One row per element, area and period: added up over the units below, with how many of "
        "them reported.",
        key=("form", "unit", "element", "period"),
        required=(
            "form",
            "unit",
            "level",
            "element",
            "grain",
            "period",
            "units_owed",
            "units_reported",
            "is_complete",
        ),
    ),
    *NAMED_TABLES,
    *INDICATOR_TABLES,
    *QUALITY_TABLES,
    *VARIATION_TABLES,
    *TERRITORY_TABLES,
)
