"""The parts of a zip archive by the central directory, read here by hand to detect a false entry.

Unpacking stops at a stated number of bytes. `examination` judges the content of a part.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from zlib_ng import zlib_ng

PART_BEGINNING = b"PK\x03\x04"
"""The first bytes of every part, and of an archive without foreign bytes in front."""
_END_MARK = b"PK\x05\x06"
_ENTRY_FIELDS = struct.Struct("<4s4x2H4x3L3H8xL")
_LOCAL_FIELDS = struct.Struct("<26x2H")
_ZIP64_SIZE = 0xFFFFFFFF
_PIECE_BYTES = 1 << 16
_SHARED_PART_BYTES = 1 << 15
_SMALL_ARCHIVE_BYTES = 4 << 20
KNOWN_METHODS = STORED_METHOD, DEFLATED_METHOD = 0, 8


class DamagedError(Exception):
    """The bytes are cut short or contradictory."""


class SwellingError(Exception):
    """Parts with shared bytes, or larger than stated: an archive made to swell."""


class ArchivePart(NamedTuple):
    """One part: name and sizes as stated in the directory, and the offset of the bytes."""

    name: str
    is_encrypted: bool
    method: int
    crc: int
    packed_size: int
    unpacked_size: int
    start: int


@lru_cache(maxsize=2)  # called by the guard, the search and the formulas for the same file
def list_parts(content: bytes) -> tuple[ArchivePart, ...]:
    """List every part, in the directory's order.

    Raises:
        DamagedError: the directory is missing, cut short or points outside the file.
        SwellingError: parts overlap.
    """
    end = content.rfind(_END_MARK, max(0, len(content) - 65557))
    if end < 0 or end + 22 > len(content):
        raise DamagedError("no end of central directory")
    disks, count, directory_start, comment = struct.unpack_from("<L2xH4xLH", content, end + 4)
    if disks or end + 22 + comment > len(content):  # another reader would look for another end
        raise DamagedError("the end of the central directory contradicts the file")
    try:
        archive_parts, offset = [], directory_start
        for _ in range(count):
            part, offset = _read_part(content, offset)
            archive_parts.append(part)
    except struct.error as error:
        raise DamagedError("the central directory is cut short") from error
    if offset > end:
        raise DamagedError("the central directory runs past its end")
    _check_no_overlap(archive_parts, directory_start)
    return tuple(archive_parts)


def _read_part(content: bytes, offset: int) -> tuple[ArchivePart, int]:
    """Read the part of the entry at an offset; return also the offset of the next entry."""
    entry = _ENTRY_FIELDS.unpack_from(content, offset)
    (
        entry_mark,
        flags,
        method,
        crc,
        packed_size,
        unpacked_size,
        name_length,
        extra_length,
        comment_length,
        local_offset,
    ) = entry
    if entry_mark != b"PK\x01\x02":
        raise DamagedError("an entry of the central directory is missing")
    after_name = offset + 46 + name_length
    if _ZIP64_SIZE in (packed_size, unpacked_size, local_offset):
        sizes = _read_long_sizes(
            content[after_name : after_name + extra_length],
            (unpacked_size, packed_size, local_offset),
        )
        unpacked_size, packed_size, local_offset = sizes
    local_name_length, local_extra_length = _LOCAL_FIELDS.unpack_from(content, local_offset)
    start = local_offset + 30 + local_name_length + local_extra_length
    if start + packed_size > len(content) or not content.startswith(PART_BEGINNING, local_offset):
        raise DamagedError("a part lies outside the file")
    text = content[offset + 46 : after_name].decode("utf-8", "replace")
    return ArchivePart(
        text, bool(flags & 1), method, crc, packed_size, unpacked_size, start
    ), after_name + extra_length + comment_length


def _read_long_sizes(extra: bytes, sizes: tuple[int, int, int]) -> list[int]:
    """Read sizes above 4 GiB from the zip64 field; some writers use this field always."""
    offset, long_sizes = 0, iter(())
    while offset + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, offset)
        if kind == 1:
            long_sizes = iter(struct.unpack_from(f"<{length // 8}Q", extra, offset + 4))
        offset += 4 + length
    return [next(long_sizes, size) if size == _ZIP64_SIZE else size for size in sizes]


def _check_no_overlap(archive_parts: list[ArchivePart], directory_start: int) -> None:
    previous_end = 0
    for part in sorted(archive_parts, key=lambda p: p.start):
        if part.start - 30 < previous_end:
            raise SwellingError(part.name)
        previous_end = part.start + part.packed_size
    if previous_end > directory_start:
        raise SwellingError("a part lies on the central directory")


def read_opening(content: bytes, part: ArchivePart, limit: int) -> bytes:
    """Return the first bytes of a part after a check of the stated size and checksum.

    Libraries that stop reading after the last figure never check the checksum.

    Raises:
        DamagedError: the part is shorter than stated, or has another checksum.
        SwellingError: the part is longer than stated.
    """
    if (data := get_whole_part(content, part)) is not None:
        return data[:limit]
    first_bytes, crc, remaining_bytes = b"", 0, part.unpacked_size
    for piece in unpack_pieces(content, part):
        first_bytes = first_bytes or piece[:limit]
        crc = zlib.crc32(piece, crc)
        remaining_bytes -= len(piece)
        if remaining_bytes < 0:
            raise SwellingError(part.name)
    if remaining_bytes or crc != part.crc:
        raise DamagedError(part.name)
    return first_bytes


def get_whole_part(content: bytes, part: ArchivePart) -> bytes | None:
    """Return a whole part of a small archive after a check of the stated size and checksum.

    Returns:
        None for a large archive or a broken part: then only `unpack_pieces` reads the part.
    """
    return _map_whole_parts(content).get(part)


@lru_cache(maxsize=2)
def _map_whole_parts(content: bytes) -> dict[ArchivePart, bytes | None]:
    return dict(list_whole_parts(content))


@lru_cache(maxsize=2)
def list_whole_parts(content: bytes) -> tuple[tuple[ArchivePart, bytes | None], ...]:
    """List every part with the bytes of `get_whole_part`, for a walk through all parts.

    Unpacks a small archive once, for the guard, the search and the reading.

    Raises:
        DamagedError: see `list_parts`.
        SwellingError: see `list_parts`.
    """
    archive_parts = list_parts(content)
    if sum([part.unpacked_size for part in archive_parts]) > _SMALL_ARCHIVE_BYTES:
        return tuple([(part, None) for part in archive_parts])
    return tuple([(part, _unpack_whole_part(content, part)) for part in archive_parts])


def _unpack_whole_part(content: bytes, part: ArchivePart) -> bytes | None:
    packed = content[part.start : part.start + part.packed_size]
    if part.method == STORED_METHOD:
        is_sound = len(packed) == part.unpacked_size and zlib_ng.crc32(packed) == part.crc
        return packed if is_sound else None
    if part.method != DEFLATED_METHOD:
        return None
    inflate = (
        _inflate_part_once
        if max(part.packed_size, part.unpacked_size) <= _SHARED_PART_BYTES
        else _inflate_part
    )
    return inflate(packed, part.unpacked_size, part.crc)


def _inflate_part(packed: bytes, unpacked_size: int, crc: int) -> bytes | None:
    try:
        data = zlib_ng.decompressobj(-zlib_ng.MAX_WBITS).decompress(packed, unpacked_size + 1)
    except zlib_ng.error:  # type: ignore[misc]  # its stub calls the class an instance
        return None
    return data if len(data) == unpacked_size and zlib_ng.crc32(data) == crc else None


_inflate_part_once = lru_cache(maxsize=64)(_inflate_part)
"""Small parts, unpacked once for all files that share them."""


def unpack_pieces(content: bytes, part: ArchivePart) -> Iterator[bytes]:
    """Yield a part's bytes in small pieces; end at the first bytes that do not unpack."""
    part_end = part.start + part.packed_size
    starts = range(part.start, part_end, _PIECE_BYTES)
    packed = (content[offset : min(offset + _PIECE_BYTES, part_end)] for offset in starts)
    return packed if part.method == STORED_METHOD else _inflate_pieces(packed)


def _inflate_pieces(packed_pieces: Iterable[bytes]) -> Iterator[bytes]:
    decompressor = zlib.decompressobj(-15)
    try:
        for packed_piece in packed_pieces:
            while (
                piece := decompressor.decompress(packed_piece, _PIECE_BYTES)
            ) or decompressor.unconsumed_tail:
                yield piece
                packed_piece = decompressor.unconsumed_tail
            if decompressor.eof:
                return
    except zlib.error:
        return
