"""The parts of a zip archive by the central directory, read here by hand to detect a false entry.

Unpacking stops at a stated number of bytes. `guard` judges the content of a part.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from zlib_ng import zlib_ng

BEGINNING = b"PK\x03\x04"
"""The first bytes of every part, and of an archive without foreign bytes in front."""
_END = b"PK\x05\x06"
_ENTRY = struct.Struct("<4s4x2H4x3L3H8xL")
_LOCAL = struct.Struct("<26x2H")
_UNTOLD = 0xFFFFFFFF
_STEP = 1 << 16
_SHARED = 1 << 15
_SMALL_ARCHIVE = 4 << 20
METHODS = STORED, DEFLATED = 0, 8


class DamagedError(Exception):
    """The bytes are cut short or contradictory."""


class SwellingError(Exception):
    """Parts with shared bytes, or larger than stated: an archive made to swell."""


class Part(NamedTuple):
    """One part: name and sizes as stated in the directory, and the offset of the bytes."""

    name: str
    is_encrypted: bool
    method: int
    crc: int
    packed: int
    unpacked: int
    start: int


@lru_cache(maxsize=2)  # called by the guard, the search and the formulas for the same file
def parts(content: bytes) -> tuple[Part, ...]:
    """List every part, in the directory's order.

    Raises:
        DamagedError: the directory is missing, cut short or points outside the file.
        SwellingError: parts overlap.
    """
    end = content.rfind(_END, max(0, len(content) - 65557))
    if end < 0 or end + 22 > len(content):
        raise DamagedError("no end of central directory")
    disks, count, at, comment = struct.unpack_from("<L2xH4xLH", content, end + 4)
    if disks or end + 22 + comment > len(content):  # another reader would look for another end
        raise DamagedError("the end of the central directory contradicts the file")
    try:
        found = []
        for _ in range(count):
            part, at = _part(content, at)
            found.append(part)
    except struct.error as error:
        raise DamagedError(str(error)) from error
    if at > end:
        raise DamagedError("the central directory runs past its end")
    _no_overlap(found, at)
    return tuple(found)


def _part(content: bytes, at: int) -> tuple[Part, int]:
    """Read the part of the entry at an offset; return also the offset of the next entry."""
    entry = _ENTRY.unpack_from(content, at)
    mark, flags, method, crc, packed, unpacked, name, extra, comment, local = entry
    if mark != b"PK\x01\x02":
        raise DamagedError("an entry of the central directory is missing")
    after_name = at + 46 + name
    if _UNTOLD in (packed, unpacked, local):
        sizes = _long_sizes(content[after_name : after_name + extra], (unpacked, packed, local))
        unpacked, packed, local = sizes
    local_name, local_extra = _LOCAL.unpack_from(content, local)
    start = local + 30 + local_name + local_extra
    if start + packed > len(content) or not content.startswith(BEGINNING, local):
        raise DamagedError("a part lies outside the file")
    text = content[at + 46 : after_name].decode("utf-8", "replace")
    return Part(
        text, bool(flags & 1), method, crc, packed, unpacked, start
    ), after_name + extra + comment


def _long_sizes(extra: bytes, sizes: tuple[int, int, int]) -> list[int]:
    """Read sizes above 4 GiB from the zip64 field; some writers use this field always."""
    at, longs = 0, iter(())
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            longs = iter(struct.unpack_from(f"<{length // 8}Q", extra, at + 4))
        at += 4 + length
    return [next(longs, size) if size == _UNTOLD else size for size in sizes]


def _no_overlap(found: list[Part], limit: int) -> None:
    before = 0
    for part in sorted(found, key=lambda p: p.start):
        if part.start - 30 < before:
            raise SwellingError(part.name)
        before = part.start + part.packed
    if before > limit:
        raise SwellingError("a part lies on the central directory")


def opening(content: bytes, part: Part, limit: int) -> bytes:
    """Return the first bytes of a part after a check of the stated size and checksum.

    Libraries that stop reading after the last figure never check the checksum.

    Raises:
        DamagedError: the part is shorter than stated, or has another checksum.
        SwellingError: the part is longer than stated.
    """
    if (data := whole(content, part)) is not None:
        return data[:limit]
    first, crc, left = b"", 0, part.unpacked
    for piece in unpack(content, part):
        first = first or piece[:limit]
        crc = zlib.crc32(piece, crc)
        left -= len(piece)
        if left < 0:
            raise SwellingError(part.name)
    if left or crc != part.crc:
        raise DamagedError(part.name)
    return first


def whole(content: bytes, part: Part) -> bytes | None:
    """Return a whole part of a small archive after a check of the stated size and checksum.

    Returns:
        None for a large archive or a broken part: then only `unpack` reads the part.
    """
    return _all_whole(content).get(part)


@lru_cache(maxsize=2)
def _all_whole(content: bytes) -> dict[Part, bytes]:
    """Unpack every part of a small archive once, for the guard, the search and the reading."""
    listed = parts(content)
    if sum(part.unpacked for part in listed) > _SMALL_ARCHIVE:
        return {}
    found = (
        (part, _whole(content[part.start : part.start + part.packed], part)) for part in listed
    )
    return {part: data for part, data in found if data is not None}


def _whole(packed: bytes, part: Part) -> bytes | None:
    if part.method == STORED:
        is_sound = len(packed) == part.unpacked and zlib_ng.crc32(packed) == part.crc
        return packed if is_sound else None
    if part.method != DEFLATED:
        return None
    unpacked = _of_many if max(part.packed, part.unpacked) <= _SHARED else _inflated
    return unpacked(packed, part.unpacked, part.crc)


def _inflated(packed: bytes, unpacked: int, crc: int) -> bytes | None:
    try:
        data = zlib_ng.decompressobj(-zlib_ng.MAX_WBITS).decompress(packed, unpacked + 1)
    except zlib_ng.error:  # type: ignore[misc]  # its stub calls the class an instance
        return None
    return data if len(data) == unpacked and zlib_ng.crc32(data) == crc else None


_of_many = lru_cache(maxsize=64)(_inflated)
"""Small parts, unpacked once for all files that share them."""


def unpack(content: bytes, part: Part) -> Iterator[bytes]:
    """Yield a part's bytes in small pieces; end at the first bytes that do not unpack."""
    ends = part.start + part.packed
    starts = range(part.start, ends, _STEP)
    packed = (content[at : min(at + _STEP, ends)] for at in starts)
    return packed if part.method == STORED else _inflate(packed)


def _inflate(packed: Iterable[bytes]) -> Iterator[bytes]:
    inflating = zlib.decompressobj(-15)
    try:
        for pending in packed:
            while (piece := inflating.decompress(pending, _STEP)) or inflating.unconsumed_tail:
                yield piece
                pending = inflating.unconsumed_tail
            if inflating.eof:
                return
    except zlib.error:
        return
