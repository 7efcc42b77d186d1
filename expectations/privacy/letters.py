"""Letters folded one for one, each at the same place as before; and disguises undone.

Officials type with accents, without, or half with; a rule written for folded letters reads all
three, and a place in the folded text is the same place in the text. Pure; may call nothing.
"""

import re
import unicodedata


class _FoldedLetters(dict[int, str]):
    """A self-filling translation table of single letters."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_one_letter(chr(code))
        return self[code]


def _fold_one_letter(letter: str) -> str:
    small_letter = letter.lower()
    base = unicodedata.normalize("NFD", small_letter)[:1]
    folded_letter = {"đ": "d", "ð": "d"}.get(base, base)
    return folded_letter if len(folded_letter) == 1 else letter


_FOLDED_LETTERS = _FoldedLetters()

_LETTER_CODES = (*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))
CAPITAL = f"[{''.join(chr(code) for code in _LETTER_CODES if chr(code).isupper())}]"
SMALL = f"[{''.join(chr(code).lower() for code in _LETTER_CODES if chr(code).isupper())}]"
"""Every capital and every small letter of Vietnamese, for patterns: no range holds them alone."""

_SPACED_LETTERS = re.compile(r"(?<!\w)(?:[^\W\d_] ){4,}")
_DOT_FOR_SPACE = re.compile(r"(?<=[^\W\d_]{2})[._](?=[^\W\d_]{2,}(?:[ ._]|$))")
_HYPHENS = re.compile(r"([^\W\d_]{2,})-([Vv][aă]n|[Tt]h[iị])-")
_JOINED_WORDS = re.compile(rf"(?<!\w){CAPITAL}{SMALL}+(?:{CAPITAL}{SMALL}+){{2,4}}(?!\w)")
_LETTER_SWAP = re.compile(r"(?<=[a-z])[j0](?=[a-z])|(?<=[a-z])j(?!\w)")
_SWAPPED_LETTERS = {"j": "i", "0": "o"}
"""Letters that stand for others to hide a name: «thj», «h0a»."""
_REACH = 64
"""How many letters before a place are looked at: a text may be long, and its places many."""


def fold_letters(text: str) -> str:
    """Fold every letter of a composed text to a small letter without accents, place by place."""
    return text.lower() if text.isascii() else text.translate(_FOLDED_LETTERS)


def undo_disguise(text: str) -> str:
    """Remove what hides a name: dots and hyphens for spaces, letters set apart or swapped."""
    if _SPACED_LETTERS.search(text):
        text = re.sub(r"(?<=\w) (?=\w(?!\w))", "", text)
    text = _JOINED_WORDS.sub(lambda match: re.sub(rf"(?<=\w)(?={CAPITAL})", " ", match[0]), text)
    if "j" in text or "0" in text:
        text = _LETTER_SWAP.sub(lambda match: _SWAPPED_LETTERS[match[0]], text)
    if "-" in text:
        text = _HYPHENS.sub(r"\1 \2 ", text)
    return _DOT_FOR_SPACE.sub(" ", text) if "." in text or "_" in text else text


def stands_before(pattern: re.Pattern[str], text: str, place: int) -> bool:
    """Return whether a pattern that ends with `$` matches right before a place of a text."""
    return pattern.search(text, max(0, place - _REACH), place) is not None
