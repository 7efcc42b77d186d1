"""The context of a rebuild, shared by all tables: store, catalogue, intermediate results.

Expensive intermediate results are computed once and shared by all tables.
"""

from dataclasses import dataclass, field
from threading import Lock

from assets.series_checks import check_form_series
from expectations.series.series_suite import SeriesCheckResult
from warehouse.catalogue import Catalogue
from warehouse.store import Store


@dataclass(frozen=True, slots=True)
class RebuildContext:
    """The state of a running rebuild, as seen by a thread that builds tables."""

    store: Store
    catalogue: Catalogue
    _cached_results: list[list[SeriesCheckResult]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    @property
    def series_results(self) -> list[SeriesCheckResult]:
        """The check results of all series in force; `series_checks` names the input tables."""
        with self._lock:
            if not self._cached_results:
                self._cached_results.append(list(check_form_series(self.store, self.catalogue)))
            return self._cached_results[0]
