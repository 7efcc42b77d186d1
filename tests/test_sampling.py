"""What `make test` draws: the same for the same code, all of it when the whole is asked for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import sampling
from tests.sampling import DRAWN_STORIES, FLOORS, compute_code_seed, draw_sample, draw_stories

STORIES = [Path(f"test_{letter}.py") for letter in "abcdefghij"]
ROOT = Path(__file__).parent.parent


@pytest.fixture
def sampled(monkeypatch):
    monkeypatch.setattr(sampling.SAMPLING, "is_whole", False)


@pytest.fixture
def whole(monkeypatch):
    monkeypatch.setattr(sampling.SAMPLING, "is_whole", True)


@given(st.lists(st.integers(), unique=True), st.integers(0, 20))
def test_a_sample_is_so_many_cases_in_their_order(cases, count):
    drawn = draw_sample(cases, count)
    assert drawn == [case for case in cases if case in drawn]
    assert len(drawn) == (len(cases) if sampling.SAMPLING.is_whole else min(count, len(cases)))


def test_a_few_files_of_nights_are_drawn_and_the_same_again(sampled):
    assert len(draw_stories(STORIES)) == DRAWN_STORIES
    assert draw_stories(STORIES) == draw_stories([*reversed(STORIES), STORIES[0]])


def test_files_named_on_the_command_line_are_all_run_if_they_are_few(sampled):
    assert draw_stories(STORIES[:2]) == set(STORIES[:2])


def test_the_whole_is_every_file_of_nights(whole):
    assert draw_stories(STORIES) == set(STORIES)


@pytest.fixture
def floors(tmp_path):
    for floor in FLOORS:
        (tmp_path / floor / "room").mkdir(parents=True)
        (tmp_path / floor / "room" / "a.sql").write_text("SELECT 1", encoding="utf-8")
    return tmp_path


def test_other_code_draws_others_and_other_words_do_not(floors):
    seed = compute_code_seed(floors)
    (floors / "assets" / "read.md").write_text("words", encoding="utf-8")
    assert compute_code_seed(floors) == seed
    (floors / "assets" / "room" / "a.sql").write_text("SELECT 2", encoding="utf-8")
    assert compute_code_seed(floors) != seed


def test_the_seed_is_of_this_code():
    assert all((ROOT / floor).is_dir() for floor in FLOORS)
    assert compute_code_seed(ROOT) != 0
