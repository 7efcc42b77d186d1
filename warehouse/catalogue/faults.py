"""What is wrong with a catalogue: file, line, fault, remedy; all of it at once.

Values and one exception only; who finds the faults is in `reading` and `relations`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one line of one catalogue file."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}\n    → {self.remedy}"


class CatalogueError(Exception):
    """A catalogue that cannot be used; `faults` holds every reason, in file order."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda f: (f.file, f.line, f.what))
        listing = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(
            f"Danh mục có {len(faults)} lỗi / the catalogue has {len(faults)} faults:\n{listing}"
        )
