"""The base classes of all rows of the catalogue: the basis, and perhaps a name.

The kinds of row are in `models` and `declared`. May import `language` only.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from warehouse.language import choose_text

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, Field(min_length=1)]


class Row(BaseModel):
    """A row of the catalogue, with the document of its basis."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    basis: Words


class Named(Row):
    """A row with a Vietnamese and an English name."""

    name_vi: Words
    name_en: Words

    def name(self, lang: str) -> str:
        """Return the name in `vi` or `en`."""
        return choose_text((self.name_vi, self.name_en), lang)
