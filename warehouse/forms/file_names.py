"""The names of senders' files as far as they are stored and shown: by an allow list.

A sender can type anybody's name into the name of a file. Units, forms, periods, words of an office
and the suffix stay as typed; every other run of words becomes one mark. The bytes keep a hash.
No rule of the search for personal data lives here. May call the catalogue and the folding of text.
"""

import re
import sys
from bisect import bisect_left
from functools import cached_property
from hashlib import sha256
from itertools import chain
from unicodedata import normalize

from warehouse.catalogue import Catalogue
from warehouse.forms.file_name_pieces import (
    NamePiece,
    add_period,
    drop_long_runs,
    is_free_of_names,
    split_name,
    write_pieces,
)
from warehouse.forms.file_name_words import (
    list_allowed_phrases,
    list_allowed_words,
    list_known_suffixes,
    list_phrases_like_names,
)
from warehouse.text import fold_text

MASKED_NAME = "[tên tệp đã che]"
"""The name of a file without any allowed word."""
_MOST_PIECES = 24
"""The most pieces of a phrase, the signs between its words included."""
_LAST_LETTER = chr(sys.maxunicode)
_DIGEST_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")
_DIGEST = re.compile(r" #([bcdfghjklmnpqrst]{8})(?=\.[^.]*$|$)")
"""A digest in consonants: no word, and no number."""
_MEMBER_SHEET = re.compile(r"\[(.*)\](.*)", re.DOTALL)
_BARE_NAME = re.compile(
    r"(?:Phường|Xã|Thị trấn|Quận|Huyện|Thành phố|Tỉnh|P\.|Q\.) *"
    r"((?!Anh|Chị|Ông|Bà|Ba|Cô|Chú|Em)\S.*)"
)
"""The name of an area without the kind; a name like a form of address needs the kind."""


class FileNames:
    """The allow list of one catalogue, and the names written by it.

    The list is made with the first name: most nights have no file, most readers no zip.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def _unit_names(self) -> list[str]:
        units = self._catalogue.units.values()
        return list(chain.from_iterable((u.name_vi, u.name_en, *u.aliases) for u in units))

    @cached_property
    def _phrases(self) -> frozenset[str]:
        form_names = [(f.form, f.name_vi, f.name_en) for f in self._catalogue.forms.values()]
        phrases = [*self._catalogue.units, *self._unit_names, *chain.from_iterable(form_names)]
        phrases += list_allowed_phrases()
        return frozenset(map(_join_words, phrases)) | list_allowed_words()

    @cached_property
    def _like_names(self) -> frozenset[str]:
        bare_names = [match[1] for match in map(_BARE_NAME.match, self._unit_names) if match]
        return frozenset(map(_join_words, (*bare_names, *list_phrases_like_names())))

    @cached_property
    def _sorted_phrases(self) -> list[str]:
        """All phrases in order, then a text behind any phrase."""
        return [*sorted(self._phrases | self._like_names), _LAST_LETTER]

    def reduce_name(self, name: str) -> str:
        """Return the allowed part of a file's name; a second reduction changes nothing."""
        composed_name = normalize("NFC", name)
        stem, dot, suffix = composed_name.rpartition(".")
        if not stem or f".{suffix.lower()}" not in list_known_suffixes():
            stem, dot, suffix = composed_name, "", ""
        if len(stem) == 1 and stem.isalnum():  # one letter names nobody
            return composed_name
        reduced_stem, before = self._choose_and_write(split_name(stem)), stem
        while reduced_stem != before:  # a word that stood for a number that went may go too
            reduced_stem, before = self._choose_and_write(split_name(reduced_stem)), reduced_stem
        if not any(map(str.isalnum, reduced_stem)):
            reduced_stem = MASKED_NAME
        return f"{reduced_stem}{dot}{suffix}"

    def reduce_member(self, path: str) -> str:
        """Return the allowed part of a zip member's path, with a digest against mix-ups."""
        if not path:  # the file itself, no member
            return path
        plain_path = _DIGEST.sub("", path)
        reduced = "/".join(map(self.reduce_name, plain_path.split("/")))
        if reduced == plain_path:
            return path
        stem, dot, suffix = reduced.rpartition(".") if "." in reduced else (reduced, "", "")
        return f"{stem} #{_digest_path(path)}{dot}{suffix}"

    def _choose_and_write(self, pieces: list[NamePiece]) -> str:
        """Choose the pieces that stay, and write them with a mark for the rest."""
        texts_by_place: dict[int, str] = {}
        place = 0
        while place < len(pieces):
            if pieces[place].is_separator:
                place += 1
                continue
            is_free = is_free_of_names(pieces, place, texts_by_place)
            end = self._find_phrase_end(pieces, place, is_free=is_free)
            if end > place:
                texts_by_place |= {
                    at: pieces[at].text for at in range(place, end) if not pieces[at].is_separator
                }
            else:
                end = add_period(pieces, place, texts_by_place)
            place = max(end, place + 1)
        return write_pieces(pieces, drop_long_runs(pieces, texts_by_place))

    def _find_phrase_end(self, pieces: list[NamePiece], place: int, *, is_free: bool) -> int:
        """Return the place behind the longest allowed phrase, or the same place.

        A phrase like a name counts only at a place free of other names.
        """
        joined, end = "", place
        for at, piece in enumerate(pieces[place : place + _MOST_PIECES], start=place):
            if piece.is_separator:
                continue
            joined += piece.key
            next_phrase = self._sorted_phrases[bisect_left(self._sorted_phrases, joined)]
            if not next_phrase.startswith(joined):  # nor does any longer phrase
                break
            if next_phrase == joined and (is_free or joined in self._phrases):
                end = at + 1
        return end


def build_sheet_key(sheet: str) -> str:
    """Return the permanent key of «[member]sheet», independent of the allow list of the day."""
    match = _MEMBER_SHEET.fullmatch(sheet)
    if not match:
        return sheet
    digest = _DIGEST.search(match[1])
    return f"[{digest[1] if digest else _digest_path(match[1])}]{match[2]}"


def _digest_path(path: str) -> str:
    digest = sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return digest.translate(_DIGEST_LETTERS)


def _join_words(phrase: str) -> str:
    """Join the words of a phrase, as names of files often do: «DaPhuc», «da_phuc»."""
    return "".join(re.findall(r"[^\W_]+", fold_text(phrase)))
