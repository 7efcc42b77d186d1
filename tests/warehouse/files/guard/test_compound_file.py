"""The streams of an old Office file: their names, their bytes, and chains that lead nowhere."""

import struct

import pytest

from tests.warehouse.files.old_excel import END, LEAST, SECTOR, as_xls, book
from tests.warehouse.forms.typed_files import GRID
from warehouse.files.guard.compound_file import list_root_streams, read_root_stream
from warehouse.files.guard.zip_parts import DamagedError

TABLE, DIRECTORY, FIRST_STREAM = (SECTOR * (number + 1) for number in (0, 1, 3))
"""Where a file of `old_excel` holds its table of sectors, its directory and its first stream."""
CONTENT = as_xls()
STREAM = book(GRID, b"").ljust(LEAST, b"\0")


def patch(offset, fmt, *values, content=CONTENT):
    changed = bytearray(content)
    struct.pack_into(fmt, changed, offset, *values)
    return bytes(changed)


def next_of(sector, following):
    """Return the file with another sector behind one of them."""
    return patch(TABLE + 4 * sector, "<L", following)


class TestNames:
    @pytest.mark.parametrize("name", ["Workbook", "Book", "WordDocument", "EncryptedPackage"])
    def test_are_those_of_the_root(self, name):
        assert list_root_streams(as_xls(main=name)) == {"Root Entry", name}

    @pytest.mark.parametrize("count", [1, 2, 4])
    def test_of_an_embedded_object_are_left_out(self, count):
        names = tuple(f"part {number}" for number in range(count))
        assert list_root_streams(as_xls(embedded=names)) == {
            "Root Entry",
            "Workbook",
            "MBD00012345",
        }

    def test_of_a_free_entry_are_none(self):
        free = patch(DIRECTORY + 128 + 66, "<B", 0)
        assert list_root_streams(free) == {"Root Entry"}

    def test_end_where_the_stated_length_ends(self):
        shorter = patch(DIRECTORY + 128 + 64, "<H", 2 * 4 + 2)
        assert list_root_streams(shorter) == {"Root Entry", "Work"}
        none = patch(DIRECTORY + 128 + 64, "<H", 0)
        assert list_root_streams(none) == {"Root Entry", ""}


class TestStream:
    def test_is_read_to_its_stated_size(self):
        assert read_root_stream(CONTENT, ["Workbook"]) == STREAM
        longer = patch(DIRECTORY + 128 + 120, "<L", LEAST + 1)
        assert read_root_stream(longer, ["Workbook"]).startswith(STREAM)

    def test_is_the_first_of_the_names(self):
        assert read_root_stream(CONTENT, ("Book", "Workbook")) == STREAM
        assert read_root_stream(CONTENT, ["Book"]) == b""
        assert read_root_stream(CONTENT, []) == b""

    def test_of_fewer_bytes_lies_among_the_small_ones_and_is_not_read(self):
        small = patch(DIRECTORY + 128 + 120, "<L", LEAST - 1)
        assert read_root_stream(small, ["Workbook"]) == b""

    def test_of_a_storage_is_none(self):
        storage = patch(DIRECTORY + 128 + 66, "<B", 1)
        assert read_root_stream(storage, ["Workbook"]) == b""

    def test_follows_its_chain_and_not_the_order_of_the_file(self):
        """The second and third sector of the stream change places, and so do their links."""
        second, third = FIRST_STREAM + SECTOR, FIRST_STREAM + 2 * SECTOR
        content = bytearray(CONTENT)
        content[second : second + SECTOR] = CONTENT[third : third + SECTOR]
        content[third : third + SECTOR] = CONTENT[second : second + SECTOR]
        for sector, following in ((3, 5), (5, 4), (4, 6)):
            struct.pack_into("<L", content, TABLE + 4 * sector, following)
        assert read_root_stream(bytes(content), ["Workbook"]) == STREAM


class TestDamage:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (CONTENT[:40], "a sector lies outside the file"),
            (CONTENT[: TABLE + 100], "a sector lies outside the file"),
            (patch(30, "<H", 10), "sectors of an unknown size"),
            (next_of(1, 1), "sectors are chained in a circle"),
            (next_of(2, 1), "sectors are chained in a circle"),
            (next_of(5, 3), "sectors are chained in a circle"),
            (next_of(5, 2), "sectors are chained in a circle"),
            (next_of(5, 999_999), "a sector lies outside the file"),
            (patch(48, "<L", 999_999), "a sector lies outside the file"),
        ],
    )
    def test_is_named(self, content, reason):
        with pytest.raises(DamagedError, match=reason):
            list_root_streams(content)
        with pytest.raises(DamagedError, match=reason):
            read_root_stream(content, ["Book"])

    def test_of_the_small_streams_counts_only_where_the_root_states_any(self):
        assert list_root_streams(as_xls(root=(3, 0)))
        with pytest.raises(DamagedError, match="circle"):
            list_root_streams(as_xls(root=(3, 100)))  # the sectors of the workbook

    def test_of_a_stream_too_small_to_have_sectors_is_none(self):
        small = patch(DIRECTORY + 128 + 116, "<LL", 999_999, 100)
        assert list_root_streams(small) == {"Root Entry", "Workbook"}


class TestTheTableOfSectors:
    def extend(self, first, count, following=END):
        """State a table of more sectors than the header has room for, chained from `first`."""
        content = CONTENT.ljust(SECTOR * 400, b"\0")
        content = patch(44, "<L", count, content=content)
        content = patch(68, "<LL", first, 1, content=content)
        return patch(SECTOR * 52 - 4, "<L", following, content=content)  # the end of sector 50

    def test_in_a_circle_is_damage(self):
        with pytest.raises(DamagedError, match="the sector table is chained in a circle"):
            list_root_streams(self.extend(50, 300, following=50))

    def test_beyond_the_file_is_damage(self):
        with pytest.raises(DamagedError, match="a sector lies outside the file"):
            list_root_streams(self.extend(999_999, 110))

    def test_that_needs_no_more_sectors_does_not_look_for_them(self):
        assert list_root_streams(self.extend(999_999, 1)) == {"Root Entry", "Workbook"}
        assert list_root_streams(self.extend(END, 1)) == {"Root Entry", "Workbook"}
