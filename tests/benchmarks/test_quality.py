"""Our rule for outliers beats the two that others use, on the same slips; a small benchmark."""

import pandas as pd
import pytest

from benchmarks.outlier_rules import OUTLIER_RULES, flag_modified_z_score, flag_z_score
from benchmarks.planting import (
    make_sound_years,
    plant_copies,
    plant_empties,
    plant_rounding,
    plant_slips,
)
from benchmarks.quality import plant_all_slips, score_rules
from benchmarks.quality_score import QualityScore
from pipelines.demo.slips import Slip
from tests.panels import series_of
from tests.spec import catalogue

WARD = catalogue().forms["ward"]


@pytest.fixture(scope="module")
def sets():
    return [make_sound_years(catalogue(), seed) for seed in (1, 2)]


@pytest.fixture(scope="module")
def years(sets):
    return sets[0]


def test_the_others_beat_a_baseline_that_holds_the_value_itself(sets):
    of_rules = zip(*(score_rules(plant_all_slips(five, 12)).values() for five in sets), strict=True)
    ours, *peers = (sum(of_rule, QualityScore()) for of_rule in of_rules)
    for peer in peers:
        assert ours.precision > peer.precision + 0.3
        assert ours.recall > peer.recall


def test_a_clean_five_years_has_few_false_alarms(years):
    values = sum(len(figures) for figures in years.reports.values())
    signal_count = score_rules(years, {"ours": OUTLIER_RULES["leave-one-out"]})["ours"].signal_count
    assert 1000 * signal_count / values < 1


@pytest.mark.parametrize("slip", list(Slip))
def test_so_many_slips_are_planted_as_are_asked_for(years, slip):
    spoilt = plant_slips(years, slip, 3)
    changed = {
        (" ".join(key), name)
        for key, figures in spoilt.reports.items()
        for name, value in figures.items()
        if value != years.reports[key][name]
    }
    assert changed == set(spoilt.planted_slips)
    assert len(changed) == 3


def test_faults_of_whole_reports_are_planted(years):
    for spoilt in (
        *(plant_copies(years, back, 3) for back in ("last", "last_year", "any")),
        plant_empties(years, 3),
        plant_rounding(years, 3),
    ):
        assert len(spoilt.planted_slips) == 3
        assert {element for _, element in spoilt.planted_slips} == {None}
        assert spoilt.reports != years.reports


def test_the_peers_are_as_they_are_coded():
    def flagged(rule, series):
        frame: pd.DataFrame = series_of("ward", comm_sessions=series)
        return {submission.split()[1] for submission, _ in rule(WARD, frame)}

    assert flagged(flag_z_score, [10] * 9 + [1000]) == {"2021-10"}
    assert flagged(flag_z_score, [10] * 8 + [1000]) == set()  # at most sqrt(n - 1)
    assert flagged(flag_modified_z_score, [9, 10, 11, 10, 9, 11, 1000]) == {"2021-07"}
    assert flagged(flag_modified_z_score, [10] * 9 + [1000]) == set()  # its MAD is 0


def test_a_score_of_nothing_is_perfect():
    assert str(QualityScore()) == "1.00 / 1.00"
    assert str(QualityScore(4, 5, 3, 3)) == "0.60 / 0.75"
