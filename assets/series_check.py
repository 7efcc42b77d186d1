"""The series stage as one asset check: how its expectations went by form, and the worst signals.

Read from the tables, so that a night that builds nothing tells what still stands.
"""

from pathlib import Path
from typing import Any

import dagster as dg

from assets.check_places import PAGE, SHOWN, Place, build_table, tabulate_places
from warehouse.catalogue import Catalogue
from warehouse.store import Store

SIGNALS = dg.AssetKey(["core", "signals"])

_BY_FORM = """
    SELECT form, count(*), sum(checked)::BIGINT, sum(failing)::BIGINT, sum(unknown)::BIGINT
    FROM core.expectation_results WHERE stage = 'series' GROUP BY form ORDER BY form
"""
_WORST = f"""
    SELECT form, code, element, sheet, cell, unit, period, submission, round(impact, 1) AS impact
    FROM core.signals ORDER BY impact DESC, submission, code, element LIMIT {SHOWN}
"""
_COLUMNS = (
    dg.TableColumn("biểu / form", "string"),
    dg.TableColumn("phép kiểm tra / expectations", "int"),
    dg.TableColumn("xét được / checked", "int"),
    dg.TableColumn("sai / failing", "int"),
    dg.TableColumn("chưa biết / unknown", "int"),
)
_IMPACT = dg.TableColumn("độ lệch / impact", "float")


def series_spec() -> dg.AssetCheckSpec:
    """One check for all forms: an event more in a night, not one for each form."""
    return dg.AssetCheckSpec(
        "series",
        asset=SIGNALS,
        description="Số đang có hiệu lực, đặt cạnh các kỳ trước và các đơn vị khác",
    )


def series_result(warehouse: Path, catalogue: Catalogue) -> dg.AssetCheckResult:
    """The check as the tables of a warehouse have it; it never stops a night."""
    with Store(warehouse, read_only=True) as store:
        by_form, worst = store.rows(_BY_FORM), store.query_records(dict, _WORST)
    rules, checked, failing, unknown = (sum(row[at] for row in by_form) for at in range(1, 5))
    named = [(catalogue.forms[form].name_vi, *counts) for form, *counts in by_form]
    return dg.AssetCheckResult(
        passed=failing == 0,
        asset_key=SIGNALS,
        check_name="series",
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "rules": rules,
            "checked_values": checked,
            "failing_values": failing,
            "unknown_values": unknown,
            "by_form": build_table(_COLUMNS, named),
            "worst": tabulate_places(
                catalogue, _IMPACT, [(_signal_place(signal), signal["impact"]) for signal in worst]
            ),
            "expectations": dg.MetadataValue.path(PAGE),
        },
    )


def _signal_place(signal: dict[str, Any]) -> Place:
    return Place(**{column: signal[column] for column in Place._fields})
