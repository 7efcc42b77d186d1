"""A form with other elements is another version, and the fault says what to write where."""

import shutil

import pytest

from warehouse.catalogue import DEFAULT_CATALOGUE, CatalogueError, load_catalogue

ELEMENT = """  - element: appeals
    name_vi: "Số vụ kháng cáo"
    name_en: "Appeals"
    nature: flow
    unit: vụ
    basis: "plan V.9"
"""
ENTRY = (
    "- {form: court, version: 2, elements: [appeals, cases_accepted, cases_tried, "
    "defendants_tried, mobile_trials]}"
)


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(DEFAULT_CATALOGUE, tmp_path / "catalogue")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def find_fault(folder):
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    (fault,) = caught.value.faults
    return fault


def test_an_element_added_without_a_new_version_is_a_fault(copy):
    edit(copy / "forms" / "court.yaml", "elements:\n", f"elements:\n{ELEMENT}")
    fault = find_fault(copy)
    assert (fault.file_name, fault.line) == ("court.yaml", 1)
    assert "the elements have changed (appeals), version is still 1" in fault.description
    assert fault.remedy.endswith(ENTRY)


def test_an_element_removed_without_a_new_version_is_a_fault(copy):
    edit(copy / "form_versions.yaml", "cases_accepted, ", "cases_accepted, cases_lost, ")
    assert "the elements have changed (cases_lost)" in find_fault(copy).description


def test_a_version_that_is_not_recorded_is_a_fault_until_the_remedy_is_copied(copy):
    edit(copy / "forms" / "court.yaml", "elements:\n", f"elements:\n{ELEMENT}")
    edit(copy / "forms" / "court.yaml", "version: 1", "version: 2")
    fault = find_fault(copy)
    assert "version 2 of court is not recorded" in fault.description
    entry = fault.remedy.splitlines()[-1].strip()
    assert entry == ENTRY
    with (copy / "form_versions.yaml").open("a", encoding="utf-8") as file:
        file.write(entry + "\n")
    assert load_catalogue(copy).forms["court"].version == 2


def test_the_order_of_elements_is_no_other_version(copy):
    edit(
        copy / "form_versions.yaml",
        "[cases_accepted, cases_tried,",
        "[cases_tried, cases_accepted,",
    )
    assert load_catalogue(copy).forms["court"].version == 1


def test_without_the_file_every_form_says_what_to_record(copy):
    (copy / "form_versions.yaml").unlink()
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(copy)
    assert len(caught.value.faults) == len(list((copy / "forms").glob("*.yaml")))
