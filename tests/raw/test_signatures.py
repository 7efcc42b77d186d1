"""Signed reports: keys are made and files are signed here, as an office does it with minisign."""

from dataclasses import replace
from datetime import timedelta

import pytest
from minisign import KeyPair

from assets.intake import ingest_inbox
from assets.raw import inbox
from assets.raw.connectors.connector import SourceFile
from assets.raw.connectors.inbox_placement import release_files, stage_file
from assets.raw.signatures import read_signed_words
from tests.sent import CATALOGUE, RECEIVED, new_home, register_of, schools, send
from warehouse.catalogue import Sender

KEYS = KeyPair.generate()
OTHER_KEYS = KeyPair.generate()
RIGHT = "DK-GDDT 2023-H1"


def public_text(keys):
    return bytes(keys.public_key).decode().splitlines()[-1]


def signed(content, keys=KEYS, comment=RIGHT):
    return bytes(keys.secret_key.sign(content, trusted_comment=comment))


@pytest.fixture
def home(tmp_path):
    return new_home(tmp_path / "home")


def put(home, name="a.xlsx", keys=KEYS, comment=RIGHT, **values):
    """Drop a report and its signature; without keys there is none."""
    path = home.inbox_folder / name
    send(path, schools(**values))
    if keys:
        signature = signed(path.read_bytes(), keys, comment)
        (home.inbox_folder / f"{name}.minisig").write_bytes(signature)
    return path


def take_in(home, signature="optional", public_keys=None):
    """Register the inbox; return the codes of errors and the reasons to wait of every report."""
    binding = Sender(
        sender="van_thu",
        source="inbox",
        units=("DK",),
        public_keys=(public_text(KEYS),) if public_keys is None else public_keys,
        signature=signature,
        basis="CV 1",
    )
    with register_of(home) as register:
        ingest_inbox(home, replace(CATALOGUE, senders=(binding,)), register)
        return register.query_rows(
            "SELECT (SELECT list(code) FROM raw.findings AS f WHERE f.submission = s.submission), "
            "(SELECT list(reason) FROM raw.holds AS h WHERE h.submission = s.submission) "
            "FROM raw.submissions AS s ORDER BY submission"
        )


@pytest.mark.parametrize("signature", ["optional", "required"])
def test_a_right_signature_is_accepted_and_goes_with_its_file(home, signature):
    put(home)
    assert take_in(home, signature) == [(None, None)]
    assert sorted(p.name for p in home.processed_folder.iterdir()) == ["a.xlsx", "a.xlsx.minisig"]


@pytest.mark.parametrize(
    ("keys", "comment"),
    [
        (OTHER_KEYS, RIGHT),
        (KEYS, "DK-CA 2023-H1"),
        (KEYS, "DK-GDDT 2023-H2"),
        (KEYS, "DK-GDDT2 x2023-H1"),
        (KEYS, ""),
    ],
)
def test_a_signature_of_another_key_unit_or_period_is_refused(home, keys, comment):
    put(home, keys=keys, comment=comment)
    assert take_in(home) == [(["E-SIGN-001"], None)]


def test_a_file_changed_after_it_was_signed_is_refused(home):
    signature = put(home).with_name("a.xlsx.minisig").read_bytes()
    put(home, keys=None, school_sessions=31)
    (home.inbox_folder / "a.xlsx.minisig").write_bytes(signature)
    assert take_in(home) == [(["E-SIGN-001"], None)]


@pytest.mark.parametrize("content", [b"", b"x", b"\xff" * 400, b"a\nb\nc\nd", b"A" * 5000])
def test_what_is_no_signature_is_a_wrong_one(home, content):
    put(home).with_name("a.xlsx.minisig").write_bytes(content)
    assert take_in(home) == [(["E-SIGN-001"], None)]


def test_the_trusted_comment_cannot_be_replaced(home):
    path = put(home, comment="DK-CA 2023-H1").with_name("a.xlsx.minisig")
    path.write_bytes(path.read_bytes().replace(b"DK-CA 2023-H1", RIGHT.encode()))
    assert take_in(home) == [(["E-SIGN-001"], None)]


def test_the_same_file_with_the_right_signature_mends_a_wrong_one(home):
    put(home, keys=OTHER_KEYS)
    take_in(home)
    (home.processed_folder / "a.xlsx").rename(home.inbox_folder / "a.xlsx")
    content = (home.inbox_folder / "a.xlsx").read_bytes()
    (home.inbox_folder / "a.xlsx.minisig").write_bytes(signed(content))
    assert take_in(home) == [(["E-SIGN-001"], None), (None, None)]


def test_a_missing_one_is_what_the_catalogue_says(home):
    put(home, keys=None)
    put(home, "b.xlsx", keys=None, school_sessions=31)
    assert take_in(home, "required") == [(None, ["unsigned"]), (None, ["unsigned"])]


def test_a_missing_one_that_is_optional_is_nothing(home):
    put(home, keys=None)
    assert take_in(home) == [(None, None)]


def test_without_keys_no_signature_is_looked_at(home):
    put(home, keys=OTHER_KEYS)
    assert take_in(home, public_keys=()) == [(None, None)]


def test_any_key_of_the_sender_will_do_and_a_broken_one_does_no_harm(home):
    path = put(home)
    keys = ("RW" + "Q" * 54, public_text(OTHER_KEYS), public_text(KEYS))
    signature = path.with_name("a.xlsx.minisig")
    assert read_signed_words(path, signature, keys) == {"DK-GDDT", "2023-H1"}
    assert read_signed_words(path, signature, keys[:2]) is None


def test_a_lone_signature_stays_and_is_named(home):
    (home.inbox_folder / "b.xlsx.minisig").write_bytes(b"x")
    assert inbox.list_file_states(home.inbox_folder) == {}
    assert inbox.is_inbox_empty(home.inbox_folder)
    assert inbox.list_irregular_files(home.inbox_folder) == ("b.xlsx.minisig",)
    put(home, "b.xlsx", keys=None)
    assert inbox.list_irregular_files(home.inbox_folder) == ()


def test_a_link_is_no_signature(home, tmp_path):
    path = put(home, keys=None)
    (tmp_path / "s").write_bytes(signed(path.read_bytes()))
    path.with_name("a.xlsx.minisig").symlink_to(tmp_path / "s")
    (delivery,) = inbox.list_ready_deliveries(home.inbox_folder)
    assert delivery.signature is None


def test_two_offices_may_sign_files_of_one_name(home, tmp_path):
    put(home, "a.xlsx")
    send(tmp_path / "a.xlsx", schools(school_sessions=31))
    content = (tmp_path / "a.xlsx").read_bytes()
    files = {"a.xlsx.minisig": signed(content), "a.xlsx": content}
    staged_files = []
    for part, (name, file_content) in enumerate(files.items(), 1):
        (tmp_path / "part").write_bytes(file_content)
        file = SourceFile(name, (tmp_path / "part").open("rb"))
        staged_files.append(stage_file(home.inbox_folder, file, RECEIVED + timedelta(1), part))
    release_files(home.inbox_folder, staged_files)
    deliveries = inbox.list_ready_deliveries(home.inbox_folder)
    assert [d.signature.name for d in deliveries] == [f"{d.path.name}.minisig" for d in deliveries]
    assert take_in(home, "required") == [(None, None), (None, None)]
