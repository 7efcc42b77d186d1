"""Whose figures of a year end in 0 or 5 too often."""

import pandas as pd
import pytest
from scipy import stats

from expectations.series import heaping
from tests.panels import list_signals, places, series_of
from tests.spec import catalogue

CODE = "N-HEAP-001"
COUNTED = [123, 141, 98, 117, 152, 133, 109, 126, 138, 144, 121, 107]
ROUNDED = [120, 140, 100, 115, 150, 135, 110, 125, 140, 145, 120, 105]


def ward(unit="A", **elements):
    return series_of("ward", **elements).assign(unit=unit)


def both(*frames):
    return pd.concat(frames, ignore_index=True)


def test_a_year_of_rounded_figures_is_noted_at_its_first_report():
    frame = ward(comm_participants=COUNTED + ROUNDED)
    (signal,) = list_signals("ward", frame, CODE)
    assert signal.submission == "A 2022-01"
    assert signal.element is None
    assert dict(signal.message_values) == {"year": "2022", "heaped": "12", "counted": "12"}


def test_counted_figures_are_not():
    assert places("ward", ward(comm_participants=COUNTED), CODE) == []


def test_small_figures_and_money_say_nothing():
    frame = ward(comm_sessions=[5] * 12, fines_amount=[8_500_000] * 12)
    assert places("ward", frame, CODE) == []


def test_ten_figures_must_be_there():
    assert places("ward", ward(comm_participants=ROUNDED[:9]), CODE) == []
    assert places("ward", ward(comm_participants=ROUNDED[:10]), CODE) == ["A 2021-01"]


def test_what_every_unit_gives_in_tens_is_no_rounding():
    tens = [10 * n for n in COUNTED]
    units = [ward(unit, leaflets_distributed=tens) for unit in "ABC"]
    assert places("ward", both(*units), CODE) == []


@pytest.mark.parametrize("heaped", [0, 3, 8, 11])
def test_the_chance_is_the_exact_binomial_tail(heaped):
    frame = ward(comm_participants=ROUNDED[:heaped] + [123] * (12 - heaped))
    chances = heaping.derive_columns(catalogue().forms["ward"], frame)[heaping.HEAP_CHANCE_COLUMN]
    assert chances[0] == pytest.approx(stats.binom.sf(heaped - 1, 12, 0.2))
    assert chances[1:].isna().all()
