"""The context of a rebuild, shared by all tables: store, catalogue, intermediate results.

Expensive intermediate results are computed once and shared by all tables.
"""

from dataclasses import dataclass, field
from threading import Lock

from assets.series import checked_series
from expectations.series.checking import CheckedSeries
from warehouse.catalogue import Catalogue
from warehouse.store import Store


@dataclass(frozen=True, slots=True)
class Building:
    """The state of a running rebuild, as seen by a thread that builds tables."""

    store: Store
    catalogue: Catalogue
    _checked: list[list[CheckedSeries]] = field(default_factory=list)
    _one_at_a_time: Lock = field(default_factory=Lock)

    @property
    def series(self) -> list[CheckedSeries]:
        """The check results of all series in force; their tables are `assets.series.READS`."""
        with self._one_at_a_time:
            if not self._checked:
                self._checked.append(list(checked_series(self.store, self.catalogue)))
            return self._checked[0]
