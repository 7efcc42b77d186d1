"""The public tables and columns, listed here and nowhere else.

Whatever is not listed here is for the office alone, so that a new table or column is never public
by forgetting. Names only; `published.public_tables` writes the tables.
"""

from collections.abc import Mapping

PUBLIC_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "core.submissions": ("form", "unit", "period", "decision", "synthetic"),
    "marts.indicator_values": (
        "indicator",
        "unit",
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
        "units_owed",
        "units_reported",
        "null_reason",
    ),
    "marts.quality_metrics": ("metric", "form", "unit", "year", "value", "met", "null_reason"),
    "marts.reporting_rates": (
        "form",
        "unit",
        "period",
        "owed",
        "accepted",
        "on_time",
        "days_late",
        "due_date",
        "is_due",
        "returned",
        "waiting_days_late",
    ),
}
"""The public columns of each public table; `marts.indicator_values` has `suppressed` as well."""

OFFICE_DATA_TABLES = (
    "marts.indicator_values",
    "marts.area_values",
    "marts.element_values",
    "marts.reporting_rates",
    "marts.quality_metrics",
    "core.obstacles",
)
"""The tables of the office's `data/`, with every column and the exact counts."""
