"""The tables of territories: series through the changes of units.

Part of the list in `tables`, under the same rules. May import only `table`.
"""

from warehouse.schema.table import Table

_CONTINUITY = ("continuity", "break_reason", "broken_by", "shares")
_COMPARISON = (
    "form",
    "nature",
    "grain",
    "unit",
    "period",
    "other_unit",
    "other_period",
    "may_compare",
    "why",
)

TERRITORY_TABLES: tuple[Table, ...] = (
    Table(
        "marts.territory_periods",
        (
            "form",
            "nature",
            "unit",
            "level",
            "grain",
            "period",
            *_CONTINUITY,
            "is_counted_anew",
            "covers",
            "reports_owed",
            "reports_accepted",
            "has_begun",
        ),
        "Mỗi dòng: số của đất một đơn vị hay địa bàn trong một kỳ gồm những báo cáo nào, là số của "
        "chính nó, tổng nguyên, ước tính, hay gãy và vì sao; view.",
        "One row per form, nature of figures, territory and period: whether the figure of the land "
        "is the unit's own, an exact sum, an estimate, or broken, and why; a view.",
        key=("form", "nature", "unit", "period"),
        required=("form", "nature", "unit", "level", "grain", "period", "continuity"),
        is_view=True,
    ),
    Table(
        "marts.territory_values",
        (
            "form",
            "unit",
            "level",
            "element",
            "grain",
            "period",
            "value",
            *_CONTINUITY,
            "is_complete",
            "is_counted_anew",
            "covers",
        ),
        "Mỗi dòng một chỉ tiêu của biểu, cho đất của một đơn vị hay địa bàn trong một kỳ, kể cả "
        "trước khi đơn vị có và sau khi đơn vị hết; view.",
        "One row per element, territory and period, also before the unit began and after the unit "
        "ended; a view.",
        key=("form", "unit", "element", "period"),
        required=("form", "unit", "level", "element", "grain", "period", "continuity"),
        fields=(("value", "territory_value"),),
        is_view=True,
    ),
    Table(
        "marts.territory_indicators",
        (
            "indicator",
            "unit",
            "level",
            "grain",
            "period",
            "break_reason",
            "numerator",
            "denominator",
            "value",
            "continuity",
            "broken_by",
            "shares",
            "is_complete",
            "is_counted_anew",
            "covers",
        ),
        "Mỗi dòng một chỉ số tính từ chỉ tiêu, cho đất của một đơn vị hay địa bàn trong một kỳ, kể "
        "cả trước khi đơn vị có và sau khi đơn vị hết; view.",
        "One row per indicator of elements, territory and period, also before the unit began and "
        "after the unit ended; a view.",
        key=("indicator", "unit", "period"),
        required=("indicator", "unit", "level", "grain", "period", "continuity"),
        fields=(
            ("numerator", "land_sum"),
            ("denominator", "land_sum"),
            ("value", "indicator_value"),
        ),
        is_view=True,
    ),
    Table(
        "marts.comparisons",
        _COMPARISON,
        "Mỗi dòng hai con số cùng biểu, cùng bản chất, cùng độ dài kỳ: được so sánh hay không, và "
        "vì sao; view, luôn hỏi kèm đơn vị.",
        "One row per two figures of a form, nature and grain: whether they may be compared, and "
        "why; a view, to be asked for a unit.",
        key=("form", "nature", "unit", "period", "other_unit", "other_period"),
        required=_COMPARISON,
        is_view=True,
    ),
)
