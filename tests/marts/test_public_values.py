"""What everybody may see: the harmless figures as they are, the sensitive ones as decided."""

import pytest

from tests.spec import rebuilt
from warehouse.store import Store

REPORTS = [
    {"unit": "DK-DAPHUC", "period": "2023-01", "comm_sessions": "3"},
    *(
        {"unit": "DK-TA", "period": f"2023-Q{n}", "cases_accepted": "40", "cases_tried": "20"}
        for n in (1, 2)
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = rebuilt(REPORTS, tmp_path_factory.mktemp("home"))
    with Store(path) as opened:
        yield opened


@pytest.fixture
def change(store):
    """Change the warehouse for one test."""
    store.execute("BEGIN")
    yield store.execute
    store.execute("ROLLBACK")


def query_rows(store, indicator):
    return store.query_rows(
        "FROM marts.public_values WHERE indicator = ? ORDER BY ALL", [indicator]
    )


def test_what_is_not_sensitive_is_as_it_was(store):
    full = store.query_rows(
        "SELECT *, false, NULL FROM marts.indicator_values WHERE indicator = 'TT05' ORDER BY ALL"
    )
    assert query_rows(store, "TT05") == full != []


def test_what_is_sensitive_is_as_decided(store):
    decided = store.query_rows(
        "FROM marts.public_sensitive_values WHERE indicator = 'TP01' ORDER BY ALL"
    )
    ((full_count,),) = store.query_rows(
        "SELECT count(*) FROM marts.indicator_values WHERE indicator = 'TP01'"
    )
    assert query_rows(store, "TP01") == decided
    assert 0 < len(decided) < full_count


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE catalogue.indicators SET is_sensitive = NULL WHERE indicator = 'TT05'",
        "DELETE FROM catalogue.indicators WHERE indicator = 'TT05'",
    ],
)
def test_an_indicator_that_is_not_declared_harmless_is_not_there(store, change, broken):
    change(broken)
    assert query_rows(store, "TT05") == []


def test_a_sensitive_figure_without_a_decision_is_not_there(store, change):
    change("DELETE FROM marts.public_sensitive_values WHERE indicator = 'TP01'")
    assert query_rows(store, "TP01") == []
