"""Sheets in encodings from before Unicode (TCVN3, VNI, VISCII), converted to Unicode.

The encoding is detected over a whole sheet, because a single cell is too short for detection.
The only module to import viparse, and only for a sheet with foreign letters.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from warehouse.files.grid import Sheet, format_address
from warehouse.files.legacy_words import (
    FOREIGN_LETTER,
    UNICODE_LETTER,
    count_common_words,
    has_legacy_sign,
    has_legacy_word,
    has_unicode_letter,
    is_word,
)

_TOKEN = re.compile(r"\S+")
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
    """Convert a sheet to Unicode; return a Unicode or an undetectable sheet unchanged.

    On a sheet that mixes encodings, text already in Unicode stays.
    """
    texts = list(_iterate_sheet_texts(sheet))
    joined_text = "".join(texts)
    foreign_count = _count_foreign_letters(joined_text)
    if foreign_count < _MIN_FOREIGN_LETTERS:
        return sheet
    import viparse  # few sheets need it

    encoding = viparse.detect_text_encoding("\n".join(filter(has_legacy_word, texts)))
    if not encoding:
        return sheet
    is_mostly_legacy = foreign_count > len(UNICODE_LETTER.findall(joined_text))
    return _convert_texts(sheet, _TextConverter(encoding, is_mostly_legacy, texts))


def find_garbled_cell(sheet: Sheet) -> str | None:
    """Find a cell with foreign letters after `convert_legacy_sheet`; None without such a cell."""
    joined_text = "".join(_iterate_sheet_texts(sheet))
    if _count_foreign_letters(joined_text) < max(
        _MIN_FOREIGN_LETTERS, len(UNICODE_LETTER.findall(joined_text))
    ):
        return None
    addresses = (
        format_address(row, column)
        for row, cells in enumerate(sheet.cells)
        for column, raw_value in enumerate(cells)
        if isinstance(raw_value, str) and FOREIGN_LETTER.search(raw_value)
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
    return 0 if text.isascii() else len(FOREIGN_LETTER.findall(text))


class _TextConverter:
    """A converter of the texts of one sheet from one old encoding."""

    def __init__(self, encoding: str, is_mostly_legacy: bool, texts: list[str]) -> None:
        self._encoding = encoding
        self._is_mostly_legacy = is_mostly_legacy
        self._is_mixed = any(map(self._is_surely_unicode, texts))

    def convert_text(self, text: str) -> str:
        """Convert the words of the old encoding; spaces and line breaks stay as typed."""
        if not self._is_legacy_text(text):
            return text
        is_mixed = has_unicode_letter(text)

        def convert_match(match: re.Match[str]) -> str:
            is_legacy = self._is_legacy_token(match[0], is_mixed)
            return self._convert_token(match[0]) if is_legacy else match[0]

        return _TOKEN.sub(convert_match, text)

    def _is_legacy_text(self, text: str) -> bool:
        """Return whether a text holds words of the old encoding."""
        if text.isascii() or has_legacy_word(text):
            return not text.isascii()
        has_words = any(map(is_word, text.split()))
        if has_unicode_letter(text) or not (self._is_mostly_legacy and has_words):
            return False
        balance = self._weigh_readings(text)
        return balance > 0 or (balance == 0 and not self._is_mixed)

    def _is_legacy_token(self, token: str, is_mixed: bool) -> bool:
        """Return whether to convert a token of a text that holds words of the old encoding."""
        if token.isascii() or (not is_word(token) and any(map(str.isdigit, token))):
            return False
        if not is_mixed or has_legacy_sign(token):
            return True
        return not has_unicode_letter(token) and self._weigh_readings(token) > 0

    def _is_surely_unicode(self, text: str) -> bool:
        if text.isascii() or has_legacy_word(text):
            return False
        return has_unicode_letter(text) or self._weigh_readings(text) < 0

    def _weigh_readings(self, text: str) -> int:
        """Return how many more common words a text has when read in the old encoding."""
        return count_common_words(_TOKEN.sub(lambda m: self._convert_token(m[0]), text)) - (
            count_common_words(text)
        )

    def _convert_token(self, token: str) -> str:
        import viparse

        legacy_token = _prepare_legacy_text(token, self._encoding)
        converted: str = viparse.fix(legacy_token, encoding=self._encoding)
        return converted


def _convert_texts(sheet: Sheet, converter: _TextConverter) -> Sheet:
    cells = [
        [converter.convert_text(value) if isinstance(value, str) else value for value in row]
        for row in sheet.cells
    ]
    texts_above = [(place, converter.convert_text(text)) for place, text in sheet.texts_above]
    return replace(sheet, cells=cells, texts_above=texts_above)


def _prepare_legacy_text(text: str, encoding: str) -> str:
    if encoding == "tcvn3":
        return _SOFT_HYPHEN.sub("", text)
    if encoding == "vni":
        text = _VNI_CAPITAL.sub(lambda match: match[0].upper(), text)
        for vni_letters, letter in _VNI_EXTRA_LETTERS:
            text = text.replace(vni_letters, letter)
    return text
