"""The state of a source: nights without an answer, and days without a file."""

from datetime import date

import pytest

from assets.raw.connectors.source_states import (
    UNREACHED_NIGHTS,
    SourceAnswer,
    list_silent_sources,
    list_unreached_sources,
    read_source_states,
    record_source_answers,
)
from warehouse.catalogue.file_sources import Source
from warehouse.home import Home

ANSWERS = {"x": (False, False), ".": (True, False), "f": (True, True)}
"""Signs of a history: no answer, an answer without files, files."""


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


def record(home, history, first_day=1):
    """Record one answer a day; a sign after «+» is of the same day as the one before."""
    day = first_day - 1
    for sign in history.replace("+", " +").split() if "+" in history else history:
        for one in sign.lstrip("+"):
            day += not sign.startswith("+")
            answer = SourceAnswer("mail", *ANSWERS[one])
            record_source_answers(home, [answer], date(2026, 11, day))


@pytest.mark.parametrize(
    ("history", "nights", "is_unreached"),
    [
        ("x", 1, False),
        ("xx", 2, False),
        ("xxx", 3, True),
        (".xxx", 3, True),
        ("xxx.", 0, False),
        ("xx.x", 1, False),
        ("xx+x", 2, False),
        ("xxx+x", 3, True),
        (".+x+x", 1, False),
    ],
)
def test_nights_without_an_answer_are_counted(home, history, nights, is_unreached):
    record(home, history)
    states = read_source_states(home)
    assert states["mail"].failed_nights == nights
    assert list_unreached_sources(states) == ["mail"] * is_unreached
    assert UNREACHED_NIGHTS == 3


@pytest.mark.parametrize(
    ("history", "day", "silent_days", "is_silent"),
    [
        ("f", 8, 7, False),
        ("f", 9, 7, True),
        (".", 8, 7, False),  # never sent anything: since it is known
        (".", 9, 7, True),
        ("f....", 9, 7, True),
        ("f...f", 9, 7, False),
        ("f", 30, None, False),
    ],
)
def test_a_source_is_silent_after_the_days_of_the_catalogue(
    home, history, day, silent_days, is_silent
):
    record(home, history)
    source = Source(source="mail", url="file:///srv/x", silent_days=silent_days)
    silent = list_silent_sources(read_source_states(home), [source], date(2026, 11, day))
    assert silent == ["mail"] * is_silent


def test_a_source_that_the_catalogue_no_longer_names_is_forgotten(home):
    record(home, "xxx")
    record_source_answers(home, [SourceAnswer("sftp", *ANSWERS["."])], date(2026, 11, 4))
    assert list(read_source_states(home)) == ["sftp"]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"mail": 1}', '{"mail": {"x": 1}}'])
def test_a_damaged_file_counts_as_none(home, text):
    home.sources_file.write_text(text, encoding="utf-8")
    assert read_source_states(home) == {}
    record(home, "x")
    assert read_source_states(home)["mail"].failed_nights == 1


def test_nothing_is_written_without_sources(home):
    record_source_answers(home, [], date(2026, 11, 1))
    assert list(home.root.iterdir()) == []
