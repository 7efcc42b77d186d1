"""Every text of one XML part of an .xlsx file, cells included, without a parser: far quicker.

The result holds at least every text a reader of cells finds, however the cell is tagged: each
text between two tags counts, and a text in several runs counts whole. A part without this
certainty gives `UNUSUAL_MARKUP`.
"""

import re
from functools import lru_cache
from html import unescape

UNUSUAL_MARKUP = "\0"
"""Stands for a part in unusual markup: only a full reading understands the part."""
_START_BYTES, _LONG_ENTRY_BYTES, _MAX_SHARED_TEXTS = 400, 500, 1 << 14
_ENTRY_CLOSING, _STRETCH_BYTES, _LONG_STRETCH_BYTES = b"</si>", 1 << 10, 1 << 11
_OTHER_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)
_DECLARATION_BYTES = 60
_WIDE_BEGINNING = b"<\0"
"""The beginning of markup with two bytes a letter."""

# Three things are no texts: formulas; figures too short to identify a person (numbers of shared
# texts); quotients, because many decimals look like a telephone number.
_TEXT_NODE = re.compile(
    rb">(?!<)(?!\d{0,8}</)(?!-?\d+\.\d{11,}</)(?<!<f>)(?<!<formula1>)(?<!<formula2>)([^<]+)<(/?)"
)
_TAG_AND_TEXT = re.compile(r"<([^\s>/]*)[^>]*>([^<]*)")
"""A tag's name, empty for a closing tag, and the text behind the tag."""
_PLAIN_ENTRY = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]*)</t>')
_ESCAPED_LETTER = re.compile(rb"_x[0-9A-Fa-f]{4}_")
_INLINE_TAG = re.compile(rb"is[\s>]")
_TAG_NAME_PREFIXES = (b"<", b"/", b":")


def extract_cell_texts(data: bytes, *, is_shared: bool = False) -> list[str]:
    """Extract the texts of a part; the text `UNUSUAL_MARKUP` says there may be more texts.

    `is_shared` marks the table of texts shared by cells: each entry is a text, maybe in runs.
    """
    if is_shared:
        return [UNUSUAL_MARKUP] if _may_hide_markup(data) else _extract_shared_texts(data)
    return [UNUSUAL_MARKUP] if may_hide_text(data) else extract_piece_texts(data)


def extract_piece_texts(data: bytes) -> list[str]:
    """Extract the texts of a piece of a part in which no text may hide."""
    nodes: list[tuple[bytes, bytes]] = _TEXT_NODE.findall(data)
    if [
        text for text, closing_mark in nodes if not closing_mark and not text.isspace()
    ]:  # split by other tags
        return [UNUSUAL_MARKUP]
    return [*[_decode_markup_text(text) for text, _ in nodes], *_extract_inline_texts(data)]


def may_hide_text(data: bytes) -> bool:
    """Return whether the part may hide a text: by comments, by letter codes, by its encoding."""
    return _may_hide_markup(data) or _has_letter_codes(data)


def _has_letter_codes(data: bytes) -> bool:
    # A search for a single letter is ten times as fast as a search for the longer sign.
    return b"_" in data and b"_x" in data and bool(_ESCAPED_LETTER.search(data))


def _may_hide_markup(data: bytes) -> bool:
    start = data[:_START_BYTES].removeprefix(b"\xef\xbb\xbf")
    if (
        not start.startswith(b"<")
        or start.startswith(_WIDE_BEGINNING)
        or b"='" in start
        or _OTHER_ENCODING.match(start)
    ):
        return True
    return (b"!" in data and b"<!" in data) or (
        data.find(b"?", _DECLARATION_BYTES) >= 0 and data.find(b"<?", _DECLARATION_BYTES) >= 0
    )


def _extract_shared_texts(data: bytes) -> list[str]:
    """Extract the texts of the table, one stretch of entries after the other."""
    texts: list[str] = []
    start = 0
    while start < len(data):
        end = data.find(_ENTRY_CLOSING, start + _STRETCH_BYTES)
        stretch = data[start:] if end < 0 else data[start:end]
        is_long = len(stretch) > _LONG_STRETCH_BYTES
        texts += (_parse_entries if is_long else _parse_entries_once)(stretch)
        start += len(stretch) + len(_ENTRY_CLOSING)
    return texts


def _parse_entries(stretch: bytes) -> frozenset[str]:
    return frozenset(map(_SHARED_TEXTS.__getitem__, stretch.split(_ENTRY_CLOSING)))


# Most stretches are the same in every report of a form.
_parse_entries_once = lru_cache(maxsize=1024)(_parse_entries)


def _parse_shared_entry(entry: bytes) -> str:
    """Return the whole text of one entry of the table."""
    if _has_letter_codes(entry):
        return UNUSUAL_MARKUP
    if plain := _PLAIN_ENTRY.fullmatch(entry):  # nearly all
        return _decode_markup_text(plain[1])
    text = _join_runs(entry)
    return text if b"<si>" in entry or not text else UNUSUAL_MARKUP


class _SharedTexts(dict[bytes, str]):
    """A table of parsed entries that fills itself: nearly all repeat in every report of a form."""

    def __missing__(self, entry: bytes) -> str:
        text = _parse_shared_entry(entry)
        if len(self) >= _MAX_SHARED_TEXTS:
            self.clear()
        if len(entry) < _LONG_ENTRY_BYTES:
            self[entry] = text
        return text


_SHARED_TEXTS = _SharedTexts()


def _extract_inline_texts(data: bytes) -> list[str]:
    """Extract the whole texts of inline cells, maybe in runs."""
    edges = [match.start() for match in _INLINE_TAG.finditer(data)]
    tag_edges = [edge for edge in edges if data[edge - 1 : edge] in _TAG_NAME_PREFIXES]
    starts, stops = tag_edges[::2], tag_edges[1::2]
    is_plain = len(starts) == len(stops) and all(data[a - 1 : a + 3] == b"<is>" for a in starts)
    if not is_plain or not all(data[z - 2 : z + 3] == b"</is>" for z in stops):
        return [UNUSUAL_MARKUP]
    return [_join_inline_runs(data[a + 3 : z - 2]) for a, z in zip(starts, stops, strict=True)]


def _join_inline_runs(markup: bytes) -> str:
    return (_join_runs_once if len(markup) < _LONG_ENTRY_BYTES else _join_runs)(markup)


def _join_runs(markup: bytes) -> str:
    """Join the runs of one text; only formatting may split a word, else `UNUSUAL_MARKUP`."""
    tagged_texts = [
        (n.rpartition(":")[2], t)
        for n, t in _TAG_AND_TEXT.findall(markup.decode("utf-8", "replace"))
    ]
    names = [name for name, _ in tagged_texts]
    if "rPh" in names or names.count("si") > 1:  # a phonetic run, or two texts
        return UNUSUAL_MARKUP
    if any(text and not text.isspace() for name, text in tagged_texts if name != "t"):
        return UNUSUAL_MARKUP
    return unescape("".join(text for name, text in tagged_texts if name == "t"))


# Yes and no stand inline in every report of a form.
_join_runs_once = lru_cache(maxsize=1024)(_join_runs)


def _decode_markup_text(text: bytes) -> str:
    return unescape(text.decode("utf-8", "replace"))
