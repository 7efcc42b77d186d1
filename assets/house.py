"""What every step of a run works with: the home, the catalogue, the moment, and who watches.

A value handed in by the roof; decides nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from assets.raw.reading_pool import ReadingPool
from warehouse.catalogue import Catalogue
from warehouse.home import Home


def unwatched(done: int, of: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True, slots=True)
class House:
    """One run's surroundings.

    `moment` is when the run takes place; `lang` is that of the page; `pool` reads the inbox.
    `accept_fewer` is the reason why this run may publish fewer files than are published now.
    """

    home: Home
    catalogue: Catalogue
    moment: datetime
    lang: str = "vi"
    progress: Callable[[int, int], None] = unwatched
    pool: ReadingPool | None = None
    accept_fewer: str = ""

    @property
    def as_of(self) -> date:
        """The day on which it is asked what is due."""
        return self.catalogue.calendar.local_date(self.moment)

    @property
    def draft(self) -> Path:
        """The folder in which the next publication is put together."""
        return self.home.draft
