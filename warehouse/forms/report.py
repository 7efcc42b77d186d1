"""The result of reading a file: reports with cells, and drafts of findings.

Values only. A draft carries a code and the observed text; the wording is in
`expectations.codes`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from warehouse.finding_draft import FindingDraft
from warehouse.forms.remark import Remark


class ReportCell(NamedTuple):
    """One number of a report, with the address and the text as typed."""

    element: str
    cell: str
    raw_text: str
    state: str
    value: int | None


@dataclass(frozen=True, slots=True)
class ReportCells:
    """The numbers of one report, with a column for each field of `ReportCell`.

    Columns are cheaper: a night passes millions of cells between processes.
    """

    element: tuple[str, ...] = ()
    cell: tuple[str, ...] = ()
    raw_text: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    value: tuple[int | None, ...] = ()

    @classmethod
    def from_cells(cls, cells: Iterable[ReportCell]) -> Self:
        """Build the columns from cells."""
        return cls(*zip(*cells, strict=True))

    def __len__(self) -> int:
        return len(self.element)

    def __iter__(self) -> Iterator[ReportCell]:
        columns = (self.element, self.cell, self.raw_text, self.state, self.value)
        return map(ReportCell._make, zip(*columns, strict=True))


@dataclass(frozen=True, slots=True)
class Report:
    """A form of a unit and period, read from a sheet or several.

    `unit` or `period` is None for an unclear title block; a draft then explains the reason.
    `cells` holds every element of the form, in the form's order; `remarks` the words beside them.
    Of a report over several sheets `sheet` is the first; `other_sheets` maps elements of further
    sheets to the sheet.
    """

    form: str
    unit: str | None
    period: str | None
    sheet: str
    layout: str
    form_version: int | None
    synthetic: bool
    cells: ReportCells
    drafts: tuple[FindingDraft, ...]
    remarks: tuple[Remark, ...] = ()
    other_sheets: Mapping[str, str] = field(default_factory=dict)
    content_sha256: str = field(init=False)
    """Hash of the values alone: equal for a file that was only saved again."""

    def __post_init__(self) -> None:
        """Hash the values here: many processes read in parallel, and one process collects."""
        cell_values = zip(self.cells.element, self.cells.state, self.cells.value, strict=True)
        content = "\n".join(f"{element}={state}:{value}" for element, state, value in cell_values)
        digest = hashlib.sha256(content.encode()).hexdigest()
        object.__setattr__(self, "content_sha256", digest)

    def get_sheet(self, element: str) -> str:
        """Return the sheet with the figure of an element."""
        return self.other_sheets.get(element, self.sheet)

    def cite_element(self, cell: ReportCell) -> str:
        """Return the address of a figure for a message about the report."""
        return cite_cell(cell.cell, self.other_sheets.get(cell.element))


def cite_cell(cell: str, other_sheet: str | None) -> str:
    """Return an address for a message, with the sheet in Excel's notation unless the report's."""
    if other_sheet is None:
        return cell
    quoted = other_sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"


@dataclass(frozen=True, slots=True)
class FileReading:
    """The reports of a file, and drafts of findings about the whole file."""

    reports: tuple[Report, ...]
    drafts: tuple[FindingDraft, ...] = ()
