"""The words of offices for one thing, as «truyền thông» for «tuyên truyền».

The row only; `loader` reads the file. May import `row` only.
"""

from warehouse.catalogue.row import CatalogueRow, NonEmptyText


class Synonym(CatalogueRow):
    """A wording and the words to compare instead; for proposals of own layouts alone."""

    wording: NonEmptyText
    meaning: NonEmptyText
