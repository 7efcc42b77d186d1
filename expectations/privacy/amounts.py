"""Amounts of money and counts: long numbers naming nobody.

Rules only. The texts are folded before (`letters.fold_letters`). Pure; may call nothing.
"""

import re

_MONEY_UNIT = re.compile(r"\W*(?:dong|d|vnd|trieu|nghin|ngan|ty|usd)(?!\w)")
_THOUSANDS = re.compile(r"\d{1,3}(?:([ .,])\d{3})(?:\1\d{3})*|\d+0000")


def is_amount(folded_text: str, match: re.Match[str]) -> bool:
    """Return whether a number, the last group of a match, is an amount: in thousands, or money."""
    number = match[match.re.groups]
    return bool(_THOUSANDS.fullmatch(number)) or is_followed_by_money(folded_text, match)


def is_round_amount(number: str) -> bool:
    """Return whether a number is written in thousands and ends in a whole thousand."""
    return bool(_THOUSANDS.fullmatch(number)) and number.endswith("000")


def is_followed_by_money(folded_text: str, match: re.Match[str]) -> bool:
    """Return whether a unit of money follows a number."""
    return bool(_MONEY_UNIT.match(folded_text, match.end()))
