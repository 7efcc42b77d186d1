"""The reading processes of one run, which may start before anything else is loaded.

States with which settings they read; `assets.raw` hands them files. Knows nothing of Dagster: the
processes need not wait for its loading.
"""

from assets.raw import inbox
from assets.raw.reading_pool import ReadingPool
from pipelines.settings import Settings
from warehouse.home import Home


def create_reading_pool(settings: Settings) -> ReadingPool:
    """Build the pool of reading processes for these settings, not started yet."""
    home = Home(settings.home.absolute())
    return ReadingPool(settings.catalogue, home.archive_folder, limits=settings.read_limits)


def start_reading_pool(settings: Settings) -> ReadingPool:
    """Start the pool if the inbox holds a file; a night without files needs no process.

    The processes read ahead while this one loads Dagster.
    """
    pool = create_reading_pool(settings)
    inbox_folder = Home(settings.home.absolute()).inbox_folder
    if not inbox.is_inbox_empty(inbox_folder):
        pool.start_children(inbox_folder)
    return pool
