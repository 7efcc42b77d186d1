"""A row of the catalogue with the file and the line of origin.

The value, and the faults of an unknown id and of a repeated name; `consistency`
checks rows against each other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, Self, TypeVar

from pydantic import BaseModel

from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.row_reader import PartPath

Model = TypeVar("Model", bound=BaseModel)


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
