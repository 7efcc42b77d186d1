"""The hash of a file is that of its bytes."""

import hashlib

from warehouse.file_hash import hash_file


def test_the_hash_of_a_file_is_that_of_its_bytes(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"abc" * 100_000)
    assert hash_file(path) == hashlib.sha256(b"abc" * 100_000).hexdigest()
