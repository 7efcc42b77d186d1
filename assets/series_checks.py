"""The series in force of every form, checked by the families of `expectations.series`.

Reads whole series and makes no judgement; the tables store the outcome.
"""

from collections.abc import Iterator

from assets.form_totals import add_total_columns
from expectations.series.panel import build_panel
from expectations.series.series_suite import SeriesCheckResult, check_series
from warehouse.catalogue import Catalogue
from warehouse.store import Store

INPUT_TABLES = frozenset({"core.observations", "core.submissions"})
"""The tables that the series are read from."""

# A report without any value is in force too, and has no observation.
_VALUES_IN_FORCE = """
    WITH in_force AS (
        SELECT unit, period, submission
        FROM core.submissions
        WHERE form = $form AND is_accepted
        QUALIFY rank() OVER (PARTITION BY unit, period ORDER BY revision DESC) = 1
    )

    SELECT s.unit, s.period, s.submission, o.element, o.value
    FROM in_force AS s
    LEFT JOIN core.observations AS o
        ON o.form = $form AND o.submission = s.submission AND o.known_to IS NULL
"""


def check_form_series(store: Store, catalogue: Catalogue) -> Iterator[SeriesCheckResult]:
    """Check the series of each form and yield the results; forms without a report are skipped."""
    for form in catalogue.forms.values():
        values = store.query_frame(_VALUES_IN_FORCE, {"form": form.form})
        if not values.empty:
            periods = [period.code for period in catalogue.list_periods(form.frequency)]
            yield check_series(
                form, add_total_columns(store, form, build_panel(form, periods, values))
            )
