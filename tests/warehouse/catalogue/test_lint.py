"""The lint of a catalogue: what stops a load, and what is only worth a note."""

import shutil

import pytest

from warehouse.catalogue import DEFAULT_CATALOGUE
from warehouse.catalogue.lint import lint_catalogue


@pytest.fixture
def changed(tmp_path):
    """Return a copy of the shipped catalogue with one text replaced by another in one file."""

    def change(file_name, old, new):
        folder = tmp_path / "catalogue"
        shutil.copytree(DEFAULT_CATALOGUE, folder)
        path = folder / file_name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {file_name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return lint_catalogue(folder)

    return change


def test_the_shipped_catalogue_has_no_fault_and_every_element_is_in_every_table():
    lint = lint_catalogue(DEFAULT_CATALOGUE)
    assert not lint.faults
    assert not any("not in the table" in note.description for note in lint.notes)


def test_the_elements_in_no_indicator_are_listed_form_by_form_with_their_lines():
    lines = (DEFAULT_CATALOGUE / "forms" / "ward.yaml").read_text(encoding="utf-8").splitlines()
    notes = lint_catalogue(DEFAULT_CATALOGUE).notes
    (ward,) = [note for note in notes if note.file_name == "ward.yaml"]
    head, *listed = ward.description.splitlines()
    assert head.startswith("ward: ")
    assert head.endswith(" elements in no indicator")
    assert head.split()[1].split("/")[0] == str(len(listed))
    (volunteers,) = [line for line in listed if " volunteers · " in line]
    assert "Số tình nguyện viên / cộng tác viên / " in volunteers
    line = int(volunteers.strip().partition(":")[0])
    assert lines[line - 1].strip() == "- element: volunteers"
    assert not any(" comm_sessions " in line for line in listed)


def test_a_form_that_no_covered_area_adds_up_is_named_with_the_table(changed):
    outside = changed(
        "units.csv",
        "TAND;Tòa án quận,DK,,2021-01-01,2025-06-30",
        "TAND;Tòa án quận,,,2021-01-01,2025-06-30",
    )
    (note,) = [n for n in outside.notes if "not in the table" in n.description]
    assert note.file_name == "court.yaml"
    assert note.description.startswith("court: 4/4 chỉ tiêu không vào bảng marts.area_values / ")
    assert "cases_accepted · Số vụ thụ lý / Cases accepted" in note.description


BROKEN = [
    # a flow of the quarters divided by the stock of the last of them
    (
        "forms/health.yaml",
        '- "Số người phải khám sức khỏe định kỳ"\n    nature: flow',
        '- "Số người phải khám sức khỏe định kỳ"\n    nature: stock',
        "YT01: tỷ lệ của flow trong stock",
    ),
    ("indicators.yaml", "  kind: change\n", "  kind: share\n", "change goes with years_back"),
    ("area_coverage.csv", "DK,all,", "DK-CA,all,", "it is no area"),
    ("area_coverage.csv", "DK,all,", "HP,all,", "does not name DK"),
    ("area_coverage.csv", "DK,all,,,", "DK,part,,,", "part needs name_vi and name_en"),
    ("targets.csv", "2021,2025,20,whole,", "2021,2025,20,some,", "binds"),
]


@pytest.mark.parametrize(("file_name", "old", "new", "description"), BROKEN)
def test_a_fault_says_what_and_where(changed, file_name, old, new, description):
    faults = changed(file_name, old, new).faults
    assert any(description in str(fault) for fault in faults), [str(f) for f in faults]
    assert all(fault.line for fault in faults)


def test_two_coverages_of_one_day_are_a_fault(changed):
    row = "DK,all,,,2021-01-01,2025-06-30,plan V.8\n"
    faults = changed("area_coverage.csv", row, row + row.replace("2021-01", "2025-06")).faults
    assert [(f.file_name, f.line) for f in faults] == [("area_coverage.csv", 3)]


def test_an_indicator_whose_units_lived_before_the_programme_is_a_fault(changed):
    faults = changed(
        "units.csv",
        "TAND;Tòa án quận,DK,,2021-01-01,2025-06-30",
        "TAND;Tòa án quận,DK,,2019-01-01,2020-06-30",
    ).faults
    assert any("TP01" in str(fault) and "court" in str(fault) for fault in faults)


def test_a_mixed_share_that_is_meant_says_so_and_no_other_may(changed):
    faults = changed(
        "indicators.yaml",
        "  count_kind: percent\n  numerator:\n    - {form: police, element: tips_verified}",
        '  count_kind: percent\n  mixed_natures: "vì sao"\n  numerator:\n'
        "    - {form: police, element: tips_verified}",
    ).faults
    assert [fault.file_name for fault in faults] == ["indicators.yaml"]
    assert "mixed_natures is not needed" in str(faults[0])
