"""The identity of a home: written once, adopted by a home of before, refused when newer."""

import json

import pytest

from warehouse.home import Home
from warehouse.home_identity import (
    PROGRAM_VERSION,
    SCHEMA_VERSION,
    HomeError,
    HomeIdentity,
    check_home,
    prepare_home,
    read_identity,
)


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def write_version(home, version):
    home.root.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"home": "a1", "version": version})
    home.identity_file.write_text(text, encoding="utf-8")


def raise_version(position):
    """Return the version of this program, one higher at a position."""
    numbers = [int(number) for number in PROGRAM_VERSION.split(".")]
    numbers[position] += 1
    return ".".join(map(str, numbers))


def test_a_prepared_home_has_its_folders_and_states_who_writes_there(home):
    prepare_home(home)
    identity = read_identity(home)
    assert identity.version == PROGRAM_VERSION
    assert home.archive_folder.is_dir()
    prepare_home(home)
    assert read_identity(home) == identity


def test_two_homes_have_two_identities(home, tmp_path):
    other = Home(tmp_path / "other")
    prepare_home(home)
    prepare_home(other)
    assert read_identity(home).home != read_identity(other).home


def test_a_mistyped_path_is_refused_and_not_made(home):
    with pytest.raises(HomeError) as caught:
        check_home(home, must_exist=True)
    assert f"sửa --home, hoặc tạo {home.inbox_folder}" in str(caught.value)
    assert not home.root.exists()
    check_home(home, must_exist=False)


@pytest.mark.parametrize("trace", ["inbox/", "register.duckdb", "archive/", "home.json"])
def test_a_home_of_before_is_known_by_its_traces(home, trace):
    home.root.mkdir()
    with pytest.raises(HomeError):
        check_home(home, must_exist=True)
    if trace == "home.json":
        write_version(home, PROGRAM_VERSION)
    elif trace.endswith("/"):
        (home.root / trace).mkdir()
    else:
        (home.root / trace).touch()
    check_home(home, must_exist=True)


@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_home_of_a_newer_version_is_refused_and_left_alone(home, position):
    newer = raise_version(position)
    write_version(home, newer)
    for refuse in (lambda: check_home(home, must_exist=False), lambda: prepare_home(home)):
        with pytest.raises(HomeError, match=f"do phiên bản {newer} viết, mới hơn phiên bản này"):
            refuse()
    assert [path.name for path in home.root.iterdir()] == ["home.json"]


def test_a_home_of_a_newer_schema_is_refused_and_left_alone(home):
    home.root.mkdir()
    text = json.dumps({"home": "a1", "version": PROGRAM_VERSION, "schema": SCHEMA_VERSION + 1})
    home.identity_file.write_text(text, encoding="utf-8")
    with pytest.raises(HomeError, match=r"mới hơn cấu trúc .* hãy cài lại phiên bản"):
        prepare_home(home)
    assert home.identity_file.read_text(encoding="utf-8") == text
    assert [path.name for path in home.root.iterdir()] == ["home.json"]


def test_a_home_from_before_the_schema_gets_one(home):
    write_version(home, PROGRAM_VERSION)
    assert read_identity(home).schema == 0
    prepare_home(home)
    assert read_identity(home).schema == SCHEMA_VERSION


def test_a_home_of_an_older_version_is_taken_over_and_keeps_its_id(home):
    write_version(home, "0.0.9")
    prepare_home(home)
    assert read_identity(home) == HomeIdentity("a1", PROGRAM_VERSION, SCHEMA_VERSION)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}"])
def test_a_damaged_identity_is_made_anew(home, text):
    home.inbox_folder.mkdir(parents=True)
    home.identity_file.write_text(text, encoding="utf-8")
    check_home(home, must_exist=True)
    prepare_home(home)
    assert read_identity(home).version == PROGRAM_VERSION
