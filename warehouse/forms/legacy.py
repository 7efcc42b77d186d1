"""Sheets typed in the encodings before Unicode (TCVN3, VNI, VISCII), converted to Unicode.

Detected over a whole sheet and then forced: a single cell is too short to tell. The only place
that knows viparse, and loads it only for a sheet that looks wrong.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from warehouse.forms.grid import Sheet, address

_LATIN = re.compile(r"[\u0080-\u00ff]")
# Vietnamese letters that Latin-1 has not, and combining tone marks: only Unicode text has them.
_UNICODE = re.compile(
    r"[\u0102-\u0111\u0128-\u0129\u0168-\u0169\u01a0-\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
_ASCII_LETTER = re.compile(r"[A-Za-z]")
_ENOUGH = 8
"""Fewer odd letters than this on a sheet are signs such as ± or a foreign name."""

# The letters that viparse's VNI table leaves out because no document it was made from has them.
_VNI_REST = (("aú", "ẳ"), ("AÚ", "Ẳ"), ("Aú", "Ẳ"), ("î", "ỵ"), ("Î", "Ỵ"))


def mend(sheet: Sheet) -> Sheet:
    """The sheet in Unicode; the same sheet when it already is, or when nobody can tell."""
    texts = list(_texts(sheet))
    if not _looks_odd("".join(texts)):
        return sheet
    import viparse  # few sheets need it

    encoding = viparse.detect_text_encoding("\n".join(texts))
    return _converted(sheet, _converter(encoding)) if encoding else sheet


def garbled_at(sheet: Sheet) -> str | None:
    """Where, after `mend`, the sheet still holds letters that are no Vietnamese; None if not."""
    if not _looks_odd("".join(_texts(sheet))):
        return None
    places = (
        address(row, column)
        for row, cells in enumerate(sheet.cells)
        for column, raw in enumerate(cells)
        if isinstance(raw, str) and _LATIN.search(raw)
    )
    return next(places, "A1")


def _texts(sheet: Sheet) -> Iterable[str]:
    yield from (text for _, text in sheet.above)
    yield from (raw for row in sheet.cells for raw in row if isinstance(raw, str) and raw)


def _looks_odd(text: str) -> bool:
    """More Latin-1 letters than Vietnamese ones: Unicode Vietnamese always has the latter."""
    if text.isascii():
        return False
    odd = len(_LATIN.findall(text))
    return odd >= _ENOUGH and odd > len(_UNICODE.findall(text))


def _converted(sheet: Sheet, convert: Callable[[Any], Any]) -> Sheet:
    cells = [[convert(raw) for raw in row] for row in sheet.cells]
    return replace(sheet, cells=cells, above=[(at, convert(text)) for at, text in sheet.above])


def _converter(encoding: str) -> Callable[[Any], Any]:
    import viparse

    def convert(raw: Any) -> Any:
        if not isinstance(raw, str) or not _is_legacy(raw):
            return raw
        if encoding == "vni":
            for typed, letter in _VNI_REST:
                raw = raw.replace(typed, letter)
        return viparse.fix(raw, encoding=encoding)

    return convert


def _is_legacy(text: str) -> bool:
    """A cell pasted in Unicode, and one that is only signs or figures, are left as they are."""
    if text.isascii() or not _ASCII_LETTER.search(text):
        return False
    return len(_LATIN.findall(text)) >= len(_UNICODE.findall(text))
