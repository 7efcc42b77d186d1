"""The public half of a publication: page and charts for everybody, and the tables behind both.

`public_tables` says what is public. May call the floors below.
"""

from pathlib import Path

from assets.published.charts.charts_page import write_charts
from assets.published.open_data.data_folder import write_public_data
from assets.published.page.html_page import write_page
from assets.published.page.page_context import PageContext
from assets.published.public_tables import open_public_store
from warehouse.catalogue import Catalogue
from warehouse.home import CHARTS_FILE, DATA_FOLDER, PAGE_FILE
from warehouse.store import Store


def write_public_half(
    catalogue: Catalogue, warehouse: Store, folder: Path, page_context: PageContext
) -> None:
    """Write the open data of a warehouse, and the public page and charts from the same tables."""
    with open_public_store(catalogue, warehouse) as public_store:
        write_public_data(catalogue, public_store, folder / DATA_FOLDER)
        write_page(catalogue, public_store, folder / PAGE_FILE, page_context)
        write_charts(catalogue, public_store, folder / CHARTS_FILE, page_context)
