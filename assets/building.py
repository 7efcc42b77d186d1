"""What the tables of one rebuild are made with: the store, the catalogue, and what is shared.

What takes long and serves several tables is worked out once, when the first of them asks.
"""

from dataclasses import dataclass
from functools import cached_property

from assets.series import checked_series
from expectations.series.checking import CheckedSeries
from warehouse.catalogue import Catalogue
from warehouse.store import Store


@dataclass(frozen=True)  # without slots, for what is worked out once
class Building:
    """One rebuild under way."""

    store: Store
    catalogue: Catalogue

    @cached_property
    def series(self) -> list[CheckedSeries]:
        """The series in force, checked; whoever asks reads `assets.series.READS`."""
        return list(checked_series(self.store, self.catalogue))
