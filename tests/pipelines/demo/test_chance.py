"""Draws are the same for the same seed, and parts are parts."""

from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.demo import chance

WEIGHTS = st.lists(st.floats(0.01, 100), min_size=1, max_size=8)


def test_a_stream_is_named_by_all_its_names():
    def first(*names):
        return chance.seed_generator(*names).random()

    assert first(2021, "DK", "2023-05") == first(2021, "DK", "2023-05")
    assert len({first(1, "ab"), first(1, "a", "b"), first(2, "ab"), first(1, "ba")}) == 4


@given(st.integers(0, 500), WEIGHTS, st.integers())
def test_parts_sum_to_their_whole(whole, weights, seed):
    for parts in (
        chance.split_whole(whole, weights),
        chance.apportion_whole(chance.seed_generator(seed), whole, weights),
    ):
        assert sum(parts) == whole
        assert min(parts) >= 0
        assert len(parts) == len(weights)


@given(st.integers(0, 1000), st.floats(-1, 2), st.integers())
def test_those_chosen_are_some_of_all(of, share, seed):
    chosen_count = chance.draw_binomial(chance.seed_generator(seed), of, share)
    assert 0 <= chosen_count <= of
    assert chosen_count == of if share >= 1 else True


@pytest.mark.parametrize("expected", [0.5, 8, 300])
def test_counts_lie_around_their_mean(expected):
    rng = chance.seed_generator("counts", expected)
    drawn = [chance.draw_count(rng, expected) for _ in range(2000)]
    assert mean(drawn) == pytest.approx(expected, rel=0.1)
    assert min(drawn) >= 0
    assert len(set(drawn)) > 3
