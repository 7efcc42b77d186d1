"""What changed since the publication before: the figures, by how much, because of which reports."""

import random
from datetime import date
from itertools import count

import pytest

from assets.outbox.hub_corrections import CorrectedNumber, ReportedPlace, record_correction
from assets.outbox.publication_ledger import PublicationBasis, append_ledger, append_publication
from assets.rebuild import complete_warehouse, rebuild_warehouse
from tests.sampling import draw_sample
from tests.spec import Warehouse, catalogue, drawn, moment, rebuilt, register
from warehouse.home import Home
from warehouse.store import Store

NAMES = {"flow": "loudspeaker_broadcasts"}
BEFORE, NOW = date(2023, 2, 18), date(2023, 3, 10)
SENT = """
submission | received         | unit       | period  | flow
a1         | 2023-02-03 08:00 | DK-DAPHUC  | 2023-01 | 5
b1         | 2023-02-03 08:00 | DK-HUNGDAO | 2023-01 | 8
# after the publication: a correction, a report of the next month, and the same figures again
a2         | 2023-02-20 08:00 | DK-DAPHUC  | 2023-01 | 9
b2         | 2023-02-21 08:00 | DK-HUNGDAO | 2023-02 | 0
b3         | 2023-02-22 08:00 | DK-HUNGDAO | 2023-01 | 8
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    days = [date(2023, 1, 1), BEFORE]
    target = rebuilt(drawn(SENT, **NAMES), tmp_path_factory.mktemp("home"), NOW, published=days)
    with Store(target, read_only=True) as store:
        yield Warehouse(target, store)


def test_a_corrected_and_a_new_figure_are_changes_and_an_unchanged_one_is_none(warehouse):
    warehouse.shows(
        "marts.changes",
        """
        indicator | unit       | period  | old_value | new_value | because_of
        TT05      | DK-DAPHUC  | 2023-01 | 5         | 9         | a2
        TT05      | DK-DAPHUC  | 2023-Q1 | 5         | 9         | a2
        TT05      | DK-HUNGDAO | 2023-02 |           | 0         | b2
        TT05      | DK         | 2023-01 | 13        | 17        | a2
        TT05      | DK         | 2023-02 |           | 0         | b2
        TT05      | DK         | 2023-Q1 | 13        | 17        | a2, b2
        """,
        indicator="TT05",
        period=["2023-01", "2023-02", "2023-Q1"],
    )


def test_a_night_of_a_day_that_was_set_compares_what_came_on_that_day_too(tmp_path):
    """The moment of such a night is the beginning of the day, before the reports of the day."""
    day = date(2023, 2, 20)
    target = rebuilt(drawn(SENT, **NAMES), tmp_path, day, published=[BEFORE])  # promises hold
    with Store(target, read_only=True) as store:
        Warehouse(target, store).shows(
            "marts.changes",
            """
            unit      | period  | old_value | new_value | because_of
            DK-DAPHUC | 2023-01 | 5         | 9         | a2
            """,
            indicator="TT05",
            unit="DK-DAPHUC",
            period="2023-01",
        )


def test_the_last_publication_is_the_one_compared_with(warehouse):
    assert warehouse.store.query_rows("SELECT DISTINCT since FROM marts.changes") == [
        (moment(BEFORE),)
    ]


def test_the_first_publication_has_no_changes(tmp_path):
    with Store(rebuilt(drawn(SENT, **NAMES), tmp_path, NOW), read_only=True) as store:
        assert store.query_rows("FROM marts.changes") == []


def test_each_changed_cell_is_named_with_its_old_and_new_report(warehouse):
    cells = warehouse.store.query_rows(
        "SELECT unit, period, old_value, new_value, old_submission, new_submission, new_cell "
        "FROM marts.cell_changes_between($before, $now) ORDER BY ALL",
        {"before": moment(BEFORE), "now": moment(NOW)},
    )
    assert [row[:6] for row in cells] == [
        ("DK-DAPHUC", "2023-01", 5, 9, "a1", "a2"),
        ("DK-HUNGDAO", "2023-02", None, 0, None, "b2"),
    ]
    assert all(row[6] for row in cells)


def test_between_a_moment_and_itself_nothing_changes(warehouse):
    for function in ("changes_between", "cell_changes_between"):
        query = f"FROM marts.{function}($now, $now)"
        assert warehouse.store.query_rows(query, {"now": moment(NOW)}) == []


def test_backwards_the_old_and_the_new_value_change_places(warehouse):
    query = "SELECT {} FROM marts.changes_between($a, $b) ORDER BY indicator, unit, period"
    forward = query.format("indicator, unit, period, old_value, new_value")
    backward = query.format("indicator, unit, period, new_value, old_value")
    moments = {"a": moment(BEFORE), "b": moment(NOW)}
    exchanged = {"a": moment(NOW), "b": moment(BEFORE)}
    assert warehouse.store.query_rows(forward, moments) == warehouse.store.query_rows(
        backward, exchanged
    )


class Nights:
    """A home night by night: reports come, the officer decides, each night publishes."""

    def __init__(self, folder):
        self.folder, self.count = folder, 0

    def publish(self, reports, day):
        """Register the reports, build the warehouse of a day, and note the publication."""
        register(reports, Home(self.folder).register_file)
        self.count += 1
        target = self.folder / f"{self.count}.duckdb"
        rebuild_warehouse(Home(self.folder), catalogue(), moment(day), target)
        complete_warehouse(target)
        with Store(Home(self.folder).register_file) as store:
            basis = PublicationBasis(moment(day), "", 0)
            append_publication(store, append_ledger(store, target, basis))
        return target

    def accept(self, submission):
        """Let the officer accept a report that waits."""
        with Store(Home(self.folder).register_file) as store:
            store.execute(
                "INSERT INTO raw.hold_decisions BY NAME SELECT ? AS submission, 1 AS sequence, "
                "'accepted' AS verdict, 'đã hỏi' AS reason, 'canbo' AS decided_by, now() AS "
                "decided_at",
                [submission],
            )

    def correct(self, unit, period, numbers, day):
        """Let the hub correct a number of a report, or undo that."""
        expected, value = numbers
        place = ReportedPlace("ward", NAMES["flow"], unit, period)
        number = CorrectedNumber(expected, value, "gõ nhầm", "sổ gốc", "cán bộ", moment(day))
        with Store(Home(self.folder).register_file) as store:
            record_correction(store, place, number)


ONE_WAITS = """
submission | received         | unit       | period  | flow | hold
a1         | 2023-02-03 08:00 | DK-DAPHUC  | 2023-01 | 5    |
b1         | 2023-02-04 08:00 | DK-HUNGDAO | 2023-01 | 8    | {}
"""
OLD_FILE = """
submission | received         | unit      | period  | flow
c1         | 2023-02-02 08:00 | DK-DAPHUC | 2023-02 | 3
"""


def test_a_report_accepted_by_the_officer_and_an_old_file_taken_in_later_are_changes(tmp_path):
    nights = Nights(tmp_path)
    nights.publish(drawn(ONE_WAITS.format("waiting"), **NAMES), BEFORE)
    nights.accept("b1")
    last = nights.publish(drawn(OLD_FILE, **NAMES), NOW)
    with Store(last, read_only=True) as store:
        rows = store.query_rows(
            "SELECT unit, period, old_value, new_value, because_of FROM marts.changes "
            "WHERE indicator = 'TT05' AND period IN ('2023-01', '2023-02') ORDER BY ALL"
        )
        received = store.query_rows(
            "SELECT published_in, submission FROM core.submissions ORDER BY submission"
        )
    assert rows == [
        ("DK", "2023-01", 5, 13, "b1"),
        ("DK", "2023-02", None, 3, "c1"),
        ("DK-DAPHUC", "2023-02", None, 3, "c1"),
        ("DK-HUNGDAO", "2023-01", None, 8, "b1"),
    ]
    assert received == [(1, "a1"), (None, "b1"), (None, "c1")]


def test_a_figure_that_the_hub_corrected_says_so(tmp_path):
    nights = Nights(tmp_path)
    nights.publish(drawn(SENT, **NAMES)[:2], BEFORE)
    nights.correct("DK-DAPHUC", "2023-01", (5, 50), BEFORE)
    nights.correct("DK-HUNGDAO", "2023-01", (9, 90), BEFORE)  # the report says 8
    last = nights.publish(drawn(OLD_FILE, **NAMES), NOW)
    with Store(last, read_only=True) as store:
        rows = store.query_rows(
            "SELECT indicator, unit, period, old_value, new_value, because_of, "
            "because_of_corrections FROM marts.changes "
            "WHERE indicator = 'TT05' AND period IN ('2023-01', '2023-02') ORDER BY ALL"
        )
        cells = store.query_rows(
            "SELECT unit, old_value, new_value, old_correction, new_correction "
            "FROM marts.cell_changes_between($a, $b, from_publication := 1) ORDER BY ALL",
            {"a": moment(BEFORE), "b": moment(NOW)},
        )
        others = store.query_rows(
            "SELECT DISTINCT indicator FROM marts.changes WHERE because_of_corrections IS NOT NULL"
        )
    assert rows == [
        ("TT05", "DK", "2023-01", 13, 58, None, "1"),
        ("TT05", "DK", "2023-02", None, 3, "c1", None),
        ("TT05", "DK-DAPHUC", "2023-01", 5, 50, None, "1"),
        ("TT05", "DK-DAPHUC", "2023-02", None, 3, "c1", None),
    ]
    assert cells == [("DK-DAPHUC", 5, 50, None, 1), ("DK-DAPHUC", None, 3, None, None)]
    assert others == [("TT05",)]


VALUES = "marts.indicator_values"
COMPARED = "indicator, unit, period, value, is_complete, verdict"
CHANGED = (
    "indicator, unit, period, old_value, new_value, was_complete, is_complete, old_verdict, "
    "new_verdict"
)
UNITS = ("DK-DAPHUC", "DK-HUNGDAO", "DK-HAITHANH")


def draw_night(chance, names, day):
    """Draw the reports of a night: of any of four months, received on any day until then."""
    return [
        {
            "submission": next(names),
            "received": f"2023-{chance.randint(2, day.month - 1):02}-{chance.randint(1, 28):02}",
            "unit": chance.choice(UNITS),
            "period": f"2023-0{chance.randint(1, 4)}",
            "loudspeaker_broadcasts": str(chance.randint(0, 9)),
            "hold": chance.choice(["", "", "waiting"]),
        }
        for _ in range(chance.randint(1, 4))
    ]


@pytest.mark.parametrize("seed", draw_sample(range(6), 2))
def test_the_changes_are_those_between_the_files_of_two_publications(tmp_path, seed):
    chance, names = random.Random(seed), (f"s{number}" for number in count(1))
    nights, files, waiting, sent = Nights(tmp_path), [], [], []
    for month in (5, 6, 7, 8):
        for submission in [name for name in waiting if chance.random() < 0.5]:
            nights.accept(submission)
            waiting.remove(submission)
        for _ in range(chance.randint(0, 2) if sent else 0):
            report = chance.choice(sent)
            numbers = int(report[NAMES["flow"]]), chance.choice([None, chance.randint(10, 19)])
            day = date(2023, month - 1, chance.randint(2, 28))
            nights.correct(report["unit"], report["period"], numbers, day)
        reports = draw_night(chance, names, date(2023, month, 1))
        sent += reports
        waiting += [report["submission"] for report in reports if report["hold"]]
        files.append(nights.publish(reports, date(2023, month, 1)))
    with Store(files[-1], read_only=True) as store:
        written = store.query_rows(f"SELECT {CHANGED} FROM marts.changes ORDER BY ALL")
        for number, file in enumerate(files[:-1], start=1):
            moments = {"a": moment(date(2023, 4 + number, 1)), "b": moment(date(2023, 8, 1))}
            answer = store.query_rows(
                f"SELECT {CHANGED} FROM marts.changes_between($a, $b, "
                f"from_publication := {number}) ORDER BY ALL",
                moments,
            )
            assert answer == compare_files(file, files[-1]), number
    assert written == compare_files(files[-2], files[-1])


def compare_files(before, now):
    with Store(before, read_only=True) as old:
        rows = {tuple(r[:3]): r[3:] for r in old.query_rows(f"SELECT {COMPARED} FROM {VALUES}")}
    with Store(now, read_only=True) as new:
        later = {tuple(r[:3]): r[3:] for r in new.query_rows(f"SELECT {COMPARED} FROM {VALUES}")}
    changed = []
    for key in rows.keys() | later.keys():
        old_value, was_complete, old_verdict = rows.get(key, (None, None, None))
        value, is_complete, verdict = later.get(key, (None, None, None))
        is_other = (was_complete, old_verdict) != (is_complete, verdict)
        if old_value != value or (value is not None and is_other):
            changed.append(
                (*key, old_value, value, was_complete, is_complete, old_verdict, verdict)
            )
    return sorted(changed, key=lambda row: [(v is None, v) for v in row])
