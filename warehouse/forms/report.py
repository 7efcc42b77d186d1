"""What reading a file gives: reports with their cells, and doubts that need words later.

Values only. A doubt carries a code and what it saw; the words are in `expectations.codes`.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from warehouse.text import visible

_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the sender must look at: a stable code and the cell it stands in.

    `about` fills the blanks of the code's message, such as the label of the other cell.
    """

    code: str
    element: str | None = None
    sheet: str | None = None
    cell: str | None = None
    observed: str = ""
    about: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """What was seen is shown to people: not without end, and nothing hidden in it."""
        if len(self.observed) > _SHOWN or not self.observed.isprintable():
            object.__setattr__(self, "observed", visible(self.observed[:_SHOWN], keep="\n\t"))


class Cell(NamedTuple):
    """One number of a report as read, with its address and the text as typed."""

    element: str
    cell: str
    raw_text: str
    state: str
    value: int | None


@dataclass(frozen=True, slots=True)
class ReportCells:
    """The numbers of one report, kept as a column for each field of `Cell`.

    By column, since a night makes millions of them and hands them between processes.
    """

    element: tuple[str, ...] = ()
    cell: tuple[str, ...] = ()
    raw_text: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    value: tuple[int | None, ...] = ()

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> Self:
        """The columns of cells."""
        return cls(*zip(*cells, strict=True))

    def __len__(self) -> int:
        return len(self.element)

    def __iter__(self) -> Iterator[Cell]:
        columns = (self.element, self.cell, self.raw_text, self.state, self.value)
        return map(Cell._make, zip(*columns, strict=True))


@dataclass(frozen=True, slots=True)
class Report:
    """One form of one unit and period, as found on one sheet.

    `unit` or `period` is None when the title block does not tell; a doubt then says so.
    `cells` holds every element of the form, in its order.
    """

    form: str
    unit: str | None
    period: str | None
    sheet: str
    layout: str
    form_version: int | None
    synthetic: bool
    cells: ReportCells
    doubts: tuple[Doubt, ...]
    content_sha256: str = field(init=False)
    """Hash of the values alone: equal for a file that was only saved again."""

    def __post_init__(self) -> None:
        """Hash the values; here and not when it is asked for, since many processes read."""
        told = zip(self.cells.element, self.cells.state, self.cells.value, strict=True)
        content = "\n".join(f"{element}={state}:{value}" for element, state, value in told)
        digest = hashlib.sha256(content.encode()).hexdigest()
        object.__setattr__(self, "content_sha256", digest)


@dataclass(frozen=True, slots=True)
class FileReading:
    """All a file gave: its reports, or the doubt why it gave none."""

    reports: tuple[Report, ...]
    doubts: tuple[Doubt, ...] = ()
