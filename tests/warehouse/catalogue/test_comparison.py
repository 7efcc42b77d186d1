"""What differs between two catalogues, by declaration and field."""

from dataclasses import replace

from tests import spec
from warehouse.catalogue.comparison import (
    CatalogueChange,
    compare_catalogues,
    list_file_changes,
)

CATALOGUE = spec.catalogue()
EDUCATION = CATALOGUE.forms["education"]


def with_units(*units):
    return replace(CATALOGUE, units=CATALOGUE.units | {unit.unit: unit for unit in units})


def with_education(**fields):
    return replace(
        CATALOGUE, forms=CATALOGUE.forms | {"education": EDUCATION.model_copy(update=fields)}
    )


def test_a_catalogue_does_not_differ_from_itself():
    assert compare_catalogues(CATALOGUE, CATALOGUE) == []


def test_a_unit_added_is_listed_and_the_other_way_round_it_is_removed():
    after = with_units(CATALOGUE.units["DK-GDDT"].model_copy(update={"unit": "DK-MOI"}))
    assert compare_catalogues(CATALOGUE, after) == [CatalogueChange("unit", "DK-MOI", "added")]
    assert compare_catalogues(after, CATALOGUE) == [CatalogueChange("unit", "DK-MOI", "removed")]


def test_a_change_names_the_declaration_and_the_fields():
    unit = CATALOGUE.units["DK-GDDT"].model_copy(update={"name_vi": "Sở", "aliases": ()})
    assert compare_catalogues(CATALOGUE, with_units(unit)) == [
        CatalogueChange("unit", "DK-GDDT", "changed", ("aliases", "name_vi"))
    ]
    later = replace(CATALOGUE, calendar=replace(CATALOGUE.calendar, due_working_days=9))
    assert compare_catalogues(CATALOGUE, later) == [
        CatalogueChange("calendar", "calendar", "changed", ("due_working_days",))
    ]


def test_an_element_is_a_declaration_of_its_own():
    after = with_education(elements=EDUCATION.elements[1:], version=2)
    first = EDUCATION.elements[0].element
    assert compare_catalogues(CATALOGUE, after) == [
        CatalogueChange("element", f"education.{first}", "removed"),
        CatalogueChange("form", "education", "changed", ("version",)),
    ]


def test_indicators_targets_and_metrics_are_compared():
    indicators = dict(CATALOGUE.indicators)
    name, _ = indicators.popitem()
    after = replace(CATALOGUE, indicators=indicators, targets=CATALOGUE.targets[1:])
    kinds = {(c.kind, c.state) for c in compare_catalogues(CATALOGUE, after)}
    assert kinds == {("indicator", "removed"), ("target", "removed")}
    assert name not in indicators


def test_a_file_without_declarations_differs_by_its_bytes(tmp_path):
    """The command once called a catalogue with new contacts the one of the publication."""
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        folder.mkdir()
        (folder / "units.csv").write_text(folder.name, encoding="utf-8")
        (folder / "synonyms.csv").write_text("same", encoding="utf-8")
        (folder / "senders.csv").write_text(folder.name, encoding="utf-8")
    (before / "sources.yaml").touch()
    (after / "contacts.csv").touch()
    assert list_file_changes(before, after) == [
        CatalogueChange("file", "contacts.csv", "added"),
        CatalogueChange("file", "senders.csv", "changed", ("content",)),
        CatalogueChange("file", "sources.yaml", "removed"),
    ]
    assert list_file_changes(after, after) == []
