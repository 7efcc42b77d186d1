"""What a published warehouse says of itself: when it was made, and whether its data are invented.

Reads an open warehouse. May call the floors below.
"""

from datetime import datetime

from warehouse.store import Store


def query_published_at(store: Store) -> datetime:
    """Return the run time of the publication."""
    ((moment,),) = store.query_rows("SELECT happened_at FROM catalogue.moment")
    assert isinstance(moment, datetime)
    return moment


def has_synthetic_data(store: Store) -> bool:
    """Return whether any submission comes from the demo."""
    return bool(store.query_rows("SELECT 1 FROM core.submissions WHERE synthetic LIMIT 1"))
