"""The public half of a publication: page and charts for everybody, and the tables behind both.

`public_tables` says what is public. May call the floors below.
"""

from pathlib import Path

from assets.published.charts.charts_page import write_charts
from assets.published.page.html_page import write_page
from assets.published.page.page_context import PageContext
from assets.published.public_tables import open_public_store, write_public_tables
from warehouse.catalogue import Catalogue
from warehouse.home import CHARTS_FILE, PAGE_FILE
from warehouse.store import Store


def write_public_half(
    catalogue: Catalogue, warehouse: Store, folder: Path, page_context: PageContext
) -> None:
    """Write the public tables of a warehouse, page and charts from them, into a folder."""
    with open_public_store(catalogue, warehouse) as public_store:
        write_public_tables(public_store, folder)
        write_page(catalogue, public_store, folder / PAGE_FILE, page_context)
        write_charts(catalogue, public_store, folder / CHARTS_FILE, page_context)
