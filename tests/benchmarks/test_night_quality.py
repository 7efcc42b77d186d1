"""The score of a night: a planted fault counts as found under its code and in its place only."""

import pytest

from benchmarks.night_quality import CodeScore, FoundPlace, NightQuality, score_codes
from benchmarks.quality_score import QualityScore
from pipelines.demo.fault_kinds import PlantedFault
from pipelines.demo.plan import plan_inbox
from pipelines.demo.planned_gaps import (
    UNRECOGNISED_FAULTS,
    list_allowed_blanks,
    list_unsent_reports,
)
from tests.spec import catalogue


def plant(file, code, element=None, cell=None):
    return PlantedFault(file, "kind", "ward", "u", "2023-05", element, cell, code)


def score(planted, *places):
    (code_score,) = score_codes(planted, [FoundPlace(*place) for place in places])
    return code_score


NUMBER = plant("a", "E-NUM-001", "schools", "D9")


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([("a", "E-NUM-001", "schools", "D9")], "1.00 / 1.00"),
        ([("a", "E-NUM-001", "schools", "D10")], "0.00 / 0.00"),
        ([("a", "E-NUM-002", "schools", "D9")], "1.00 / 0.00"),
        ([("a", "E-NUM-001", "schools", "D9"), ("b", "E-NUM-001", "schools", "D9")], "0.50 / 1.00"),
        ([("a", "E-NUM-001", "schools", "D9"), ("a", "E-NUM-001", "other", "D9")], "1.00 / 1.00"),
    ],
    ids=["found", "another cell", "another code", "a sound file too", "two in the cell"],
)
def test_a_fault_is_found_by_code_and_cell(places, expected):
    assert str(score([NUMBER], *places).score) == expected


def test_without_a_cell_the_element_decides_and_without_both_the_file():
    outlier = plant("a", "W-OUTLIER-001", "schools")
    assert score([outlier], ("a", "W-OUTLIER-001", "schools", None)).score.recall == 1
    assert score([outlier], ("a", "W-OUTLIER-001", "pupils", None)).score.recall == 0
    assert score([plant("a", "W-COPY-001")], ("a", "W-COPY-001", None, "A1")).score.recall == 1


def test_a_finding_beside_another_planted_fault_is_counted_apart():
    codes = score_codes(
        [NUMBER, plant("b", "W-ROW-002", cell="B9")],
        [FoundPlace("b", "E-NUM-001", "schools", "D9")],
    )
    assert [(c.code, c.beside_count, c.score.signal_count) for c in codes] == [
        ("E-NUM-001", 1, 0),
        ("W-ROW-002", 0, 0),
    ]


LOW = QualityScore(3, 5, 3, 3)
WHOLE = QualityScore(3, 3, 3, 3)


@pytest.mark.parametrize(
    ("code", "missing", "blamed", "is_good"),
    [
        ("E-NUM-001", WHOLE, 0, False),
        ("W-OUTLIER-001", WHOLE, 0, True),
        ("W-OUTLIER-001", LOW, 0, False),
        ("W-OUTLIER-001", WHOLE, 1, False),
    ],
)
def test_the_bound_binds_what_a_rule_decides(code, missing, blamed, is_good):
    low = CodeScore(code, ("kind",), LOW, 0)
    assert NightQuality([low], missing, 4, blamed).is_good == is_good
    assert low.note.startswith("BELOW" if code.startswith("E") else "statistics")


def test_a_plan_lists_what_it_never_sends_and_what_it_leaves_blank():
    planned = plan_inbox(catalogue())
    unsent, blanks = (f(catalogue(), planned) for f in (list_unsent_reports, list_allowed_blanks))
    sent = {
        (r.form, r.unit, r.period.code)
        for file in planned
        if file.fault_kind not in UNRECOGNISED_FAULTS
        for r in file.reports
    }
    assert unsent
    assert not unsent & sent
    optional = {
        (f.form, e.element)
        for f in catalogue().forms.values()
        for e in f.elements
        if not e.required
    }
    assert {(form, element) for form, _, _, element in blanks} <= optional
    assert blanks
