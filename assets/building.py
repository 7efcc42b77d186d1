"""What the tables of one rebuild are made with: the store, the catalogue, and what is shared.

What takes long and serves several tables is worked out once, when the first of them asks.
"""

from dataclasses import dataclass, field
from threading import Lock

from assets.series import checked_series
from expectations.series.checking import CheckedSeries
from warehouse.catalogue import Catalogue
from warehouse.store import Store


@dataclass(frozen=True, slots=True)
class Building:
    """One rebuild under way, as one of the threads that make its tables sees it."""

    store: Store
    catalogue: Catalogue
    _checked: list[list[CheckedSeries]] = field(default_factory=list)
    _one_at_a_time: Lock = field(default_factory=Lock)

    @property
    def series(self) -> list[CheckedSeries]:
        """The series in force, checked; whoever asks reads `assets.series.READS`."""
        with self._one_at_a_time:
            if not self._checked:
                self._checked.append(list(checked_series(self.store, self.catalogue)))
            return self._checked[0]
