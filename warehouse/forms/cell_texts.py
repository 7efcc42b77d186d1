"""The texts that the cells of an .xlsx file hold, by patterns over one part that is unpacked.

Far quicker than reading the cells, and never less than them: a text that a reader would find is
found, however its cell is tagged. Where no pattern is sure, it says so.
"""

import re
from functools import lru_cache
from html import unescape

UNUSUAL = "\0"
"""Stands for a sheet written in a way that only a full reading understands."""
_BEGINNING, _LONG = 400, 500

_ITEM = re.compile(r"<(?:\w+:)?(?:si|is)>(.*?)</(?:\w+:)?(?:si|is)>", re.DOTALL)
_RUN = re.compile(r"<(?:\w+:)?t(?: [^>]*)?>([^<]+)")
_VALUE = re.compile(rb"v(?: [^<>]*)?>(?!\d{0,8}<)([^<]+)")
"""A cell's value, but for the number of a shared text and figures too short to tell of anyone."""
_INLINE = re.compile(rb"is>")


def shared(data: bytes) -> list[str]:
    """The table of texts that cells share."""
    if b"<si>" not in data[:_BEGINNING]:
        return list(map(_joined, _ITEM.findall(data.decode("utf-8", "replace"))))
    return [(_known if len(item) < _LONG else _text)(item) for item in data.split(b"</si>")]


def _text(item: bytes) -> str:
    return _joined(item.decode("utf-8", "replace"))


_known = lru_cache(maxsize=1 << 12)(_text)
"""Nearly all texts of a form stand in every other."""


def own(data: bytes) -> list[str]:
    """What the cells of a sheet hold themselves, and not in the table of shared texts."""
    if b"xmlns='" in data[:_BEGINNING]:
        return [UNUSUAL]
    last = data.rfind(b"sheetData>")
    end = last if last >= 0 else len(data)  # behind the table stand no cells
    values = [unescape(v.decode("utf-8", "replace")) for v in _VALUE.findall(data, 0, end)]
    return [*values, *map(_joined, _inline(data, end))]


def _inline(data: bytes, end: int) -> list[str]:
    edges = [found.start() for found in _INLINE.finditer(data, 0, end)]
    starts, stops = edges[::2], edges[1::2]
    is_plain = len(starts) == len(stops) and all(data[at - 1 : at] == b"<" for at in starts)
    if not is_plain or not all(data[at - 2 : at] == b"</" for at in stops):  # in another way
        return _ITEM.findall(data[:end].decode("utf-8", "replace"))
    inside = zip(starts, stops, strict=True)
    return [data[a + 3 : z - 2].decode("utf-8", "replace") for a, z in inside]


def _joined(item: str) -> str:
    """The text of its runs; formatting may part a word."""
    return unescape("".join(_RUN.findall(item)))
