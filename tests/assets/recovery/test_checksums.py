"""Lists of checksums: what sha256sum reads, complete, and true to what is on the disk."""

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from assets.recovery.checksums import (
    SUMS_FILE,
    get_sums_file,
    hash_files,
    list_changed_files,
    list_damaged_files,
    read_checksums,
    write_sums,
)


def write_publication(folder):
    """Write a publication of two halves, with a name of blanks and letters of Vietnamese."""
    files = {
        "office/index.html": b"trang",
        "office/Bao cao  quy II.xlsx": b"",
        "public/bảng.csv": b"a,b\n",
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return files


def write_checksums(folder):
    """List the checksums of a publication, as it is put in force."""
    target = get_sums_file(folder)
    write_sums(target, hash_files(folder, without=[target]))


def test_a_publication_has_the_sum_of_every_file_but_of_the_list_itself(tmp_path):
    files = write_publication(tmp_path)
    expected = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    for _ in range(2):  # also when there is a list already
        write_checksums(tmp_path)
        assert read_checksums(tmp_path / "office" / SUMS_FILE) == expected
    assert list(list_changed_files(tmp_path)) == []


def test_changed_and_missing_files_are_listed_and_new_files_are_not(tmp_path):
    write_publication(tmp_path)
    write_checksums(tmp_path)
    changed, missing = tmp_path / "office/index.html", tmp_path / "public/bảng.csv"
    changed.write_bytes(b"Trang")
    missing.unlink()
    (tmp_path / "public/new.csv").write_bytes(b"")
    assert set(list_changed_files(tmp_path)) == {changed, missing}
    missing.mkdir()  # a folder is no file
    assert set(list_changed_files(tmp_path)) == {changed, missing}


def test_missing_emptied_and_replaced_files_are_damaged_and_new_files_are_not(tmp_path):
    write_publication(tmp_path)
    hashes = hash_files(tmp_path, without=[tmp_path / "office/index.html"])
    assert set(hashes) == {"office/Bao cao  quy II.xlsx", "public/bảng.csv"}
    assert list_damaged_files(tmp_path, hashes) == []
    (tmp_path / "public/new.csv").write_bytes(b"")
    (tmp_path / "office/index.html").unlink()
    assert list_damaged_files(tmp_path, hashes) == []
    (tmp_path / "public/bảng.csv").write_bytes(b"")
    assert list_damaged_files(tmp_path, hashes) == ["public/bảng.csv"]
    (tmp_path / "office/Bao cao  quy II.xlsx").unlink()
    (tmp_path / "public/bảng.csv").unlink()
    (tmp_path / "public/bảng.csv").mkdir()
    assert sorted(list_damaged_files(tmp_path, hashes)) == sorted(hashes)


def test_without_a_list_nothing_is_known_and_nothing_has_changed(tmp_path):
    write_publication(tmp_path)
    assert read_checksums(tmp_path / "office" / SUMS_FILE) == {}
    assert read_checksums(tmp_path / "office/index.html" / SUMS_FILE) == {}
    assert list(list_changed_files(tmp_path)) == []


def test_the_list_is_sorted_has_two_blanks_and_leaves_no_draft(tmp_path):
    target = tmp_path / SUMS_FILE
    target.write_text("old", encoding="utf-8")
    write_sums(target, {"b": "2" * 64, "a": "1" * 64})
    assert target.read_text(encoding="utf-8") == f"{'1' * 64}  a\n{'2' * 64}  b\n"
    assert list(tmp_path.iterdir()) == [target]


NAMES = st.text(st.characters(categories=["L", "N"], include_characters=" -_./"), min_size=1)


@given(st.dictionaries(NAMES, st.binary(max_size=8), max_size=4))
@settings(max_examples=15, deadline=None)
def test_what_is_written_is_read_again(tmp_path_factory, contents):
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    target = tmp_path_factory.getbasetemp() / "round.sums"
    write_sums(target, sums)
    assert read_checksums(target) == sums
