"""Texts of XML parts beside cells: prompts and lists of validation, margins, pictures, links.

Patterns over one unpacked part; `office_parts` chooses the parts. May call nothing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

_RULES_OPENING, _RULES_CLOSING = b"<dataValidations", b"</dataValidations>"
_LINKS_OPENING, _LINKS_CLOSING = b"<hyperlinks", b"</hyperlinks>"
_MARGINS_CLOSING = b"eaderFooter"
_MARGIN_TEXT = re.compile(r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]+)")
_RULE_ATTRIBUTE = re.compile(r'(?:prompt|promptTitle|error|errorTitle)="([^"]+)"')
_LISTED_VALUES = re.compile(r"<(?:\w+:)?formula1>\s*(?:\"|&quot;)([^<]+?)(?:\"|&quot;)\s*</")
_LINK_ATTRIBUTE = re.compile(r'(?:display|tooltip|location)="([^"]+)"')
_ALTERNATIVE_TEXT = re.compile(r'\s(?:descr|title|alt)="([^"]+)"')
_LINK_TARGET = re.compile(
    r'Target="(?:mailto:)?([^"]+)"[^>]*TargetMode="External"|"mailto:([^"?]+)'
)
_ANY_NODE = re.compile(r">([^<]*[^<\s][^<]*)<")


def has_surroundings(data: bytes, end: int) -> bool:
    """Return whether a sheet holds prompts, lists, links or margins before an offset."""
    marks = (_RULES_OPENING, _LINKS_OPENING, _MARGINS_CLOSING)
    return any(data.find(mark, 0, end) >= 0 for mark in marks)


def find_margin_texts(data: bytes) -> list[str]:
    """Find the texts of the headers and footers of a sheet."""
    end = data.rfind(_MARGINS_CLOSING)
    if end <= 0:
        return []
    start = data.rfind(b"<headerFooter", 0, end)
    markup = data[start : end + 20].decode("utf-8", "replace")
    return [unescape(text) for text in _MARGIN_TEXT.findall(markup)]


def find_sheet_attributes(data: bytes) -> tuple[tuple[str, str], ...]:
    """Find the place and the text of each prompt, list and link of a sheet."""
    texts: tuple[tuple[str, str], ...] = ()
    for opening, closing in ((_RULES_OPENING, _RULES_CLOSING), (_LINKS_OPENING, _LINKS_CLOSING)):
        start = data.find(opening)
        if start >= 0:
            end = data.find(closing, start)
            texts += _read_region_once(data[start : end if end > 0 else len(data)])
    return texts


# The same in every report of a form.
@lru_cache(maxsize=256)
def _read_region_once(region: bytes) -> tuple[tuple[str, str], ...]:
    return tuple(_read_region(region.decode("utf-8", "replace")))


def _read_region(markup: str) -> Iterator[tuple[str, str]]:
    for text in _RULE_ATTRIBUTE.findall(markup):
        yield "lời nhắc của ô", unescape(text)
    for listed_values in _LISTED_VALUES.findall(markup):
        for text in unescape(listed_values).split(","):
            yield "danh sách chọn của ô", text.strip()
    for text in _LINK_ATTRIBUTE.findall(markup):
        yield "liên kết", unescape(text)


def find_alternative_texts(markup: str) -> list[str]:
    """Find the texts that stand for pictures and shapes."""
    return [unescape(text) for text in _ALTERNATIVE_TEXT.findall(markup)]


def find_link_targets(markup: str) -> list[str]:
    """Find the addresses outside the file to which links lead."""
    return [unescape(web or mail) for web, mail in _LINK_TARGET.findall(markup)]


def find_any_nodes(markup: str) -> list[str]:
    """Find every text between two tags, as in the custom XML of an office."""
    return [unescape(text).strip() for text in _ANY_NODE.findall(markup)]
