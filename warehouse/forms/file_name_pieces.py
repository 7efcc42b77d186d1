"""The pieces of a file's name: words, numbers, and the signs between them; periods and dates.

`file_names` chooses the words; here a name is split, its periods are known, and the chosen words
are written again. May call the lists of words and the folding of text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from warehouse.forms.file_name_words import find_period_word
from warehouse.text import fold_text

MARK = "…"
"""The mark in place of words outside the list."""
_PIECE = re.compile(rf"{MARK}|[^\W\d_]+|\d+|(?:(?!{MARK})[\W_])+")
_KNOWN_SEPARATOR = re.compile(r"[ _.,()\[\]&+-]{1,3}")
_SEVERAL_MARKS = re.compile(rf"{MARK}(?:[\W_]*{MARK})+")
_FIRST_YEAR, _LAST_YEAR = 2020, 2039
_MOST_NUMBERS = 3
"""The most numbers in a row: a date has three, a telephone number in pairs has five."""
_SHORT_PERIODS = re.compile(r"[tqvh]\d{1,2}|\d{1,2}[tm]")
_ROMAN_QUARTERS = frozenset(("i", "ii", "iii", "iv"))


class NamePiece(NamedTuple):
    """A word, a number, or the signs between them; a separator is signs only.

    `substitute` is written in place of a piece that no list allows: a known separator stays.
    """

    text: str
    key: str
    is_separator: bool
    substitute: str


def is_free_of_names(pieces: list[NamePiece], place: int, texts_by_place: dict[int, str]) -> bool:
    """Return whether a place is the first of a name, or follows an allowed piece."""
    for at in range(place - 1, -1, -1):
        if pieces[at].text == MARK or not pieces[at].is_separator:
            return at in texts_by_place
    return True


def split_name(stem: str) -> list[NamePiece]:
    """Split the stem of a name into pieces; a mark of an earlier run is a piece of its own."""
    return [piece for run in _PIECE.findall(stem) for piece in _split_run(run)]


@lru_cache(maxsize=1 << 14)
def _split_run(run: str) -> tuple[NamePiece, ...]:
    """Split one run of letters, digits or signs; the names of an inbox share most of their runs."""
    return tuple(map(_build_piece, _split_camel_case(run)))


def _build_piece(part: str) -> NamePiece:
    is_separator = not part[0].isalnum()
    substitute = MARK
    if is_separator and part != MARK:
        substitute = part if _KNOWN_SEPARATOR.fullmatch(part) else " "
    return NamePiece(part, fold_text(part), is_separator, substitute)


def _split_camel_case(part: str) -> Iterator[str]:
    """Split a part before every capital behind a small letter: «DaPhuc»."""
    start = 0
    for at in range(1, len(part)):
        if part[at].isupper() and part[at - 1].islower():
            yield part[start:at]
            start = at
    yield part[start:]


def add_period(pieces: list[NamePiece], place: int, texts_by_place: dict[int, str]) -> int:
    """Add a period, a version or a date at a place; return the place behind."""
    piece = pieces[place]
    if piece.is_separator:
        return place
    following = pieces[place + 1] if place + 1 < len(pieces) else None
    if following and _SHORT_PERIODS.fullmatch(piece.key + following.key):
        texts_by_place |= {place: piece.text, place + 1: following.text}
        return place + 2
    if piece.key.isdecimal():
        if _is_date_number(piece.key):
            texts_by_place[place] = piece.text
        return place + 1
    word = find_period_word(piece.text)
    number_place = place + 2 if following and following.is_separator else place + 1
    number = pieces[number_place].key if number_place < len(pieces) else ""
    if word and (_is_date_number(number) or number in _ROMAN_QUARTERS):
        texts_by_place |= {place: word, number_place: pieces[number_place].text}
        return number_place + 1
    return place + 1


def _is_date_number(key: str) -> bool:
    """Return whether a number is a day, a month, a year of the programme, or a date of one."""
    if not key.isascii() or not key.isdecimal():
        return False
    if len(key) <= 2:
        return True
    years = {4: (key,), 6: (key[:4], key[2:]), 8: (key[:4], key[4:])}.get(len(key), ())
    return any(_FIRST_YEAR <= int(year) <= _LAST_YEAR for year in years)


def drop_long_runs(pieces: list[NamePiece], texts_by_place: dict[int, str]) -> dict[int, str]:
    """Drop the numbers of a run longer than a date."""
    if sum([piece.key.isdecimal() for piece in pieces]) <= _MOST_NUMBERS:  # as in most names
        return texts_by_place
    run: list[int] = []
    dropped: set[int] = set()
    for place, piece in enumerate(pieces):
        if piece.key.isdecimal():
            run.append(place)
        elif not piece.is_separator:
            run = []
        if len(run) > _MOST_NUMBERS:
            dropped |= set(run)
    return {place: text for place, text in texts_by_place.items() if place not in dropped}


def write_pieces(pieces: list[NamePiece], texts_by_place: dict[int, str]) -> str:
    """Write the allowed pieces with the known signs between, and a mark for the rest."""
    texts = [texts_by_place.get(place, piece.substitute) for place, piece in enumerate(pieces)]
    return _SEVERAL_MARKS.sub(MARK, "".join(texts)).strip(" ")
