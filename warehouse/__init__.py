"""The ground floor: the programme (catalogue, calendar, forms) and the storage (home, store).

A notebook can use this floor alone. Nothing here may import dagster, great_expectations
or another floor of this house.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # opening DuckDB is slow, and most of this floor does without it
    from warehouse.lineage.published_warehouse import PublishedWarehouse


def open_published(home: Path | str) -> "PublishedWarehouse":
    """Open the publication in force of a home, read-only; `explain` says where a figure comes from.

    Raises:
        FileNotFoundError: the home has no publication.
    """
    from warehouse.home import Home
    from warehouse.lineage.published_warehouse import PublishedWarehouse

    return PublishedWarehouse.open_current(Home(Path(home)))
