"""How every expectation of a form's suite went is kept with the reports, batch by batch."""

from datetime import timedelta

import pytest

from assets.intake import ingest_inbox
from expectations.intake.suite_results import hash_batch
from tests.sent import CATALOGUE, CELLS, RECEIVED, new_home, register_of, schools, send
from tests.spec import drawn

LEFT_EMPTY = {CELLS["schools"]: None}
NEGATIVE = {CELLS["school_sessions"]: -3}
EXPECTED = """
rule                                     | expectation                                       | severity | checked | failing | unknown
E-MISS-001.schools                       | expect_column_values_to_not_be_null               | error    | 3       | 1       | 0
E-NEG-001.school_sessions                | expect_column_values_to_be_between                | error    | 3       | 1       | 0
E-NEG-001.schools                        | expect_column_values_to_be_between                | error    | 2       | 0       | 1
E-PART-001.schools_with_activity.schools | expect_column_pair_values_a_to_be_greater_than_b  | error    | 2       | 0       | 1
"""  # noqa: E501 - one row each


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """Return the register after two nights: three reports, and a correction."""
    home = new_home(tmp_path_factory.mktemp("home"))
    for number, typed in enumerate((None, LEFT_EMPTY, NEGATIVE)):
        at = RECEIVED + timedelta(minutes=number)
        send(home.inbox_folder / f"{number}.xlsx", schools(students=9000 + number), typed, at=at)
    with register_of(home) as register:
        ingest_inbox(home, CATALOGUE, register)
        send(
            home.inbox_folder / "đính chính.xlsx",
            schools(students=9100),
            at=RECEIVED + timedelta(hours=1),
        )
        ingest_inbox(home, CATALOGUE, register)
        yield register


def of_night(register, number):
    """Return the submissions of a night, the moment of the last one, and its results."""
    where = "received_at >= $late" if number else "received_at < $late"
    late = {"late": RECEIVED + timedelta(hours=1)}
    sent = register.query_rows(
        f"SELECT submission, received_at FROM raw.submissions WHERE {where}", late
    )
    return [s for s, _ in sent], max(at for _, at in sent)


def test_what_holds_what_fails_and_what_cannot_be_told_are_counted_apart(register):
    batch = hash_batch(of_night(register, 0)[0])
    wanted = drawn(EXPECTED)
    rows = register.query_rows(
        f"SELECT {', '.join(wanted[0])} FROM raw.expectation_results "
        "WHERE batch = $batch AND list_contains($rules, rule) ORDER BY rule",
        {"batch": batch, "rules": [row["rule"] for row in wanted]},
    )
    assert [dict(zip(wanted[0], map(str, row), strict=True)) for row in rows] == wanted


def test_every_expectation_of_the_suite_is_kept_for_every_batch(register):
    nights = [of_night(register, number) for number in (0, 1)]
    rows = register.query_rows(
        "SELECT batch, max(last_received_at), min(last_received_at), count(DISTINCT rule), "
        "count(*) FROM raw.expectation_results WHERE stage = 'intake' AND form = 'education' "
        "GROUP BY batch ORDER BY 2"
    )
    ((*_, rules, _), _) = rows
    assert rules > 15
    assert rows == [(hash_batch(sent), last, last, rules, rules) for sent, last in nights]


def test_what_fails_is_told_as_findings(register):
    failures = register.query_rows(
        "SELECT code, element, sum(failing) FROM raw.expectation_results WHERE failing > 0 "
        "GROUP BY ALL ORDER BY ALL"
    )
    assert failures == register.query_rows(
        "SELECT code, element, count(*) FROM raw.findings GROUP BY ALL ORDER BY ALL"
    )
