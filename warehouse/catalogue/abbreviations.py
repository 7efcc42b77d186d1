"""The abbreviations of offices in headings, as «CS» for «cơ sở».

The row only; `loader` reads the file. May import `row` only.
"""

from warehouse.catalogue.row import CatalogueRow, NonEmptyText


class Abbreviation(CatalogueRow):
    """An abbreviation typed in capitals, and the words; two meanings have two rows."""

    abbreviation: NonEmptyText
    expansion: NonEmptyText
