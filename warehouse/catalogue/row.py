"""The base classes of all rows of the catalogue: the basis, and perhaps a name.

The kinds of row are in `models` and `declarations`. May import `language` only.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from warehouse.language import choose_text

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
NonEmptyText = Annotated[str, Field(min_length=1)]


class CatalogueRow(BaseModel):
    """A row of the catalogue, with the document of its basis."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    basis: NonEmptyText


class NamedRow(CatalogueRow):
    """A row with a Vietnamese and an English name."""

    name_vi: NonEmptyText
    name_en: NonEmptyText

    def get_name(self, lang: str) -> str:
        """Return the name in `vi` or `en`."""
        return choose_text((self.name_vi, self.name_en), lang)
