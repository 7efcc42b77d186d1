"""A zip archive written anew from the examined parts: a library then reads nothing else.

For small archives only; nearly all are small. The copy also saves a second unpacking.
"""

import struct
from functools import lru_cache

from warehouse.files.guard import zip_parts
from warehouse.files.guard.zip_parts import (
    PART_BEGINNING,
    STORED_METHOD,
    DamagedError,
    SwellingError,
)

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_DIRECTORY_ENTRY = struct.Struct("<4s6H3L5HL")
_OFFSET = struct.Struct("<L")
_DIRECTORY_END = struct.Struct("<4s4H2LH")
_MAX_NAME_BYTES = 0xFFFF
_ZIP_VERSION, _UTF8_NAME, _MIDNIGHT, _FIRST_DAY = 20, 1 << 11, 0, 33


def rewrite_archive(content: bytes) -> bytes:
    """Write the archive anew with unpacked parts; return a large or broken archive unchanged."""
    if not content.startswith(PART_BEGINNING):
        return content
    try:
        whole_parts = zip_parts.list_whole_parts(content)
    except (DamagedError, SwellingError):
        return content
    body, directory, offset = [], [], 0
    for part, data in whole_parts:
        name = part.name.encode()
        if data is None or len(name) > _MAX_NAME_BYTES:
            return content
        header, entry = _build_headers(name, part.crc, len(data))
        body += [header, data]
        directory += [entry, _OFFSET.pack(offset), name]
        offset += len(header) + len(data)
    index = b"".join(directory)
    count = len(whole_parts)
    end = _DIRECTORY_END.pack(b"PK\x05\x06", 0, 0, count, count, len(index), offset, 0)
    return b"".join((*body, index, end))


@lru_cache(maxsize=256)  # most parts are the same in every report of a form
def _build_headers(name: bytes, crc: int, size: int) -> tuple[bytes, bytes]:
    """Build what stands before a part, and its entry in the directory up to the offset."""
    fields = (_UTF8_NAME, STORED_METHOD, _MIDNIGHT, _FIRST_DAY, crc, size, size, len(name))
    header = _LOCAL_HEADER.pack(PART_BEGINNING, _ZIP_VERSION, *fields, 0)
    entry = _DIRECTORY_ENTRY.pack(b"PK\x01\x02", _ZIP_VERSION, _ZIP_VERSION, *fields, 0, 0, 0, 0, 0)
    return header + name, entry
