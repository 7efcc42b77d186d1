"""A zip archive written anew from the examined parts: a library then reads nothing else.

For small archives only; nearly all are small. The copy also saves a second unpacking.
"""

import struct

from warehouse.files.guard import zip_parts
from warehouse.files.guard.zip_parts import (
    PART_BEGINNING,
    STORED_METHOD,
    DamagedError,
    SwellingError,
)

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_DIRECTORY_ENTRY = struct.Struct("<4s6H3L5H2L")
_DIRECTORY_END = struct.Struct("<4s4H2LH")
_MAX_NAME_BYTES = 0xFFFF
_ZIP_VERSION, _UTF8_NAME, _MIDNIGHT, _FIRST_DAY = 20, 1 << 11, 0, 33


def rewrite_archive(content: bytes) -> bytes:
    """Write the archive anew with unpacked parts; return a large or broken archive unchanged."""
    if not content.startswith(PART_BEGINNING):
        return content
    try:
        archive_parts = zip_parts.list_parts(content)
    except (DamagedError, SwellingError):
        return content
    body, directory, offset = [], [], 0
    for part in archive_parts:
        data = zip_parts.get_whole_part(content, part)
        name = part.name.encode()
        if data is None or len(name) > _MAX_NAME_BYTES:
            return content
        header_fields = (
            _UTF8_NAME,
            STORED_METHOD,
            _MIDNIGHT,
            _FIRST_DAY,
            part.crc,
            len(data),
            len(data),
            len(name),
        )
        body += [_LOCAL_HEADER.pack(PART_BEGINNING, _ZIP_VERSION, *header_fields, 0), name, data]
        entry = _DIRECTORY_ENTRY.pack(
            b"PK\x01\x02", _ZIP_VERSION, _ZIP_VERSION, *header_fields, 0, 0, 0, 0, 0, offset
        )
        directory += [entry, name]
        offset += _LOCAL_HEADER.size + len(name) + len(data)
    index = b"".join(directory)
    end = _DIRECTORY_END.pack(
        b"PK\x05\x06", 0, 0, len(archive_parts), len(archive_parts), len(index), offset, 0
    )
    return b"".join((*body, index, end))
