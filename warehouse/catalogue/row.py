"""The base classes of all rows of the catalogue: the basis, and perhaps a name.

The kinds of row are in `models` and `declared`. May import no house module.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

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
        return self.name_vi if lang == "vi" else self.name_en
