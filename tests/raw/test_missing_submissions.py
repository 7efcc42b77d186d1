"""The guard of the publication: which published files are nowhere any more, as a set."""

import hashlib
from datetime import UTC, datetime

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.raw import archive
from assets.raw.missing_submissions import (
    TABLE,
    MissingSubmissionsError,
    count_unknown_archive_files,
    find_missing_files,
    hash_inbox,
    record_accepted_loss,
)
from tests.sent import new_home
from warehouse.journal.settlement import open_register
from warehouse.store import Store

FILES = {name: name.encode() for name in "abcdef"}
HASHES = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
RECEIVED = datetime(2023, 6, 15, tzinfo=UTC)


def names(hashes):
    """Return the files that have these hashes."""
    return {name for name, sha256 in HASHES.items() if sha256 in hashes}


def draw_publication(home, published, refused=(), unsearched=()):
    """Publish files; those refused have a finding that says so."""
    home.office_folder.mkdir(parents=True, exist_ok=True)
    codes = dict.fromkeys(refused, "E-PII-001") | dict.fromkeys(unsearched, "N-PII-001")
    with Store(home.snapshot_file) as store:
        for table in ("core.submissions", "core.findings"):
            store.create_table(table)
        store.append_rows(
            "core.submissions", submissions(published, decision="accepted", is_accepted=True)
        )
        findings = [
            {"submission": f, "code": c, "severity": "error", "message_vi": "a", "remedy_vi": "b"}
            for f, c in codes.items()
        ]
        if findings:
            store.append_rows("core.findings", pa.Table.from_pylist(findings))


def draw_register(home, registered):
    with Store(home.register_file) as store:
        store.create_table("raw.submissions")
        store.append_rows("raw.submissions", submissions(registered))


def submissions(files, **columns):
    rows = [
        {
            "submission": name,
            "sha256": HASHES[name],
            "file_name": f"{name}.xlsx",
            "received_at": RECEIVED,
            "synthetic": False,
            **columns,
        }
        for name in sorted(files)
    ]
    return pa.Table.from_pylist(rows, None if rows else submissions("a", **columns).schema)


def drop(home, files):
    for name in files:
        (home.inbox_folder / name).write_bytes(FILES[name])


@settings(max_examples=15)
@given(published=st.sets(st.sampled_from("abcdef")), data=st.data())
def test_missing_is_published_and_neither_refused_nor_registered_nor_in_the_inbox(
    tmp_path_factory, published, data
):
    home = new_home(tmp_path_factory.mktemp("home") / "home")
    some = st.sets(st.sampled_from("abcdef"))
    registered, delivered = data.draw(some), data.draw(some)
    refused = data.draw(st.sets(st.sampled_from(sorted(published)))) if published else set()
    draw_publication(home, published, refused)
    draw_register(home, registered)
    drop(home, delivered)
    assert names(find_missing_files(home)) == published - refused - registered - delivered


def test_as_many_new_files_do_not_stand_for_those_that_are_gone(tmp_path):
    home = new_home(tmp_path / "home")
    draw_publication(home, "abc")
    draw_register(home, "adef")
    assert names(find_missing_files(home)) == {"b", "c"}


@pytest.mark.parametrize("kind", ["refused", "unsearched"])
def test_files_that_are_purged_are_not_asked_for(tmp_path, kind):
    home = new_home(tmp_path / "home")
    draw_publication(home, "ab", **{kind: "b"})
    assert names(find_missing_files(home)) == {"a"}


def test_a_register_that_only_a_heartbeat_made_counts_as_none(tmp_path):
    home = new_home(tmp_path / "home")
    draw_publication(home, "ab")
    with Store(home.register_file) as register:
        register.create_table("raw.notices")
    assert names(find_missing_files(home)) == {"a", "b"}


def test_a_home_without_a_publication_is_new(tmp_path):
    home = new_home(tmp_path / "home")
    draw_register(home, "a")
    assert find_missing_files(home) == frozenset()


def write_journal(home, files, refused=(), accepted=()):
    """Take files in, the refused ones with a finding; accept the loss of some."""
    with open_register(home) as register:
        for table in ("raw.submissions", "raw.findings", TABLE):
            register.create_table(table)
        with register.begin_transaction():
            register.append_rows("raw.submissions", submissions(files))
            if refused:
                findings = [
                    {
                        "submission": f,
                        "code": "E-PII-001",
                        "severity": "error",
                        "message_vi": "a",
                        "remedy_vi": "b",
                    }
                    for f in refused
                ]
                register.append_rows("raw.findings", pa.Table.from_pylist(findings))
        if accepted:
            with register.begin_transaction():
                record_accepted_loss(register, {HASHES[f] for f in accepted}, "mất", RECEIVED)


@settings(max_examples=10)
@given(data=st.data())
def test_without_a_publication_every_file_of_the_journal_stands_for_it(tmp_path_factory, data):
    """As after a restore whose archive lacks files: the register made anew has none of them."""
    home = new_home(tmp_path_factory.mktemp("home") / "home")
    some = st.sets(st.sampled_from("abcdef"))
    journalled, registered, delivered = data.draw(some), data.draw(some), data.draw(some)
    refused, accepted = data.draw(some), data.draw(some)
    write_journal(home, journalled, refused & journalled, accepted)
    home.register_file.unlink()
    draw_register(home, registered)
    drop(home, delivered)
    lost = journalled - refused - accepted - registered - delivered
    assert names(find_missing_files(home)) == lost


def test_files_that_were_refused_or_given_up_with_a_reason_are_not_asked_for(tmp_path):
    home = new_home(tmp_path / "home")
    write_journal(home, "abcd", refused="c", accepted="d")
    home.register_file.unlink()
    draw_register(home, "a")
    assert names(find_missing_files(home)) == {"b"}


def test_what_a_register_begun_anew_gave_up_is_not_asked_for(tmp_path):
    home = new_home(tmp_path / "home")
    write_journal(home, "ab")
    home.register_file.unlink()
    assert names(find_missing_files(home)) == {"a", "b"}
    open_register(home, may_begin_anew=True).__exit__(None, None, None)
    assert find_missing_files(home) == frozenset()


@pytest.mark.parametrize("harm", ["garbled", "of another version"])
def test_where_the_publication_cannot_be_read_the_archive_stands_for_it(tmp_path, harm):
    home = new_home(tmp_path / "home")
    for name in "ab":
        archive.archive_bytes(
            archive.build_archive_path(home.archive_folder, HASHES[name], f"{name}.xlsx"),
            FILES[name],
        )
    (home.archive_folder / HASHES["a"][:2] / f".{HASHES['c']}.xlsx.7").write_bytes(b"half")
    home.office_folder.mkdir(parents=True)
    if harm == "garbled":
        home.snapshot_file.write_bytes(b"not a database" * 1000)
    else:
        with Store(home.snapshot_file) as store:
            store.execute("CREATE SCHEMA core")
    assert names(find_missing_files(home)) == {"a", "b"}
    draw_register(home, "ab")
    assert find_missing_files(home) == frozenset()


def test_archived_files_that_nobody_knows_are_counted(tmp_path):
    home = new_home(tmp_path / "home")
    for name in "abc":
        archive.archive_bytes(
            archive.build_archive_path(home.archive_folder, HASHES[name], f"{name}.xlsx"),
            FILES[name],
        )
    draw_register(home, "a")
    with Store(home.register_file) as register:
        assert count_unknown_archive_files(home, register) == 2
        drop(home, "b")
        assert count_unknown_archive_files(home, register) == 1


def test_an_accepted_loss_is_a_row_a_file(tmp_path):
    with Store(tmp_path / "register.duckdb") as register:
        record_accepted_loss(register, {HASHES["b"], HASHES["a"]}, "mất đĩa", RECEIVED)
        rows = register.query_rows(f"SELECT sha256, reason, accepted_at FROM {TABLE}")
    assert {(sha256, reason) for sha256, reason, _ in rows} == {
        (HASHES["a"], "mất đĩa"),
        (HASHES["b"], "mất đĩa"),
    }
    assert {moment for *_, moment in rows} == {RECEIVED}


def test_the_error_says_what_can_be_done_in_both_languages():
    text = str(MissingSubmissionsError(3))
    assert "3 tệp mà nhật ký đã ghi" in str(MissingSubmissionsError(3, is_published=False))
    for word in ("`chiso rebuild`", "«chiso rebuild»", "--accept-fewer", "3 tệp", "holds: 3"):
        assert word in text


def test_an_inbox_that_is_gone_holds_no_file(tmp_path):
    assert hash_inbox(tmp_path / "none") == frozenset()
