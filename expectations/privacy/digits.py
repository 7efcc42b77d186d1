"""Digits as people hide or mistype them: spoken, «ba bảy», or the letter `o` for 0.

Texts come folded (`letters.fold_letters`). Pure; may call nothing.
"""

import re

DIGITS_BY_WORD = dict(
    zip(
        ("khong", "mot", "hai", "ba", "bon", "tu", "nam", "sau", "bay", "tam", "chin"),
        "01234456789",
        strict=True,
    )
)
DIGIT_WORD = f"(?:{'|'.join(DIGITS_BY_WORD)})"
"""The pattern of a word for a digit."""
_WORD = re.compile(rf"(?<!\w){DIGIT_WORD}(?!\w)")
_GAP_OF_WORDS = re.compile(r"(?<=\d) (?=\d(?!\w))")
_ZERO = re.compile(
    r"(?<=[\d.])o(?=[\d.o])|(?<![a-z])o(?=[\do]{2})|(?<=\do)o(?=\d)|(?<=\d )o(?=\d)|"
    r"(?<=\do)o(?![a-z])|"
    r"(?<= o)o(?=[ .]?\d)|(?<=\d)o(?![a-z])"
)
_ONE = re.compile(r"(?<=\d)[il](?=[ .]?\d)|(?<=\d\d)i(?!\w)")


def write_spoken_digits(folded_text: str) -> str:
    """Write words of digits, a spoken full stop, and `o` among digits, as signs and digits."""
    text = _WORD.sub(lambda match: DIGITS_BY_WORD[match[0]], folded_text.replace("kh0ng", "khong"))
    return restore_zeros(_GAP_OF_WORDS.sub("", text.replace(" cham ", ".")))


def restore_zeros(folded_text: str) -> str:
    """Write 0 for the letter `o`, and 1 for `i` and `l`, among digits; the length stays."""
    return _ONE.sub("1", _ZERO.sub("0", folded_text))
