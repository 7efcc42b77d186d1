"""The context of a run, handed to every step: home, catalogue, run time, progress.

A value created by `pipelines`; makes no decision.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from assets.raw.reading_pool import ReadingPool
from assets.retention import Retention
from assets.run_results import RunResults
from warehouse.catalogue import Catalogue
from warehouse.home import Home


def ignore_progress(done_count: int, total_count: int) -> None:
    """Do nothing: nobody watches this progress."""


@dataclass(frozen=True, slots=True)
class RunContext:
    """The context of a run.

    `run_at` is the time of the run; `lang` is the language of the page; `pool` reads the inbox.
    `accept_fewer` is the reason why this run may publish fewer files than are published now.
    `is_day_set` says that `run_at` is a day somebody has set, not the present.
    `results` is what the steps have done so far; `retention` is what older things may stay.
    `began` is a reading of the monotonic clock.
    """

    home: Home
    catalogue: Catalogue
    run_at: datetime
    lang: str = "vi"
    progress: Callable[[int, int], None] = ignore_progress
    pool: ReadingPool | None = None
    accept_fewer: str = ""
    is_day_set: bool = False
    results: RunResults = field(default_factory=RunResults)
    retention: Retention = field(default_factory=Retention)
    began: float = field(default_factory=time.monotonic)

    @property
    def as_of(self) -> date:
        """The local date of the run: reports due before this date are overdue."""
        return self.catalogue.calendar.get_local_date(self.run_at)

    @property
    def draft_folder(self) -> Path:
        """The folder of the next publication, a draft."""
        return self.home.draft
