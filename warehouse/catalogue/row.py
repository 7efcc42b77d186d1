"""What every row of the catalogue has: the document it rests on, and maybe a name.

The kinds of row are in `models` and `declared`.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, Field(min_length=1)]


class Row(BaseModel):
    """A row of the catalogue, with the document it rests on."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    basis: Words


class Named(Row):
    """A row with a Vietnamese and an English name."""

    name_vi: Words
    name_en: Words

    def name(self, lang: str) -> str:
        """Its name in `vi` or `en`."""
        return self.name_vi if lang == "vi" else self.name_en
