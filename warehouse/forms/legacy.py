"""Sheets in encodings from before Unicode (TCVN3, VNI, VISCII), converted to Unicode.

The encoding is detected over a whole sheet, because a single cell is too short for detection.
The only module to import viparse, and only for a sheet with foreign letters.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from warehouse.forms.grid import Sheet, address

_LATIN = re.compile(r"[\u0080-\u00ff]")
# Letters shown by the old encodings and absent from Vietnamese; Ð is often typed for Đ.
_FOREIGN = re.compile(r"[\u0080-\u00bfÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïðñöøûüþÿ]")
# Vietnamese letters outside Latin-1, and combining tone marks: a sign of Unicode text.
_UNICODE = re.compile(
    r"[\u0102-\u0111\u0128-\u0129\u0168-\u0169\u01a0-\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
_ASCII_LETTER = re.compile(r"[A-Za-z]")
_ENOUGH = 8
"""Fewer foreign letters on a sheet are signs like ±, or a foreign name."""

# Letters missing from viparse's VNI table.
_VNI_REST = (("aú", "ẳ"), ("AÚ", "Ẳ"), ("î", "ỵ"), ("Î", "Ỵ"), ("iï", "ị"), ("IÏ", "Ị"))
# `Uûy`: a capital with the small form of the mark, typed at the head of a word.
_VNI_HEAD = re.compile(r"[AEIOUYÔÖ][øùûõïâáàåãäêéèúüë]")

# TCVN3's ư is the byte of a soft hyphen; after a whole syllable the byte is a hyphen.
_VOWEL = r"[aeiouy\u00a8-\u00ac\u00b5-\u00fe]"
_SOFT_HYPHEN = re.compile(rf"(?:(?<={_VOWEL}[mnptc])|(?<={_VOWEL}ng)|(?<={_VOWEL}[nc]h))\xad(?!\w)")


def mend(sheet: Sheet) -> Sheet:
    """Convert a sheet to Unicode; return a Unicode or an undetectable sheet unchanged."""
    texts = list(_texts(sheet))
    whole = "".join(texts)
    foreign = _foreign(whole)
    if foreign < _ENOUGH:
        return sheet
    import viparse  # few sheets need it

    # On a mostly Unicode sheet, only a cell with foreign letters is in the old encoding.
    is_old = _is_old if foreign > len(_UNICODE.findall(whole)) else _is_surely_old
    encoding = viparse.detect_text_encoding("\n".join(filter(is_old, texts)))
    return _converted(sheet, _converter(encoding, is_old)) if encoding else sheet


def garbled_at(sheet: Sheet) -> str | None:
    """Find a cell with foreign letters on a sheet converted by `mend`; None without such a cell."""
    whole = "".join(_texts(sheet))
    if _foreign(whole) < max(_ENOUGH, len(_UNICODE.findall(whole))):
        return None
    places = (
        address(row, column)
        for row, cells in enumerate(sheet.cells)
        for column, raw in enumerate(cells)
        if isinstance(raw, str) and _FOREIGN.search(raw)
    )
    return next(places, "A1")


def _texts(sheet: Sheet) -> Iterator[str]:
    yield from (text for _, text in sheet.above)
    yield from (raw for row in sheet.cells for raw in row if isinstance(raw, str) and raw)


def _foreign(text: str) -> int:
    return 0 if text.isascii() else len(_FOREIGN.findall(text))


def _converted(sheet: Sheet, convert: Callable[[Any], Any]) -> Sheet:
    cells = [[convert(raw) for raw in row] for row in sheet.cells]
    return replace(sheet, cells=cells, above=[(at, convert(text)) for at, text in sheet.above])


def _converter(encoding: str, is_old: Callable[[str], bool]) -> Callable[[Any], Any]:
    import viparse

    def convert(raw: Any) -> Any:
        if not isinstance(raw, str) or not is_old(raw):
            return raw
        return viparse.fix(_prepared(raw, encoding), encoding=encoding)

    return convert


def _prepared(text: str, encoding: str) -> str:
    if encoding == "tcvn3":
        return _SOFT_HYPHEN.sub("", text)
    if encoding == "vni":
        text = _VNI_HEAD.sub(lambda found: found[0].upper(), text)
        for typed, letter in _VNI_REST:
            text = text.replace(typed, letter)
    return text


def _is_old(text: str) -> bool:
    """Return whether a text may be in the old encoding.

    A text in Unicode and a text of signs or figures stay unchanged.
    """
    if text.isascii() or not _ASCII_LETTER.search(text):
        return False
    return len(_LATIN.findall(text)) >= len(_UNICODE.findall(text))


def _is_surely_old(text: str) -> bool:
    return _is_old(text) and bool(_FOREIGN.search(text))
