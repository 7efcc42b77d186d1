"""A form with other elements is another version, and the fault says what to write where."""

import shutil

import pytest

from warehouse.catalogue import DEFAULT_CATALOGUE, CatalogueError, load_catalogue

FORM = """form: parks
name_vi: "Báo cáo công viên"
name_en: "Parks report"
frequency: quarter
version: 1
basis: "thử"
marks: {}
elements:
"""
ELEMENT = """  - element: {0}
    name_vi: "Số {0}"
    name_en: "Number of {0}"
    nature: flow
    unit: lượt
    basis: "thử"
"""
ENTRY = "- {{form: parks, version: {}, elements: [{}]}}"


@pytest.fixture
def folder(tmp_path):
    """Return the shipped catalogue with a form of two elements, whose version is recorded."""
    folder = shutil.copytree(DEFAULT_CATALOGUE, tmp_path / "catalogue")
    text = FORM + ELEMENT.format("visits") + ELEMENT.format("trees")
    (folder / "forms" / "parks.yaml").write_text(text, encoding="utf-8")
    append(folder / "units.csv", "DK-CV,office,Ban Công viên,Parks,,DK,,2021-01-01,,,parks,thử")
    append(folder / "form_versions.yaml", ENTRY.format(1, "visits, trees"))
    load_catalogue(folder)
    return folder


def append(path, line):
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def add_element(folder, name):
    append(folder / "forms" / "parks.yaml", ELEMENT.format(name).rstrip("\n"))


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def find_fault(folder):
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    (fault,) = caught.value.faults
    return fault


def test_an_element_added_without_a_new_version_is_a_fault(folder):
    add_element(folder, "benches")
    fault = find_fault(folder)
    assert (fault.file_name, fault.line) == ("parks.yaml", 1)
    assert "the elements have changed (benches), version is still 1" in fault.description
    assert fault.remedy.endswith(ENTRY.format(2, "visits, trees, benches"))


def test_an_element_removed_without_a_new_version_is_a_fault(folder):
    edit(folder / "forms" / "parks.yaml", ELEMENT.format("trees"), "")
    assert "the elements have changed (trees)" in find_fault(folder).description


def test_a_version_that_is_not_recorded_is_a_fault_until_the_remedy_is_copied(folder):
    add_element(folder, "benches")
    edit(folder / "forms" / "parks.yaml", "version: 1", "version: 2")
    fault = find_fault(folder)
    assert "version 2 of parks is not recorded" in fault.description
    entry = fault.remedy.splitlines()[-1].strip()
    assert entry == ENTRY.format(2, "visits, trees, benches")
    append(folder / "form_versions.yaml", entry)
    assert load_catalogue(folder).forms["parks"].version == 2


def test_the_order_of_elements_is_no_other_version(folder):
    edit(folder / "form_versions.yaml", "[visits, trees]", "[trees, visits]")
    assert load_catalogue(folder).forms["parks"].version == 1


def test_without_the_file_every_form_says_what_to_record(folder):
    (folder / "form_versions.yaml").unlink()
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    assert len(caught.value.faults) == len(list((folder / "forms").glob("*.yaml")))
