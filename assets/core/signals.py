"""`core.signals`: what makes a value in force doubtful once it is seen beside the others.

Reads whole series and hands them to `expectations.series`; judges nothing itself.
"""

from dataclasses import asdict, dataclass

import pyarrow as pa

from assets.totals import with_totals
from expectations.codes import word
from expectations.series.checking import check_series
from expectations.series.panel import panel
from expectations.series.signal import Signal
from warehouse.catalogue import Catalogue, Form
from warehouse.forms.report import Doubt
from warehouse.store import Store
from warehouse.table import arrow_schema
from warehouse.tables import TABLES

READS = frozenset({"core.observations", "core.submissions"})

# A report in which nothing has a value is in force too, and has no observation.
_IN_FORCE = """
    SELECT s.unit, s.period, s.submission, o.element, o.value
    FROM core.submissions AS s
    LEFT JOIN core.observations AS o USING (submission)
    WHERE s.form = ? AND s.decision IN ('accepted', 'accepted_with_warnings')
    QUALIFY rank() OVER (
        PARTITION BY s.unit, s.period ORDER BY s.received_at DESC, s.submission DESC
    ) = 1
"""
_PLACES = """
    SELECT s.form, s.unit, s.period, s.sheet, o.cell, coalesce(o.raw_text, '')
    FROM core.submissions AS s
    LEFT JOIN core.observations AS o ON o.submission = s.submission AND o.element = $element
    WHERE s.submission = $submission
"""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A report in force that a signal is about."""

    form: str
    unit: str
    period: str


def rows(store: Store, catalogue: Catalogue) -> pa.Table:
    """Every doubt that the series of a unit raises about a value or report in force."""
    found = [
        _row(store, signal, catalogue)
        for form in catalogue.forms.values()
        for signal in _signals(store, form, catalogue)
    ]
    return pa.Table.from_pylist(found, arrow_schema(TABLES["core.signals"]))


def _signals(store: Store, form: Form, catalogue: Catalogue) -> list[Signal]:
    values = store.frame(_IN_FORCE, [form.form])
    if values.empty:
        return []
    periods = [period.code for period in catalogue.periods(form.frequency)]
    wide = with_totals(store, form, panel(form, periods, values))
    return check_series(form, wide).signals


def _row(store: Store, signal: Signal, catalogue: Catalogue) -> dict[str, object]:
    asked = {"submission": signal.submission, "element": signal.element}
    ((form, unit, period, sheet, cell, observed),) = store.rows(_PLACES, asked)
    doubt = Doubt(signal.code, signal.element, sheet, cell, observed, dict(signal.about))
    finding = word(doubt, signal.submission, _Placed(form, unit, period), catalogue)
    return asdict(finding) | {"expected": signal.expected, "impact": signal.impact}
