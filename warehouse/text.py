"""Vietnamese text folded for matching: the same key for all spellings of the same words.

Folding is for comparison only; stored text stays as typed. May import no house module.
"""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE_CATEGORIES = frozenset(("Cc", "Cf", "Zl", "Zp", "Cn", "Co"))

# Ð (eth) and Đ (d with stroke) look alike; senders type either for the Vietnamese letter.
_D_STROKES = {"đ": "d", "Đ": "d", "Ð": "d", "ð": "d"}


class _BareLetters(dict[int, str]):
    """A translation table that drops accents and invisible characters; fills itself on demand.

    A sign that is no decimal digit never becomes one: `¹` and `①` stay as typed.
    """

    def __missing__(self, code: int) -> str:
        self[code] = _fold_letter(chr(code))
        return self[code]


def _fold_letter(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", _D_STROKES.get(letter, letter))
    if not letter.isdecimal() and any(part.isdecimal() for part in parts):
        return letter
    return "".join(
        part
        for part in parts
        if not unicodedata.combining(part) and unicodedata.category(part) != "Cf"
    )


_BARE_LETTERS = _BareLetters()
_SPACE_PATTERN = re.compile(r"\s+")
_NOT_WORD_PATTERN = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=65536)
def fold_text(text: str) -> str:
    """Fold a text: lower case, no accents, đ as d, single spaces; punctuation stays.

    NFC and NFD, `Hòa` and `Hoà`, `lũy` and `luỹ` fold to one text; `１２` folds to 12.
    """
    return _SPACE_PATTERN.sub(" ", text.translate(_BARE_LETTERS)).strip().lower()


def strip_accents(text: str) -> str:
    """Strip accents, for a channel without Vietnamese letters; case and spacing stay."""
    plain = unicodedata.normalize("NFKD", text.translate(str.maketrans("đĐ", "dD")))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def make_match_key(text: str) -> str:
    """Return the key for matching labels and names: folded words without punctuation."""
    return _NOT_WORD_PATTERN.sub(" ", fold_text(text)).strip()


def has_mixed_digits(text: str) -> bool:
    """Return whether a folded text has decimal digits of two scripts, such as `1` and `٢`."""
    # The ten digits of a script stand one after the other, so that each tells where its zero is.
    return len({ord(c) - unicodedata.decimal(c) for c in text if c.isdecimal()}) > 1


def escape_invisible(text: str, *, keep: str = "") -> str:
    """Replace invisible characters by their codes, except the characters in `keep`.

    A line break, a bidi mark or a terminal escape could make one text look like another.
    """
    if text.isprintable():
        return text
    return "".join(
        _escape_letter(c)
        if c not in keep and unicodedata.category(c) in _INVISIBLE_CATEGORIES
        else c
        for c in text
    )


def _escape_letter(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"
