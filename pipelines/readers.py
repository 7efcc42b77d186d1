"""The reading processes of one run, which may start before anything else is loaded.

Says what they read with; how they are handed files is `assets.raw`'s. Knows nothing of Dagster,
whose loading they need not wait for.
"""

from assets.raw import inbox
from assets.raw.reading_pool import ReadingPool
from pipelines.settings import Settings
from warehouse.home import Home


def readers(settings: Settings) -> ReadingPool:
    """The processes that read for these settings, not started yet."""
    home = Home(settings.home.absolute())
    return ReadingPool(settings.catalogue, home.archive, limits=settings.limits)


def started(settings: Settings) -> ReadingPool:
    """The same, under way if anything lies in the inbox; a night that rests needs none."""
    pool = readers(settings)
    if not inbox.is_empty(Home(settings.home.absolute()).inbox):
        pool.start()
    return pool
