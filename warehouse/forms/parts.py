"""The texts of an Office file outside cells: comments, names, properties, headers, text boxes.

Reads the archive's parts as text, within bounds; no parser may expand anything, and nothing is
fetched. `grid` reads cells with addresses.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from html import unescape
from typing import Literal, NamedTuple

from warehouse.forms import cell_texts, part_texts, zip_parts
from warehouse.forms.zip_parts import DamagedError, Part, SwellingError

LARGEST_PART = 64 << 20
"""A file with a larger unpacked part cannot be searched."""
_MARKUP = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")
_BROKEN = (DamagedError, SwellingError, zlib.error)
_SKIPPED = re.compile(r"/styles\.xml$|/theme/|Content_Types|^_rels/|workbook\.xml\.rels$")
_SMALL = 1 << 15

_MARGIN = re.compile(r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]+)")
_PROPERTY = re.compile(r"<(?:\w+:)?(\w+)(?: [^>]*)?>([^<]+)<")
_DEFINED = re.compile(r'<(?:\w+:)?definedName [^>]*name="([^"]*)"[^>]*>([^<]*)')
_NAMED = re.compile(r"""<(?:\w+:)?sheet\s[^<]*?\bname\s*=\s*["']([^"']*)""")
_COMMENT = re.compile(
    r'<(?:\w+:)?(?:threadedC|c)omment [^>]*ref="([A-Z]+\d+)"(.*?)</(?:\w+:)?(?:threadedC|c)omment>',
    re.DOTALL,
)
_AUTHOR = re.compile(r"<(?:\w+:)?author>([^<]+)|displayName=\"([^\"]+)")
_TEXT = re.compile(r"<(?:\w+:)?(?:t|text)(?: [^>]*)?>([^<]+)")
_MAIL = re.compile(r'"mailto:([^"?]+)')


class Beside(NamedTuple):
    """A text outside cells: place in Vietnamese, text, and zone (`property`: of the file)."""

    place: str
    text: str
    zone: Literal["property", "body"] = "body"


def distinct(content: bytes) -> set[str] | None:
    """Collect every different text of an .xlsx file, cells included, quickly.

    Returns:
        None for another kind of file, and for unusual markup: then only a full reading works.
    """
    if not content.startswith(zip_parts.BEGINNING):
        return None
    found: set[str] = set()
    try:
        listed = zip_parts.parts(content)
        for part in _sound(listed):
            data = _unpacked(content, part)
            if _is_markup(part.name, data):
                is_like_others = len(data) < _SMALL and not _is_shared(part.name)
                found.update((_remembered if is_like_others else _texts)(part.name, data))
    except _BROKEN:
        return None
    is_usual = any(part.name == "xl/workbook.xml" for part in listed)
    return found if is_usual and cell_texts.UNUSUAL not in found else None


def _is_markup(name: str, data: bytes) -> bool:
    """Return whether a part may hold cells: the name of such a part is the workbook's choice."""
    is_named_so = name.lower().endswith((".xml", ".rels"))
    return is_named_so or data.startswith(_MARKUP) or b"sheetData" in data


def beside_cells(content: bytes) -> Iterator[Beside]:
    """Yield every text of an Office file outside cells."""
    try:
        for part in _readable(zip_parts.parts(content)):
            yield from _beside(part.name, _unpacked(content, part))
    except _BROKEN:
        return


def is_binary(content: bytes) -> bool:
    """Return whether a workbook has binary records, like .xls and .xlsb."""
    if not content.startswith(b"PK"):
        return True
    try:
        return any(part.name == "xl/workbook.bin" for part in zip_parts.parts(content))
    except _BROKEN:
        return False


def binary_runs(content: bytes) -> Iterator[str]:
    """Extract the runs of text in the binary records of .xls and .xlsb, cells included."""
    if not content.startswith(b"PK"):
        yield from part_texts.runs(content)
        return
    try:
        for part in zip_parts.parts(content):
            if part.name.endswith(".bin"):
                yield from part_texts.runs(b"".join(zip_parts.unpack(content, part)))
    except _BROKEN:
        return


def _readable(listed: Sequence[Part]) -> Iterator[Part]:
    return _sound([part for part in listed if _is_read(part.name)])


def _sound(listed: Sequence[Part]) -> Iterator[Part]:
    for part in listed:
        if part.method not in zip_parts.METHODS or part.is_encrypted:
            raise DamagedError(part.name)
        yield part


@lru_cache(maxsize=256)
def _is_read(name: str) -> bool:
    return name.endswith((".xml", ".rels")) and not _SKIPPED.search(name)


# In one step; the bound applies to the output, not to the size stated by the entry.
def _unpacked(content: bytes, part: Part) -> bytes:
    if (data := zip_parts.whole(content, part)) is not None:
        return data
    packed = content[part.start : part.start + part.packed]
    if part.method == zip_parts.STORED:
        return packed
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    data = stream.decompress(packed, LARGEST_PART)
    if not stream.eof:
        raise DamagedError(part.name)
    return data


# A part equal in every form is read once.
@lru_cache(maxsize=256)
def _remembered(name: str, data: bytes) -> frozenset[str]:
    return frozenset(_texts(name, data))


def _texts(name: str, data: bytes) -> list[str]:
    beside = [beside.text for beside in _beside(name, data)] if _is_read(name) else []
    return [*cell_texts.texts(data, is_shared=_is_shared(name)), *beside]


def _is_sheet(name: str) -> bool:
    return "/worksheets/" in name and name.endswith(".xml")


def _is_shared(name: str) -> bool:
    return name.lower().endswith("sharedstrings.xml")


def _beside(name: str, data: bytes) -> Iterator[Beside]:
    """Read the texts outside cells of a part; the part's name chooses the reader."""
    if _is_sheet(name):
        return _margins(data)
    text = "" if _is_shared(name) else data.decode("utf-8", "replace")
    return next(read(text) for fits, read in _READINGS if fits in name)


def _margins(data: bytes) -> Iterator[Beside]:
    at = data.rfind(b"eaderFooter")
    if at > 0:
        begin = data.rfind(b"<headerFooter", 0, at)
        for value in _MARGIN.findall(data[begin : at + 20].decode("utf-8", "replace")):
            yield Beside("đầu trang hoặc chân trang", _plain(value))


def _comments(text: str) -> Iterator[Beside]:
    for author in _AUTHOR.findall(text):
        yield Beside("tên người viết chú thích", _plain("".join(author)), "property")
    for cell, comment in _COMMENT.findall(text):
        yield Beside(f"chú thích của ô {cell}", _plain("".join(_TEXT.findall(comment))))


def _plain(text: str) -> str:
    return unescape(text) if "&" in text else text


def _properties(text: str) -> Iterator[Beside]:
    for tag, value in _PROPERTY.findall(text):
        yield Beside(f"thuộc tính tệp ({tag})", _plain(value), "property")


def _defined(text: str) -> Iterator[Beside]:
    for number, name in enumerate(_NAMED.findall(text), 1):
        yield Beside(f"tên trang tính số {number}", _plain(name))
    for defined in _DEFINED.findall(text):
        yield Beside("tên vùng đã đặt", _plain(" ".join(defined)).replace("_", " "))


def _links(text: str) -> Iterator[Beside]:
    for value in _MAIL.findall(text):
        yield Beside("liên kết", _plain(value))


def _as(place: str, read: Callable[[str], Iterable[str]]) -> Callable[[str], Iterator[Beside]]:
    return lambda text: (Beside(place, _plain(found)) for found in read(text))


def _word(text: str) -> Iterator[Beside]:
    for author in part_texts.authors(text):
        yield Beside("tên người sửa văn bản", _plain(author), "property")
    yield from _as("phần văn bản", part_texts.paragraphs)(text)


_READINGS = (
    (".rels", _links),
    ("word/", _word),
    ("pivotCache", _as("dữ liệu nhớ của bảng tổng hợp", part_texts.cached)),
    ("externalLinks/externalLink", _as("dữ liệu nhớ của liên kết", part_texts.linked_values)),
    ("content.xml", _as("chú thích", part_texts.annotations)),
    ("meta.xml", _properties),
    ("styles.xml", _as("đầu trang hoặc chân trang", part_texts.open_paragraphs)),
    ("docProps/", _properties),
    ("xl/workbook.xml", _defined),
    ("omment", _comments),
    ("persons", _comments),
    ("", _as("khung chữ", part_texts.paragraphs)),
)
"""Piece of a part's name → reader of the part; the first match wins."""
