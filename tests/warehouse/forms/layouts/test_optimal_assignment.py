"""The best assignment, compared with the one of scipy on drawn scores."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from warehouse.forms.layouts.optimal_assignment import assign_columns

SCORES = st.integers(1, 8).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(-3, 9), min_size=width, max_size=width), min_size=1, max_size=9
    )
)


@given(SCORES)
def test_the_total_is_the_best_one_and_no_column_is_given_twice(scores):
    gains = [{c: score / 7 for c, score in enumerate(row) if score > 0} for row in scores]
    chosen = assign_columns(gains)
    columns = [column for column in chosen if column is not None]
    assert len(set(columns)) == len(columns)
    total = sum(gains[row][column] for row, column in enumerate(chosen) if column is not None)
    padded = np.concatenate([np.array(scores), np.zeros((len(scores),) * 2)], axis=1).clip(0)
    best = padded[linear_sum_assignment(padded, maximize=True)].sum() / 7
    assert abs(total - best) < 1e-9


def test_a_row_moves_on_where_the_total_gains():
    assert assign_columns([{0: 0.5, 1: 0.4}, {0: 0.5}, {}]) == [1, 0, None]
