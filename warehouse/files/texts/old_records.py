"""Records of an old workbook (.xls): comments with their cells, and streams that hold no texts.

After [MS-XLS]; a record is a kind, a length and a payload. A damaged file gives nothing. May call
the guard of files.
"""

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from warehouse.files.grid import format_address
from warehouse.files.guard.compound_file import OLE_MAGIC, read_root_stream
from warehouse.files.guard.zip_parts import DamagedError

_NOTE, _CONTINUE, _OBJECT, _TEXT_OBJECT = 0x1C, 0x3C, 0x5D, 0x1B6
_BOUND_SHEET = 0x85
_PRINTER_SETTINGS, _PICTURE, _DRAWING_GROUP = 0x4D, 0x7F, 0xEB
_WITHOUT_TEXTS = (_PRINTER_SETTINGS, _PICTURE, _DRAWING_GROUP)
_STREAM_NAMES = ("Workbook", "Book")


class CellComment(NamedTuple):
    """The comment of a cell; the sheet is None in a workbook that does not list its sheets."""

    sheet: str | None
    cell: str
    text: str


class _Record(NamedTuple):
    """A record and its offset in the stream."""

    kind: int
    payload: bytes
    offset: int


def find_comments(content: bytes) -> list[CellComment]:
    """Find the comments of an old workbook; none in any other file."""
    texts: dict[int, str] = {}
    comments: list[CellComment] = []
    records = list(_iterate_records(content))
    sheet_names = _list_sheet_names(records)
    sheet, number, letter_count = None, 0, 0
    for kind, payload, offset in records:
        sheet = sheet_names.get(offset, sheet)
        if kind == _OBJECT and len(payload) >= 8:
            number = struct.unpack_from("<H", payload, 6)[0]
        elif kind == _TEXT_OBJECT and len(payload) >= 12:
            letter_count = struct.unpack_from("<H", payload, 10)[0]
        elif kind == _CONTINUE and letter_count:
            texts[number] = _decode_text(payload)[:letter_count]
            letter_count = 0
        elif kind == _NOTE and len(payload) >= 8:
            row, column, _, owner = struct.unpack_from("<HHHH", payload)
            if text := texts.get(owner, ""):
                comments.append(CellComment(sheet, format_address(row, column), text))
    return comments


def _list_sheet_names(records: Iterable[_Record]) -> dict[int, str]:
    """List the name of each sheet by the offset of its first record."""
    return {
        struct.unpack_from("<L", payload)[0]: _decode_text(payload[7:])[: payload[6]]
        for kind, payload, _ in records
        if kind == _BOUND_SHEET and len(payload) >= 8
    }


def _decode_text(payload: bytes) -> str:
    """Decode a text with a flag in front: two bytes a letter, or one."""
    encoding = "utf-16-le" if payload[:1] == b"\x01" else "latin-1"
    return payload[1:].decode(encoding, "replace")


def clear_records_without_texts(content: bytes) -> bytes:
    """Clear the printer settings and pictures of an old workbook: their bytes are no evidence.

    Clears the record itself only, never the same bytes at another place of the file.
    """
    is_blanked = False
    for kind, payload, _ in list(_iterate_records(content)):
        is_blanked = kind in _WITHOUT_TEXTS or (is_blanked and kind == _CONTINUE)
        if is_blanked and payload:
            head = struct.pack("<HH", kind, len(payload))
            content = content.replace(head + payload, head + bytes(len(payload)), 1)
    return content


def _iterate_records(content: bytes) -> Iterator[_Record]:
    if not content.startswith(OLE_MAGIC):
        return
    try:
        stream = read_root_stream(content, _STREAM_NAMES)
    except DamagedError:
        return
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        if not kind and not length:  # the end of the stream is filled up
            position += 4
            continue
        yield _Record(kind, stream[position + 4 : position + 4 + length], position)
        position += 4 + length
