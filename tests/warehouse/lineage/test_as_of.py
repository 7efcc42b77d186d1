"""What was known at a moment: the tables over the reports received by then, and no later one."""

import random
import shutil
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assets.rebuild import complete_warehouse
from tests.spec import drawn, publish_drawn, rebuilt
from warehouse import open_published
from warehouse.lineage.as_of_macros import query_as_of_tables, rename_tables
from warehouse.lineage.moments import parse_moment
from warehouse.lineage.published_warehouse import NoSuchFigureError
from warehouse.store import Store

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LAST_DAY = date(2023, 6, 1)
NAMES = {"flow": "loudspeaker_broadcasts", "stock": "establishments"}
SENT = """
submission | received         | unit       | period  | flow | stock
a1         | 2023-02-03 08:00 | DK-DAPHUC  | 2023-01 | 5    | 20
a2         | 2023-02-20 08:00 | DK-DAPHUC  | 2023-01 | 9    | x
b1         | 2023-03-03 08:00 | DK-HUNGDAO | 2023-01 | 8    | 30
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    home = publish_drawn(drawn(SENT, **NAMES), tmp_path_factory.mktemp("home"), LAST_DAY)
    with open_published(home.root) as published:
        yield published


def query_observations(warehouse):
    return warehouse.query_rows(
        "SELECT submission, value FROM core.observations WHERE known_to IS NULL "
        "AND element = 'loudspeaker_broadcasts' ORDER BY submission"
    )


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2023-02-02", []),
        ("2023-02-03", [("a1", 5)]),  # a day counts to its end
        ("2023-02-03T07:59:59", []),
        ("2023-02-03T08:00:00", [("a1", 5)]),
        ("2023-02-03T01:00:00+00:00", [("a1", 5)]),
        ("2023-02-20", [("a2", 9)]),
        (date(2023, 3, 2), [("a2", 9)]),
        (datetime(2023, 3, 3, 8, tzinfo=HANOI), [("a2", 9), ("b1", 8)]),
    ],
)
def test_a_report_is_known_from_its_receipt_until_a_newer_one_comes(published, moment, expected):
    with published.as_of(moment) as past:
        assert query_observations(past) == expected


def test_a_figure_is_explained_by_the_cells_known_then(published):
    with published.as_of("2023-02-10") as past:
        explanation = past.explain("TT05", "DK", "2023-01")
    assert (explanation.figure.value, explanation.figure.is_complete) == (5, False)
    assert [(cell.submission, cell.value) for cell in explanation.cells] == [("a1", 5)]
    assert len(explanation.missing_reports) == 5
    assert published.explain("TT05", "DK", "2023-01").figure.value == 17


def test_a_mark_not_applicable_is_known_from_its_own_report(published):
    query = "SELECT unit, element FROM core.not_applicable WHERE known_to IS NULL"
    with published.as_of("2023-02-10") as past:
        assert past.query_rows(query) == []
    with published.as_of("2023-02-21") as past:
        assert past.query_rows(query) == [("DK-DAPHUC", "establishments")]


def test_a_report_is_not_due_before_its_day(published):
    query = (
        "SELECT is_due, accepted FROM marts.reporting_rates "
        "WHERE unit = 'DK-HUNGDAO' AND period = '2023-01'"
    )
    with published.as_of("2023-01-10") as early, published.as_of("2023-02-28") as late:
        assert early.query_rows(query) == [(False, False)]
        assert late.query_rows(query) == [(True, False)]


def test_before_the_first_report_no_figure_of_the_period_exists(published):
    with published.as_of("2022-12-31") as past, pytest.raises(NoSuchFigureError) as caught:
        past.explain("TT05", "DK", "2023-03")
    assert caught.value.part == "period"


def test_frames_and_arrow_tables_are_of_the_moment_too(published):
    with published.as_of("2023-02-10") as past:
        frame = past.query_frame("SELECT value FROM core.observations WHERE element LIKE 'loud%'")
    assert frame.value.tolist() == [5]


def test_a_copy_attached_under_any_name_answers_in_sql(published, tmp_path):
    shutil.copy(published.path, tmp_path / "copy.duckdb")
    with Store(tmp_path / "copy.duckdb", read_only=True) as store:
        ((value,),) = store.query_rows(
            "SELECT value FROM marts.indicator_values_asof('2023-02-10 00:00:00+07') "
            "WHERE indicator = 'TT05' AND unit = 'DK' AND period = '2023-01'"
        )
        ((reported,),) = store.query_rows(
            "SELECT count(*) FROM marts.reporting_asof('2023-02-10 00:00:00+07') WHERE accepted"
        )
    assert (value, reported) == (5, 1)


COMPARED = (
    "catalogue.form_periods",
    "core.observations",
    "core.corrections",
    "core.not_applicable",
    "core.submissions",
    "marts.reporting_rates",
    "marts.missing_reports",
    "marts.element_values",
    "marts.area_values",
    "marts.indicator_cells",
    "marts.indicator_terms",
    "marts.indicator_sides",
    "marts.indicator_values",
)


def draw_history(seed):
    """Draw reports of three wards over three months: late, corrected, returned, with marks."""
    chance = random.Random(seed)
    rows = ["submission | received | unit | period | found | flow | stock"]
    for number in range(14):
        received = datetime(2023, 2, 1, 8) + timedelta(hours=chance.randrange(2400))
        unit = chance.choice(["DK-DAPHUC", "DK-HUNGDAO", "DK-ANHDUNG"])
        period = chance.choice(["2023-01", "2023-02", "2023-03"])
        fault = chance.choice(["", "", "", "E-NUM-001 in online_posts"])
        values = [chance.choice(["x", "…", str(chance.randrange(40))]) for _ in range(2)]
        cells = [f"s{number:02}", f"{received:%Y-%m-%d %H:%M}", unit, period, fault, *values]
        rows.append(" | ".join(cells))
    return drawn("\n".join(rows), **NAMES)


def draw_corrections(seed, history):
    """Draw corrections by the hub of numbers in the history, of others, and their end."""
    chance = random.Random(seed)
    rows, elements = ["made | unit | period | element | expected | value"], list(NAMES.values())
    numbered = [(r, e) for r in history for e in elements if r.get(e, "").isdecimal()]
    days = sorted(chance.randrange(100) for _ in range(8))
    for report, element in (chance.choice(numbered) for _ in days):
        made_at = datetime(2023, 2, 1, 17) + timedelta(days=days[len(rows) - 1])
        expected = chance.choice([report[element], report[element], "99"])
        value = chance.choice(["", "70", "80"])
        cells = [report["unit"], report["period"], element, expected, value]
        rows.append(" | ".join([f"{made_at:%Y-%m-%d %H:%M}", *cells]))
    return rows


@pytest.mark.parametrize("seed", range(3))
def test_it_equals_the_warehouse_built_from_what_had_been_received(tmp_path, seed):
    history = draw_history(seed)
    day = date(2023, 2, 10) + timedelta(days=random.Random(seed).randrange(80))
    received = [report for report in history if report["received"][:10] <= day.isoformat()]
    assert 0 < len(received) < len(history)
    corrections = draw_corrections(seed, history)
    header, *rows = corrections
    known = [header, *(row for row in rows if row[:10] <= day.isoformat())]
    assert 1 < len(known) < len(corrections)
    for folder in ("whole", "part"):
        (tmp_path / folder).mkdir()
    whole = rebuilt(history, tmp_path / "whole", LAST_DAY, corrections="\n".join(corrections))
    complete_warehouse(whole)
    part = rebuilt(received, tmp_path / "part", day, corrections="\n".join(known))
    moment = parse_moment(day, HANOI)
    with Store(whole, read_only=True) as now, Store(part, read_only=True) as then:
        tables = query_as_of_tables(now)
        assert tables >= set(COMPARED)
        for table in COMPARED:
            query = f"FROM {table} ORDER BY ALL"
            past_query = rename_tables(query, tables, f"TIMESTAMPTZ '{moment}'")
            assert now.query_rows(past_query) == then.query_rows(query), table


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("FROM core.a", "FROM core.a_asof(now())"),
        ("FROM core.a AS x, core.ab", "FROM core.a_asof(now()) AS x, core.ab"),
        ("SELECT core.a.value FROM core.a", "SELECT core.a.value FROM core.a_asof(now())"),
        ("FROM score.a", "FROM score.a"),
        ("FROM marts.lineage('TT02')", "FROM marts.lineage_asof(now(), 'TT02')"),
    ],
)
def test_only_the_name_of_a_table_is_renamed(query, expected):
    assert rename_tables(query, {"core.a"}, "now()") == expected


@pytest.mark.parametrize("text", ["2023-13-01", "31/6/2023", "hôm qua", "", "2023"])
def test_a_text_that_is_no_moment_is_refused(text):
    with pytest.raises(ValueError, match=f"«{text}» không phải ngày"):
        parse_moment(text, HANOI)


def test_a_day_may_be_written_as_people_write_it():
    assert parse_moment("3/2/2023", HANOI) == parse_moment("2023-02-03", HANOI)


def test_a_moment_with_a_zone_keeps_it_and_one_without_is_local():
    assert parse_moment("2023-07-20T08:00", HANOI) == datetime(2023, 7, 20, 1, tzinfo=UTC)
    assert parse_moment("2023-07-20T08:00+00:00", HANOI) == datetime(2023, 7, 20, 8, tzinfo=UTC)


def test_a_run_for_a_day_shows_nothing_that_came_later(tmp_path):
    """`CHISO_AS_OF` means the same: the later correction and its finding do not exist yet."""
    late = "a3 | 2023-03-09 08:00 | DK-DAPHUC | 2023-01 | 70 | 1"
    (tmp_path / "then").mkdir()
    reports = [report | {"found": ""} for report in drawn(f"{SENT}{late}", **NAMES)]
    reports[-1]["found"] = "W-RANGE-001 in loudspeaker_broadcasts"
    path = rebuilt(reports, tmp_path / "then", date(2023, 2, 10))
    with Store(path, read_only=True) as store:
        assert query_observations(store) == [("a1", 5)]
        for table in ("core.submissions", "core.findings", "core.observations"):
            submissions = store.query_rows(f"SELECT submission FROM {table}")
            assert {s for (s,) in submissions} <= {"a1"}, table
