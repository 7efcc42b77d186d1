"""Publications: made whole beside the others, put in force in one step, dropped when old."""

import json
import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assets import publication
from assets.run_context import RunContext
from tests import spec
from warehouse.home import VERSIONS_FILE, Home
from warehouse.store import Store

ONE = """
submission | unit      | period  | comm_sessions
s1         | DK-DAPHUC | 2023-01 | 3
"""
MOMENT = spec.moment(date(2023, 8, 1))


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "register.duckdb"
    spec.register(ONE, path)
    return path


@pytest.fixture
def house(tmp_path, register):
    home = Home(tmp_path / "home")
    home.create_folders()
    shutil.copy(register, home.register_file)
    return RunContext(home, spec.catalogue(), MOMENT)


def is_current(house):
    return publication.is_publication_current(house.home, publication.compute_fingerprint(house))


def put(house, said):
    """Publish a warehouse that says one thing, and a page that says the same."""
    publication.create_draft(house)
    with Store(house.home.draft_snapshot) as store:
        store.execute("CREATE TABLE said AS SELECT ? AS words", [said])
    house.home.draft_page.write_text(said, encoding="utf-8")
    publication.write_versions(house.home.draft, {"said": said})
    return publication.publish_draft(house)


def says(path):
    with Store(path, read_only=True) as store:
        return store.query_rows("FROM said")[0][0]


def in_force(house):
    return says(house.home.snapshot_file), house.home.page_file.read_text(encoding="utf-8")


def published(home):
    return {p.name for p in home.published_folder.iterdir() if not p.is_symlink()}


def days(house, count):
    """The same house on days on which different numbers of reports are due."""
    return [
        replace(house, run_at=spec.moment(date(2021 + n // 12, 1 + n % 12, 28)))
        for n in range(count)
    ]


# What is in force


def test_nothing_is_in_force_at_first(house):
    assert publication.read_current_record(house.home) == {}
    assert not is_current(house)


def test_a_publication_is_in_force_once_it_is_put_there(house):
    target = put(house, "first")
    assert house.home.current_publication.resolve() == target
    assert in_force(house) == ("first", "first")
    assert is_current(house)
    assert not house.draft_folder.exists()


def test_a_publication_says_what_it_was_made_from(house):
    put(house, "first")
    assert publication.read_current_record(house.home) == {
        "fingerprint": publication.compute_fingerprint(house),
        "as_of": "2023-08-01",
        "catalogue": house.catalogue.fingerprint,
    }


def test_the_home_may_be_moved_elsewhere_whole(house, tmp_path):
    put(house, "first")
    moved = replace(house, home=Home(house.home.root.rename(tmp_path / "elsewhere")))
    assert in_force(moved) == ("first", "first")
    assert is_current(moved)


# When it is made anew


def test_the_same_register_and_day_ask_for_nothing_new(house):
    put(house, "first")
    with Store(house.home.register_file) as register:
        register.execute("CHECKPOINT")
    assert is_current(house)
    assert is_current(replace(house, run_at=MOMENT.replace(day=2)))


def another_report(house):
    with Store(house.home.register_file) as register:
        register.execute(
            "INSERT INTO raw.submissions BY NAME "
            "SELECT * REPLACE ('s2' AS submission) FROM raw.submissions"
        )
    return house


def another_catalogue(house):
    return replace(house, catalogue=replace(house.catalogue, fingerprint="another"))


def more_is_due(house):
    return replace(house, run_at=spec.moment(date(2023, 9, 30)))


def another_language(house):
    return replace(house, lang="en")


def an_event(house, until="NULL"):
    with Store(house.home.register_file) as register:
        register.execute(
            "INSERT INTO raw.finding_events BY NAME SELECT 'f' AS finding, 1 AS sequence, "
            "'acknowledged' AS event, now() AS happened_at, 'W-RANGE-001' AS code, "
            f"'warning' AS severity, 's1' AS submission, {until} AS until"
        )
    return house


@pytest.mark.parametrize(
    "changed", [another_report, another_catalogue, more_is_due, another_language, an_event]
)
def test_whatever_a_publication_depends_on_asks_for_a_new_one(house, changed):
    put(house, "first")
    assert not is_current(changed(house))


def test_an_acknowledgement_that_is_over_asks_for_a_new_one_once(house):
    put(an_event(house, "DATE '2023-08-02'"), "first")
    assert is_current(replace(house, run_at=MOMENT.replace(day=2, hour=23)))
    over = replace(house, run_at=MOMENT.replace(day=3))
    assert not is_current(over)
    put(over, "second")
    assert is_current(replace(house, run_at=MOMENT.replace(day=4)))


def test_new_code_asks_for_a_new_one(house, monkeypatch):
    put(house, "first")
    monkeypatch.setattr("assets.publication.hash_code", lambda: "another version")
    assert not is_current(house)


# Readers


def test_the_pointer_is_never_away_and_never_to_something_half_made(house, monkeypatch):
    """Whatever moment a reader chooses, it finds one whole publication."""
    put(house, "first")
    seen = set()

    def look(call):
        def looked(*arguments, **keywords):
            seen.add(in_force(house))
            done = call(*arguments, **keywords)
            seen.add(in_force(house))
            return done

        return looked

    for owner, name in (
        (Path, "replace"),
        (Path, "symlink_to"),
        (Path, "unlink"),
        (Path, "write_text"),
        (publication.shutil, "rmtree"),
    ):
        monkeypatch.setattr(owner, name, look(getattr(owner, name)))
    monkeypatch.setattr(publication, "MAX_PUBLICATIONS", 1)
    publication.publish_draft(with_draft(more_is_due(house), "second"))
    assert seen == {("first", "first"), ("second", "second")}


def with_draft(house, said):
    publication.create_draft(house)
    with Store(house.home.draft_snapshot) as store:
        store.execute("CREATE TABLE said AS SELECT ? AS words", [said])
    house.home.draft_page.write_bytes(said.encode())
    return house


def test_whoever_reads_the_old_snapshot_keeps_it_until_the_end(house, monkeypatch):
    monkeypatch.setattr(publication, "MAX_PUBLICATIONS", 1)
    first = put(house, "first")
    with Store(house.home.snapshot_file, read_only=True) as reader:
        put(more_is_due(house), "second")
        assert not first.exists()
        assert reader.query_rows("FROM said") == [("first",)]
        assert in_force(house) == ("second", "second")


# Old publications


def test_the_last_ones_stay_and_older_ones_go(house):
    targets = [
        put(day, str(n)) for n, day in enumerate(days(house, publication.MAX_PUBLICATIONS + 2))
    ]
    assert len({target.name for target in targets}) == publication.MAX_PUBLICATIONS + 2
    assert published(house.home) == {t.name for t in targets[-publication.MAX_PUBLICATIONS :]}
    assert in_force(house)[0] == str(publication.MAX_PUBLICATIONS + 1)


def test_what_is_in_force_stays_even_if_it_is_the_oldest(house):
    first, *others = [
        put(day, str(n)) for n, day in enumerate(days(house, publication.MAX_PUBLICATIONS))
    ]
    put(days(house, 1)[0], "0 again")  # the same day once more: the folder is made anew
    os.utime(first, (0, 0))
    publication._delete_old_publications(house.home)
    assert published(house.home) == {first.name, *(t.name for t in others)}
    assert in_force(house)[0] == "0 again"


# Runs that were killed


def test_the_draft_of_a_killed_run_is_thrown_away(house):
    draft = publication.create_draft(house)
    house.home.draft_snapshot.write_bytes(b"half of it")
    (draft / "left over.html").write_bytes(b"old")
    assert list(publication.create_draft(house).iterdir()) == []
    publication.discard_draft(house.home)
    assert not house.draft_folder.exists()
    publication.discard_draft(house.home)


def killed():
    raise KeyboardInterrupt


@pytest.mark.parametrize("step", ["_move_pointer", "_delete_old_publications", "sync_path"])
def test_a_run_killed_while_publishing_leaves_a_whole_publication_and_can_be_repeated(
    house, monkeypatch, step
):
    put(house, "first")
    later = more_is_due(house)
    with monkeypatch.context() as patch:
        patch.setattr(publication, step, lambda *_: killed())
        with pytest.raises(KeyboardInterrupt):
            put(later, "second")
    assert in_force(house) == (
        ("second",) * 2 if step == "_delete_old_publications" else ("first",) * 2
    )
    put(later, "second")
    assert in_force(house) == ("second", "second")
    assert is_current(later)
    assert {p.name for p in house.home.published_folder.iterdir()} == published(house.home) | {
        "current"
    }


def test_a_pointer_half_moved_by_a_killed_run_stands_in_nobodys_way(house):
    put(house, "first")
    (house.home.published_folder / ".current.new").symlink_to("nowhere")
    put(more_is_due(house), "second")
    assert in_force(house) == ("second", "second")


def test_a_record_that_cannot_be_read_is_told_not_guessed(house):
    put(house, "first")
    house.home.record.write_text("{", encoding="utf-8")
    with pytest.raises(json.JSONDecodeError):
        is_current(house)


def test_the_data_versions_are_published_with_the_tables(house):
    put(house, "first")
    assert publication.read_versions(house.home.current_publication) == {"said": "first"}
    assert is_current(house)


def test_a_publication_without_data_versions_is_built_again(house):
    put(house, "first")
    (house.home.current_publication / VERSIONS_FILE).unlink()
    assert not is_current(house)
    put(house, "first")
    assert is_current(house)
