"""`core.signals`: values in force that look doubtful beside the rest of their series.

Adds messages and places to the signals of the series; makes no judgement.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import pyarrow as pa

from assets import series_checks
from assets.rebuild_context import RebuildContext
from expectations.codes import build_finding
from expectations.series.signal import Signal
from warehouse.catalogue import Catalogue
from warehouse.finding_draft import FindingDraft
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store

INPUT_TABLES = series_checks.INPUT_TABLES

_SIGNAL_PLACES = """
    SELECT s.form, s.unit, s.period, coalesce(o.sheet, s.sheet), o.cell,
        if(o.correction IS NULL, coalesce(o.raw_text, ''), o.value::VARCHAR)
    FROM (
        SELECT
            unnest($submissions::VARCHAR[]) AS submission,
            unnest($elements::VARCHAR[]) AS element,
            generate_subscripts($submissions::VARCHAR[], 1) AS place
    ) AS signalled
    JOIN core.submissions AS s USING (submission)
    LEFT JOIN core.observations AS o
        ON o.submission = s.submission AND o.element = signalled.element AND o.known_to IS NULL
    ORDER BY signalled.place
"""


@dataclass(frozen=True, slots=True)
class _SignalSubject:
    """The report in force behind a signal."""

    form: str
    unit: str
    period: str


def build_rows(context: RebuildContext) -> pa.Table:
    """Return the signals of all series about values and reports in force."""
    signals = [
        signal for series_result in context.series_results for signal in series_result.signals
    ]
    signal_rows = list(_build_signal_rows(context.store, signals, context.catalogue))
    return pa.Table.from_pylist(signal_rows, build_arrow_schema(TABLES["core.signals"]))


def _build_signal_rows(
    store: Store, signals: Sequence[Signal], catalogue: Catalogue
) -> Iterator[dict[str, object]]:
    parameters = {
        "submissions": [signal.submission for signal in signals],
        "elements": [signal.element for signal in signals],
    }
    for signal, place in zip(signals, store.query_rows(_SIGNAL_PLACES, parameters), strict=True):
        form, unit, period, sheet, cell, observed = place
        draft = FindingDraft(
            signal.code, signal.element, sheet, cell, observed, dict(signal.message_values)
        )
        finding = build_finding(
            draft, signal.submission, _SignalSubject(form, unit, period), catalogue
        )
        yield asdict(finding) | {"expected": signal.expected, "impact": signal.impact}
