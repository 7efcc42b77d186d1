"""The sheet of each part of comments in an .xlsx file, by the relationships between the parts.

Text patterns only, no parser; a relationship of unusual markup leaves the sheet unknown. May call
`part_markup` only.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from html import unescape

from warehouse.files.texts.part_markup import decode_markup, quote_doubly

WORKBOOK_PART = "xl/workbook.xml"
_RELATIONSHIP_FOLDER = "_rels/"
_TAG = re.compile(r"<(?:\w+:)?(?:Relationship|sheet)\s[^<>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')


def is_comment_part(name: str) -> bool:
    """Return whether a part holds the comments of a sheet."""
    return "omment" in name and not is_relation_part(name)


def is_relation_part(name: str) -> bool:
    """Return whether a part holds the relationships of another part."""
    return _RELATIONSHIP_FOLDER in name and name.endswith(".rels")


def map_comment_parts(parts: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Map the parts of comments to names of sheets, from the workbook and the relationships."""
    targets: dict[str, dict[str, str]] = {}
    sheet_names: dict[str, str] = {}
    for name, data in parts:
        tags = list(_list_attributes(data))
        if is_relation_part(name):
            source = name.replace(_RELATIONSHIP_FOLDER, "").removesuffix(".rels")
            folder = posixpath.dirname(source)
            targets[source] = {
                tag["Id"]: posixpath.normpath(posixpath.join("/", folder, tag["Target"]))[1:]
                for tag in tags
                if {"Id", "Target"} <= tag.keys()
            }
        elif name == WORKBOOK_PART:
            sheet_names = {tag["id"]: tag["name"] for tag in tags if {"id", "name"} <= tag.keys()}
    sheet_parts = targets.get(WORKBOOK_PART, {})
    return {
        comment_part: sheet_name
        for key, sheet_name in sheet_names.items()
        for comment_part in targets.get(sheet_parts.get(key, ""), {}).values()
        if is_comment_part(comment_part)
    }


def _list_attributes(data: bytes) -> Iterator[dict[str, str]]:
    """List the attributes of each relationship or sheet, without the prefix of a namespace."""
    for tag in _TAG.findall(quote_doubly(decode_markup(data))):
        yield {name.rpartition(":")[2]: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
