"""Long numbers in the cells of an .xlsx file, with their addresses, without a full reading.

Patterns over the parts of the sheets; judges nothing. May call the guard of files.
"""

import re
from typing import NamedTuple

from warehouse.files.guard import zip_parts

_LONG_NUMBER = re.compile(rb'<c r="([A-Z]+\d+)"(?: s="\d+")?(?: t="n")?><v>(\d{9,12})</v>')
_LONG_DIGITS = re.compile(r"\d{9,12}")


class LongNumber(NamedTuple):
    """A number of nine to twelve digits: the part of the sheet, the address and the digits."""

    part: str
    address: str
    digits: str


def is_long_number(text: str) -> bool:
    """Return whether a text is a number of nine to twelve digits."""
    return bool(_LONG_DIGITS.fullmatch(text))


def find_long_numbers(content: bytes) -> list[LongNumber]:
    """Find the long numbers in the cells of an .xlsx file."""
    return [
        LongNumber(part.name, address.decode(), digits.decode())
        for part in zip_parts.list_parts(content)
        if "/worksheets/" in part.name
        for address, digits in _LONG_NUMBER.findall(
            b"".join(zip_parts.unpack_pieces(content, part))
        )
    ]
