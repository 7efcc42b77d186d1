"""An office's own layout as the hub accepted it: heading paths for elements, as data.

Values and the YAML; `layout_reading` reads sheets, the register remembers the person.
"""

from datetime import date
from functools import lru_cache
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field

from warehouse.forms.layouts.shared_tables import IGNORED, TOTAL, Arrangement

_CONFIG = ConfigDict(extra="forbid", frozen=True)


class HeadingPaths(BaseModel):
    """The headings leading to a figure, as keys: of row and column, outermost first."""

    model_config = _CONFIG
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()


class SheetPart(BaseModel):
    """Where the figures of a report stand on a sheet; `sheet` is empty if no name is needed.

    `heads` are the headings of all columns of the tables in use, `ignored_rows` the rows with
    figures of no element.
    """

    model_config = _CONFIG
    sheet: str = ""
    elements: dict[str, HeadingPaths]
    heads: tuple[str, ...]
    ignored_rows: tuple[str, ...] = ()

    @property
    def row_keys(self) -> list[str]:
        """The keys of the labels of rows."""
        return [paths.row[-1] for paths in self.elements.values() if paths.row]


@lru_cache(maxsize=8)
def parse_layouts(texts: tuple[str, ...]) -> tuple["OfficeLayout", ...]:
    """Parse layouts of their YAML, in order; the same texts are parsed once."""
    return tuple(map(OfficeLayout.from_yaml, texts))


class OfficeLayout(BaseModel):
    """Where the figures of a form stand in the sheets of some units, by headings alone.

    `heads` are the headings of all columns of the tables in use; `ignored_rows` the rows with
    figures of no element. `money_factor` counts where a sheet states no unit of money. Months,
    years and dates in headings are variables. Of a report over several sheets `more_sheets` are
    the second and further sheets; a sheet is known by headings, and by the name in `sheet` only
    where another sheet has the same headings.

    In a table of many reports `lines` says of each row or column what it is: the id of a unit, a
    period without the year (`-05`), `total` or `ignored`; `elements` and `heads` are without the
    heading of the line.
    """

    model_config = _CONFIG
    layout: str = Field(pattern=r"^[A-Z][A-Z0-9-]*-[a-z][a-z0-9_]*-[1-9]\d*$")
    form: str
    units: tuple[str, ...]
    sheet: str = ""
    elements: dict[str, HeadingPaths]
    heads: tuple[str, ...]
    ignored_rows: tuple[str, ...] = ()
    more_sheets: tuple[SheetPart, ...] = ()
    arrangement: Arrangement = Arrangement.SINGLE
    lines: dict[str, str] = {}
    money_factor: int = Field(default=1, ge=1)
    source_sha256: str
    source_file: str
    accepted_by: str
    accepted_on: date

    @property
    def report_lines(self) -> dict[str, str]:
        """The lines with reports: the unit of each key, or the period without the year."""
        return {key: m for key, m in self.lines.items() if m not in (TOTAL, IGNORED)}

    @property
    def parts(self) -> tuple[SheetPart, ...]:
        """The sheets of a report, in order."""
        first = SheetPart(
            sheet=self.sheet,
            elements=self.elements,
            heads=self.heads,
            ignored_rows=self.ignored_rows,
        )
        return (first, *self.more_sheets)

    @property
    def all_elements(self) -> set[str]:
        """The elements with a place on any sheet."""
        return {element for part in self.parts for element in part.elements}

    @property
    def row_keys_by_sheet(self) -> list[list[str]]:
        """The keys of the labels of rows, sheet by sheet: of the elements, or of the units."""
        if self.arrangement is Arrangement.UNITS_DOWN:
            return [list(self.lines)]
        return [part.row_keys for part in self.parts]

    @property
    def total_lines(self) -> tuple[str, ...]:
        """The keys of the lines that are the sum of all units."""
        return tuple(key for key, meaning in self.lines.items() if meaning == TOTAL)

    def to_yaml(self) -> str:
        """Return the layout as YAML, in the order of the fields."""
        return yaml.safe_dump(self._list_fields(), allow_unicode=True, sort_keys=False, width=100)

    def _list_fields(self) -> dict[str, object]:
        """Return the fields to write: nothing of lines, sheets or names out of use."""
        hidden = set() if self.lines else {"arrangement", "lines"}
        hidden |= {name for name in ("sheet", "more_sheets") if not getattr(self, name)}
        return self.model_dump(mode="json", exclude=hidden)

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Build a layout of the YAML.

        Raises:
            ValueError: the text is no layout.
        """
        return cls.model_validate(yaml.safe_load(text))
