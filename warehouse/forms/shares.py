"""A cell that holds two numbers and their share: `1.195/2.767 (chiếm 46%)`.

Tells whether the share follows from the two; what becomes of such a cell is `numbers`.
"""

import re
from decimal import Decimal

_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d+)"
_STATED = re.compile(
    rf"{_NUMBER} ?/ ?{_NUMBER}\D{{0,40}}?(?<![\d.,])(\d{{1,3}}(?:[.,]\d{{1,4}})?) ?%\W*"
)


def stated_share(text: str) -> tuple[str, bool] | None:
    """The share of the two numbers as printed, and whether the one stated rounds to the same.

    None when the text is not of that shape, or the whole is zero.
    """
    if not (match := _STATED.fullmatch(text)):
        return None
    part, whole = (int(number.replace(".", "")) for number in match.groups()[:2])
    if whole == 0:
        return None
    stated = Decimal(match[3].replace(",", "."))
    exact = Decimal(100 * part) / whole
    off_by = abs(exact - stated)
    half = Decimal("0.5") * Decimal(1).scaleb(int(stated.as_tuple().exponent))
    return f"{exact:.1f}".replace(".", ",") + "%", off_by <= half
