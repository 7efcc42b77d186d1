"""A cell with two numbers and a share: `1.195/2.767 (chiếm 46%)`.

Checks whether the share follows from the two numbers; `numbers` decides about the cell.
"""

import re
from decimal import Decimal

_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d+)"
_STATED = re.compile(
    rf"{_NUMBER} ?/ ?{_NUMBER}\D{{0,40}}?(?<![\d.,])(\d{{1,3}}(?:[.,]\d{{1,4}})?) ?%\W*"
)


def stated_share(text: str) -> tuple[str, bool] | None:
    """Parse two numbers and a share: return the exact share, and whether the stated share fits.

    Returns:
        None for a text of another shape, and for a whole of zero.
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
