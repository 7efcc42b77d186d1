"""The parts of an archive as its directory lists them, and each way in which it may lie."""

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.files.guard import zip_parts
from warehouse.files.guard.zip_parts import (
    DEFLATED_METHOD,
    STORED_METHOD,
    ArchivePart,
    DamagedError,
    SwellingError,
    get_whole_part,
    list_parts,
    list_whole_parts,
    read_opening,
    unpack_pieces,
)

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0/\\"), min_size=1, max_size=9)
ENTRY, END = b"PK\x01\x02", b"PK\x05\x06"
A, B = b"one two three " * 9, bytes(range(256)) * 3


def archive(parts, method=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return content.getvalue()


def patch(content, mark, offset, data, *, nth=0):
    """Return the archive with bytes behind the nth mark replaced."""
    at = -1
    for _ in range(nth + 1):
        at = content.index(mark, at + 1)
    start = at + offset
    return content[:start] + data + content[start + len(data) :]


def long(number):
    return struct.pack("<L", number)


class TestList:
    @settings(max_examples=50)
    @given(st.dictionaries(NAMES, st.binary(max_size=99), max_size=4), st.sampled_from([0, 8]))
    def test_has_every_part_in_the_order_of_the_directory(self, parts, method):
        listed = list_parts(archive(parts, method))
        assert [part.name for part in listed] == list(parts)
        assert [part.unpacked_size for part in listed] == list(map(len, parts.values()))
        assert {part.method for part in listed} <= {method}

    def test_finds_the_end_before_a_comment(self):
        content = archive({"a": A})
        commented = content[:-2] + struct.pack("<H", 5) + b"hello"
        assert [part.name for part in list_parts(commented)] == ["a"]

    def test_marks_an_encrypted_part(self):
        content = patch(archive({"a": A, "b": B}), ENTRY, 8, b"\x01\x00", nth=1)
        assert [part.is_encrypted for part in list_parts(content)] == [False, True]

    def test_reads_a_name_that_is_no_text(self):
        content = archive({"qqq": A}).replace(b"qqq", b"\xff\xfe\xfd")
        assert list_parts(content)[0].name == "\N{REPLACEMENT CHARACTER}" * 3

    def test_reads_long_sizes_only_where_a_short_one_says_so(self):
        content = archive({"a": A}, zipfile.ZIP_STORED)
        sizes = b"\x01\x00\x10\x00" + struct.pack("<2Q", len(A), len(A))
        other = b"\x99\x99\x02\x00xx"
        for extra, marked in ((sizes, True), (other + sizes, True), (sizes, False)):
            at = content.index(ENTRY)
            entry = bytearray(content[at : at + 47])
            if marked:
                entry[20:28] = b"\xff" * 8
            entry[30:32] = struct.pack("<H", len(extra))
            end = bytearray(content[content.index(END) :])
            end[12:16] = long(len(entry) + len(extra))
            (part,) = list_parts(content[:at] + bytes(entry) + extra + bytes(end))
            assert (part.packed_size, part.unpacked_size) == (len(A), len(A))


class TestDamage:
    whole = archive({"a": A, "b": B})

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "no end of central directory"),
            (b"PK\x03\x04" + bytes(99), "no end of central directory"),
            (whole[:-1], "no end of central directory"),
            (patch(whole, END, 4, b"\x01"), "contradicts the file"),
            (patch(whole, END, 20, b"\x01"), "contradicts the file"),
            (patch(whole, END, 10, b"\x03"), "the central directory is cut short"),
            (patch(whole, END, 16, long(0)), "an entry of the central directory is missing"),
            (patch(whole, END, 16, long(len(whole))), "the central directory is cut short"),
            (patch(whole, ENTRY, 42, long(1)), "a part lies outside the file"),
            (patch(whole, ENTRY, 42, long(len(whole))), "the central directory is cut short"),
            (patch(whole, ENTRY, 20, long(len(whole))), "a part lies outside the file"),
            (patch(whole, ENTRY, 30, b"\x90", nth=1), "the central directory runs past its end"),
        ],
    )
    def test_is_named(self, content, reason):
        with pytest.raises(DamagedError, match=reason):
            list_parts(content)

    def test_of_parts_that_share_bytes_is_swelling(self):
        second = self.whole.index(ENTRY, self.whole.index(ENTRY) + 1)
        shared = self.whole[: second + 42] + long(0) + self.whole[second + 46 :]
        with pytest.raises(SwellingError):
            list_parts(shared)

    @pytest.mark.parametrize("more", [1, 46, 100])
    def test_of_a_part_that_reaches_into_the_directory_is_swelling(self, more):
        (*_, last) = list_parts(self.whole)
        assert last.start + last.packed_size == self.whole.index(ENTRY)
        longer = patch(self.whole, ENTRY, 20, long(last.packed_size + more), nth=1)
        with pytest.raises(SwellingError, match="a part lies on the central directory"):
            list_parts(longer)

    def test_of_one_byte_more_is_swelling_and_the_exact_size_is_none(self):
        first, last = list_parts(self.whole)
        assert first.start + first.packed_size + 30 + 1 == last.start
        with pytest.raises(SwellingError, match="b"):
            list_parts(patch(self.whole, ENTRY, 20, long(first.packed_size + 2)))


@pytest.fixture(params=[True, False], ids=["small archive", "large archive"])
def size(request, monkeypatch):
    """Read parts at once, and piece by piece as those of a large archive."""
    if not request.param:
        monkeypatch.setattr(zip_parts, "_SMALL_ARCHIVE_BYTES", 0)
    yield request.param
    list_parts.cache_clear()


class TestOpening:
    """The first bytes of a part, once its size and checksum have been seen to be right."""

    def changed(self, **fields):
        """Return an archive with one part, and the part with another statement about itself."""
        content = archive({f"{sorted(fields)}": B * 400})
        (part,) = list_parts(content)
        return content, part._replace(**fields)

    @pytest.mark.parametrize("limit", [0, 1, 768, 10**6])
    @pytest.mark.parametrize("method", [STORED_METHOD, DEFLATED_METHOD])
    def test_is_as_long_as_wanted_or_as_the_part(self, size, method, limit):
        content = archive({f"{size}{limit}": B}, method)
        assert read_opening(content, list_parts(content)[0], limit) == B[:limit]

    def test_of_a_part_longer_than_stated_is_swelling(self):
        content, part = self.changed(unpacked_size=len(B) * 400 - 1)
        with pytest.raises(SwellingError):
            read_opening(content, part, 10)

    @pytest.mark.parametrize("fields", [{"unpacked_size": len(B) * 400 + 1}, {"crc": 7}])
    def test_of_a_part_shorter_than_stated_or_of_another_checksum_is_damage(self, fields):
        content, part = self.changed(**fields)
        with pytest.raises(DamagedError):
            read_opening(content, part, 10)


class TestWholePart:
    def test_is_there_for_a_sound_part_of_a_small_archive(self):
        content = archive({"a": A, "b": B})
        assert [get_whole_part(content, part) for part in list_parts(content)] == [A, B]

    @pytest.mark.parametrize("method", [STORED_METHOD, DEFLATED_METHOD])
    def test_is_none_when_the_checksum_is_wrong(self, method):
        content = patch(archive({"a": A, "b": B}, method), ENTRY, 16, long(7))
        whole_parts = [get_whole_part(content, part) for part in list_parts(content)]
        assert whole_parts == [None, B]

    @pytest.mark.parametrize("stated", [len(A) - 1, len(A) + 1])
    def test_is_none_when_the_size_is_wrong(self, stated):
        for method in (STORED_METHOD, DEFLATED_METHOD):
            content = patch(archive({"a": A}, method), ENTRY, 24, long(stated))
            assert get_whole_part(content, list_parts(content)[0]) is None

    def test_is_none_of_a_method_that_nobody_knows_and_of_bytes_that_do_not_unpack(self):
        unknown = patch(archive({"a": A}), ENTRY, 10, b"\x0c")
        assert get_whole_part(unknown, list_parts(unknown)[0]) is None
        content = archive({"a": A})
        (part,) = list_parts(content)
        broken = content[: part.start] + b"\xff" * 5 + content[part.start + 5 :]
        assert get_whole_part(broken, list_parts(broken)[0]) is None
        assert b"".join(unpack_pieces(broken, part)) == b""

    def test_is_listed_with_its_part(self, monkeypatch):
        content = patch(archive({"a": A, "b": B}), ENTRY, 16, long(7))
        assert list_whole_parts(content) == tuple(zip(list_parts(content), [None, B], strict=True))
        monkeypatch.setattr(zip_parts, "_SMALL_ARCHIVE_BYTES", len(A))
        large = archive({"a": A, "b": A})
        assert list_whole_parts(large) == tuple((part, None) for part in list_parts(large))

    def test_is_none_of_another_archive(self):
        stranger = ArchivePart("a", False, 0, 0, 1, 1, 0)
        assert get_whole_part(archive({"a": A}), stranger) is None


@pytest.mark.parametrize("method", [STORED_METHOD, DEFLATED_METHOD])
@pytest.mark.parametrize("length", [0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 1 << 18])
def test_pieces_are_small_and_together_the_part(method, length):
    data = (B * (length // len(B) + 1))[:length]
    content = archive({"a": data}, method)
    pieces = list(unpack_pieces(content, list_parts(content)[0]))
    assert b"".join(pieces) == data
    assert max(map(len, pieces), default=0) <= 1 << 16
