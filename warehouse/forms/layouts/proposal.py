"""A proposed reading of a stranger's sheet: values only, never loaded as a report.

`proposing` builds the values; the workbook, the command and the record in the home show or keep it.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any, Self

from warehouse.forms.layouts.sheet_references import make_sheet_reference

SURE, DOUBTFUL, ABSENT = "chắc", "cần xem", "không thấy"
"""The sureness of a proposed reading, in the hub's words."""
SINGLE_ARRANGEMENT = "single"
"""The arrangement of a sheet with one report."""


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """A cell and the headings leading to the cell, the outermost first."""

    cell: str
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    path_text: str

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> Self:
        """Build a place of the values of a record."""
        return cls(
            values["cell"],
            tuple(values["row_path"]),
            tuple(values["column_path"]),
            values["path_text"],
        )


@dataclass(frozen=True, slots=True)
class ProposedElement:
    """An element, the place proposed, the value there, and the sureness.

    `place` is None when no place was found. `candidates` are further places,
    the best first.
    """

    element: str
    place: ReadingPlace | None
    value: int | None
    sure: str
    candidates: tuple[ReadingPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class UnusedRow:
    """A row with figures of no element: the first cell with a figure, and the label."""

    cell: str
    label: str


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A row or column of a table of many units: the heading, its key, and its first cell.

    `meaning` is the id of a unit, `total`, `ignored`, or empty where nobody can say.
    """

    text: str
    key: str
    meaning: str
    cell: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A possible reading of a sheet: the form, the unit, the period, a place for each element.

    `unit` or `period` is None when the sheet does not say. `money_factor` is the factor to đồng, 1
    when no unit is stated. In a table of many units `lines` are its rows or columns, `unit` and
    `period` are those of one report, and the places are its places. `sheets` are the sheets offered
    to the hub, if several: each cell then names a sheet, and `sheet` has the best fit.
    """

    form: str
    unit: str | None
    period: str | None
    sheet: str
    money_factor: int
    elements: tuple[ProposedElement, ...]
    unused_rows: tuple[UnusedRow, ...] = ()
    arrangement: str = SINGLE_ARRANGEMENT
    lines: tuple[ProposedLine, ...] = ()
    sheets: tuple[str, ...] = ()

    @property
    def used_sheets(self) -> set[str]:
        """The sheets with a place of any element."""
        cells = [element.place.cell for element in self.elements if element.place]
        return {
            sheet
            for sheet in self.sheets
            if any(cell.startswith(f"{make_sheet_reference(sheet)}!") for cell in cells)
        } or {self.sheet}

    @property
    def sheet_choices(self) -> tuple[str, ...]:
        """The possible sheets of a cell; empty where cells name no sheet."""
        places = (element.place for element in self.elements)
        names_sheet = any("!" in place.cell for place in places if place)
        return self.sheets or ((self.sheet,) if names_sheet else ())

    def to_summary(self) -> dict[str, Any]:
        """Return the values printed by `chiso layout propose --json`."""
        lines = [{"heading": line.text, "meaning": line.meaning} for line in self.lines]
        shared = {"arrangement": self.arrangement, "lines": lines} if lines else {}
        return {
            "form": self.form,
            "unit": self.unit,
            "period": self.period,
            "elements": [
                {
                    "element": element.element,
                    "cell": element.place and element.place.cell,
                    "value": element.value,
                    "sure": element.sure,
                }
                for element in self.elements
            ],
            **shared,
        }

    def to_json(self) -> str:
        """Return the record of the proposal."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Build a proposal of a record."""
        values = json.loads(text)
        values["elements"] = tuple(
            ProposedElement(
                item["element"],
                item["place"] and ReadingPlace.from_values(item["place"]),
                item["value"],
                item["sure"],
                tuple(map(ReadingPlace.from_values, item["candidates"])),
            )
            for item in values["elements"]
        )
        values["unused_rows"] = tuple(UnusedRow(**row) for row in values["unused_rows"])
        values["sheets"] = tuple(values.get("sheets", ()))
        values["lines"] = tuple(ProposedLine(**line) for line in values.get("lines", ()))
        return cls(**values)
