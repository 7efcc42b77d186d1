"""The streams of an OLE compound file (.xls, or an .xlsx with a password): names, bounded walk.

No stream is read. A circular chain of sectors is damage and ends the walk.
"""

import struct
from collections.abc import Iterator

from warehouse.forms.zip_parts import DamagedError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_REGULAR = 0xFFFFFFFA
_MINI_LIMIT = 4096


def streams(content: bytes) -> set[str]:
    """Return the names of all streams and storages.

    Raises:
        DamagedError: the file is cut short, or a chain of sectors is circular.
    """
    try:
        return set(_names(_Compound(content)))
    except (struct.error, IndexError) as error:
        raise DamagedError(str(error)) from error


class _Compound:
    """The sector table, and the sectors already visited by a chain."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        shift, count, self.directory = struct.unpack_from("<H12xLL", content, 30)
        if shift not in (9, 12):
            raise DamagedError("sectors of an unknown size")
        self.size = 1 << shift
        self._claimed: set[int] = set()
        self.next: list[int] = []
        for sector in self._table_sectors(min(count, len(content) // self.size)):
            self.next += struct.unpack(f"<{self.size // 4}L", self.sector(sector))

    def sector(self, number: int) -> bytes:
        at = (number + 1) * self.size
        return self.content[at : at + self.size]

    def _table_sectors(self, count: int) -> list[int]:
        """List the sectors of the sector table: 109 in the header, the rest in a chain."""
        found = list(struct.unpack_from("<109L", self.content, 76))
        following, _ = struct.unpack_from("<LL", self.content, 68)
        seen: set[int] = set()
        while following < _LAST_REGULAR and len(found) < count:
            if following in seen:
                raise DamagedError("the sector table is chained in a circle")
            seen.add(following)
            *more, following = struct.unpack(f"<{self.size // 4}L", self.sector(following))
            found += more
        return [sector for sector in found[:count] if sector < _LAST_REGULAR]

    def chain(self, sector: int) -> Iterator[int]:
        """Yield the sectors of a chain, from the given sector; no two chains share a sector."""
        while sector < _LAST_REGULAR:
            if sector in self._claimed:
                raise DamagedError("sectors are chained in a circle")
            self._claimed.add(sector)
            yield sector
            sector = self.next[sector]


def _names(compound: _Compound) -> Iterator[str]:
    directory = b"".join(map(compound.sector, list(compound.chain(compound.directory))))
    for at in range(0, len(directory) - 127, 128):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        start, size = struct.unpack_from("<LL", directory, at + 116)
        if kind not in (1, 2, 5):
            continue
        if kind == 5 or (kind == 2 and size >= _MINI_LIMIT):
            for _ in compound.chain(start):
                pass
        yield directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
