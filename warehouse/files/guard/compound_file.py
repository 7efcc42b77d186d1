"""The streams of an OLE compound file (.xls, or an .xlsx with a password): names, bounded walk.

No stream is read. A circular chain of sectors is damage and ends the walk.
"""

import struct
from collections.abc import Iterator

from warehouse.files.guard.zip_parts import DamagedError

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_REGULAR_SECTOR = 0xFFFFFFFA
_MINI_STREAM_BYTES = 4096


def list_streams(content: bytes) -> set[str]:
    """Return the names of all streams and storages.

    Raises:
        DamagedError: the file is cut short, or a chain of sectors is circular.
    """
    try:
        return set(_iterate_stream_names(_CompoundFile(content)))
    except (struct.error, IndexError) as error:
        raise DamagedError("a sector lies outside the file") from error


class _CompoundFile:
    """The sector table, and the sectors already visited by a chain."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        shift, count, self.directory_start = struct.unpack_from("<H12xLL", content, 30)
        if shift not in (9, 12):
            raise DamagedError("sectors of an unknown size")
        self.sector_size = 1 << shift
        self._chained_sectors: set[int] = set()
        self.next_sectors: list[int] = []
        for sector in self._list_table_sectors(min(count, len(content) // self.sector_size)):
            self.next_sectors += struct.unpack(
                f"<{self.sector_size // 4}L", self.read_sector(sector)
            )

    def read_sector(self, number: int) -> bytes:
        offset = (number + 1) * self.sector_size
        return self.content[offset : offset + self.sector_size]

    def _list_table_sectors(self, count: int) -> list[int]:
        """List the sectors of the sector table: 109 in the header, the rest in a chain."""
        table_sectors = list(struct.unpack_from("<109L", self.content, 76))
        next_sector, _ = struct.unpack_from("<LL", self.content, 68)
        visited_sectors: set[int] = set()
        while next_sector < _LAST_REGULAR_SECTOR and len(table_sectors) < count:
            if next_sector in visited_sectors:
                raise DamagedError("the sector table is chained in a circle")
            visited_sectors.add(next_sector)
            *sector_numbers, next_sector = struct.unpack(
                f"<{self.sector_size // 4}L", self.read_sector(next_sector)
            )
            table_sectors += sector_numbers
        return [sector for sector in table_sectors[:count] if sector < _LAST_REGULAR_SECTOR]

    def follow_chain(self, sector: int) -> Iterator[int]:
        """Yield the sectors of a chain, from the given sector; no two chains share a sector."""
        while sector < _LAST_REGULAR_SECTOR:
            if sector in self._chained_sectors:
                raise DamagedError("sectors are chained in a circle")
            self._chained_sectors.add(sector)
            yield sector
            sector = self.next_sectors[sector]


def _iterate_stream_names(compound: _CompoundFile) -> Iterator[str]:
    directory = b"".join(
        map(compound.read_sector, list(compound.follow_chain(compound.directory_start)))
    )
    for offset in range(0, len(directory) - 127, 128):
        length, kind = struct.unpack_from("<HB", directory, offset + 64)
        start, size = struct.unpack_from("<LL", directory, offset + 116)
        if kind not in (1, 2, 5):
            continue
        if kind == 5 or (kind == 2 and size >= _MINI_STREAM_BYTES):
            for _ in compound.follow_chain(start):
                pass
        yield directory[offset : offset + max(0, min(length, 64) - 2)].decode(
            "utf-16-le", "replace"
        )
