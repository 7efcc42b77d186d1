"""The very-hidden sheet by which our own template says what it is and where its numbers stand."""

import json
from dataclasses import asdict, dataclass

SHEET = "_chiso"
"""Name of the very-hidden sheet; its cell A1 holds the manifest as JSON."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Form, version, unit, period, and the address of every element on `sheet`.

    `unit_cell` and `period_cell` hold the unit's name and the period's label in the title
    block, so that a title typed over is noticed. `synthetic` marks a file made by the demo.
    """

    form: str
    version: int
    unit: str
    period: str
    sheet: str
    unit_cell: str
    period_cell: str
    cells: dict[str, str]
    synthetic: bool = False

    def to_json(self) -> str:
        """The text of the manifest's cell."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """The manifest in a cell's text; ValueError when it is not one of ours."""
        try:
            return cls(**json.loads(text))
        except TypeError as error:
            raise ValueError(str(error)) from error
