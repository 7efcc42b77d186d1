"""A plan gives every owed report one fate: sound, faulty, corrected, repeated, shared or lost."""

from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache

import pytest

from pipelines.demo.fault_kinds import FaultKind
from pipelines.demo.plan import plan_inbox
from pipelines.demo.planned_gaps import UNRECOGNISED_FAULTS, list_unsent_reports
from pipelines.demo.planted_faults import (
    FILE_FAULT_CODES,
    OWN_LAYOUT_FAULTS,
    list_independent_counts,
)
from pipelines.demo.report_values import draw_report_values
from pipelines.demo.slips import HISTORY_FAULT_MAKERS
from tests import spec

CATALOGUE = spec.catalogue()
PROGRAMME = CATALOGUE.programme.model_copy(update={"first_year": 2025, "last_year": 2025})
YEAR = replace(CATALOGUE, programme=PROGRAMME)
"""The year in which wards were merged: some units end, others begin."""
SEEDS = (2021, 7)
ENDED = "E-PERIOD-003"


@cache
def plan(seed):
    return plan_inbox(YEAR, seed)


@cache
def true_values(seed):
    return draw_report_values(YEAR, seed)


@cache
def group_files(seed):
    """Return the files of each report in order of arrival, reports after the end left out."""
    files = defaultdict(list)
    for file in plan(seed):
        for report in file.reports:
            if file.expected_code != ENDED:
                files[report.unit, report.period.code].append(file)
    return dict(files)


def owed():
    return {
        (unit.unit, period.code)
        for unit in YEAR.units.values()
        for period in YEAR.list_periods()
        if YEAR.owes_report(unit, period)
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_only_owed_reports_are_sent_and_few_are_lost(seed):
    sent = set(group_files(seed))
    assert sent <= owed()
    assert len(owed() - sent) == max(1, len(owed()) * 9 // 1000)


@pytest.mark.parametrize("seed", SEEDS)
def test_files_are_planned_in_order_of_arrival_and_of_their_number(seed):
    moments = [file.received_at for file in plan(seed)]
    assert moments == sorted(moments)
    for files in group_files(seed).values():
        assert [file.resend_number for file in files] == list(range(len(files)))
        assert len(files) <= 3


@pytest.mark.parametrize("seed", SEEDS)
def test_the_last_file_of_a_report_is_right_unless_a_fault_stays(seed):
    optional = {
        (form.form, e.element)
        for form in YEAR.forms.values()
        for e in form.elements
        if not e.required
    }
    for (unit, period), files in group_files(seed).items():
        last = files[-1]
        if last.fault_kind:
            assert len(files) == 1
            continue
        (report,) = [r for r in last.reports if r.unit == unit]
        values = true_values(seed)[unit, period]
        changes = {name: v for name, v in report.values.items() if v != values[name]}
        assert len(changes) <= 1
        assert all(v is None and (report.form, e) in optional for e, v in changes.items())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_faulty_file_comes_first_and_is_corrected_in_the_same_layout(seed):
    corrected = 0
    for files in group_files(seed).values():
        first, *others = files
        assert all(file.fault_kind is None for file in others)
        if first.fault_kind and others:
            (correction,) = others
            assert correction.style == first.style
            assert correction.received_at > first.received_at
            assert first.fault_kind not in HISTORY_FAULT_MAKERS
            corrected += 1
    assert corrected > 5


@pytest.mark.parametrize("seed", SEEDS)
def test_each_kind_of_fault_is_planted_in_a_layout_that_allows_it(seed):
    faulty = [file for file in plan(seed) if file.fault_kind]
    assert {file.fault_kind for file in faulty} == set(FaultKind)
    for file in faulty:
        assert len(file.reports) == 1
        assert file.expected_code
        if file.fault_kind in FILE_FAULT_CODES:
            assert file.style is None
            assert file.expected_code == FILE_FAULT_CODES[file.fault_kind]
        elif file.fault_kind in OWN_LAYOUT_FAULTS and file.expected_code != ENDED:
            assert file.style is not None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cumulative_falls_against_the_true_figure_of_the_period_before(seed):
    falls = [file for file in plan(seed) if file.fault_kind is FaultKind.CUMULATIVE_FALLS]
    assert falls
    for file in falls:
        (report,) = file.reports
        earlier = replace(report.period, number=report.period.number - 1)
        earlier_values = true_values(seed)[report.unit, earlier.code]
        assert 0 < report.values[file.element] < earlier_values[file.element]


@pytest.mark.parametrize("seed", SEEDS)
def test_two_abolished_units_report_after_their_end_one_of_them_by_hand(seed):
    after_end = [file for file in plan(seed) if file.expected_code == ENDED]
    assert len({file.reports[0].unit for file in after_end}) == 2
    assert sorted(file.style is None for file in after_end) == [False, True]
    for file in after_end:
        (report,) = file.reports
        unit = YEAR.units[report.unit]
        assert file.fault_kind is FaultKind.WRONG_PERIOD
        assert not YEAR.owes_report(unit, report.period)
        before = replace(report.period, number=report.period.number - 1)
        assert YEAR.owes_report(unit, before)
        assert YEAR.calendar.compute_window(report.period)[1] > unit.valid_to
        assert report.values == true_values(seed)[unit.unit, before.code]


@pytest.mark.parametrize("seed", SEEDS)
def test_three_units_of_one_form_and_period_share_a_workbook(seed):
    shared = [file for file in plan(seed) if len(file.reports) > 1]
    assert len(shared) == max(1, len(owed()) // 150)
    for file in shared:
        assert len({report.unit for report in file.reports}) == 3
        assert len({(report.form, report.period) for report in file.reports}) == 1
        assert (file.fault_kind, file.resend_number) == (None, 0)
        assert file.style is not None
        for report in file.reports:
            assert report.values == true_values(seed)[report.unit, report.period.code]
            assert group_files(seed)[report.unit, report.period.code] == [file]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_repeated_report_is_the_same_report_later_as_bytes_or_as_values(seed):
    copies = [file for file in plan(seed) if file.copy_kind]
    kinds = [file.copy_kind for file in copies]
    assert set(kinds) == {"bytes", "values"}
    assert kinds.count("bytes") - kinds.count("values") in (0, 1)
    for copy in copies:
        (report,) = copy.reports
        first, second = group_files(seed)[report.unit, report.period.code]
        assert second == copy
        assert replace(first, resend_number=1, copy_kind=copy.copy_kind) == replace(
            copy, received_at=first.received_at
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_slip_that_nobody_can_detect_raises_one_to_three_counts_and_is_sent_right_later(seed):
    slip_counts = []
    for (unit, period), files in group_files(seed).items():
        if files[0].fault_kind or files[-1].copy_kind or len(files) == 1:
            continue
        slip_counts.append(len(files) - 1)
        values = true_values(seed)[unit, period]
        counts = {e.element for e in list_independent_counts(YEAR.forms[YEAR.units[unit].form])}
        for file in files[:-1]:
            (report,) = file.reports
            changes = {n: v - values[n] for n, v in report.values.items() if v != values[n]}
            assert 1 <= len(changes) <= 3
            assert set(changes) <= counts
            assert all(1 <= rise <= 2 + values[n] // 5 for n, rise in changes.items())
        assert files[-1].reports[0].values == values
    planned = len(owed()) * 40 // 1000
    assert len(slip_counts) == planned
    assert slip_counts.count(2) == -(-planned // 5)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_kind_of_fault_is_planted_equally_often(seed):
    kinds = Counter(file.fault_kind for file in plan(seed) if file.expected_code != ENDED)
    del kinds[None]
    assert set(kinds.values()) == {max(1, len(owed()) // 200)}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_few_sound_reports_have_a_layout_of_their_own_or_a_blank(seed):
    sound = [
        file
        for (file, *others) in group_files(seed).values()
        if not (others or file.fault_kind) and len(file.reports) == 1
    ]
    own_layouts = sum(file.style is not None for file in sound)
    blanks = sum(None in file.reports[0].values.values() for file in sound)
    assert len(sound) > 50
    assert own_layouts < 0.1 * len(sound)
    assert 0 < blanks < 0.2 * len(sound)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_report_has_one_fault_at_most(seed):
    faulty = [
        (f.reports[0].unit, f.reports[0].period.code)
        for f in plan(seed)
        if f.fault_kind and f.expected_code != ENDED
    ]
    assert len(faulty) == len(set(faulty))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_file_that_cannot_be_recognised_counts_as_unsent_until_it_is_corrected(seed):
    unsent = {(unit, period) for _, unit, period in list_unsent_reports(YEAR, plan(seed))}
    unrecognised = {
        place
        for place, files in group_files(seed).items()
        if all(file.fault_kind in UNRECOGNISED_FAULTS for file in files)
    }
    assert unsent == owed() - set(group_files(seed)) | unrecognised
