"""The result of reading a file: reports with cells, and drafts of findings.

Values only. A draft carries a code and the observed text; the wording is in
`expectations.codes`.
"""

import hashlib
from collections.abc import Iterable, Iterator
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
    """One form of one unit and period, read from one sheet.

    `unit` or `period` is None for an unclear title block; a draft then explains the reason.
    `cells` holds every element of the form, in the form's order; `remarks` the words beside them.
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
    content_sha256: str = field(init=False)
    """Hash of the values alone: equal for a file that was only saved again."""

    def __post_init__(self) -> None:
        """Hash the values here: many processes read in parallel, and one process collects."""
        cell_values = zip(self.cells.element, self.cells.state, self.cells.value, strict=True)
        content = "\n".join(f"{element}={state}:{value}" for element, state, value in cell_values)
        digest = hashlib.sha256(content.encode()).hexdigest()
        object.__setattr__(self, "content_sha256", digest)


@dataclass(frozen=True, slots=True)
class FileReading:
    """The reports of a file, and drafts of findings about the whole file."""

    reports: tuple[Report, ...]
    drafts: tuple[FindingDraft, ...] = ()
