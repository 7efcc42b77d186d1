"""A planted fault changes the one thing that it names, and the intake finds what it expects."""

from dataclasses import replace
from functools import cache

import pytest

from expectations.intake.form_checks import check_reports
from pipelines.demo.chance import seed_generator
from pipelines.demo.fault_kinds import FaultKind
from pipelines.demo.planted_faults import (
    FAULT_MAKERS,
    FILE_FAULT_CODES,
    LATE_FAULTS,
    OWN_LAYOUT_FAULTS,
    list_independent_counts,
)
from pipelines.demo.slips import HISTORY_FAULT_MAKERS
from pipelines.demo.typed_report import ExtraRow
from tests import spec
from tests.pipelines.demo.drawn_forms import DISTRICT_FORM, draw_form, draw_occasion
from warehouse.forms.reading.numbers import format_raw_text, read_cell
from warehouse.forms.report import Report, ReportCell, ReportCells
from warehouse.periods import find_periods

FORM = draw_form(DISTRICT_FORM)
SOUND = {"visits": 12, "planned": 8, "sudden": 4, "violations": 3, "posts": 7, "leaflets": 300}
SOUND |= {"plan": 1, "fines": 5_000_000, "clubs": 4, "clients": 20, "spent": 900}
EARLIER = {"clients": 17, "spent": 800, "posts": 50}
OCCASION = draw_occasion(FORM, EARLIER, "2023-06", **SOUND)
SEEDS = range(40)
FEW_SEEDS = SEEDS[:3]
CELL_FAULTS = (
    *(FaultKind.PART_EXCEEDS_WHOLE, FaultKind.PARTS_DO_NOT_SUM, FaultKind.NUMBER_IN_WORDS),
    *(FaultKind.DECIMAL, FaultKind.NEGATIVE, FaultKind.EMPTY, FaultKind.EXCEL_ERROR),
    *(FaultKind.PERCENT, FaultKind.CUMULATIVE_FALLS, FaultKind.IMPLAUSIBLE),
    FaultKind.FOOTNOTE_MARK,
)
"""The faults that are one wrong cell."""
TITLE_AND_ROW_FAULTS = (
    *(FaultKind.UNKNOWN_UNIT, FaultKind.WRONG_PERIOD, FaultKind.UNKNOWN_ROW),
    *(FaultKind.ELEMENT_TWICE, FaultKind.UNKNOWN_WORDING),
)
"""The faults that leave every figure as it was."""


def plant(kind, occasion=OCCASION, seed=1):
    """Return the faulty report, or None where there is no occasion."""
    return FAULT_MAKERS[kind](occasion, seed_generator(seed, kind))


@cache
def plant_often(kind):
    """Return a faulty report for each of many seeds."""
    return [plant(kind, seed=seed) for seed in SEEDS]


def list_changes(faulty, occasion=OCCASION):
    """Return the figures that differ from those of the sound report."""
    values = occasion.report.values
    return {name: value for name, value in faulty.report.values.items() if value != values[name]}


def test_every_kind_of_fault_has_one_maker():
    in_cells = {*CELL_FAULTS, *TITLE_AND_ROW_FAULTS}
    assert set(FAULT_MAKERS) == in_cells
    assert set(FAULT_MAKERS) | set(HISTORY_FAULT_MAKERS) | set(FILE_FAULT_CODES) == set(FaultKind)
    assert not set(FILE_FAULT_CODES) & {*FAULT_MAKERS, *HISTORY_FAULT_MAKERS}
    assert set(TITLE_AND_ROW_FAULTS) == OWN_LAYOUT_FAULTS
    assert set(LATE_FAULTS) <= in_cells


@pytest.mark.parametrize("kind", CELL_FAULTS)
def test_a_fault_in_a_cell_changes_the_cell_that_it_names_and_nothing_else(kind):
    for faulty in plant_often(kind):
        assert list(list_changes(faulty)) == [faulty.element]
        sound_again = replace(faulty.report, values=OCCASION.report.values)
        assert sound_again == OCCASION.report


@pytest.mark.parametrize("kind", TITLE_AND_ROW_FAULTS)
def test_a_fault_beside_the_figures_leaves_every_figure_as_it_was(kind):
    for faulty in plant_often(kind):
        assert list_changes(faulty) == {}
        assert faulty.report != OCCASION.report


@pytest.mark.parametrize("kind", FAULT_MAKERS)
def test_the_same_seed_plants_the_same_fault(kind):
    assert [plant(kind, seed=seed) for seed in SEEDS] == plant_often(kind)


def read_report(faulty):
    """Return the report and the findings, as the reader of cells makes them of the figures."""
    cells, codes = [], set()
    for row, element in enumerate(FORM.elements, start=10):
        raw = faulty.report.values[element.element]
        reading = read_cell(raw, element, FORM.marks)
        text = format_raw_text(raw)
        cells.append(ReportCell(element.element, f"D{row}", text, reading.state, reading.value))
        if reading.code:
            codes.add((reading.code, element.element))
    report_cells = ReportCells.from_cells(cells)
    place = (FORM.form, "DK-X", "2023-06", "BC", "typed", None, True)
    return Report(*place, report_cells, ()), codes


def test_the_intake_finds_the_expected_code_in_the_cell_that_the_fault_names():
    planted = {
        f"{kind} {seed}": faulty
        for kind in CELL_FAULTS
        for seed, faulty in zip(FEW_SEEDS, plant_often(kind), strict=False)
    }
    read = {name: read_report(faulty) for name, faulty in planted.items()}
    history = {("DK-X", "2023-05", name): value for name, value in EARLIER.items()}
    catalogue = replace(spec.catalogue(), forms={FORM.form: FORM})
    (checked,) = check_reports(catalogue, {n: report for n, (report, _) in read.items()}, history)
    for name, faulty in planted.items():
        findings = read[name][1] | {(d.code, d.element) for d in checked.drafts[name]}
        assert (faulty.code, faulty.element) in findings, name


@pytest.mark.parametrize(
    ("kind", "elements", "codes"),
    [
        (FaultKind.PART_EXCEEDS_WHOLE, {"violations"}, {"E-PART-001"}),
        (FaultKind.PARTS_DO_NOT_SUM, {"visits"}, {"E-SUM-001"}),
        (FaultKind.NUMBER_IN_WORDS, {"posts", "leaflets", "balance"}, {"E-NUM-001", "E-NUM-004"}),
        (FaultKind.DECIMAL, {"posts", "leaflets", "balance"}, {"E-NUM-002", "E-NUM-003"}),
        (FaultKind.NEGATIVE, {"posts", "leaflets"}, {"E-NEG-001"}),
        (FaultKind.EMPTY, {"posts"}, {"E-MISS-001"}),
        (FaultKind.EXCEL_ERROR, {"posts", "leaflets", "balance"}, {"E-NUM-005"}),
        (FaultKind.PERCENT, {"posts", "leaflets", "balance"}, {"E-NUM-007"}),
        (FaultKind.CUMULATIVE_FALLS, {"clients"}, {"W-CUMULATIVE-001"}),
        (FaultKind.IMPLAUSIBLE, {"posts"}, {"W-RANGE-001"}),
        (FaultKind.FOOTNOTE_MARK, {"posts", "leaflets", "balance"}, {"E-NUM-010"}),
        (FaultKind.ELEMENT_TWICE, {"posts", "leaflets", "balance"}, {"E-ROW-001"}),
        (FaultKind.UNKNOWN_WORDING, {"posts"}, {"E-MISS-003"}),
        (FaultKind.UNKNOWN_UNIT, {None}, {"E-UNIT-001"}),
        (FaultKind.WRONG_PERIOD, {None}, {"E-PERIOD-002"}),
        (FaultKind.UNKNOWN_ROW, {None}, {"W-ROW-002"}),
    ],
)
def test_only_an_element_that_can_have_the_fault_has_it(kind, elements, codes):
    assert {faulty.element for faulty in plant_often(kind)} == elements
    assert {faulty.code for faulty in plant_often(kind)} == codes


def test_counts_that_stand_alone_are_neither_money_nor_answers_nor_wholes_nor_parts():
    names = [e.element for e in list_independent_counts(FORM)]
    assert names == ["posts", "leaflets", "balance"]
    assert list_independent_counts(draw_form("element | nature\n clubs | stock")) == []


def test_a_part_becomes_larger_than_the_whole_by_a_few():
    surpluses = {f.report.values["violations"] - 12 for f in plant_often("part_exceeds_whole")}
    assert surpluses == {1, 2, 3, 4, 5, 6}


def test_a_whole_becomes_larger_than_its_parts_by_a_few():
    assert {f.report.values["visits"] - 12 for f in plant_often("parts_do_not_sum")} == {
        *(1, 2, 3, 4, 5)
    }


@pytest.mark.parametrize(("posts", "negative"), [(0, -1), (1, -1), (7, -7)])
def test_a_negative_count_is_never_minus_nothing(posts, negative):
    form = draw_form("element | nature\n posts | flow")
    faulty = plant(FaultKind.NEGATIVE, draw_occasion(form, posts=posts))
    assert faulty.report.values == {"posts": negative}


@pytest.mark.parametrize(("posts", "typed"), [(0, "10"), (9, "10"), (10, "10"), (11, "11")])
def test_a_figure_typed_as_text_has_two_digits_at_least(posts, typed):
    form = draw_form("element | nature\n posts | flow")
    occasion = draw_occasion(form, posts=posts)
    texts = {
        plant(kind, occasion, seed).report.values["posts"]
        for kind in (FaultKind.FOOTNOTE_MARK, FaultKind.NUMBER_IN_WORDS)
        for seed in SEEDS
    }
    assert texts == {
        *(f"{typed}¹", f"{typed}*"),
        *(f"khoảng {typed}", f"gần {typed}", f"trên {typed}", "mười hai", "khoảng 300"),
    }


@pytest.mark.parametrize(
    ("earlier", "later"),
    [(1, None), (2, {1}), (3, {2}), (7, {5, 6}), (12, {8, 9, 10, 11})],
)
def test_a_cumulative_falls_by_at_most_a_third_and_only_where_it_can_fall(earlier, later):
    form = draw_form("element | nature\n clients | cumulative")
    occasion = draw_occasion(form, {"clients": earlier}, clients=30)
    planted = [plant(FaultKind.CUMULATIVE_FALLS, occasion, seed) for seed in SEEDS]
    if later is None:
        assert planted == [None] * len(SEEDS)
    else:
        assert {faulty.report.values["clients"] for faulty in planted} == later


@pytest.mark.parametrize(("high", "least"), [(1, 2), (40, 80)])
def test_an_implausible_count_is_at_least_twice_the_greatest_plausible_one(high, least):
    form = draw_form(f"element | plausible\n posts | 0 {high}")
    planted = [plant(FaultKind.IMPLAUSIBLE, draw_occasion(form), seed) for seed in SEEDS]
    values = [faulty.report.values["posts"] for faulty in planted]
    assert least <= min(values)
    assert max(values) <= 9 * high + 9


@pytest.mark.parametrize("month", range(1, 13))
def test_only_the_last_month_of_a_quarter_is_labelled_as_the_quarter(month):
    occasion = draw_occasion(FORM, period=f"2023-{month:02d}")
    planted = [plant(FaultKind.WRONG_PERIOD, occasion, seed) for seed in SEEDS]
    if month not in (3, 6, 9, 12):
        assert planted == [None] * len(SEEDS)
        return
    titles = {faulty.report.period_title for faulty in planted}
    assert len(titles) == 4
    for title in titles:
        assert [p.code for p in find_periods(title)] == [f"2023-Q{month // 3}"]


def test_a_report_of_another_length_is_never_labelled_wrong():
    for period in ("2023-Q3", "2023-H2", "2023"):
        assert plant(FaultKind.WRONG_PERIOD, draw_occasion(FORM, period=period)) is None


def test_an_unknown_row_stands_below_a_row_of_the_form_with_words_that_no_element_has():
    for faulty in plant_often("unknown_row"):
        (row,) = faulty.report.extra_rows
        assert row.previous_element in SOUND | {"balance": 0}
        assert row.label not in {e.name_vi for e in FORM.elements}
        assert 2 <= row.value <= 40
        assert faulty.report.labels == {}


def test_a_repeated_row_has_the_words_of_the_element_and_another_figure():
    for faulty in plant_often("element_twice"):
        (row,) = faulty.report.extra_rows
        element = FORM.get_element(faulty.element)
        usual = OCCASION.report.values[faulty.element]
        assert row == ExtraRow(element.element, element.name_vi, element.unit, row.value)
        assert usual < row.value <= usual + 9


def test_a_reworded_row_keeps_its_figure_and_no_other_row_is_reworded():
    for faulty in plant_often("unknown_wording"):
        assert list(faulty.report.labels) == ["posts"]
        assert faulty.report.labels["posts"] not in {e.name_vi for e in FORM.elements}


ALONE = {"posts": "element | nature | required | plausible\n posts | flow | yes | 0 9"}
ALONE |= {
    "clubs": "element | nature\n clubs | stock",
    "optional": "element | required\n posts | no",
    "signed": "element | valid\n balance | -9 9",
    "never": "element | plausible\n deaths | 0 0",
    "of which": "element | part_of | parts_are\n visits | | \n sudden | visits | some",
    "exclusive": "element | part_of | parts_are\n visits | | \n sudden | visits | all",
}


@pytest.mark.parametrize(
    ("kind", "alone"),
    [
        *((kind, "clubs") for kind in FAULT_MAKERS if kind != FaultKind.UNKNOWN_UNIT),
        (FaultKind.PART_EXCEEDS_WHOLE, "posts"),
        (FaultKind.PART_EXCEEDS_WHOLE, "exclusive"),
        (FaultKind.PARTS_DO_NOT_SUM, "posts"),
        (FaultKind.PARTS_DO_NOT_SUM, "of which"),
        (FaultKind.EMPTY, "optional"),
        (FaultKind.UNKNOWN_WORDING, "optional"),
        (FaultKind.NEGATIVE, "signed"),
        (FaultKind.IMPLAUSIBLE, "signed"),
        (FaultKind.IMPLAUSIBLE, "never"),
    ],
)
def test_a_form_without_such_an_element_offers_no_occasion(kind, alone):
    occasion = draw_occasion(draw_form(ALONE[alone]), period="2023-05")
    if kind == FaultKind.UNKNOWN_ROW:
        assert plant(kind, occasion).report.extra_rows  # any form can have a foreign row
    else:
        assert plant(kind, occasion) is None


def test_a_part_that_is_a_running_total_is_not_raised():
    table = """
        element  | nature     | part_of | parts_are
        clients  | cumulative |         |
        women    | cumulative | clients | some
    """
    assert plant(FaultKind.PART_EXCEEDS_WHOLE, draw_occasion(draw_form(table), clients=3)) is None


def test_a_report_is_spoilt_once_only():
    form = draw_form("element | nature\n posts | flow")
    with pytest.raises(TypeError, match="posts was spoilt already"):
        plant(FaultKind.NEGATIVE, draw_occasion(form, posts="khoảng 12"))
