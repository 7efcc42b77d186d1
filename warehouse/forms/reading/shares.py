"""A cell with two numbers and a share: `1.195/2.767 (chiếm 46%)`.

Checks whether the share follows from the two numbers; `numbers` decides about the cell.
"""

import re
from decimal import Decimal

_DOTTED_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d+)"
_STATED_SHARE = re.compile(
    rf"{_DOTTED_NUMBER} ?/ ?{_DOTTED_NUMBER}\D{{0,40}}?(?<![\d.,])(\d{{1,3}}(?:[.,]\d{{1,4}})?) "
    rf"?%\W*"
)


def parse_stated_share(text: str) -> tuple[str, bool] | None:
    """Parse two numbers and a share: return the exact share, and whether the stated share fits.

    Returns:
        None for a text of another shape, and for a whole of zero.
    """
    if not (match := _STATED_SHARE.fullmatch(text)):
        return None
    part, whole = (int(number.replace(".", "")) for number in match.groups()[:2])
    if whole == 0:
        return None
    stated_percent = Decimal(match[3].replace(",", "."))
    exact_percent = Decimal(100 * part) / whole
    difference = abs(exact_percent - stated_percent)
    tolerance = Decimal("0.5") * Decimal(1).scaleb(int(stated_percent.as_tuple().exponent))
    return f"{exact_percent:.1f}".replace(".", ",") + "%", difference <= tolerance
