"""Which reports are told as empty although complete and on time."""

import pytest

from tests.panels import places, series_of

CODE = "W-EMPTY-001"
BUSY = [21, 19, 22, 20, 18, 23, 20, 21, 19]


def ward(sessions, posts):
    return series_of("ward", comm_sessions=sessions, online_posts=posts)


def empty(frame, form="ward"):
    return places(form, frame, CODE)


def test_nothing_where_there_is_always_something():
    assert empty(ward([*BUSY, 0], [*BUSY, 0])) == ["A 2021-10"]


def test_all_not_applicable_is_nothing_too():
    frame = series_of("ward", comm_sessions=[*BUSY, None], online_posts=[*BUSY, None],
                      volunteers=[9] * 10)  # fmt: skip
    assert empty(frame) == ["A 2021-10"]


def test_one_figure_is_something():
    assert empty(ward([*BUSY, 0], [*BUSY, 1])) == []


def test_not_where_little_is_usual():
    quiet = [2, 1, 3, 1, 2, 2, 1, 3, 1]
    assert empty(ward([*quiet, 0], [*quiet, 0])) == []


def test_not_where_it_is_usual():
    assert len(empty(ward([*BUSY, 0, 0], [*BUSY, 0, 0]))) == 2
    assert empty(ward([*BUSY, 0, 0, 0], [*BUSY, 0, 0, 0])) == []


def test_figures_that_hang_on_a_few_cases_count_as_few():
    cases = [5, 3, 9, 6, 2, 7, 4, 8, 5, 0]
    frame = series_of("court", cases_accepted=cases, cases_tried=cases,
                      defendants_tried=[2 * n for n in cases])  # fmt: skip
    assert empty(frame, "court") == []


@pytest.mark.parametrize(("others", "is_signalled"), [(4, []), (5, ["A 2021-06"])])
def test_a_few_other_reports_must_be_there(others, is_signalled):
    assert empty(ward([*BUSY[:others], 0], [*BUSY[:others], 0])) == is_signalled
