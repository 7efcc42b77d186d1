"""What a sender writes in words beside the figures: notes, obstacles, proposals.

Values and limits only; `reading.remarks` reads them, `blank.remark_cells` gives them a place. May
call nothing.
"""

from typing import NamedTuple

NOTE, OBSTACLE, PROPOSAL = "note", "obstacle", "proposal"
REMARK_KINDS = (NOTE, OBSTACLE, PROPOSAL)
MAX_NOTE_LENGTH, MAX_OBSTACLE_LENGTH = 300, 500
"""The most letters of a note, and of an obstacle or a proposal."""


class Remark(NamedTuple):
    """A note, an obstacle or a proposal, with its cell; only a note belongs to an element."""

    kind: str
    element: str | None
    cell: str
    text: str


def get_length_limit(kind: str) -> int:
    """Return the most letters of a remark of a kind."""
    return MAX_NOTE_LENGTH if kind == NOTE else MAX_OBSTACLE_LENGTH
