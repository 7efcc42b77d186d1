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

_IN_FORCE = """
    SELECT unit, period, submission, element, value
    FROM core.observations WHERE form = ? AND known_to IS NULL
"""


def checked_series(store: Store, catalogue: Catalogue) -> Iterator[CheckedSeries]:
    """What the series of each form gave, of those that anybody reported on."""
    for form in catalogue.forms.values():
        values = store.frame(_IN_FORCE, [form.form])
        if not values.empty:
            periods = [period.code for period in catalogue.periods(form.frequency)]
            yield check_series(form, with_totals(store, form, panel(form, periods, values)))
