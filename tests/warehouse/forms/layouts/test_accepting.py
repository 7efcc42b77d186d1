"""The hub's answer becomes a layout, or is refused with the reason."""

from dataclasses import replace

import pytest

from tests.warehouse.forms.layouts.drawn_sheets import CATALOGUE, COURT, KNOWN, accept, answer, draw
from warehouse.forms.layouts.accepting import describe_faults, describe_misreadings
from warehouse.forms.layouts.figure_places import list_figure_places
from warehouse.forms.layouts.office_layout import OfficeLayout
from warehouse.forms.layouts.sheet_titles import read_strange_sheet
from warehouse.periods import parse_period_code


def faults(text, **cells):
    workbook = draw(text)
    given = answer(workbook)
    given = replace(given, cells={**given.cells, **cells})
    places = list_figure_places(workbook.build_sheet())
    return [fault.en for fault in describe_faults(given, places, CATALOGUE.forms["court"])]


def misreadings(text, **changes):
    workbook = draw(text)
    given = replace(answer(workbook), **changes)
    strange = read_strange_sheet(workbook.build_sheet())
    return [f.en for f in describe_misreadings(accept(workbook), given, [strange], KNOWN)]


def test_a_sound_answer_has_no_fault_and_reads_its_own_sheet():
    assert faults(COURT) == []
    assert misreadings(COURT) == []


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"cases_tried": "D5"}, "cell D5 is used for"),
        ({"cases_tried": "Z9"}, "Z9 is no cell"),
        ({"cases_tried": "B6"}, "B6 is no cell"),
    ],
)
def test_an_impossible_cell_is_refused(cells, reason):
    assert any(reason in fault for fault in faults(COURT, **cells))


def test_two_rows_with_one_label_cannot_be_told_apart():
    (fault,) = faults(COURT.replace("Đi xử xa", "Án xử xong").replace("#mobile_trials", ""))
    assert "D6, D8 have the same headings" in fault


def test_a_sheet_that_does_not_name_its_unit_or_period_is_refused():
    for gone in ("TAND quận", "Quý III/2023"):
        (fault,) = misreadings(COURT.replace(gone, "Báo cáo", 1))
        assert "do not name this unit or period" in fault


def test_a_period_other_than_the_titles_is_refused():
    period = parse_period_code("2023-Q2")
    assert any("name the period Q3 2023" in f for f in misreadings(COURT, period=period))


def test_the_yaml_of_a_layout_is_the_layout_and_refuses_an_unknown_field():
    layout = accept(draw(COURT))
    assert OfficeLayout.from_yaml(layout.to_yaml()) == layout
    with pytest.raises(ValueError, match="surprise"):
        OfficeLayout.from_yaml(layout.to_yaml() + "surprise: 1\n")
