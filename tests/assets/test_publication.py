"""Publications: made whole beside the others, put in force in one step, dropped when old."""

import hashlib
import json
import os
import shutil
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from assets import publication
from assets.outbox.publication_ledger import (
    PUBLICATIONS_TABLE,
    RecordedPublication,
    list_publications,
)
from assets.raw.layout_decisions import (
    LAYOUT_DECISIONS_TABLE,
    LayoutDecision,
    record_layout_decision,
)
from assets.raw.taught_labels import TAUGHT_LABELS_TABLE, record_taught_label
from assets.recovery.checksums import get_sums_file, read_checksums
from assets.retention import Retention
from assets.run_context import RunContext
from tests import spec
from warehouse.forms.taught_label import TaughtLabel
from warehouse.home import PAGE_FILE, WAREHOUSE_FILE, Home
from warehouse.home_identity import PROGRAM_VERSION
from warehouse.store import Store

ONE = """
submission | unit      | period  | comm_sessions
s1         | DK-DAPHUC | 2023-01 | 3
"""
LIMIT = Retention().publications
MOMENT = spec.moment(date(2023, 8, 1))
NUMBERED = RecordedPublication(MOMENT, "catalogue-hash", 7, publication=1)


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "register.duckdb"
    spec.register(ONE, path)
    return path


@pytest.fixture
def context(tmp_path, register):
    home = Home(tmp_path / "home")
    home.create_folders()
    shutil.copy(register, home.register_file)
    return RunContext(home, spec.catalogue(), MOMENT)


def is_current(context):
    return publication.is_publication_current(
        context.home, publication.compute_fingerprint(context)
    )


def put(context, text):
    """Publish a warehouse that says one thing, and a page that says the same."""
    publication.create_draft(context)
    with Store(context.home.draft_snapshot) as store:
        store.execute("CREATE TABLE texts AS SELECT ? AS text", [text])
    (context.home.draft_office / PAGE_FILE).write_text(text, encoding="utf-8")
    (context.home.draft_public / PAGE_FILE).write_text(f"public {text}", encoding="utf-8")
    publication.write_versions(context.home.draft_office, {"texts": text})
    return publication.publish_draft(context, NUMBERED)


def read_text_of(path):
    with Store(path, read_only=True) as store:
        return store.query_rows("FROM texts")[0][0]


def in_force(context):
    return read_text_of(context.home.snapshot_file), context.home.page_file.read_text(
        encoding="utf-8"
    )


def published(home):
    return {p.name for p in home.published_folder.iterdir() if not p.is_symlink()}


def days(context, count):
    """Return the context on days on which different numbers of reports are due."""
    return [
        replace(context, run_at=spec.moment(date(2021 + n // 12, 1 + n % 12, 28)))
        for n in range(count)
    ]


def test_the_list_of_checksums_is_true_of_every_file_but_itself(context):
    put(context, "one")
    folder = context.home.current_publication.resolve()
    sums = read_checksums(get_sums_file(folder))
    files = {path for path in folder.rglob("*") if path.is_file()} - {get_sums_file(folder)}
    assert context.home.snapshot_file.resolve() in files
    assert sums == {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


# What is in force


def test_nothing_is_in_force_at_first(context):
    assert publication.read_current_record(context.home) == {}
    assert not is_current(context)


def test_a_publication_is_in_force_once_it_is_put_there(context):
    target = put(context, "first")
    assert context.home.current_publication.resolve() == target
    assert in_force(context) == ("first", "first")
    assert is_current(context)
    assert not context.draft_folder.exists()


def test_a_publication_says_what_it_was_made_from(context):
    put(context, "first")
    assert publication.read_current_record(context.home) == {
        "fingerprint": publication.compute_fingerprint(context),
        "as_of": "2023-08-01",
        "catalogue": context.catalogue.fingerprint,
        "version": PROGRAM_VERSION,
        "publication": asdict(NUMBERED) | {"published_at": MOMENT.isoformat()},
        "files": {
            name: hashlib.sha256((context.home.current_publication / name).read_bytes()).hexdigest()
            for name in (
                "office/data_versions.json",
                "office/index.html",
                "office/warehouse.duckdb",
                "public/index.html",
            )
        },
    }


def test_the_home_may_be_moved_elsewhere_whole(context, tmp_path):
    put(context, "first")
    moved = replace(context, home=Home(context.home.root.rename(tmp_path / "elsewhere")))
    assert in_force(moved) == ("first", "first")
    assert is_current(moved)


def get_modes(folder):
    return {
        str(path.relative_to(folder)): oct(path.stat().st_mode & 0o7777)
        for path in (folder, *folder.rglob("*"))
    }


def test_both_halves_are_in_force_together_each_with_its_rights(context):
    target = put(context, "first")
    assert get_modes(target) == {
        ".": "0o711",
        "office": "0o700",
        "office/SHA256SUMS": "0o600",
        "office/data_versions.json": "0o600",
        "office/index.html": "0o600",
        "office/publication.json": "0o600",
        "office/warehouse.duckdb": "0o600",
        "public": "0o755",
        "public/index.html": "0o644",
    }
    assert context.home.public_page_file.read_text(encoding="utf-8") == "public first"


PUBLISHED_FILES = (
    "office/data_versions.json",
    "office/index.html",
    "office/warehouse.duckdb",
    "public/index.html",
)


def flip_byte(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("name", PUBLISHED_FILES)
@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b""), flip_byte])
def test_a_publication_with_a_damaged_file_is_built_again(context, name, harm):
    put(context, "first")
    harm(context.home.current_publication / name)
    assert not is_current(context)
    put(context, "first")
    assert is_current(context)
    assert len(published(context.home)) == 1


@pytest.mark.parametrize("text", ["", "{", "[]", "{}"])
def test_a_publication_without_a_sound_record_is_built_again(context, text):
    put(context, "first")
    context.home.record.write_text(text, encoding="utf-8")
    assert not is_current(context)


def test_a_damaged_publication_stands_until_its_successor_is_complete(context, monkeypatch):
    put(context, "first")
    context.home.public_page_file.unlink()
    with monkeypatch.context() as patch:
        patch.setattr(publication, "_move_pointer", lambda *_: killed())
        with pytest.raises(KeyboardInterrupt):
            put(context, "second")
    assert read_text_of(context.home.snapshot_file) == "first"
    put(context, "second")
    assert in_force(context) == ("second", "second")


def test_a_folder_in_the_place_of_the_pointer_is_replaced_and_stays_as_a_copy(context):
    target = put(context, "first")
    context.home.current_publication.unlink()
    shutil.copytree(target, context.home.current_publication)
    assert not is_current(context)
    put(context, "second")
    assert in_force(context) == ("second", "second")
    assert is_current(context)
    assert read_text_of(context.home.published_folder / "copy/office" / WAREHOUSE_FILE) == "first"


# A publication of an earlier version: one folder


def publish_one_folder(context, name="0123456789abcdef"):
    folder = context.home.published_folder / name
    folder.mkdir()
    with Store(folder / WAREHOUSE_FILE) as store:
        store.execute("CREATE TABLE texts AS SELECT 'old' AS text")
    (folder / PAGE_FILE).write_text("old", encoding="utf-8")
    fingerprint = publication.compute_fingerprint(context)
    (folder / "publication.json").write_text(
        json.dumps({"fingerprint": fingerprint}), encoding="utf-8"
    )
    publication.write_versions(folder, {"texts": "old"})
    context.home.current_publication.symlink_to(name)
    return folder


def test_a_publication_of_one_folder_is_read_until_the_next_one(context):
    publish_one_folder(context)
    assert in_force(context) == ("old", "old")
    assert publication.read_versions(context.home.office_folder) == {"texts": "old"}
    assert not is_current(context)
    put(context, "first")
    assert in_force(context) == ("first", "first")
    assert is_current(context)


def test_a_publication_of_one_folder_goes_when_it_is_old(context):
    folder = publish_one_folder(context)
    for n, day in enumerate(days(context, LIMIT)):
        assert folder.exists()
        put(day, str(n))
    assert not folder.exists()


# When it is made anew


def test_the_same_register_and_day_ask_for_nothing_new(context):
    put(context, "first")
    with Store(context.home.register_file) as register:
        register.execute("CHECKPOINT")
    assert is_current(context)
    assert is_current(replace(context, run_at=MOMENT.replace(day=2)))


def another_report(context):
    with Store(context.home.register_file) as register:
        register.execute(
            "INSERT INTO raw.submissions BY NAME "
            "SELECT * REPLACE ('s2' AS submission) FROM raw.submissions"
        )
    return context


def another_label(context):
    with Store(context.home.register_file) as register:
        register.create_table(TAUGHT_LABELS_TABLE)
        label = TaughtLabel("Số án", "court", "cases_accepted")
        record_taught_label(register, label, "taught", person="Hoa", happened_at=MOMENT)
    return context


def another_layout(context):
    with Store(context.home.register_file) as register:
        register.create_table(LAYOUT_DECISIONS_TABLE)
        decision = LayoutDecision(
            "accepted", "DK-TA-court-1", "court", "layout: x", "p", "0" * 64, "Hoa", MOMENT
        )
        record_layout_decision(register, decision)
    return context


def another_catalogue(context):
    return replace(context, catalogue=replace(context.catalogue, fingerprint="another"))


def more_is_due(context):
    return replace(context, run_at=spec.moment(date(2023, 9, 30)))


def another_language(context):
    return replace(context, lang="en")


def a_day_that_is_set(context):
    return replace(context, is_day_set=True)


def an_event(context, until="NULL"):
    with Store(context.home.register_file) as register:
        register.execute(
            "INSERT INTO raw.finding_events BY NAME SELECT 'f' AS finding, 1 AS sequence, "
            "'acknowledged' AS event, now() AS happened_at, 'W-RANGE-001' AS code, "
            f"'warning' AS severity, 's1' AS submission, {until} AS until"
        )
    return context


@pytest.mark.parametrize(
    "changed",
    [
        another_report,
        another_label,
        another_layout,
        another_catalogue,
        more_is_due,
        another_language,
        a_day_that_is_set,
        an_event,
    ],
)
def test_whatever_a_publication_depends_on_asks_for_a_new_one(context, changed):
    put(context, "first")
    assert not is_current(changed(context))


def test_an_acknowledgement_that_is_over_asks_for_a_new_one_once(context):
    put(an_event(context, "DATE '2023-08-02'"), "first")
    assert is_current(replace(context, run_at=MOMENT.replace(day=2, hour=23)))
    over = replace(context, run_at=MOMENT.replace(day=3))
    assert not is_current(over)
    put(over, "second")
    assert is_current(replace(context, run_at=MOMENT.replace(day=4)))


def test_a_report_that_waits_no_longer_asks_for_a_new_one_once(context):
    with Store(context.home.register_file) as register:
        register.create_table("raw.layout_waits")
        register.execute(
            "INSERT INTO raw.layout_waits SELECT submission, 'court', 'DK-TA', '2023-Q1', "
            "DATE '2023-08-02', now() FROM raw.submissions LIMIT 1"
        )
    put(context, "first")
    assert is_current(replace(context, run_at=MOMENT.replace(day=2, hour=23)))
    over = replace(context, run_at=MOMENT.replace(day=3))
    assert not is_current(over)
    put(over, "second")
    assert is_current(replace(context, run_at=MOMENT.replace(day=4)))


def test_new_code_asks_for_a_new_one(context, monkeypatch):
    put(context, "first")
    monkeypatch.setattr("assets.publication.hash_code", lambda: "another version")
    assert not is_current(context)


# Readers


def test_the_pointer_is_never_away_and_never_to_something_half_made(context, monkeypatch):
    """Whatever moment a reader chooses, it finds one whole publication."""
    put(context, "first")
    contents = set()

    def look(call):
        def replacement(*arguments, **keywords):
            contents.add(in_force(context))
            done = call(*arguments, **keywords)
            contents.add(in_force(context))
            return done

        return replacement

    for owner, name in (
        (Path, "replace"),
        (Path, "symlink_to"),
        (Path, "unlink"),
        (Path, "write_text"),
        (publication.shutil, "rmtree"),
    ):
        monkeypatch.setattr(owner, name, look(getattr(owner, name)))
    later = replace(more_is_due(context), retention=Retention(publications=1))
    publication.publish_draft(with_draft(later, "second"), NUMBERED)
    assert contents == {("first", "first"), ("second", "second")}


def with_draft(context, text):
    publication.create_draft(context)
    with Store(context.home.draft_snapshot) as store:
        store.execute("CREATE TABLE texts AS SELECT ? AS text", [text])
    (context.home.draft_office / PAGE_FILE).write_bytes(text.encode())
    (context.home.draft_public / PAGE_FILE).write_bytes(text.encode())
    return context


def test_whoever_reads_the_old_snapshot_keeps_it_until_the_end(context):
    context = replace(context, retention=Retention(publications=1))
    first = put(context, "first")
    with Store(context.home.snapshot_file, read_only=True) as reader:
        put(more_is_due(context), "second")
        assert not first.exists()
        assert reader.query_rows("FROM texts") == [("first",)]
        assert in_force(context) == ("second", "second")


# Old publications


def test_the_last_ones_stay_and_older_ones_go(context):
    targets = [put(day, str(n)) for n, day in enumerate(days(context, LIMIT + 2))]
    assert len({target.name for target in targets}) == LIMIT + 2
    assert published(context.home) == {t.name for t in targets[-LIMIT:]}
    assert in_force(context)[0] == str(LIMIT + 1)


def test_what_is_in_force_stays_even_if_it_is_the_oldest(context):
    first, *others = [put(day, str(n)) for n, day in enumerate(days(context, LIMIT))]
    put(days(context, 1)[0], "0 again")  # the same day once more: the folder is made anew
    os.utime(first, (0, 0))
    publication._delete_old_publications(context.home, LIMIT)
    assert published(context.home) == {first.name, *(t.name for t in others)}
    assert in_force(context)[0] == "0 again"


def test_the_folder_of_a_disk_is_no_old_publication(context):
    """Where `published/` is the top of a disk, its owner is root: a night may not delete it."""
    folder = context.home.published_folder / "lost+found"
    folder.mkdir()
    os.utime(folder, (0, 0))
    put(context, "first")
    assert publication._delete_old_publications(context.home, 1) == 0
    assert folder.exists()


# Runs that were killed


def test_the_draft_of_a_killed_run_is_thrown_away(context):
    draft = publication.create_draft(context)
    context.home.draft_snapshot.write_bytes(b"half of it")
    (draft / "left over.html").write_bytes(b"old")
    assert list(publication.create_draft(context).iterdir()) == []
    publication.discard_draft(context.home)
    assert not context.draft_folder.exists()
    publication.discard_draft(context.home)


def killed():
    raise KeyboardInterrupt


@pytest.mark.parametrize("step", ["_move_pointer", "_delete_old_publications", "sync_path"])
def test_a_run_killed_while_publishing_leaves_a_whole_publication_and_can_be_repeated(
    context, monkeypatch, step
):
    put(context, "first")
    later = more_is_due(context)
    with monkeypatch.context() as patch:
        patch.setattr(publication, step, lambda *_: killed())
        with pytest.raises(KeyboardInterrupt):
            put(later, "second")
    assert in_force(context) == (
        ("second",) * 2 if step == "_delete_old_publications" else ("first",) * 2
    )
    put(later, "second")
    assert in_force(context) == ("second", "second")
    assert is_current(later)
    assert {p.name for p in context.home.published_folder.iterdir()} == published(context.home) | {
        "current"
    }


def test_a_pointer_half_moved_by_a_killed_run_stands_in_nobodys_way(context):
    put(context, "first")
    (context.home.published_folder / ".current.new").symlink_to("nowhere")
    put(more_is_due(context), "second")
    assert in_force(context) == ("second", "second")


def test_the_data_versions_are_published_with_the_tables(context):
    put(context, "first")
    assert publication.read_versions(context.home.office_folder) == {"texts": "first"}
    assert is_current(context)


def test_a_publication_that_a_killed_run_left_out_of_the_register_is_adopted(context):
    put(context, "first")
    with Store(context.home.register_file) as register:
        publication.adopt_publication(context.home, register)
        publication.adopt_publication(context.home, register)
        assert list_publications(register) == {1: NUMBERED}


def test_without_a_publication_there_is_none_to_adopt(context):
    with Store(context.home.register_file) as register:
        register.create_table(PUBLICATIONS_TABLE)
        publication.adopt_publication(context.home, register)
        assert list_publications(register) == {}
