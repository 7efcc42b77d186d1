"""The texts of a letter, and the number of faults fitting on the page.

Values and geometry only: `letter` writes the texts, `letter_file` the file. No renderer is used:
all heights are estimates, rounded up.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

HEAD = (3515, 5839)
"""Widths of the letterhead's columns in twentieths of a point, like all widths here."""
COLUMNS = (510, 1701, 3743, 3400)
PADDING = 85
FOOT = (4677, 4677)

_WIDTH = sum(HEAD)
_HEIGHT = 728.5
"""A4 without the margins of Nghị định 30/2020/NĐ-CP, in points, like all heights here."""
_SPARE = 24.0
_RULE, _SIGNATURE, _TABLE_HEAD, _BANNER = 10.0, 100.0, 17.0, 18.0
_INDENT = "–––––"
"""As wide as the indent of a paragraph's first line."""
_EMS = (("ijltI.,:;'/| ", 0.3), ("frszJ()[]-!", 0.4), ("mMW@%—…", 1.0), ("«»–", 0.5))


@dataclass(frozen=True, slots=True)
class Row:
    """A fault in the letter's table."""

    place: str
    code: str
    wrong: str
    mend: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter's texts from top to bottom; `office` is the letterhead, the last line in bold."""

    office: Sequence[str]
    subject: str
    addressee: str
    opening: str
    rows: Sequence[Row]
    closing: Sequence[str]
    synthetic: bool


def fitting(letter: Letter, rows: Sequence[Row]) -> int:
    """Count the rows fitting on the page together with the letter's texts."""
    room = _HEIGHT - _SPARE - _needed(letter)
    for number, row in enumerate(rows):
        room -= _row(row)
        if room < 0:
            return number
    return len(rows)


def _needed(letter: Letter) -> float:
    office = sum(_points(line, HEAD[0], 12) for line in letter.office)
    nation = _points("", HEAD[1], 12) + _points("", HEAD[1], 13)
    paragraphs = (letter.opening, *letter.closing)
    return sum(
        (
            _BANNER if letter.synthetic else 0,
            max(office, nation) + _RULE,
            _points("", HEAD[0], 13) + _points(letter.subject, HEAD[0], 12),
            22 + _points(f"Kính gửi: {letter.addressee}", _WIDTH, 14),
            _TABLE_HEAD,
            *(6 + _points(_INDENT + text, _WIDTH, 13) for text in paragraphs),
            _SIGNATURE,
        )
    )


def _row(row: Row) -> float:
    place, wrong, mend = (width - 2 * PADDING for width in COLUMNS[1:])
    return 3 + max(
        _points(row.place, place, 12) + _points(row.code, place, 9),
        _points(row.wrong, wrong, 11),
        _points(row.mend, mend, 11),
    )


def _points(text: str, width: int, size: int) -> float:
    return _lines(text, width / 20 / size) * size * 1.15


def _lines(text: str, room: float) -> int:
    """Count the lines of a text at a width in ems; a word longer than a line is broken."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        width = sum(map(_ems, word)) + _ems(" ")
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        whole = room if width <= room else 0.9 * room  # a broken word cannot fill a line exactly
        lines, used = lines + int((used + width) // whole), (used + width) % whole
    return lines


@lru_cache(maxsize=4096)
def _ems(letter: str) -> float:
    """Estimate the width of a letter in Times, rounded up; accents add nothing."""
    plain = unicodedata.normalize("NFD", letter)[0]
    known = (ems for letters, ems in _EMS if plain in letters)
    return next(known, 0.74 if plain.isupper() else 0.5 if ord(plain) < 0x250 else 1.0)
