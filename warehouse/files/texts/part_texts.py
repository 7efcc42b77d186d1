"""The texts of the less usual parts of Office files, and of the records of binary workbooks.

Patterns over one unpacked part; `office_parts` chooses the pattern for each part.
"""

import re
from collections.abc import Iterator

_PARAGRAPH_EDGE = re.compile(r"</?(?:\w+:)?p(?=[ >/])[^>]*>")
# Deleted text stays in a document that tracks its changes, and links stand in instructions.
_TEXT_RUN = re.compile(r"<(?:\w+:)?(?:t|delText|instrText)(?: [^>]*)?>([^<]+)")
_CACHED_VALUE = re.compile(r'<s (?:[^>]*? )?v="([^"]*)"')
_LINKED_VALUE = re.compile(r"<v>([^<]+)</v>")
_SHEET_ANNOTATION = re.compile(r"<office:annotation[ >].*?</office:annotation>", re.DOTALL)
_OPEN_PARAGRAPH_EDGE = re.compile(r"</?(?:text:[ph]|dc:creator)(?=[ >/])[^>]*>")
_ANY_TAG = re.compile(r"<[^>]*>")
_CHANGE_AUTHOR = re.compile(r'w:author="([^"]+)"')

_WIDE_RUN = re.compile(rb"(?:[\x20-\xff]\x00|[\x00-\xff][\x01\x03\x1e\x20]){6,}")
"""UTF-16 text: Latin letters, Vietnamese letters, tone marks and punctuation."""
_NARROW_RUN = re.compile(rb"[\x20-\x7e\x80-\xff]{8,}")
"""Text of one byte a letter: UTF-8 in properties of old files, else a Windows code page."""


def iterate_paragraphs(markup: str) -> Iterator[str]:
    """Yield every paragraph of a Word document or a drawing; a text box gives own paragraphs."""
    for piece in _PARAGRAPH_EDGE.split(markup):
        if paragraph := "".join(_TEXT_RUN.findall(piece)):
            yield paragraph


def find_change_authors(markup: str) -> set[str]:
    """Find the authors of comments and changes in a Word document."""
    return set(_CHANGE_AUTHOR.findall(markup))


def find_cached_values(markup: str) -> list[str]:
    """Find the source values cached by a pivot table, even after the source is deleted."""
    return _CACHED_VALUE.findall(markup)


def find_linked_values(markup: str) -> list[str]:
    """Find the values cached from linked workbooks."""
    return _LINKED_VALUE.findall(markup)


def iterate_annotations(markup: str) -> Iterator[str]:
    """Yield the comments of an OpenDocument sheet, paragraph by paragraph."""
    for annotation in _SHEET_ANNOTATION.findall(markup):
        yield from iterate_open_paragraphs(annotation)


def iterate_open_paragraphs(markup: str) -> Iterator[str]:
    """Yield every paragraph of OpenDocument markup."""
    for piece in _OPEN_PARAGRAPH_EDGE.split(markup):
        if paragraph := _ANY_TAG.sub("", piece).strip():
            yield paragraph


def find_text_runs(data: bytes) -> Iterator[str]:
    """Find the runs of text in binary records; both ends may carry a stray letter."""
    for match in _WIDE_RUN.finditer(data):
        yield match[0].decode("utf-16-le", "replace")
    for match in _NARROW_RUN.finditer(data):
        yield _decode_narrow_run(match[0])


def _decode_narrow_run(run: bytes) -> str:
    try:
        return run.decode("utf-8")
    except UnicodeDecodeError:
        return run.decode("cp1258", "replace")
