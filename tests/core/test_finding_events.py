"""What happens to a finding from night to night, drawn, and for any sequence of nights."""

import dataclasses
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from assets.outbox.finding_events import (
    Acknowledgement,
    acknowledge_findings,
    query_open_states,
    record_events,
)
from assets.rebuild import rebuild_warehouse
from assets.table_assets import PythonTable, load_table_assets
from expectations.promises import load_promises
from tests import spec
from tests.sampling import choose_count
from tests.spec import Warehouse, catalogue, drawn, moment
from warehouse.catalogue.catalogue_tables import build_catalogue_tables
from warehouse.home import Home
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store

NEEDED = (
    "core.submissions",
    "core.findings",
    "core.corrections",
    "core.observations",
    "core.signals",
    "core.remarks",
    "core.current_findings",
    "core.finding_events",
    "marts.findings",
)
FIRST = date(2023, 3, 1)


@pytest.fixture(scope="module", autouse=True)
def _findings_alone():
    """Build only the tables from which findings are made, so that many nights cost little."""
    assets_by_name = {asset.name: asset for asset in load_table_assets()}
    none = build_arrow_schema(TABLES["core.signals"]).empty_table()
    assets_by_name["core.signals"] = PythonTable("core.signals", "", lambda *_: none, frozenset())
    promises = [promise for promise in load_promises() if promise.table in NEEDED]
    elements = build_catalogue_tables(catalogue(), FIRST)["catalogue.elements"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "assets.rebuild.load_table_assets", lambda: [assets_by_name[name] for name in NEEDED]
        )
        patch.setattr("assets.rebuild.load_promises", lambda: promises)
        patch.setattr("assets.rebuild.create_lineage_macros", lambda _: None)
        patch.setattr(
            "assets.rebuild.build_catalogue_tables", lambda *_: {"catalogue.elements": elements}
        )
        yield


@dataclasses.dataclass
class Nights:
    """A home, and nights on it as the steps of the nightly job make them."""

    home: Home
    day: date = FIRST
    count: int = 0

    arrived: list = dataclasses.field(default_factory=list)

    def arrive(self, report):
        self.arrived.append(report)

    @contextmanager
    def built(self):
        """Build the warehouse of a night that is killed before it remembers anything."""
        spec.register(self.arrived, self.home.register_file)
        self.arrived.clear()
        self.count += 1
        path = self.home.root / f"{self.count}.duckdb"
        rebuild_result = rebuild_warehouse(self.home, catalogue(), moment(self.day), path)
        assert [
            (k.promise.name, k.broken_rows)
            for k in rebuild_result.promise_results
            if k.broken_count
        ] == []
        with Store(path, read_only=True) as store:
            yield Warehouse(path, store)

    def night(self):
        """Run a night; return the events that are new to the register, and the listed findings."""
        with self.built() as warehouse:
            all_events = set(warehouse.store.query_rows("FROM core.finding_events"))
            listed = warehouse.store.query_rows("SELECT finding, state FROM marts.findings")
        with Store(self.home.register_file) as register:
            known = set(register.query_rows("FROM raw.finding_events"))
            record_events(register, warehouse.path)
            assert known <= all_events == set(register.query_rows("FROM raw.finding_events"))
        return all_events - known, listed

    def acknowledge(self, finding, until):
        with Store(self.home.register_file) as register:
            acknowledgement = Acknowledgement("đã đối chiếu", until, moment(self.day))
            acknowledge_findings(register, [finding], acknowledgement)


@pytest.fixture
def nights(tmp_path):
    return Nights(Home(tmp_path))


# Drawn


def sent(received, volunteers, findings="W-RANGE-001 in volunteers", submission=None):
    return {
        "submission": submission or f"s-{received}-{volunteers}",
        "received": f"{received} 08:00",
        "unit": "DK-DAPHUC",
        "period": "2023-01",
        "found": findings,
        "volunteers": volunteers,
    }


def happened(nights, expected):
    """Fail unless the register remembers exactly the events drawn."""
    with Store(nights.home.register_file, read_only=True) as register:
        rows = register.query_rows(
            "SELECT sequence, event, timezone(?, happened_at)::DATE, code, observed, until "
            "FROM raw.finding_events ORDER BY finding, sequence",
            [catalogue().calendar.time_zone],
        )
    printed_rows = [tuple("" if value is None else str(value) for value in row) for row in rows]
    assert printed_rows == [tuple(row.values()) for row in drawn(expected)]


def test_it_opens_once_and_closes_when_a_clean_report_comes(nights):
    nights.arrive(sent("2023-02-20", "99"))
    nights.night()
    nights.night()
    nights.day += timedelta(days=1)
    nights.arrive(sent("2023-03-01", "9", findings=""))
    nights.night()
    nights.night()
    happened(
        nights,
        """
        sequence | event  | day        | code        | observed | until
        1        | opened | 2023-03-01 | W-RANGE-001 | 99       |
        2        | closed | 2023-03-02 | W-RANGE-001 | 99       |
        """,
    )


def test_it_is_updated_when_it_says_something_else_and_reopens_when_it_is_back(nights):
    days = [
        sent("2023-02-20", "99"),
        sent("2023-02-21", "98"),
        sent("2023-02-22", "98", "E-RANGE-001 in volunteers", "again"),
        sent("2023-02-23", "9", ""),
        sent("2023-02-24", "97"),
    ]
    for report in days:
        nights.arrive(report)
        nights.night()
        nights.day += timedelta(days=1)
    happened(
        nights,
        """
        sequence | event    | day        | code        | observed | until
        1        | opened   | 2023-03-01 | W-RANGE-001 | 99       |
        2        | updated  | 2023-03-02 | W-RANGE-001 | 98       |
        3        | updated  | 2023-03-03 | E-RANGE-001 | 98       |
        4        | closed   | 2023-03-04 | E-RANGE-001 | 98       |
        5        | reopened | 2023-03-05 | W-RANGE-001 | 97       |
        """,
    )


def only(nights):
    with Store(nights.home.register_file, read_only=True) as register:
        (finding,) = [finding for finding, stands in query_open_states(register).items() if stands]
    return finding


def test_acknowledged_it_rests_to_the_end_of_the_day_and_then_reopens(nights):
    nights.arrive(sent("2023-02-20", "99"))
    nights.night()
    nights.acknowledge(only(nights), FIRST + timedelta(days=2))
    for _ in range(4):
        nights.night()
        nights.day += timedelta(days=1)
    happened(
        nights,
        """
        sequence | event        | day        | code        | observed | until
        1        | opened       | 2023-03-01 | W-RANGE-001 | 99       |
        2        | acknowledged | 2023-03-01 | W-RANGE-001 | 99       | 2023-03-03
        3        | reopened     | 2023-03-04 | W-RANGE-001 | 99       |
        """,
    )


def test_acknowledged_it_stays_so_when_the_same_value_is_sent_again_and_not_when_another_is(nights):
    nights.arrive(sent("2023-02-20", "99"))
    nights.night()
    nights.acknowledge(only(nights), date(2023, 12, 31))
    nights.arrive(sent("2023-02-21", "99"))
    nights.night()
    with nights.built() as warehouse:
        warehouse.shows("marts.findings", "state        | until\nacknowledged | 2023-12-31")
    nights.arrive(sent("2023-02-22", "98"))
    nights.night()
    happened(
        nights,
        """
        sequence | event        | day        | code        | observed | until
        1        | opened       | 2023-03-01 | W-RANGE-001 | 99       |
        2        | acknowledged | 2023-03-01 | W-RANGE-001 | 99       | 2023-12-31
        3        | updated      | 2023-03-01 | W-RANGE-001 | 99       |
        4        | reopened     | 2023-03-01 | W-RANGE-001 | 98       |
        """,
    )


def test_acknowledged_and_mended_it_closes(nights):
    nights.arrive(sent("2023-02-20", "99"))
    nights.night()
    nights.acknowledge(only(nights), date(2023, 12, 31))
    nights.arrive(sent("2023-02-21", "9", ""))
    nights.night()
    with Store(nights.home.register_file, read_only=True) as register:
        assert list(query_open_states(register).values()) == [False]


def test_an_event_says_what_was_told_and_of_which_report(nights):
    nights.arrive(sent("2023-02-20", "99", submission="a"))
    with nights.built() as warehouse:
        warehouse.shows(
            "core.finding_events",
            """
            event  | form | unit      | period  | element    | submission | message_vi      | reason
            opened | ward | DK-DAPHUC | 2023-01 | volunteers | a          | sai W-RANGE-001 |
            """,
        )


# For any sequence of nights

PLACES = [(unit, "2023-01") for unit in ("DK-DAPHUC", "DK-HUNGDAO")]
CODE_SETS = ("", "W-RANGE-001", "E-RANGE-001", "N-NA-001", "W-RANGE-001 E-RANGE-001")
GRAVITY = "EWN"


class AnyNights(RuleBasedStateMachine):
    """A twin that knows nothing of SQL says what must happen to every finding each night."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.nights = Nights(Home(Path(self.folder.name)))
        self.sent = 0
        self.latest = {}  # by place: what the report in force and the one returned after it say
        self.files = {}  # by name of a file that gave no report: its submission
        self.life = {}  # by what a finding is about: its state, until when, what was said
        self.ids = {}

    def teardown(self):
        self.folder.cleanup()

    def name(self):
        self.sent += 1
        return f"s{self.sent}", f"2023-02-01 08:{self.sent:02}"

    @rule(
        place=st.sampled_from(PLACES),
        raised_codes=st.sampled_from(CODE_SETS),
        value=st.integers(1, 3),
    )
    def a_report_comes(self, place, raised_codes, value):
        submission, received = self.name()
        codes = raised_codes.split()
        report = {
            "submission": submission,
            "received": received,
            "unit": place[0],
            "period": place[1],
            "found": ", ".join(f"{code} in volunteers" for code in codes),
            # of equal figures only the first would be in force
            "comm_sessions": str(self.sent),
            "volunteers": str(value),
        }
        self.nights.arrive(report)
        contents = (submission, str(value), codes)
        in_force, _ = self.latest.get(place, (None, None))
        is_returned = any(code.startswith("E") for code in codes)
        self.latest[place] = (in_force, contents) if is_returned else (contents, None)

    @rule(name=st.sampled_from(["một.docx", "hai.docx"]))
    def a_file_comes_that_is_no_report(self, name):
        submission, received = self.name()
        file = {"submission": submission, "received": received, "file": name, "unit": ""}
        file |= {"period": "", "found": "E-FORM-001", "decision": "unrecognised"}
        self.nights.arrive(file)
        self.files.setdefault(name, []).append(submission)

    @rule(name=st.sampled_from(["MỘT.xlsx", "hai (1).xlsx"]))
    def it_is_sent_again_as_a_report(self, name):
        submission, received = self.name()
        report = {"submission": submission, "received": received, "file": name}
        report |= {"unit": "DK-ANHDUNG", "period": "2023-01", "comm_sessions": str(self.sent)}
        self.nights.arrive(report)
        self.files.pop({"M": "một.docx", "h": "hai.docx"}[name[0]], None)

    def list_due_findings(self):
        """Return code, observed text and submission of every finding due now, by subject."""
        now = {}
        for place, reports in self.latest.items():
            candidates = [
                (GRAVITY.index(code[0]), -int(submission[1:]), code, value, submission)
                for submission, value, codes in filter(None, reports)
                for code in codes
            ]
            for *_, code, value, submission in sorted(candidates, reverse=True):
                now[(*place, code.split("-")[1])] = (code, value, submission)
        for submissions in self.files.values():
            now |= {(s, "FORM"): ("E-FORM-001", None, s) for s in submissions}
        return now

    def expected(self):
        """Return the events due tonight, by the subject of the finding."""
        now, events = self.list_due_findings(), {}
        for about in now.keys() | self.life.keys():
            state, until, contents = self.life.get(about, (None, None, None))
            saying = now.get(about)
            is_acknowledged = state == "acknowledged"
            is_over = is_acknowledged and until < self.nights.day
            if saying is None:
                event = None if state == "closed" else "closed"
            elif state is None:
                event = "opened"
            elif state == "closed" or is_over or (is_acknowledged and saying[:2] != contents[:2]):
                event = "reopened"
            else:
                event = None if saying == contents else "updated"
            if event:
                events[about] = (event, *(saying or contents))
        return events

    @rule(days=st.integers(0, 2), killed=st.sampled_from(["", "before", "after"]))
    def a_night_passes(self, days, killed):
        self.nights.day += timedelta(days=days)
        if killed == "before":  # it remembers anything
            with self.nights.built():
                pass
        expected = self.expected()
        events, listed = self.nights.night()
        happened = dict(map(self.read, events))
        assert (happened, len(happened)) == (expected, len(events))
        for about, (event, *contents) in happened.items():
            state, until, _ = self.life.get(about, (None, None, None))
            new = {"updated": state, "closed": "closed"}.get(event, "open")
            self.life[about] = (new, until, tuple(contents))
        if killed == "after":  # it remembered, before it published
            again, listed = self.nights.night()
            assert again == set()
        stands = {about: s for about, (s, *_) in self.life.items() if s != "closed"}
        assert {self.ids[finding]: state for finding, state in listed} == stands
        assert stands.keys() == self.list_due_findings().keys()

    def read(self, row):
        """Return the subject of an event and its contents."""
        event = dict(zip(TABLES["core.finding_events"].columns, row, strict=True))
        assert event["happened_at"] == moment(self.nights.day)
        about = (event["unit"], event["period"], event["code"].split("-")[1])
        if event["unit"] is None:
            about = (event["submission"], "FORM")
        assert self.ids.setdefault(event["finding"], about) == about
        return about, (event["event"], event["code"], event["observed"], event["submission"])

    @precondition(lambda self: any(state != "closed" for state, *_ in self.life.values()))
    @rule(data=st.data(), days=st.integers(0, 3))
    def someone_acknowledges(self, data, days):
        ids = [f for f, about in self.ids.items() if self.life[about][0] != "closed"]
        finding = data.draw(st.sampled_from(sorted(ids)))
        until = self.nights.day + timedelta(days=days)
        self.nights.acknowledge(finding, until)
        about = self.ids[finding]
        self.life[about] = ("acknowledged", until, self.life[about][2])


TestAnyNights = AnyNights.TestCase
TestAnyNights.settings = settings(
    max_examples=choose_count(whole=30, sample=3), stateful_step_count=12
)
