"""Idle nights: whether a night has anything to build, and which assets a night always renews.

Judged before Dagster is loaded, by the files and the register alone; decides nothing else. A run
without the rebuild step costs half: Dagster writes three events for each of 130 tables and checks.
"""

from typing import TYPE_CHECKING

from assets.publication import (
    compute_fingerprint,
    is_publication_current,
    read_current_record,
)
from assets.raw.inbox import is_inbox_empty
from assets.run_context import RunContext
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue
from warehouse.database_errors import OutdatedError
from warehouse.home import Home
from warehouse.store import DatabaseError

if TYPE_CHECKING:
    from dagster import AssetKey

_NIGHTLY_ASSETS = (["raw", "deliveries"], ["published", "returned"], ["published", "notices"])
"""One asset of each step of an idle night, each of which does something every night."""


def is_renewed_nightly(key: "AssetKey") -> bool:
    """Return whether every night renews an asset, a night with nothing new too."""
    return key.path in _NIGHTLY_ASSETS


def is_night_idle(settings: Settings, catalogue: Catalogue) -> bool:
    """Return whether a run would find an empty inbox, and a publication whole and up to date.

    With sources nobody knows before the run what they hold: such a night is not idle.
    """
    home = Home(settings.home.absolute())
    if catalogue.sources or not is_inbox_empty(home.inbox_folder):
        return False
    fingerprint = _compute_fingerprint(settings, catalogue)
    return bool(fingerprint) and is_publication_current(home, fingerprint)


def is_publication_up_to_date(settings: Settings, catalogue: Catalogue) -> bool:
    """Return whether the publication rests on all that the register holds now."""
    record = read_current_record(Home(settings.home.absolute()))
    return record.get("fingerprint") == _compute_fingerprint(settings, catalogue)


def _compute_fingerprint(settings: Settings, catalogue: Catalogue) -> str:
    """Hash the inputs of a publication of today; empty where the register cannot be read.

    The run meets the same fault, and mends it or reports it.
    """
    context = RunContext(
        Home(settings.home.absolute()),
        catalogue,
        settings.choose_run_at(catalogue),
        catalogue.programme.lang,
        is_day_set=settings.as_of is not None,
    )
    try:
        return compute_fingerprint(context)
    except (DatabaseError, OSError, OutdatedError):
        return ""
