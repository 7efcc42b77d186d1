"""An office's own layout as the hub accepted it: heading paths for elements, as data.

Values and the YAML; `layout_reading` reads sheets, the register remembers the person.
"""

from datetime import date
from functools import lru_cache
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field

_CONFIG = ConfigDict(extra="forbid", frozen=True)


class HeadingPaths(BaseModel):
    """The headings leading to a figure, as keys: of row and column, outermost first."""

    model_config = _CONFIG
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def parse_layouts(texts: tuple[str, ...]) -> tuple["OfficeLayout", ...]:
    """Parse layouts of their YAML, in order; the same texts are parsed once."""
    return tuple(map(OfficeLayout.from_yaml, texts))


class OfficeLayout(BaseModel):
    """Where the figures of a form stand in the sheets of some units, by headings alone.

    `heads` are the headings of all columns of the tables in use; `ignored_rows` the rows with
    figures of no element. `money_factor` counts where a sheet states no unit of money. Months,
    years and dates in headings are variables.
    """

    model_config = _CONFIG
    layout: str = Field(pattern=r"^[A-Z][A-Z0-9-]*-[a-z][a-z0-9_]*-[1-9]\d*$")
    form: str
    units: tuple[str, ...]
    elements: dict[str, HeadingPaths]
    heads: tuple[str, ...]
    ignored_rows: tuple[str, ...] = ()
    money_factor: int = Field(default=1, ge=1)
    source_sha256: str
    source_file: str
    accepted_by: str
    accepted_on: date

    def to_yaml(self) -> str:
        """Return the layout as YAML, in the order of the fields."""
        return yaml.safe_dump(
            self.model_dump(mode="json"), allow_unicode=True, sort_keys=False, width=100
        )

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Build a layout of the YAML.

        Raises:
            ValueError: the text is no layout.
        """
        return cls.model_validate(yaml.safe_load(text))
