"""A damaged database is named, whatever was harmed and wherever; a refusal of the system is not."""

import random
import struct

import duckdb
import pytest

from tests.sampling import choose_count
from warehouse.database_errors import DamagedDatabaseError, OutdatedError, report_damage
from warehouse.store import Store

SEED = 15


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Write the content of a database with tables of several blocks."""
    path = tmp_path_factory.mktemp("sound") / "x.duckdb"
    with Store(path) as store:
        for name in ("a", "b", "c"):
            store.execute(
                f"CREATE TABLE {name} AS SELECT i, md5(i::VARCHAR) AS t FROM range(20000) r(i)"
            )
    return path.read_bytes()


def read_all(path, *, read_only=True):
    with Store(path, read_only=read_only) as store:
        for name in ("a", "b", "c"):
            store.query_rows(f"SELECT * FROM {name}")
            store.query_arrow(f"SELECT * FROM {name}")


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_cut_anywhere_is_damaged(sound, tmp_path, read_only):
    path, draw = tmp_path / "x.duckdb", random.Random(SEED)
    lengths = [1, 100, 4096, 12288, *(draw.randrange(1, len(sound)) for _ in range(8))]
    for length in [*lengths, *draw.sample(range(len(sound)), choose_count(200, 0))]:
        path.write_bytes(sound[:length])
        with pytest.raises(DamagedDatabaseError) as caught:
            read_all(path, read_only=read_only)
        assert caught.value.path == path, length


def test_a_file_with_a_garbled_block_is_damaged_or_read_to_its_end(sound, tmp_path):
    path, draw, damaged = tmp_path / "x.duckdb", random.Random(SEED), []
    for start in draw.sample(range(0, len(sound), 4096), choose_count(200, 12)):
        path.write_bytes(sound[:start] + draw.randbytes(4096) + sound[start + 4096 :])
        try:
            read_all(path)
        except DamagedDatabaseError as error:
            damaged.append(error.path)
    assert len(damaged) > 5
    assert set(damaged) == {path}


def test_an_attached_file_is_the_one_that_is_named(sound, tmp_path):
    damaged, missing = tmp_path / "damaged.duckdb", tmp_path / "missing.duckdb"
    damaged.write_bytes(sound[:5000] + bytes([sound[5000] ^ 1]) + sound[5001:])
    with Store(tmp_path / "open.duckdb") as store:
        for path in (damaged, missing):
            with (
                pytest.raises(DamagedDatabaseError) as caught,
                store.attach_database(path, "other"),
            ):
                pass
            assert caught.value.path == path
        damaged.write_bytes(sound)
        with store.attach_database(damaged, "other"):
            assert store.query_rows("SELECT count(*) FROM other.a") == [(20000,)]


@pytest.mark.parametrize("harmed", ["open.duckdb", "attached.duckdb"])
def test_of_two_files_the_one_is_named_whose_block_is_damaged(sound, tmp_path, harmed):
    """A wrong checksum names no file: a damaged register was called a damaged publication."""
    for name in ("open.duckdb", "attached.duckdb"):
        blocks = bytearray(sound)
        if name == harmed:
            for start in range(3 * 4096 + (1 << 18), len(sound), 1 << 18):
                blocks[start + 5000] ^= 1
        (tmp_path / name).write_bytes(blocks)
    tables = ("a", "other.a", "b", "other.b", "c", "other.c")
    sums = ", ".join(f"(SELECT sum(hash(t)) FROM {name} AS t)" for name in tables)
    with (
        Store(tmp_path / "open.duckdb") as store,
        store.attach_database(tmp_path / "attached.duckdb", "other"),
        pytest.raises(DamagedDatabaseError) as caught,
    ):
        store.query_rows(f"SELECT {sums}")
    assert caught.value.path == tmp_path / harmed


@pytest.mark.parametrize("content", [b"", b"garbled!" * 4096])
def test_a_file_that_is_no_database_is_damaged_and_an_error_of_the_database(content, tmp_path):
    path = tmp_path / "x.duckdb"
    path.write_bytes(content)
    with pytest.raises(duckdb.Error, match="is damaged, missing or of another version") as caught:
        Store(path, read_only=True)
    assert isinstance(caught.value, DamagedDatabaseError)


def test_what_the_system_refuses_is_no_damage(tmp_path):
    (tmp_path / "x.duckdb").mkdir()
    with pytest.raises(duckdb.IOException, match="Is a directory"):
        Store(tmp_path / "x.duckdb", read_only=True)
    path = tmp_path / "x"
    for refusal in ("No space left on device", "Could not set lock: Conflicting lock is held"):
        with pytest.raises(duckdb.IOException), report_damage([path], is_opening=True):
            raise duckdb.IOException(f'IO Error: "{path}": {refusal}')


def test_a_query_of_another_file_or_table_says_nothing_of_the_database(sound, tmp_path):
    path = tmp_path / "x.duckdb"
    path.write_bytes(sound)
    with Store(path, read_only=True) as store:
        with pytest.raises(duckdb.IOException, match="No files found"):
            store.query_rows("FROM 'other.csv'")
        with pytest.raises(OutdatedError):
            store.query_rows("FROM nowhere")


def test_a_file_of_a_later_duckdb_is_of_another_version(sound, tmp_path):
    header = bytearray(sound[8:4096])
    header[4:12] = struct.pack("<Q", 9999)
    checksum = 5381
    for (word,) in struct.iter_unpack("<Q", header):
        checksum ^= (word * 0xBF58476D1CE4E5B9) % (1 << 64)
    path = tmp_path / "x.duckdb"
    path.write_bytes(struct.pack("<Q", checksum) + bytes(header) + sound[4096:])
    with pytest.raises(DamagedDatabaseError, match="storage version number 9999"):
        Store(path, read_only=True)
