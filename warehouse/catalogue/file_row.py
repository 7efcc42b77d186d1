"""A row of the catalogue with the file and the line of origin.

The value, and the faults of an unknown id, of a repeated name and of shared or free days;
`consistency` checks rows against each other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, Self, TypeVar

from pydantic import BaseModel

from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.row_reader import PartPath
from warehouse.catalogue.validity import FreeDays, ValidDays, list_shared_days

Model = TypeVar("Model", bound=BaseModel)
DatedModel = TypeVar("DatedModel", bound=ValidDays)
_DAYS_REMEDY = "sửa valid_from hoặc valid_to / correct valid_from or valid_to"


@dataclass(frozen=True, slots=True)
class FileRow(Generic[Model]):
    """A row with the file and the line of origin."""

    model: Model
    file_name: str
    line: int
    lines: Mapping[PartPath, int] = field(default_factory=dict)

    def locate_part(self, *part: str | int) -> Self:
        """Return the row with the line of a part."""
        return replace(self, line=self.lines.get(part, self.line))

    def make_fault(self, description: str, remedy: str) -> CatalogueFault:
        """Return a fault of this row."""
        return CatalogueFault(self.file_name, self.line, description, remedy)


def check_ids(
    row: FileRow[Model], names: Iterable[str | None], known_ids: Iterable[str]
) -> Iterator[CatalogueFault]:
    """Report each name that is not a known id; None is no name."""
    for name in names:
        if name is not None and name not in known_ids:
            fault = row.make_fault(
                f"không có {name} / there is no {name}",
                "sửa mã, hoặc thêm dòng còn thiếu / correct the id, or add the missing row",
            )
            yield replace(fault, missing_id=name)


def check_unique(rows: Iterable[tuple[FileRow[Model], str]]) -> Iterator[CatalogueFault]:
    """Report each row whose name an earlier row has."""
    lines_by_name: dict[str, int] = {}
    for row, name in rows:
        if name in lines_by_name:
            yield row.make_fault(
                f"{name} đã có ở dòng {lines_by_name[name]} / {name} already stands on line "
                f"{lines_by_name[name]}",
                "giữ một dòng / keep one of them",
            )
        lines_by_name.setdefault(name, row.line)


def check_shared_days(name: str, rows: Sequence[FileRow[DatedModel]]) -> Iterator[CatalogueFault]:
    """Report each row on days of an earlier row; all rows are of the same thing."""
    for earlier, later, day in list_shared_days([row.model for row in rows]):
        yield rows[later].make_fault(
            f"{name}: ngày {day} đã có ở dòng {rows[earlier].line} / {day} has a row on line "
            f"{rows[earlier].line} already",
            _DAYS_REMEDY,
        )


def report_free_days(
    row: FileRow[Model], name: str, free_days: Iterable[FreeDays]
) -> Iterator[CatalogueFault]:
    """Report the days of a thing on which no row holds."""
    for first, last in free_days:
        yield row.make_fault(
            f"{name}: không dòng nào từ {first} đến {last} / no row holds from {first} to {last}",
            f"{_DAYS_REMEDY}; hoặc thêm một dòng / or add a row",
        )
