"""The texts of each kind of part of an Office file outside cells, with their places.

Chooses a reader by the part's name; `office_parts` unpacks the parts. May call the patterns beside.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Literal, NamedTuple

from warehouse.files.texts import attribute_texts, part_texts

_PROPERTY_VALUE = re.compile(r"<(?:\w+:)?(\w+)(?: [^>]*)?>([^<]+)<")
_DEFINED_NAME = re.compile(r'<(?:\w+:)?definedName [^>]*name="([^"]*)"[^>]*>([^<]*)')
_SHEET_NAME = re.compile(r"""<(?:\w+:)?sheet\s[^<]*?\bname\s*=\s*["']([^"']*)""")
_COMMENT_AUTHOR = re.compile(r"<(?:\w+:)?author>([^<]+)|displayName=\"([^\"]+)")
_COMMENT_TEXT = re.compile(r"<(?:\w+:)?(?:t|text)(?: [^>]*)?>([^<]+)")
_CELL_COMMENT = re.compile(
    r'<(?:\w+:)?(?:threadedC|c)omment [^>]*ref="([A-Z]+\d+)"(.*?)</(?:\w+:)?(?:threadedC|c)omment>',
    re.DOTALL,
)


class NonCellText(NamedTuple):
    """A text outside cells: place in Vietnamese, text, zone (`property`: of the file), sheet."""

    place: str
    text: str
    zone: Literal["property", "body"] = "body"
    sheet: str | None = None


def read_part_texts(name: str, text: str) -> Iterator[NonCellText]:
    """Read the texts of a part; the part's name chooses the reader."""
    return next(read_texts(text) for name_piece, read_texts in _PART_READERS if name_piece in name)


def _read_comments(text: str) -> Iterator[NonCellText]:
    for author in _COMMENT_AUTHOR.findall(text):
        yield NonCellText("tên người viết chú thích", _unescape_text("".join(author)), "property")
    for cell, comment in _CELL_COMMENT.findall(text):
        yield NonCellText(
            f"chú thích của ô {cell}", _unescape_text("".join(_COMMENT_TEXT.findall(comment)))
        )


def _unescape_text(text: str) -> str:
    return unescape(text) if "&" in text else text


def _read_properties(text: str) -> Iterator[NonCellText]:
    for tag, value in _PROPERTY_VALUE.findall(text):
        yield NonCellText(f"thuộc tính tệp ({tag})", _unescape_text(value), "property")


def _read_workbook_names(text: str) -> Iterator[NonCellText]:
    for number, name in enumerate(_SHEET_NAME.findall(text), 1):
        yield NonCellText(f"tên trang tính số {number}", _unescape_text(name))
    for name_and_range in _DEFINED_NAME.findall(text):
        yield NonCellText(
            "tên vùng đã đặt", _unescape_text(" ".join(name_and_range)).replace("_", " ")
        )


def _read_links(text: str) -> Iterator[NonCellText]:
    for value in attribute_texts.find_link_targets(text):
        yield NonCellText("liên kết", value)


def _read_shapes(text: str) -> Iterator[NonCellText]:
    for paragraph in part_texts.iterate_paragraphs(text):
        yield NonCellText("khung chữ", _unescape_text(paragraph))
    for value in attribute_texts.find_alternative_texts(text):
        yield NonCellText("chữ thay hình", value)


def _build_part_reader(
    place: str, find_texts: Callable[[str], Iterable[str]]
) -> Callable[[str], Iterator[NonCellText]]:
    return lambda text: (NonCellText(place, _unescape_text(value)) for value in find_texts(text))


def _read_word_texts(text: str) -> Iterator[NonCellText]:
    for author in part_texts.find_change_authors(text):
        yield NonCellText("tên người sửa văn bản", _unescape_text(author), "property")
    yield from _build_part_reader("phần văn bản", part_texts.iterate_paragraphs)(text)


_PART_READERS = (
    (".rels", _read_links),
    ("word/", _read_word_texts),
    (
        "pivotCache",
        _build_part_reader("dữ liệu nhớ của bảng tổng hợp", part_texts.find_cached_values),
    ),
    (
        "externalLinks/externalLink",
        _build_part_reader("dữ liệu nhớ của liên kết", part_texts.find_linked_values),
    ),
    ("content.xml", _build_part_reader("chú thích", part_texts.iterate_annotations)),
    ("meta.xml", _read_properties),
    (
        "styles.xml",
        _build_part_reader("đầu trang hoặc chân trang", part_texts.iterate_open_paragraphs),
    ),
    ("docProps/", _read_properties),
    ("xl/workbook.xml", _read_workbook_names),
    ("omment", _read_comments),
    ("persons", _read_comments),
    ("customXml/", _build_part_reader("dữ liệu XML riêng", attribute_texts.find_any_nodes)),
    ("", _read_shapes),
)
"""Piece of a part's name → reader of the part; the first match wins."""
