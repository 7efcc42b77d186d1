"""The faults of a catalogue: file, line, description, remedy; all faults at once.

Values and an exception only; `row_reader` and `consistency` find the faults, `fault_causes` tells
causes from what follows. May import no house module.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CatalogueFault:
    """A fault in a line of a catalogue file.

    `kind` is the same for faults that may have one cause, such as a wrong date in a column;
    `missing_id` is the id that a reference does not find, or of a row that cannot be read.
    """

    file_name: str
    line: int
    description: str
    remedy: str
    kind: str = field(default="", compare=False)
    missing_id: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.file_name}:{self.line}: {self.description}\n    → {self.remedy}"


def describe_followers(follower_count: int) -> str:
    """Return the sentence on the faults that are counted only."""
    return (
        f"Còn {follower_count} lỗi có thể do các lỗi trên mà ra; sửa các lỗi trên trước / "
        f"{follower_count} more faults may follow from these; correct these first"
    )


class CatalogueError(Exception):
    """The catalogue cannot be used; `faults` holds every cause, in file order.

    The faults that follow from another are counted only.
    """

    def __init__(self, faults: list[CatalogueFault], follower_count: int = 0) -> None:
        self.faults = sorted(faults, key=lambda f: (f.file_name, f.line, f.description))
        listing = "\n".join(f"  {fault}" for fault in self.faults)
        closing = f"\n{describe_followers(follower_count)}" if follower_count else ""
        super().__init__(
            f"Danh mục có {len(faults)} lỗi / the catalogue has {len(faults)} faults:\n"
            f"{listing}{closing}"
        )
