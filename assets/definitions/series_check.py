"""The series stage as one asset check: results of the expectations by form, and the worst signals.

Reads the tables, so a night that builds nothing still shows the current results.
"""

from pathlib import Path
from typing import Any

import dagster as dg

from assets.definitions.check_places import (
    EXPECTATION_PAGE,
    MAX_WORST_PLACES,
    FindingPlace,
    build_table,
    tabulate_places,
)
from warehouse.catalogue import Catalogue
from warehouse.store import Store

SIGNALS_ASSET = dg.AssetKey(["core", "signals"])

_COUNTS_BY_FORM = """
    SELECT form, count(*), sum(checked)::BIGINT, sum(failing)::BIGINT, sum(unknown)::BIGINT
    FROM core.expectation_results WHERE stage = 'series' GROUP BY form ORDER BY form
"""
_WORST_SIGNALS = f"""
    SELECT form, code, element, sheet, cell, unit, period, submission, round(impact, 1) AS impact
    FROM core.signals ORDER BY impact DESC, submission, code, element LIMIT {MAX_WORST_PLACES}
"""
_SERIES_COLUMNS = (
    dg.TableColumn("biểu / form", "string"),
    dg.TableColumn("phép kiểm tra / expectations", "int"),
    dg.TableColumn("xét được / checked", "int"),
    dg.TableColumn("sai / failing", "int"),
    dg.TableColumn("chưa biết / unknown", "int"),
)
_IMPACT = dg.TableColumn("độ lệch / impact", "float")


def build_series_spec() -> dg.AssetCheckSpec:
    """Build one check for all forms: one more event in a night, not one event per form."""
    return dg.AssetCheckSpec(
        "series",
        asset=SIGNALS_ASSET,
        description="Số đang có hiệu lực, đặt cạnh các kỳ trước và các đơn vị khác",
    )


def build_series_result(warehouse: Path, catalogue: Catalogue) -> dg.AssetCheckResult:
    """Build the result of the check from the tables of a warehouse; it never stops a night."""
    with Store(warehouse, read_only=True) as store:
        form_counts = store.query_rows(_COUNTS_BY_FORM)
        worst_signals: list[dict[str, Any]] = store.query_records(dict, _WORST_SIGNALS)
    rules, checked_values, failing_values, unknown_values = (
        sum(row[at] for row in form_counts) for at in range(1, 5)
    )
    form_rows = [(catalogue.forms[form].name_vi, *counts) for form, *counts in form_counts]
    return dg.AssetCheckResult(
        passed=failing_values == 0,
        asset_key=SIGNALS_ASSET,
        check_name="series",
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "rules": rules,
            "checked_values": checked_values,
            "failing_values": failing_values,
            "unknown_values": unknown_values,
            "by_form": build_table(_SERIES_COLUMNS, form_rows),
            "worst": tabulate_places(
                catalogue,
                _IMPACT,
                [(_signal_place(signal), signal["impact"]) for signal in worst_signals],
            ),
            "expectations": dg.MetadataValue.path(EXPECTATION_PAGE),
        },
    )


def _signal_place(signal: dict[str, Any]) -> FindingPlace:
    return FindingPlace(**{column: signal[column] for column in FindingPlace._fields})
