"""The faults of a catalogue: file, line, description, remedy; all faults at once.

Values and an exception only; `row_reader` and `consistency` find the faults. May import no house
module.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CatalogueFault:
    """A fault in a line of a catalogue file."""

    file_name: str
    line: int
    description: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file_name}:{self.line}: {self.description}\n    → {self.remedy}"


class CatalogueError(Exception):
    """The catalogue cannot be used; `catalogue_faults` holds every reason, in file order."""

    def __init__(self, faults: list[CatalogueFault]) -> None:
        self.faults = sorted(faults, key=lambda f: (f.file_name, f.line, f.description))
        listing = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(
            f"Danh mục có {len(faults)} lỗi / the catalogue has {len(faults)} faults:\n{listing}"
        )
