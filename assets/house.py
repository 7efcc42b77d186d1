"""The context of a run, handed to every step: home, catalogue, run time, progress.

A value created by `pipelines`; makes no decision.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from assets.raw.reading_pool import ReadingPool
from warehouse.catalogue import Catalogue
from warehouse.home import Home


def unwatched(done: int, of: int) -> None:
    """Do nothing: nobody watches this progress."""


@dataclass(frozen=True, slots=True)
class House:
    """The context of a run.

    `moment` is the time of the run; `lang` is the language of the page; `pool` reads the inbox.
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
        """The local date of the run: reports due before this date are overdue."""
        return self.catalogue.calendar.local_date(self.moment)

    @property
    def draft(self) -> Path:
        """The folder of the next publication, a draft."""
        return self.home.draft
