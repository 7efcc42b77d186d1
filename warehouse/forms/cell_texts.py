"""Every text of one XML part of an .xlsx file, cells included, without a parser: far quicker.

The result holds at least every text a reader of cells finds, however the cell is tagged: each
text between two tags counts, and a text in several runs counts whole. A part without this
certainty gives `UNUSUAL`.
"""

import re
from functools import lru_cache
from html import unescape

UNUSUAL = "\0"
"""Stands for a part in unusual markup: only a full reading understands the part."""
_BEGINNING, _LONG = 400, 500
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)
_DECLARATION = 60

# Three things are no texts: formulas; figures too short to identify a person (numbers of shared
# texts); quotients, because many decimals look like a telephone number.
_NODE = re.compile(
    rb">(?!<)(?!\d{0,8}</)(?!-?\d+\.\d{11,}</)(?<!<f>)(?<!<formula1>)(?<!<formula2>)([^<]+)<(/?)"
)
_TAG = re.compile(r"<([^\s>/]*)[^>]*>([^<]*)")
"""A tag's name, empty for a closing tag, and the text behind the tag."""
_CODED = re.compile(rb"_x[0-9A-Fa-f]{4}_")
_INLINE = re.compile(rb"is[\s>]")
_BEFORE_NAME = (b"<", b"/", b":")


def texts(data: bytes, *, is_shared: bool = False) -> list[str]:
    """Extract the texts of a part; the text `UNUSUAL` says there may be more texts.

    `is_shared` marks the table of texts shared by cells: each entry is a text, maybe in runs.
    """
    if _is_hiding(data):
        return [UNUSUAL]
    if is_shared:
        return [(_known if len(item) < _LONG else _item)(item) for item in data.split(b"</si>")]
    nodes: list[tuple[bytes, bytes]] = _NODE.findall(data)
    if [text for text, ends in nodes if not ends and not text.isspace()]:  # split by other tags
        return [UNUSUAL]
    return [*[_plain(text) for text, _ in nodes], *_inline(data)]


def _is_hiding(data: bytes) -> bool:
    """Return whether the part may hide a text: by comments, by letter codes, by its encoding."""
    start = data[:_BEGINNING].removeprefix(b"\xef\xbb\xbf")
    if not start.startswith(b"<") or b"='" in start or _DECLARED.match(start):
        return True
    # A search for a single letter is ten times as fast as a search for the longer sign.
    return (
        (b"!" in data and b"<!" in data)
        or (data.find(b"?", _DECLARATION) >= 0 and data.find(b"<?", _DECLARATION) >= 0)
        or (b"_" in data and b"_x" in data and bool(_CODED.search(data)))
    )


def _item(item: bytes) -> str:
    """Return the whole text of one entry of the table."""
    text = _joined(item)
    return text if b"<si>" in item or not text else UNUSUAL


_known = lru_cache(maxsize=1 << 12)(_item)
"""Nearly all texts of a form are the same in every report of the form."""


def _inline(data: bytes) -> list[str]:
    """Extract the whole texts of inline cells, maybe in runs."""
    edges = [found.start() for found in _INLINE.finditer(data)]
    tags = [at for at in edges if data[at - 1 : at] in _BEFORE_NAME]
    starts, stops = tags[::2], tags[1::2]
    is_plain = len(starts) == len(stops) and all(data[a - 1 : a + 3] == b"<is>" for a in starts)
    if not is_plain or not all(data[z - 2 : z + 3] == b"</is>" for z in stops):
        return [UNUSUAL]
    return [_joined(data[a + 3 : z - 2]) for a, z in zip(starts, stops, strict=True)]


def _joined(markup: bytes) -> str:
    """Join the runs of one text; only formatting may split a word, anything else is `UNUSUAL`."""
    found = [(n.rpartition(":")[2], t) for n, t in _TAG.findall(markup.decode("utf-8", "replace"))]
    names = [name for name, _ in found]
    if "rPh" in names or names.count("si") > 1:  # a phonetic run, or two texts
        return UNUSUAL
    if any(text and not text.isspace() for name, text in found if name != "t"):
        return UNUSUAL
    return unescape("".join(text for name, text in found if name == "t"))


def _plain(text: bytes) -> str:
    return unescape(text.decode("utf-8", "replace"))
