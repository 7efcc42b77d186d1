"""The texts of a letter, and the number of faults fitting on the page.

Values and geometry only: `letter` writes the texts, `word_file` the file. No renderer is used:
all heights are estimates, rounded up.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

HEAD_WIDTHS = (4680, 5140)
"""Widths of the letterhead's columns in twentieths of a point, like all widths here.

Wider than the text by some millimetres: the names of a people's committee and of the nation stand
on one line each at the 12 points of Nghị định 30/2020/NĐ-CP.
"""
COLUMN_WIDTHS = (510, 1701, 3743, 3400)
CELL_PADDING = 85
FOOT_WIDTHS = (4677, 4677)

_PAGE_WIDTH = sum(FOOT_WIDTHS)
_PAGE_HEIGHT = 728.5
"""A4 without the margins of Nghị định 30/2020/NĐ-CP, in points, like all heights here."""
_SPARE_HEIGHT = 24.0
_RULE_HEIGHT, _SIGNATURE_HEIGHT, _TABLE_HEAD_HEIGHT, _BANNER_HEIGHT = 10.0, 85.0, 17.0, 18.0
_INDENT_TEXT = "–––––"
"""As wide as the indent of a paragraph's first line."""
_GLYPH_WIDTHS = (("ijltI.,:;'/| ", 0.3), ("frszJ()[]-!", 0.4), ("mMW@%—…", 1.0), ("«»–", 0.5))


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A fault in the letter's table."""

    address: str
    code: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter's texts from top to bottom; `agency` is the head, the last line in bold.

    `symbol` follows the number of the letter; `signer` is the line, or lines, above the signature.
    """

    agency: Sequence[str]
    symbol: str
    place: str
    subject: str
    addressee: str
    opening: str
    rows: Sequence[LetterRow]
    closing: Sequence[str]
    signer: Sequence[str]
    synthetic: bool


def count_fitting_rows(letter: Letter, rows: Sequence[LetterRow]) -> int:
    """Count the rows fitting on the page together with the letter's texts."""
    free_height = _PAGE_HEIGHT - _SPARE_HEIGHT - _measure_letter(letter)
    for number, row in enumerate(rows):
        free_height -= _measure_row(row)
        if free_height < 0:
            return number
    return len(rows)


def _measure_letter(letter: Letter) -> float:
    agency = sum(_measure_text(line, HEAD_WIDTHS[0], 12) for line in letter.agency)
    nation = _measure_text("", HEAD_WIDTHS[1], 12) + _measure_text("", HEAD_WIDTHS[1], 13)
    paragraphs = (letter.opening, *letter.closing)
    return sum(
        (
            _BANNER_HEIGHT if letter.synthetic else 0,
            max(agency, nation) + _RULE_HEIGHT,
            _measure_text("", HEAD_WIDTHS[0], 13)
            + _measure_text(letter.subject, HEAD_WIDTHS[0], 12),
            22 + _measure_text(f"Kính gửi: {letter.addressee}", _PAGE_WIDTH, 14),
            _TABLE_HEAD_HEIGHT,
            *(6 + _measure_text(_INDENT_TEXT + text, _PAGE_WIDTH, 13) for text in paragraphs),
            _SIGNATURE_HEIGHT + 15 * len(letter.signer),
        )
    )


def _measure_row(row: LetterRow) -> float:
    address_width, problem_width, remedy_width = (
        width - 2 * CELL_PADDING for width in COLUMN_WIDTHS[1:]
    )
    return 3 + max(
        _measure_text(row.address, address_width, 12) + _measure_text(row.code, address_width, 9),
        _measure_text(row.problem, problem_width, 11),
        _measure_text(row.remedy, remedy_width, 11),
    )


def _measure_text(text: str, width: int, size: int) -> float:
    return _count_lines(text, width / 20 / size) * size * 1.15


def _count_lines(text: str, line_width: float) -> int:
    """Count the lines of a text at a width in ems; a word longer than a line is broken."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        width = sum(map(_measure_glyph, word)) + _measure_glyph(" ")
        if used and used + width > line_width:
            lines, used = lines + 1, 0.0
        usable_width = (
            line_width if width <= line_width else 0.9 * line_width
        )  # a broken word cannot fill a line exactly
        lines, used = lines + int((used + width) // usable_width), (used + width) % usable_width
    return lines


@lru_cache(maxsize=4096)
def _measure_glyph(letter: str) -> float:
    """Estimate the width of a letter in Times, rounded up; accents add nothing."""
    plain = unicodedata.normalize("NFD", letter)[0]
    widths = (ems for letters, ems in _GLYPH_WIDTHS if plain in letters)
    return next(widths, 0.74 if plain.isupper() else 0.5 if ord(plain) < 0x250 else 1.0)
