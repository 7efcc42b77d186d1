"""Vietnamese text folded for matching: one key for every way the same words are typed.

Folding is for comparing only; what a sender wrote is kept as written.
"""

import re
import unicodedata
from functools import lru_cache

_UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Cn", "Co"))

# Ð (eth) and Đ (d with stroke) look alike and are both typed for the Vietnamese letter.
_D_STROKES = str.maketrans({"đ": "d", "Đ": "d", "Ð": "d", "ð": "d"})


class _Bare(dict[int, str | None]):
    """Letters as they are, accents and what cannot be seen as nothing; each looked up once."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        is_bare = not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"
        self[code] = letter if is_bare else None
        return self[code]


_BARE = _Bare()
_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, no accents, đ as d, single spaces; punctuation stays.

    NFC and NFD, `Hòa` and `Hoà`, `lũy` and `luỹ` all fold to one text.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_D_STROKES)).translate(_BARE)
    return _SPACES.sub(" ", plain).strip().lower()


def unaccented(text: str) -> str:
    """The text in plain letters, for a channel that carries no others; case and spacing stay."""
    plain = unicodedata.normalize("NFKD", text.translate(str.maketrans("đĐ", "dD")))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """Folded words only, punctuation dropped: the key under which labels and names are matched."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


def visible(text: str, *, keep: str = "") -> str:
    """The text with what cannot be seen written as its code, except the letters to keep.

    A line break, a bidi mark or a terminal's escape would let one text pass for another.
    """
    if text.isprintable():
        return text
    return "".join(
        _code(c) if c not in keep and unicodedata.category(c) in _UNSEEN else c for c in text
    )


def _code(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"
