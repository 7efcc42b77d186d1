"""The accepted cumulative values of the periods before new reports, out of the register.

One query; `expectations.intake` compares the reports with these values.
"""

from collections.abc import Iterable

from assets.outbox.hold_decisions import STOPPED_SUBMISSIONS
from assets.outbox.hub_corrections import CORRECTIONS_TABLE
from assets.raw.intake_order import SUBMISSIONS_IN_ORDER
from expectations.intake.form_checks import HistoryKey
from warehouse.catalogue import Catalogue
from warehouse.forms.report import Report
from warehouse.periods import Period, parse_period_code
from warehouse.store import Store


def query_history(
    register: Store, catalogue: Catalogue, reports: Iterable[Report]
) -> dict[HistoryKey, int]:
    """Return the accepted cumulative values before the reports, as corrected by the hub."""
    earlier_periods = {
        Period(p.year, p.grain, p.number - 1).code
        for report in reports
        if report.period
        for p in [parse_period_code(report.period)]
        if p.number > 1
    }
    elements = {
        e.element for f in catalogue.forms.values() for e in f.elements if e.nature == "cumulative"
    }
    rows = register.query_rows(
        f"""
        WITH accepted AS (
            SELECT submission, form, unit, period FROM {SUBMISSIONS_IN_ORDER} AS s
            WHERE list_contains($before, period)
                AND submission NOT IN ({STOPPED_SUBMISSIONS}) AND NOT EXISTS (
                FROM raw.findings AS f WHERE f.submission = s.submission AND severity = 'error')
                AND NOT EXISTS (
                    FROM raw.renewed_decisions AS r WHERE r.earlier_submission = s.submission)
            QUALIFY row_number() OVER (
                PARTITION BY form, unit, period
                ORDER BY received_at DESC, intake_order DESC, submission DESC) = 1)
        SELECT unit, period, element, if(k.expected = c.value, coalesce(k.value, c.value), c.value)
        FROM accepted JOIN raw.cells AS c USING (submission)
        LEFT JOIN (
            FROM {CORRECTIONS_TABLE}
            QUALIFY correction = max(correction) OVER (PARTITION BY form, unit, period, element)
        ) AS k USING (form, unit, period, element)
        WHERE c.value IS NOT NULL AND list_contains($elements, element)
        """,
        {"before": sorted(earlier_periods), "elements": sorted(elements)},
    )
    return {(unit, period, element): value for unit, period, element, value in rows}
