"""The series of every form in force, held against the families of `expectations.series`.

Reads whole series and judges nothing itself; what becomes of the outcome are the tables.
"""

from collections.abc import Iterator

from assets.totals import with_totals
from expectations.series.checking import CheckedSeries, check_series
from expectations.series.panel import panel
from warehouse.catalogue import Catalogue
from warehouse.store import Store

READS = frozenset({"core.observations", "core.submissions"})
"""The tables that are looked at."""

# A report in which nothing has a value is in force too, and has no observation.
_IN_FORCE = """
    SELECT s.unit, s.period, s.submission, o.element, o.value
    FROM core.submissions AS s
    LEFT JOIN core.observations AS o USING (submission)
    WHERE s.form = ? AND s.is_accepted
    QUALIFY rank() OVER (
        PARTITION BY s.unit, s.period ORDER BY s.received_at DESC, s.submission DESC
    ) = 1
"""


def checked_series(store: Store, catalogue: Catalogue) -> Iterator[CheckedSeries]:
    """What the series of each form gave, of those that anybody reported on."""
    for form in catalogue.forms.values():
        values = store.frame(_IN_FORCE, [form.form])
        if not values.empty:
            periods = [period.code for period in catalogue.periods(form.frequency)]
            yield check_series(form, with_totals(store, form, panel(form, periods, values)))
