"""Which reports wait for the officer: judged at intake, by who sent them and what they change.

Files are real, by hand into the inbox or fetched from a folder that is a source of its own.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from assets.intake import ingest_inbox
from assets.outbox.hold_decisions import (
    HoldDecision,
    count_waiting_reports,
    query_held_reports,
    record_decision,
)
from assets.outbox.replaced_values import ValueChange, query_value_changes
from assets.raw.connectors.deliveries import fetch_deliveries
from assets.raw.file_senders import FileSender, find_sender_fault
from assets.raw.taught_labels import TAUGHT_LABELS_TABLE, record_taught_label
from assets.rebuild import rebuild_warehouse
from tests.raw.test_renewal import ACCEPTED, court
from tests.sent import (
    CATALOGUE,
    LARGER_POLICE,
    RECEIVED,
    arrive,
    new_home,
    police,
    register_of,
    schools,
    send,
)
from warehouse.catalogue import Sender
from warehouse.catalogue.file_sources import Source
from warehouse.forms.file_names import FileNames
from warehouse.store import Store


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


class Office:
    """A home with a folder of another office as its only source."""

    def __init__(self, folder):
        self.home = new_home(folder / "home")
        self.drop = folder / "drop"
        self.drop.mkdir()
        source = Source(source="o_dia", url=f"file://{self.drop}")
        self.catalogue = replace(CATALOGUE, sources=(source,))
        self.hours = 0

    def bind(self, *senders):
        self.catalogue = replace(self.catalogue, senders=senders)

    def put(self, report, by="inbox", typed=None):
        """Put a report where a sender does; each comes an hour after the one before."""
        self.hours += 1
        folder = self.home.inbox_folder if by == "inbox" else self.drop
        at = RECEIVED + timedelta(hours=self.hours)
        send(folder / f"{self.hours}.xlsx", report, typed, at=at)

    def take_in(self):
        """Fetch and register; return the file, the sender and the reasons of all reports so far."""
        with register_of(self.home) as register:
            fetch_deliveries(self.home, self.catalogue.sources, register, FileNames(self.catalogue))
            ingest_inbox(self.home, self.catalogue, register)
            return register.query_rows(
                "SELECT file_name, sender, coalesce(list(h.reason ORDER BY h.reason) "
                "FILTER (h.reason IS NOT NULL), []) FROM raw.submissions AS s "
                "LEFT JOIN raw.holds AS h USING (submission) GROUP BY ALL ORDER BY s.file_name"
            )

    def replacements(self):
        with register_of(self.home) as register:
            return [
                query_value_changes(register, submission)
                for (submission,) in register.query_rows(
                    "SELECT submission FROM raw.replacements ORDER BY replaced_at"
                )
            ]

    def decide(self, verdict):
        with register_of(self.home) as register:
            (waiting,) = [r for r in query_held_reports(register) if r.state == "waiting"]
            decision = HoldDecision(verdict, "đã gọi lại", "canbo", RECEIVED + timedelta(days=9))
            record_decision(register, waiting.submission, decision)
            assert count_waiting_reports(register) == 0


def binding(source, *units, **others):
    return Sender(sender="a", source=source, units=units, basis="CV 1", **others)


def test_the_police_workbook_of_a_stranger_waits_as_revision_2(office):
    office.put(police())
    office.put(police(**LARGER_POLICE), by="o_dia")
    assert office.take_in() == [
        ("1.xlsx", "inbox", []),
        ("2.xlsx", "o_dia", ["large_change", "new_sender"]),
    ]
    (changes,) = office.replacements()
    assert [(c.element, c.old_value, c.new_value) for c in changes] == [
        ("violators", 56, 140),
        ("violators_buyers", 30, 84),
        ("violators_sellers", 20, 50),
    ]


def test_a_known_sender_may_correct_a_little_and_the_change_is_noted(office):
    office.put(schools())
    office.put(schools(school_sessions=35))
    assert [reasons for *_, reasons in office.take_in()] == [[], []]
    assert office.replacements() == [
        [ValueChange("school_sessions", "Báo cáo", "D15", 30, 35)],
    ]


def test_a_known_sender_that_changes_much_waits(office):
    office.put(schools())
    office.put(schools(school_sessions=46))
    office.put(schools(school_sessions=45))
    assert [reasons for *_, reasons in office.take_in()] == [[], ["large_change"], []]


def test_the_limit_is_the_catalogues(office):
    programme = CATALOGUE.programme.model_copy(update={"replacement": None})
    office.catalogue = replace(office.catalogue, programme=programme)
    office.put(schools())
    office.put(schools(school_sessions=300))
    assert [reasons for *_, reasons in office.take_in()] == [[], []]


def test_a_sender_is_known_once_a_report_of_its_own_counted(office):
    office.put(schools())
    office.put(schools(school_sessions=31), by="o_dia")
    assert office.take_in()[1][2] == ["new_sender"]
    office.put(schools(school_sessions=32), by="o_dia")
    assert office.take_in()[2][2] == ["new_sender"]
    with register_of(office.home) as register:
        first = query_held_reports(register)[0].submission
        at = RECEIVED + timedelta(days=9)
        record_decision(register, first, HoldDecision("accepted", "đúng", "canbo", at))
    office.put(schools(school_sessions=33), by="o_dia")
    assert office.take_in()[3] == ("4.xlsx", "o_dia", [])


def test_a_rejected_sender_stays_unknown_and_a_later_decision_counts(office):
    office.put(schools())
    office.put(schools(school_sessions=31), by="o_dia")
    office.take_in()
    office.decide("rejected")
    office.put(schools(school_sessions=32), by="o_dia")
    assert office.take_in()[2][2] == ["new_sender"]
    with register_of(office.home) as register:
        states = [r.state for r in query_held_reports(register)]
    assert sorted(states) == ["rejected", "waiting"]


def test_what_waits_is_not_what_is_in_force(office):
    office.put(schools(school_sessions=30))
    office.put(schools(school_sessions=60))
    office.put(schools(school_sessions=62))
    assert [reasons for *_, reasons in office.take_in()] == [[], ["large_change"], ["large_change"]]
    assert [changes[0].old_value for changes in office.replacements()] == [30, 30]


def test_the_same_values_of_a_stranger_replace_nothing(office):
    office.put(schools())
    office.put(schools(), by="o_dia", typed={"H40": "x"})
    assert [reasons for *_, reasons in office.take_in()] == [[], []]
    assert office.replacements() == []


def test_a_bound_unit_is_spoken_for_by_its_senders_alone(office):
    office.bind(binding("o_dia", "DK-GDDT"))
    office.put(schools())
    office.put(schools(school_sessions=31), by="o_dia")
    office.put(schools(school_sessions=-1))
    office.put(police())
    assert office.take_in() == [
        ("1.xlsx", "inbox", ["unbound_sender"]),
        ("2.xlsx", "o_dia", []),
        ("3.xlsx", "inbox", ["unbound_sender"]),
        ("4.xlsx", "inbox", []),
    ]


def test_hands_count_as_one_sender_that_can_be_bound(office):
    office.bind(binding("inbox", "DK"))
    office.put(schools())
    office.put(police(), by="o_dia")
    assert [reasons for *_, reasons in office.take_in()] == [[], ["unbound_sender"]]


def test_a_second_run_and_the_same_bytes_again_double_nothing(office):
    office.put(schools())
    office.put(schools(school_sessions=60))
    first = office.take_in()
    (again,) = office.home.processed_folder.glob("2.xlsx")
    again.rename(office.home.inbox_folder / "again.xlsx")
    assert office.take_in() == first
    with register_of(office.home) as register:
        assert register.query_rows("SELECT count(*) FROM raw.holds") == [(1,)]
        assert register.query_rows("SELECT count(*) FROM raw.replacements") == [(1,)]


def test_a_register_from_before_senders_counts_its_reports_as_of_the_inbox(office):
    office.put(schools())
    office.take_in()
    with register_of(office.home) as register:
        register.execute("ALTER TABLE raw.submissions DROP COLUMN sender")
        for table in ("raw.holds", "raw.hold_decisions", "raw.replacements"):
            register.execute(f"DROP TABLE {table}")
    office.put(schools(school_sessions=31))
    office.put(schools(school_sessions=32), by="o_dia")
    assert office.take_in() == [
        ("1.xlsx", None, []),
        ("2.xlsx", "inbox", []),
        ("3.xlsx", "o_dia", ["new_sender"]),
    ]


@pytest.mark.parametrize("by", ["inbox", "o_dia"])
def test_a_report_decided_anew_is_asked_again_who_sent_it(office, by):
    office.bind(binding("inbox", "DK-TA"))
    folder = office.home.inbox_folder if by == "inbox" else office.drop
    (folder / "a.xlsx").write_bytes(court())
    arrive(folder / "a.xlsx", RECEIVED + timedelta(days=1))
    reasons = [] if by == "inbox" else ["unbound_sender"]
    assert office.take_in() == [("a.xlsx", by, reasons)]
    with register_of(office.home) as register:
        register.create_table(TAUGHT_LABELS_TABLE)
        at = RECEIVED + timedelta(days=2)
        record_taught_label(register, ACCEPTED, "taught", person="Hoa", happened_at=at)
    office.take_in()
    with register_of(office.home) as register:
        assert (
            register.query_rows(
                "SELECT s.sender, count(h.reason) FROM raw.submissions AS s "
                "LEFT JOIN raw.holds AS h USING (submission) GROUP BY s.submission, s.sender "
                "ORDER BY s.submission"
            )
            == [(by, len(reasons))] * 2
        )
    assert office.replacements() == []


MAIL = binding("hop_thu", "DK-CA", address="baocao@ca.example")
TRUSTING = MAIL.model_copy(update={"authentication": "if_stated"})


@pytest.mark.parametrize(
    ("address", "is_authenticated", "senders", "fault"),
    [
        ("baocao@ca.example", True, [MAIL], None),
        ("baocao@ca.example", False, [MAIL], "unverified_sender"),
        ("baocao@ca.example", None, [MAIL], "unverified_sender"),
        ("la@khac.example", True, [MAIL], "unbound_sender"),
        (None, None, [MAIL], "unbound_sender"),
        (
            "baocao@ca.example",
            None,
            [TRUSTING],
            None,
        ),
        (
            "baocao@ca.example",
            False,
            [TRUSTING],
            "unverified_sender",
        ),
    ],
)
def test_a_mail_speaks_for_a_unit_by_its_address_and_what_the_server_verified(
    address, is_authenticated, senders, fault
):
    sender = FileSender("hop_thu", address, is_authenticated, is_mail=True)
    assert find_sender_fault(sender, senders) == fault


def test_who_cannot_be_recognised_is_new_every_time():
    names = [
        FileSender("hop_thu", address, is_authenticated, is_mail=True).name
        for address, is_authenticated in [
            ("a@b.example", None),
            ("a@b.example", False),
            (None, None),
        ]
    ]
    assert names == ["hop_thu/a@b.example", "hop_thu/a@b.example?", "hop_thu/?"]
    unclear = FileSender("hop_thu", "a@b.example", is_authenticated=False, is_mail=True)
    assert not unclear.is_recognisable


@pytest.mark.parametrize("sessions", [(30, 31), (31, 30)])
def test_of_equal_times_the_report_taken_in_later_came_later(office, sessions):
    """By turns one of the two ids is the larger: neither may decide."""
    for number in sessions:
        send(office.home.inbox_folder / f"{number}.xlsx", schools(school_sessions=number))
        office.take_in()
    (changes,) = office.replacements()
    assert [(c.old_value, c.new_value) for c in changes] == [sessions]
    path = office.home.root / "warehouse.duckdb"
    rebuild_warehouse(office.home, CATALOGUE, RECEIVED + timedelta(days=1), path)
    with Store(path, read_only=True) as store:
        in_force = store.query_rows(
            "SELECT value FROM core.observations "
            "WHERE element = 'school_sessions' AND known_to IS NULL"
        )
    assert in_force == [(sessions[1],)]
