"""Where elements are published: by units, by covered areas, and by the terms of indicators."""

from datetime import date

from tests import spec
from warehouse.catalogue.element_places import find_form_places
from warehouse.catalogue.models import AreaCoverage

CATALOGUE = spec.catalogue()


def places(form, *coverage, units=None):
    return find_form_places(
        CATALOGUE.forms[form],
        CATALOGUE.units.values() if units is None else units,
        coverage or CATALOGUE.coverage,
        CATALOGUE.indicators.values(),
    )


def covered(area, first, last=None):
    return AreaCoverage(area=area, covers="all", valid_from=first, valid_to=last, basis="x")


def test_every_element_of_every_shipped_form_is_in_every_table():
    for form in CATALOGUE.forms:
        assert places(form).missing_tables == ()


def test_an_area_counts_only_above_the_units_and_on_days_of_theirs():
    assert places("ward").areas == ("DK", "HP")
    assert places("court").areas == ("DK",), "the court ended before HP was covered"
    late = covered("DK", date(2025, 7, 1))
    assert places("court", late).missing_tables == ("marts.area_values",)
    assert places("court", covered("DK-TA", date(2021, 1, 1))).areas == ()


def test_a_form_without_units_has_no_table():
    assert places("court", units=()).missing_tables == ("marts.element_values", "marts.area_values")


def test_an_element_names_its_indicators_and_a_silent_one_none():
    court = places("court")
    assert court.indicators["cases_tried"] == ("TP01",)
    assert [element.element for element in court.silent_elements] == ["mobile_trials"]
    assert places("police").indicators["violators_sellers"] == ("DT04", "DT05", "DT06")
