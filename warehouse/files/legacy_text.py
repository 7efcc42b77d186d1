"""Sheets in encodings from before Unicode (TCVN3, VNI, VISCII), converted to Unicode.

The encoding is detected over a whole sheet, because a single cell is too short for detection.
The only module to import viparse, and only for a sheet with foreign letters.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from warehouse.files.grid import Sheet, format_address

_LATIN_LETTER = re.compile(r"[\u0080-\u00ff]")
# Letters shown by the old encodings and absent from Vietnamese; Ð is often typed for Đ.
_FOREIGN_LETTER = re.compile(r"[\u0080-\u00bfÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïðñöøûüþÿ]")
# Vietnamese letters outside Latin-1, and combining tone marks: a sign of Unicode text.
_UNICODE_LETTER = re.compile(
    r"[\u0102-\u0111\u0128-\u0129\u0168-\u0169\u01a0-\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
_ASCII_LETTER = re.compile(r"[A-Za-z]")
_MIN_FOREIGN_LETTERS = 8
"""Fewer foreign letters on a sheet are signs like ±, or a foreign name."""

# Letters missing from viparse's VNI table.
_VNI_EXTRA_LETTERS = (("aú", "ẳ"), ("AÚ", "Ẳ"), ("î", "ỵ"), ("Î", "Ỵ"), ("iï", "ị"), ("IÏ", "Ị"))
# `Uûy`: a capital with the small form of the mark, typed at the head of a word.
_VNI_CAPITAL = re.compile(r"[AEIOUYÔÖ][øùûõïâáàåãäêéèúüë]")

# TCVN3's ư is the byte of a soft hyphen; after a whole syllable the byte is a hyphen.
_VOWEL = r"[aeiouy\u00a8-\u00ac\u00b5-\u00fe]"
_SOFT_HYPHEN = re.compile(rf"(?:(?<={_VOWEL}[mnptc])|(?<={_VOWEL}ng)|(?<={_VOWEL}[nc]h))\xad(?!\w)")


def convert_legacy_sheet(sheet: Sheet) -> Sheet:
    """Convert a sheet to Unicode; return a Unicode or an undetectable sheet unchanged."""
    texts = list(_iterate_sheet_texts(sheet))
    joined_text = "".join(texts)
    foreign_count = _count_foreign_letters(joined_text)
    if foreign_count < _MIN_FOREIGN_LETTERS:
        return sheet
    import viparse  # few sheets need it

    # On a mostly Unicode sheet, only a cell with foreign letters is in the old encoding.
    is_legacy = (
        _is_legacy_text
        if foreign_count > len(_UNICODE_LETTER.findall(joined_text))
        else _is_surely_legacy_text
    )
    encoding = viparse.detect_text_encoding("\n".join(filter(is_legacy, texts)))
    return _convert_texts(sheet, _build_converter(encoding, is_legacy)) if encoding else sheet


def find_garbled_cell(sheet: Sheet) -> str | None:
    """Find a cell with foreign letters after `convert_legacy_sheet`; None without such a cell."""
    joined_text = "".join(_iterate_sheet_texts(sheet))
    if _count_foreign_letters(joined_text) < max(
        _MIN_FOREIGN_LETTERS, len(_UNICODE_LETTER.findall(joined_text))
    ):
        return None
    addresses = (
        format_address(row, column)
        for row, cells in enumerate(sheet.cells)
        for column, raw_value in enumerate(cells)
        if isinstance(raw_value, str) and _FOREIGN_LETTER.search(raw_value)
    )
    return next(addresses, "A1")


def _iterate_sheet_texts(sheet: Sheet) -> Iterator[str]:
    yield from (text for _, text in sheet.texts_above)
    yield from (
        raw_value
        for row in sheet.cells
        for raw_value in row
        if isinstance(raw_value, str) and raw_value
    )


def _count_foreign_letters(text: str) -> int:
    return 0 if text.isascii() else len(_FOREIGN_LETTER.findall(text))


def _convert_texts(sheet: Sheet, convert_value: Callable[[Any], Any]) -> Sheet:
    cells = [[convert_value(raw_value) for raw_value in row] for row in sheet.cells]
    return replace(
        sheet,
        cells=cells,
        texts_above=[(place, convert_value(text)) for place, text in sheet.texts_above],
    )


def _build_converter(encoding: str, is_legacy: Callable[[str], bool]) -> Callable[[Any], Any]:
    import viparse

    def convert_value(raw_value: Any) -> Any:
        if not isinstance(raw_value, str) or not is_legacy(raw_value):
            return raw_value
        return viparse.fix(_prepare_legacy_text(raw_value, encoding), encoding=encoding)

    return convert_value


def _prepare_legacy_text(text: str, encoding: str) -> str:
    if encoding == "tcvn3":
        return _SOFT_HYPHEN.sub("", text)
    if encoding == "vni":
        text = _VNI_CAPITAL.sub(lambda match: match[0].upper(), text)
        for vni_letters, letter in _VNI_EXTRA_LETTERS:
            text = text.replace(vni_letters, letter)
    return text


def _is_legacy_text(text: str) -> bool:
    """Return whether a text may be in the old encoding.

    A text in Unicode and a text of signs or figures stay unchanged.
    """
    if text.isascii() or not _ASCII_LETTER.search(text):
        return False
    return len(_LATIN_LETTER.findall(text)) >= len(_UNICODE_LETTER.findall(text))


def _is_surely_legacy_text(text: str) -> bool:
    return _is_legacy_text(text) and bool(_FOREIGN_LETTER.search(text))
