"""The texts of the less usual parts of Office files, and of the records of binary workbooks.

Patterns over one unpacked part; `parts` chooses the pattern for each part.
"""

import re
from collections.abc import Iterator

_PARAGRAPH_EDGE = re.compile(r"</?(?:\w+:)?p(?=[ >/])[^>]*>")
# Deleted text stays in a document that tracks its changes, and links stand in instructions.
_RUN = re.compile(r"<(?:\w+:)?(?:t|delText|instrText)(?: [^>]*)?>([^<]+)")
_CACHED = re.compile(r'<s (?:[^>]*? )?v="([^"]*)"')
_VALUE = re.compile(r"<v>([^<]+)</v>")
_ANNOTATION = re.compile(r"<office:annotation[ >].*?</office:annotation>", re.DOTALL)
_OPEN_PARAGRAPH_EDGE = re.compile(r"</?(?:text:[ph]|dc:creator)(?=[ >/])[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_AUTHOR = re.compile(r'w:author="([^"]+)"')

_WIDE = re.compile(rb"(?:[\x20-\xff]\x00|[\x00-\xff][\x01\x03\x1e\x20]){6,}")
"""UTF-16 text: Latin letters, Vietnamese letters, tone marks and punctuation."""
_NARROW = re.compile(rb"[\x20-\x7e\x80-\xff]{8,}")
"""Text of one byte a letter: UTF-8 in properties of old files, else a Windows code page."""


def paragraphs(text: str) -> Iterator[str]:
    """Yield every paragraph of a Word document or a drawing; a text box gives own paragraphs."""
    for piece in _PARAGRAPH_EDGE.split(text):
        if joined := "".join(_RUN.findall(piece)):
            yield joined


def authors(text: str) -> set[str]:
    """Find the authors of comments and changes in a Word document."""
    return set(_AUTHOR.findall(text))


def cached(text: str) -> list[str]:
    """Find the source values cached by a pivot table, even after the source is deleted."""
    return _CACHED.findall(text)


def linked_values(text: str) -> list[str]:
    """Find the values cached from linked workbooks."""
    return _VALUE.findall(text)


def annotations(text: str) -> Iterator[str]:
    """Yield the comments of an OpenDocument sheet, paragraph by paragraph."""
    for annotation in _ANNOTATION.findall(text):
        yield from open_paragraphs(annotation)


def open_paragraphs(text: str) -> Iterator[str]:
    """Yield every paragraph of OpenDocument markup."""
    for piece in _OPEN_PARAGRAPH_EDGE.split(text):
        if plain := _TAG.sub("", piece).strip():
            yield plain


def runs(data: bytes) -> Iterator[str]:
    """Find the runs of text in binary records; both ends may carry a stray letter."""
    for found in _WIDE.finditer(data):
        yield found[0].decode("utf-16-le", "replace")
    for found in _NARROW.finditer(data):
        yield _narrow(found[0])


def _narrow(run: bytes) -> str:
    try:
        return run.decode("utf-8")
    except UnicodeDecodeError:
        return run.decode("cp1258", "replace")
