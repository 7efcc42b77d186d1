"""The very-hidden sheet of a template: form, unit, period and the address of every number.

The text only; `template_report` checks whether the manifest fits the catalogue and the workbook.
"""

import json
import re
from copy import copy
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

MANIFEST_SHEET = "_chiso"
"""Name of the very-hidden sheet; cell A1 holds the manifest as JSON."""

MANIFEST_OPENING = "{"
"""The first letter of a manifest; hardly any other text begins with this letter."""
_JSON_TEXT = r'"[^"\\]*"'
_JSON_ADDRESS = r'"[A-Z]{1,2}\d{1,3}"'
_JSON_PLACES = rf"\{{{_JSON_TEXT}:{_JSON_ADDRESS}(?:,{_JSON_TEXT}:{_JSON_ADDRESS})*+\}}"
_MANIFEST_HEAD = re.compile(
    r'\{"form":"(?P<form>[^"\\]*)","version":\d{1,4},"unit":"(?P<unit>[^"\\]*)",'
    rf'"period":"(?P<period>[^"\\]*)","sheet":{_JSON_TEXT},'
    rf'"unit_cell":{_JSON_ADDRESS},"period_cell":{_JSON_ADDRESS},'
)
_CELLS_KEY, _MAX_PLACES_LENGTH = '"cells":', 1 << 15
_MANIFEST_PLACES = re.compile(
    rf'{_JSON_PLACES},"synthetic":(?:true|false)(?:,"remarks":{_JSON_PLACES})?+\}}'
)
_COUNTS_END = '},"synthetic":'
_ADDRESS = re.compile(r"[A-Z]{1,2}[1-9]\d{0,2}")
_MAX_VERSION = 9999
_JSON_WORD = re.compile(r'"([^"\\]*)"')


def list_manifest_texts(text: str) -> list[str]:
    """List the texts within a manifest; return the text itself if its shape is not ours."""
    head, _, places = text.partition(_CELLS_KEY)
    place_texts = _list_place_texts(places) if len(places) < _MAX_PLACES_LENGTH else ()
    return (
        [*_JSON_WORD.findall(head), *place_texts]
        if place_texts and _MANIFEST_HEAD.fullmatch(head)
        else [text]
    )


@lru_cache(maxsize=64)  # the same in every report of a form
def _list_place_texts(places: str) -> tuple[str, ...]:
    return tuple(_JSON_WORD.findall(places)) if _MANIFEST_PLACES.fullmatch(places) else ()


def find_report_codes(text: str) -> tuple[str, str, str] | None:
    """Find form, unit and period in a manifest's text; None if the shape is not ours."""
    head, _, _ = text.partition(_CELLS_KEY)
    match = _MANIFEST_HEAD.fullmatch(head)
    return (match["form"], match["unit"], match["period"]) if match else None


def list_count_addresses(text: str) -> tuple[str, ...]:
    """List the addresses of the counts in a manifest's text; of any other text, nothing."""
    if not text.startswith(MANIFEST_OPENING):
        return ()
    head, _, places = text.partition(_CELLS_KEY)
    if not _MANIFEST_HEAD.fullmatch(head):
        return ()
    if not _list_place_texts(places):
        return ()
    counts, _, _ = places.partition(_COUNTS_END)
    return tuple(filter(_ADDRESS.fullmatch, _JSON_WORD.findall(counts)))


@dataclass(frozen=True, slots=True)
class Manifest:
    """Form, version, unit, period, and the address of every element on `sheet`.

    `unit_cell` and `period_cell` are the cells of the unit's name and the period's label in the
    title block, for a comparison with the manifest. `synthetic` marks a file of the demo.
    `remarks` maps the cells for obstacles and proposals to their addresses; an older form has none.
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
    remarks: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the text of the manifest's cell."""
        values = asdict(self)
        if not self.remarks:  # an older form names no cells for remarks
            del values["remarks"]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Parse the manifest of a cell's text.

        Raises:
            ValueError: the text is no manifest of the system.
        """
        try:
            manifest = cls(**_parse_fields(text))
            is_sound = manifest._has_valid_fields()
        except (TypeError, AttributeError) as error:
            raise ValueError(str(error)) from error
        if not is_sound:
            raise ValueError("a field of the manifest has a value that the system never writes")
        return manifest

    def _has_valid_fields(self) -> bool:
        """Return whether every field has a value of its kind: a sender can change the text."""
        texts = (self.form, self.unit, self.period, self.sheet)
        addresses = (
            *(self.unit_cell, self.period_cell),
            *(*self.cells.values(), *self.remarks.values()),
        )
        return (
            all(isinstance(text, str) for text in texts)
            and _are_addresses(addresses)
            and isinstance(self.synthetic, bool)
            and not isinstance(self.version, bool)
            and self.version in range(1, _MAX_VERSION + 1)
        )


def _parse_fields(text: str) -> dict[str, Any]:
    """Parse the JSON of a manifest; in our own shape, all places after the head at once."""
    head, _, places = text.partition(_CELLS_KEY)
    is_ours = len(places) < _MAX_PLACES_LENGTH and _MANIFEST_HEAD.fullmatch(head)
    fields: dict[str, Any] = json.loads(f"{head[:-1]}}}" if is_ours else text)
    if is_ours:
        fields |= {name: copy(value) for name, value in _parse_places(places).items()}
    return fields


@lru_cache(maxsize=64)  # the same in every report of a form
def _parse_places(places: str) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(f"{{{_CELLS_KEY}{places}")
    return fields


@lru_cache(maxsize=64)
def _are_addresses(addresses: tuple[str, ...]) -> bool:
    return all(map(_ADDRESS.fullmatch, addresses))
