"""Digits as people hide or mistype them: spoken, «ba bảy», or letters, `o` for 0 and `l` for 1.

Texts come folded (`letters.fold_letters`). Pure; may call nothing.
"""

import re

_DIGITS_BY_WORD = dict(
    zip(
        ("khong", "mot", "hai", "ba", "bon", "tu", "nam", "sau", "bay", "tam", "chin"),
        "01234456789",
        strict=True,
    )
)
_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_DIGITS_BY_WORD)})(?!\w)")
_GAP_OF_WORDS = re.compile(r"(?<=\d) (?=\d(?!\w))")
_ZERO = re.compile(r"(?<=[\d.])o(?=[\d.o])|(?<![a-z])o(?=[\do]{2})|(?<=\do)o(?=\d)|(?<=\d )o(?=\d)")


def write_spoken_digits(folded_text: str) -> str:
    """Write words of digits, a spoken full stop, and `o` among digits, as signs and digits."""
    text = _WORD.sub(lambda match: _DIGITS_BY_WORD[match[0]], folded_text.replace("kh0ng", "khong"))
    return restore_zeros(_GAP_OF_WORDS.sub("", text.replace(" cham ", ".")))


def restore_zeros(folded_text: str) -> str:
    """Write 0 for the letter `o` among digits; the length stays."""
    return _ZERO.sub("0", folded_text)
