"""The markup of an XML part as one kind of text: decoded, with attributes in double quotes.

A reader of parts then needs one pattern for each thing it reads. May call nothing.
"""

import codecs
import re

_DECLARED_ENCODING = re.compile(rb"""^<\?xml[^>]{0,80}?encoding\s*=\s*["']([\w.-]+)""")
_LOOSE_ATTRIBUTE = re.compile(
    r"""(?<=\s)([\w:.-]+)(?:\s*=\s*'([^'<>]*)'|(?:\s+=\s*|=\s+)"([^"<>]*)")"""
)
_UTF_16_BEGINNINGS = {
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}


def decode_markup(data: bytes) -> str:
    """Decode a part by its first bytes, else as it declares, else as UTF-8."""
    encoding = _UTF_16_BEGINNINGS.get(data[:2]) or _find_declared_encoding(data)
    return data.decode(encoding, "replace")


def _find_declared_encoding(data: bytes) -> str:
    match = _DECLARED_ENCODING.match(data)
    name = match[1].decode("ascii").lower() if match else "utf-8"
    if name.startswith("utf-16"):  # the first bytes are no such text
        return "utf-8"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def quote_doubly(markup: str) -> str:
    """Write every attribute as `name="value"`: other programs use single quotes, or spaces."""
    return _LOOSE_ATTRIBUTE.sub(_quote_attribute, markup)


def _quote_attribute(match: re.Match[str]) -> str:
    name, single, double = match.groups()
    value = double if single is None else single.replace('"', "&quot;")
    return f'{name}="{value}"'
