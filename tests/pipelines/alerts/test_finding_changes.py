"""What changed for a recipient since the last notice: drawn lives of findings in, changes out."""

from datetime import UTC, datetime, timedelta

import pytest

from assets.outbox.notices import (
    FAILED,
    NOTICE_TABLES,
    SENT,
    Notice,
    create_notice_tables,
    record_attempt,
    write_notices,
)
from pipelines.alerts.finding_changes import (
    FindingScope,
    find_scope,
    list_changes,
    list_returned_files,
)
from pipelines.alerts.recipients import Recipient
from tests import spec
from tests.pipelines.alerts.drawn_changes import build_recipient
from tests.spec import drawn
from warehouse.catalogue import Contact
from warehouse.store import Store

NOW = datetime(2023, 8, 1, tzinfo=UTC)
EVERYTHING = FindingScope(None, frozenset())
OFFICER = build_recipient("officer")
SEVERITIES = {"e": "error", "w": "warning", "n": "note"}


TABLES = ("raw.finding_events", "raw.submissions", "raw.returns")


@pytest.fixture(scope="module")
def store():
    """Return a register, and a publication, with their tables."""
    with Store(":memory:") as opened_store:
        for table in TABLES:
            opened_store.create_table(table)
        create_notice_tables(opened_store)
        opened_store.execute("ATTACH ':memory:' AS published")
        opened_store.execute("CREATE SCHEMA published.marts")
        opened_store.execute(
            "CREATE TABLE published.marts.findings (finding VARCHAR, rank INTEGER, note VARCHAR, "
            "remedy_vi VARCHAR, remedy_en VARCHAR, sheet VARCHAR, cell VARCHAR)"
        )
        yield opened_store


@pytest.fixture
def register(store):
    """Return the register without rows."""
    for table in (*TABLES, *NOTICE_TABLES, "published.marts.findings"):
        store.execute(f"DELETE FROM {table}")
    return store


def add_submission(register, submission, *, unit="DK-DAPHUC", file="a.xlsx", days=0, **known):
    row = {"submission": submission, "unit": unit, "file_name": file, "sha256": submission}
    row |= {"received_at": NOW + timedelta(days=days), "form": "ward", "synthetic": False}
    row |= {"sheet": "BC", "layout": "typed", "content_sha256": submission, "period": "2023-05"}
    insert(register, "raw.submissions", row | known)


def insert(register, table, row):
    marks = ", ".join("?" * len(row))
    register.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def live(register, finding, life, **known):
    """Add the events of a finding: `opened:e, updated:w` is an error that became a warning."""
    for sequence, part in enumerate(life.split(", "), start=1):
        event, _, severity = part.partition(":")
        usual = {"form": "ward", "unit": "DK-DAPHUC", "period": "2023-05", "code": "E-NUM-001"}
        usual |= {"submission": "s1", "message_vi": f"sai {sequence}"}
        row = {"finding": finding, "sequence": sequence, "event": event, "happened_at": NOW}
        insert(
            register,
            "raw.finding_events",
            row | usual | {"severity": SEVERITIES[severity]} | known,
        )


def notify(register, finding, sequence, *, contact="officer", outcomes=(SENT,)):
    """Add a notice of an event of a finding, and the outcomes of the attempts to send it."""
    about = f"{finding} {sequence}"
    notice = Notice("digest", contact, about, "", "", event_numbers=((finding, sequence),))
    write_notices(register, [notice], NOW)
    for outcome in outcomes:
        record_attempt(register, notice.notice_id, outcome, happened_at=NOW)


def list_kinds(register, recipient=OFFICER, scope=EVERYTHING):
    return {change.finding: change.kind for change in list_changes(register, recipient, scope)}


LIVES = """
    life                                        | notified | kind
    # heard of for the first time, or not again
    opened:e                                    |          | opened
    opened:e                                    | 1        |
    opened:e, updated:e                         |          | opened
    opened:e, updated:e                         | 1        | updated
    opened:e, updated:e                         | 2        |
    # what was settled before anybody heard of it is no news
    opened:e, closed:e                          |          |
    opened:e, closed:e                          | 1        | closed
    opened:e, closed:e                          | 2        |
    opened:e, updated:e, closed:e               | 1        | closed
    # what came back
    opened:e, closed:e, reopened:e              |          | opened
    opened:e, closed:e, reopened:e              | 1        | reopened
    opened:e, closed:e, reopened:e              | 2        | reopened
    opened:e, closed:e, reopened:e              | 3        |
    opened:e, closed:e, reopened:e, updated:e   | 3        | updated
    opened:e, closed:e, reopened:e, closed:e    | 2        |
    # what an officer acknowledged rests until it is closed or comes back
    opened:e, acknowledged:e                    |          |
    opened:e, acknowledged:e                    | 1        |
    opened:e, acknowledged:e, updated:e         | 1        |
    opened:e, acknowledged:e, closed:e          | 1        | closed
    opened:e, acknowledged:e, reopened:e        | 1        | reopened
    # a note is no news; a finding that became one is settled
    opened:n                                    |          |
    opened:n, updated:w                         |          | opened
    opened:e, updated:n                         |          |
    opened:e, updated:n                         | 1        | closed
    opened:e, updated:n                         | 2        |
    opened:e, updated:n, updated:e              | 1        | updated
    opened:e, updated:n, updated:e              | 2        | reopened
"""


def test_each_life_of_a_finding_is_one_change_or_none(register):
    add_submission(register, "s1")
    expected = {}
    for number, row in enumerate(drawn(LIVES)):
        finding = f"{number:02d} {row['life']} notified {row['notified']}"
        live(register, finding, row["life"], until=None)
        if row["notified"]:
            notify(register, finding, int(row["notified"]))
        if row["kind"]:
            expected[finding] = row["kind"]
    assert list_kinds(register) == expected


def test_only_a_notice_that_was_sent_counts_and_the_latest_of_them(register):
    add_submission(register, "s1")
    for finding in ("failed", "waiting", "second try", "both"):
        live(register, finding, "opened:e, updated:e")
    notify(register, "failed", 2, outcomes=[FAILED])
    notify(register, "waiting", 2, outcomes=[])
    notify(register, "second try", 2, outcomes=[FAILED, SENT])
    notify(register, "both", 1)
    notify(register, "both", 2)
    assert list_kinds(register) == {"failed": "opened", "waiting": "opened"}


def test_what_one_contact_of_an_address_has_heard_the_others_have_heard(register):
    add_submission(register, "s1")
    live(register, "f", "opened:e")
    notify(register, "f", 1, contact="sender")
    assert list_kinds(register, build_recipient("officer")) == {"f": "opened"}
    assert list_kinds(register, build_recipient("officer", "sender")) == {}


@pytest.mark.parametrize(
    ("units", "excluded", "expected"),
    [
        (None, [], {"a", "b", "none"}),
        (None, ["DK-DAPHUC"], {"b", "none"}),
        (["DK-DAPHUC"], [], {"a"}),
        (["DK-DAPHUC", "DK-CA"], ["DK-CA"], {"a"}),
        ([], [], set()),
    ],
)
def test_a_recipient_hears_of_the_units_of_the_scope(register, units, excluded, expected):
    add_submission(register, "s1")
    for finding, unit in (("a", "DK-DAPHUC"), ("b", "DK-CA"), ("none", None)):
        live(register, finding, "opened:e", unit=unit)
    scope = FindingScope(None if units is None else frozenset(units), frozenset(excluded))
    assert set(list_kinds(register, scope=scope)) == expected


def test_changes_come_by_report_then_by_kind_and_rank(register):
    add_submission(register, "s1", days=2)
    add_submission(register, "s2", days=1)
    live(register, "1 settled", "opened:e, closed:e")
    live(register, "2 updated, rank 0", "opened:e, updated:e")
    live(register, "3 opened, rank 2", "opened:e")
    live(register, "4 opened, rank 1", "opened:e")
    live(register, "5 earlier file", "opened:e", submission="s2")
    live(register, "6 earlier period", "opened:e", period="2023-04")
    live(register, "7 no unit", "opened:e", unit=None)
    live(register, "8 other unit", "opened:e", unit="DK-CA")
    notify(register, "1 settled", 1)
    notify(register, "2 updated, rank 0", 1)
    for finding, rank in (("2 updated, rank 0", 0), ("3 opened, rank 2", 2)):
        insert(register, "published.marts.findings", {"finding": finding, "rank": rank})
    insert(register, "published.marts.findings", {"finding": "4 opened, rank 1", "rank": 1})
    assert [finding[0] for finding in list_kinds(register)] == [
        "8",
        "6",
        "5",
        "4",
        "3",
        "2",
        "1",
        "7",
    ]


def test_a_change_has_the_words_of_its_language_and_the_place_of_the_finding(register):
    add_submission(register, "s1", file="b.xlsx")
    live(register, "open", "opened:w", message_en="wrong")
    live(register, "untranslated", "opened:w")
    live(register, "settled", "opened:w, closed:w")
    notify(register, "settled", 1)
    place = {"remedy_vi": "sửa", "remedy_en": "mend", "sheet": "BC", "cell": "D1", "note": "hè"}
    for finding in ("open", "settled"):
        insert(register, "published.marts.findings", {"finding": finding, "rank": 1} | place)
    english = build_recipient("officer", lang="en")
    contents = {
        change.finding: (change.message, change.remedy, change.sheet, change.cell, change.note)
        for change in list_changes(register, english, EVERYTHING)
    }
    assert contents == {
        "open": ("wrong", "mend", "BC", "D1", "hè"),
        "untranslated": ("sai 1", None, None, None, None),
        "settled": ("sai 2", None, None, None, None),  # its place is of no more use
    }
    changes = list_changes(register, OFFICER, EVERYTHING)
    assert {c.remedy for c in changes if c.finding == "open"} == {"sửa"}
    assert {(c.file_name, c.severity, c.sequence) for c in changes if c.finding == "settled"} == {
        ("b.xlsx", "warning", 2)
    }


def contact(role, unit):
    return Contact(contact=role, unit=unit, role=role, url="json://h", lang="vi", basis="thử")


@pytest.mark.parametrize(
    ("contacts", "units"),
    [
        ([("sender", "DK-DAPHUC")], {"DK-DAPHUC"}),
        ([("sender", "DK-DAPHUC"), ("sender", "DK-CA")], {"DK-DAPHUC", "DK-CA"}),
        ([("operator", None), ("sender", "DK-DAPHUC")], {"DK-DAPHUC"}),
        ([("officer", None)], None),
        ([("sender", "DK-DAPHUC"), ("officer", None)], None),
    ],
)
def test_a_scope_is_the_units_of_the_contacts_or_everything(contacts, units):
    recipient = Recipient(tuple(contact(*c) for c in contacts), "json://h")
    snoozed = frozenset({"DK-TA"})
    scope = find_scope(spec.catalogue(), recipient, snoozed)
    assert scope == FindingScope(None if units is None else frozenset(units), snoozed)


def test_the_scope_of_a_district_is_every_unit_below_and_itself():
    catalogue = spec.catalogue()
    recipient = Recipient((contact("officer", "DK"),), "json://h")
    scope = find_scope(catalogue, recipient, frozenset())
    assert {"DK", "DK-DAPHUC", "DK-CA"} <= scope.units
    assert all(unit.startswith("DK") for unit in scope.units)


def test_an_operator_hears_of_no_finding():
    assert find_scope(spec.catalogue(), build_recipient("operator"), frozenset()) is None


@pytest.mark.parametrize(
    ("layout", "other_unit", "units", "is_sendable"),
    [
        ("template", None, ["DK-DAPHUC"], True),  # no other report in the file
        ("template", "DK-DAPHUC", ["DK-DAPHUC"], True),
        ("template", "DK-CA", ["DK-DAPHUC"], False),
        ("template", "", ["DK-DAPHUC"], False),  # a report of nobody known
        ("template", "DK-CA", ["DK-DAPHUC", "DK-CA"], True),
        ("template", "DK-CA", None, True),
        ("typed", "DK-CA", ["DK-DAPHUC"], True),  # returned as a sheet of its own
    ],
)
def test_a_workbook_with_a_report_of_another_is_not_attached(
    register, layout, other_unit, units, is_sendable
):
    add_submission(register, "s1", layout=layout, sha256="one file")
    if other_unit is not None:
        add_submission(register, "s2", unit=other_unit or None, layout=layout, sha256="one file")
    insert(register, "raw.returns", {"submission": "s1", "file_name": "a.xlsx"})
    live(register, "f", "opened:e")
    changes = list_changes(register, OFFICER, EVERYTHING)
    scope = FindingScope(None if units is None else frozenset(units), frozenset())
    assert list_returned_files(register, changes, scope) == [("a.xlsx", is_sendable)]


def test_returned_files_are_those_of_open_changes_in_order(register):
    for submission, finding, life in (
        ("s1", "one", "opened:e"),
        ("s2", "two", "opened:e"),
        ("s3", "settled", "opened:e, closed:e"),
        ("s4", "never returned", "opened:w"),
    ):
        add_submission(register, submission)
        live(register, finding, life, submission=submission)
        if submission != "s4":
            name = {"s1": "b.xlsx", "s2": "a.xlsx", "s3": "c.xlsx"}[submission]
            insert(register, "raw.returns", {"submission": submission, "file_name": name})
    notify(register, "settled", 1)
    changes = list_changes(register, OFFICER, EVERYTHING)
    assert list_returned_files(register, changes, EVERYTHING) == [
        ("a.xlsx", True),
        ("b.xlsx", True),
    ]
    assert list_returned_files(register, [], EVERYTHING) == []
