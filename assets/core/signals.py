"""`core.signals`: values in force that look doubtful beside the rest of their series.

Adds messages and places to the signals of the series; makes no judgement.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import pyarrow as pa

from assets import series
from assets.building import Building
from expectations.codes import word
from expectations.series.signal import Signal
from warehouse.catalogue import Catalogue
from warehouse.forms.report import Doubt
from warehouse.store import Store
from warehouse.table import arrow_schema
from warehouse.tables import TABLES

READS = series.READS

_PLACES = """
    SELECT s.form, s.unit, s.period, s.sheet, o.cell, coalesce(o.raw_text, '')
    FROM (
        SELECT
            unnest($submissions::VARCHAR[]) AS submission,
            unnest($elements::VARCHAR[]) AS element,
            generate_subscripts($submissions::VARCHAR[], 1) AS place
    ) AS told
    JOIN core.submissions AS s USING (submission)
    LEFT JOIN core.observations AS o USING (submission, element)
    ORDER BY told.place
"""


@dataclass(frozen=True, slots=True)
class _Placed:
    """The report in force behind a signal."""

    form: str
    unit: str
    period: str


def rows(building: Building) -> pa.Table:
    """Return the signals of all series about values and reports in force."""
    signals = [signal for checked in building.series for signal in checked.signals]
    found = list(_placed(building.store, signals, building.catalogue))
    return pa.Table.from_pylist(found, arrow_schema(TABLES["core.signals"]))


def _placed(
    store: Store, signals: Sequence[Signal], catalogue: Catalogue
) -> Iterator[dict[str, object]]:
    asked = {
        "submissions": [signal.submission for signal in signals],
        "elements": [signal.element for signal in signals],
    }
    for signal, place in zip(signals, store.rows(_PLACES, asked), strict=True):
        form, unit, period, sheet, cell, observed = place
        doubt = Doubt(signal.code, signal.element, sheet, cell, observed, dict(signal.about))
        finding = word(doubt, signal.submission, _Placed(form, unit, period), catalogue)
        yield asdict(finding) | {"expected": signal.expected, "impact": signal.impact}
