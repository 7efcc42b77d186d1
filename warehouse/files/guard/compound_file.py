"""The streams of an OLE compound file (.xls, or an .xlsx with a password): names, bounded walk.

Only the workbook's stream is read. A circular chain of sectors is damage and ends the walk.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from warehouse.files.guard.zip_parts import DamagedError

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_REGULAR_SECTOR = 0xFFFFFFFA
_MINI_STREAM_BYTES = 4096
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_NAMED_KINDS = (_STORAGE, _STREAM, _ROOT)
_ENTRY_FIELDS = struct.Struct("<HBxLLL")
"""Length of the name, kind, the entries to the left and right, the first entry within."""


class _Entry(NamedTuple):
    """One entry of the directory: a stream or a storage, and the entries beside and below."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


def list_root_streams(content: bytes) -> set[str]:
    """Return the names of the streams and storages in the root, not those of embedded objects.

    Raises:
        DamagedError: the file is cut short, or a chain of sectors is circular.
    """
    try:
        entries = list(_iterate_entries(_CompoundFile(content)))
    except (struct.error, IndexError) as error:
        raise DamagedError("a sector lies outside the file") from error
    embedded_entries = {
        number
        for storage in entries
        if storage.kind == _STORAGE
        for number in _list_tree(entries, storage.child)
    }
    return {
        entry.name
        for number, entry in enumerate(entries)
        if entry.kind in _NAMED_KINDS and number not in embedded_entries
    }


def read_root_stream(content: bytes, names: Sequence[str]) -> bytes:
    """Read the first large stream with one of the names; empty if there is none.

    Raises:
        DamagedError: the file is cut short, or a chain of sectors is circular.
    """
    try:
        for entry in _iterate_entries(_CompoundFile(content)):
            is_large = entry.kind == _STREAM and entry.size >= _MINI_STREAM_BYTES
            if is_large and entry.name in names:
                compound = _CompoundFile(content)
                sectors = map(compound.read_sector, list(compound.follow_chain(entry.start)))
                return b"".join(sectors)[: entry.size]
    except (struct.error, IndexError) as error:
        raise DamagedError("a sector lies outside the file") from error
    return b""


def _list_tree(entries: Sequence[_Entry], top: int) -> set[int]:
    """List the entries of one storage: the top of its tree, and all entries to both sides."""
    numbers: set[int] = set()
    waiting = [top]
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in numbers:
            numbers.add(number)
            waiting += [entries[number].left, entries[number].right]
    return numbers


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


def _iterate_entries(compound: _CompoundFile) -> Iterator[_Entry]:
    """Yield every entry of the directory, free ones too, after a check of the entry's sectors."""
    directory = b"".join(
        map(compound.read_sector, list(compound.follow_chain(compound.directory_start)))
    )
    for offset in range(0, len(directory) - 127, 128):
        length, kind, left, right, child = _ENTRY_FIELDS.unpack_from(directory, offset + 64)
        start, size = struct.unpack_from("<LL", directory, offset + 116)
        # The root's sectors hold the small streams; a root of size 0 has none, whatever it says.
        if (kind == _ROOT and size) or (kind == _STREAM and size >= _MINI_STREAM_BYTES):
            for _ in compound.follow_chain(start):
                pass
        name = directory[offset : offset + max(0, min(length, 64) - 2)].decode(
            "utf-16-le", "replace"
        )
        yield _Entry(name, kind, left, right, child, start, size)
