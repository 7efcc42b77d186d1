"""A night over files that bear the names of people: no name goes further than the inbox."""

import sqlite3
import zipfile
from dataclasses import replace
from hashlib import sha256

import duckdb
import pytest

from tests.pipelines import nights
from tests.sent import arrive, new_home, police, schools, send
from warehouse.periods import parse_period_code

SECRETS = ("Bông", "Thỏ", "Xù", "Xì")
"""Names that no rule of the search knows, so that nothing but the allow list stops them."""


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    nights.warm_up()
    home = new_home(tmp_path_factory.mktemp("named") / "home")
    inbox = home.inbox_folder
    send(inbox / "Thỏ Bông 2023-H1.xlsx", schools())
    faulty = replace(schools(schools_with_activity=99), period=parse_period_code("2022-H2"))
    send(inbox / "gửi Xù T6.xlsx", faulty)
    send(home.root / "report.xlsx", police())
    with zipfile.ZipFile(inbox / "của Bông.zip", "w") as package:
        package.write(home.root / "report.xlsx", "Thỏ/Xù Xì T5.xlsx")
        package.writestr("thư Bông.txt", "Kính gửi quận")
        package.writestr("Xù hỏng.xlsx", b"PK")
    (home.root / "report.xlsx").unlink()
    (inbox / "Xù hỏng.xlsx").write_bytes(b"PK\x03\x04")
    send(inbox / "Nguyễn Thị Bông sinh 1985.xlsx", schools(schools=21))
    for path in inbox.glob("*.*"):
        arrive(path)
    hashes = {sha256(path.read_bytes()).hexdigest() for path in inbox.glob("*.*")}
    (inbox / "Bông.xlsx").symlink_to("/etc/hostname")
    return home, hashes, nights.night(home)


def list_database_texts(path):
    """Return every row of a database as one text."""
    if path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as database:
            tables = database.execute(
                'SELECT format(\'"{}"."{}"\', schema_name, table_name) FROM duckdb_tables()'
            ).fetchall()
            return str([database.execute(f"FROM {table}").fetchall() for (table,) in tables])
    with sqlite3.connect(path) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return str([database.execute(f'SELECT * FROM "{table}"').fetchall() for (table,) in tables])


def list_texts(path):
    """Return the name and the texts of a file, unpacked."""
    texts = [path.name, path.read_bytes().decode("utf-8", "replace")]
    if path.suffix in (".duckdb", ".db"):
        texts.append(list_database_texts(path))
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            texts += [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    return texts


def test_no_name_stands_in_anything_that_is_stored_or_told(story):
    home, _, ended = story
    assert ended.code == 0
    assert [secret for secret in SECRETS if secret in ended.output] == []
    originals = (home.archive_folder, home.refused_folder, home.processed_folder)
    paths = [path for path in home.root.rglob("*") if path.is_file() and not path.is_symlink()]
    derived = [path for path in paths if not set(path.parents) & set(originals)]
    assert {path.suffix for path in derived} >= {".duckdb", ".html", ".xlsx", ".docx", ".db"}
    leaks = {
        (str(path.relative_to(home.root)), secret)
        for path in derived
        for text in list_texts(path)
        for secret in SECRETS
        if secret in text
    }
    assert leaks == set()
    names = [path.name for path in paths if path not in derived]
    assert [name for name in names if any(secret in name for secret in SECRETS)] == []


def test_every_file_is_known_by_its_hash_and_its_reduced_name(story):
    home, hashes, _ = story
    with duckdb.connect(str(home.register_file), read_only=True) as register:
        rows = register.execute("SELECT DISTINCT sha256, file_name FROM raw.submissions").fetchall()
        sheets = register.execute("SELECT sheet FROM raw.submissions WHERE form = 'police'")
        ((sheet,),) = sheets.fetchall()
    assert {sha for sha, _ in rows} == hashes
    assert sorted(name for _, name in rows) == [
        "[tên tệp đã che].xlsx",
        "[tên tệp đã che].xlsx",
        "[tên tệp đã che].zip",
        "gửi … T6.xlsx",
        "… 2023-H1.xlsx",
    ]
    assert sheet.startswith("[[tên tệp đã che]/… T5 #")
    assert len(list(home.returned_folder.glob("gửi … T6 [[]*.xlsx"))) == 1
