"""What a sender writes in words beside the figures: notes, obstacles, proposals.

Values and limits only; `reading.remarks` reads them, `blank.remark_cells` gives them a place. May
call nothing.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

NOTE, OBSTACLE, PROPOSAL = "note", "obstacle", "proposal"
REMARK_KINDS = (NOTE, OBSTACLE, PROPOSAL)
MAX_NOTE_LENGTH, MAX_OBSTACLE_LENGTH = 300, 500
"""The most letters of a note, and of an obstacle or a proposal."""


class Remark(NamedTuple):
    """A note, an obstacle or a proposal, with its cell; only a note belongs to an element.

    `sheet` is empty for the first sheet of the report.
    """

    kind: str
    element: str | None
    cell: str
    text: str
    sheet: str = ""


def get_length_limit(kind: str) -> int:
    """Return the most letters of a remark of a kind."""
    return MAX_NOTE_LENGTH if kind == NOTE else MAX_OBSTACLE_LENGTH


def map_notes(remarks: Iterable[Remark]) -> dict[str, str]:
    """Map every element with a note to the words; several notes are joined."""
    notes: dict[str, str] = {}
    for remark in remarks:
        if remark.kind == NOTE and remark.element:
            notes[remark.element] = "; ".join(
                filter(None, (notes.get(remark.element), remark.text))
            )
    return notes


def build_obstacle_id(form: str, unit: str, period: str, remark: Remark) -> str | None:
    """Build the id of an obstacle or proposal from its words; a note has none."""
    if remark.kind == NOTE:
        return None
    identity = json.dumps([form, unit, period, remark.kind, remark.text], ensure_ascii=False)
    return hashlib.sha256(identity.encode()).hexdigest()[:16]
