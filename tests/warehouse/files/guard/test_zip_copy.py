"""An archive written anew out of its parts: what was examined, and nothing else."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.files.guard import zip_parts
from warehouse.files.guard.zip_copy import rewrite_archive

PACKED = st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)


def archive(parts: dict[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", packed) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return content.getvalue()


def held_by(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {info.filename: package.read(info) for info in package.infolist()}


@given(st.dictionaries(NAMES, st.binary(max_size=300), min_size=1, max_size=6), PACKED)
def test_every_part_is_there_as_it_was_and_unpacked(parts, packed):
    content = archive(parts, packed)
    again = rewrite_archive(content)
    assert held_by(again) == held_by(content)
    assert {part.method for part in zip_parts.list_parts(again)} == {zip_parts.STORED_METHOD}


def test_what_is_written_anew_is_written_the_same_again():
    content = rewrite_archive(archive({"a.xml": b"a" * 5000, "phụ lục.xml": b""}))
    assert rewrite_archive(content) == content


def test_another_name_that_a_part_gives_itself_is_not_believed():
    """Two readers of one archive may believe two names: here the directory's alone is left."""
    content = archive({"xl/sheet1.xml": b"<shown/>"})
    lying = content.replace(b"xl/sheet1.xml", b"xl/sheet2.xml", 1)
    assert lying != content
    assert b"xl/sheet2.xml" not in rewrite_archive(lying)
    assert held_by(rewrite_archive(lying)) == {"xl/sheet1.xml": b"<shown/>"}


def other_checksum() -> bytes:
    content = archive({"a.xml": b"a" * 100}, zipfile.ZIP_STORED)
    return content.replace(b"a" * 100, b"a" * 99 + b"b")


@pytest.mark.parametrize(
    "content",
    [
        b"no archive",
        b"",
        archive({}),
        archive({"a.xml": b"a" * 100})[:-8],
        other_checksum(),
        archive({"a.bin": bytes(5 << 20)}),
        archive({"q" * 30_000: b"a"}).replace(b"q", b"\xff"),
        b"behind " + archive({"a.xml": b"a"}),
    ],
    ids=[
        "no archive",
        "nothing",
        "no parts",
        "cut short",
        "another checksum",
        "large",
        "a long name that is no text",
        "behind other bytes",
    ],
)
def test_what_is_no_small_archive_of_sound_parts_comes_back_as_it_is(content):
    assert rewrite_archive(content) == content
