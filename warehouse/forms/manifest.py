"""The very-hidden sheet of a template: form, unit, period and the address of every number.

The text only; `filled` checks whether the manifest fits the catalogue and the workbook.
"""

import json
import re
from dataclasses import asdict, dataclass
from functools import lru_cache

SHEET = "_chiso"
"""Name of the very-hidden sheet; cell A1 holds the manifest as JSON."""

OPENING = "{"
"""The first letter of a manifest; hardly any other text begins with this letter."""
_TEXT = r'"[^"\\]*"'
_ADDRESS = r'"[A-Z]{1,2}\d{1,3}"'
_ABOUT = re.compile(
    rf'\{{"form":{_TEXT},"version":\d{{1,4}},"unit":{_TEXT},"period":{_TEXT},"sheet":{_TEXT},'
    rf'"unit_cell":{_ADDRESS},"period_cell":{_ADDRESS},'
)
_CELLS, _LONGEST = '"cells":', 1 << 15
_PLACES = re.compile(
    rf'\{{{_TEXT}:{_ADDRESS}(?:,{_TEXT}:{_ADDRESS})*+\}},"synthetic":(?:true|false)\}}'
)
_WORD = re.compile(r'"([^"\\]*)"')


def words(text: str) -> list[str]:
    """List the texts within a manifest; return the text itself if its shape is not ours."""
    about, _, places = text.partition(_CELLS)
    named = _placed(places) if len(places) < _LONGEST else ()
    return [*_WORD.findall(about), *named] if named and _ABOUT.fullmatch(about) else [text]


@lru_cache(maxsize=64)  # the same in every report of a form
def _placed(places: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(places)) if _PLACES.fullmatch(places) else ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """Form, version, unit, period, and the address of every element on `sheet`.

    `unit_cell` and `period_cell` are the cells of the unit's name and the period's label in the
    title block, for a comparison with the manifest. `synthetic` marks a file of the demo.
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
        """Return the text of the manifest's cell."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Parse the manifest of a cell's text.

        Raises:
            ValueError: the text is no manifest of the system.
        """
        try:
            return cls(**json.loads(text))
        except TypeError as error:
            raise ValueError(str(error)) from error
