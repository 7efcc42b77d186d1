"""Texts in the attributes of XML parts: prompts and lists of validation, alternative texts, links.

Patterns over one unpacked part; `office_parts` chooses the parts. May call nothing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

_RULES_OPENING, _RULES_CLOSING = b"<dataValidations", b"</dataValidations>"
_LINKS_OPENING, _LINKS_CLOSING = b"<hyperlinks", b"</hyperlinks>"
_RULE_ATTRIBUTE = re.compile(r'(?:prompt|promptTitle|error|errorTitle)="([^"]+)"')
_LISTED_VALUES = re.compile(r"<(?:\w+:)?formula1>\s*(?:\"|&quot;)([^<]+?)(?:\"|&quot;)\s*</")
_LINK_ATTRIBUTE = re.compile(r'(?:display|tooltip|location)="([^"]+)"')
_ALTERNATIVE_TEXT = re.compile(r'\s(?:descr|title|alt)="([^"]+)"')
_LINK_TARGET = re.compile(
    r'Target="(?:mailto:)?([^"]+)"[^>]*TargetMode="External"|"mailto:([^"?]+)'
)
_ANY_NODE = re.compile(r">([^<]*[^<\s][^<]*)<")


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
