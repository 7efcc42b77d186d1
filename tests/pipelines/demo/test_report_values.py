"""Invented figures keep every relation that real ones must, whatever the seed."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.demo.report_values import draw_report_values, draw_unit_sizes
from tests import spec
from tests.spec import catalogue_reporting_from
from warehouse.periods import Grain, parse_period_code

CATALOGUE = spec.catalogue()
NOT_MORE = [  # what no rule of the catalogue declares, yet everyone knows
    ("ward", "workers_reached", "establishment_workers"),
    ("ward", "establishments_inspected", "establishments"),
    ("ward", "commitments_signed", "establishments"),
    ("ward", "establishments_fined", "visits_with_violation"),
    ("police", "tips_verified", "tips_received"),
    ("police", "tips_classified", "tips_received"),
    ("police", "rings_dismantled", "raids"),
    ("court", "cases_tried", "cases_accepted"),
    ("finance", "budget_spent", "budget_allocated"),
    ("inspection_team", "establishments_fined", "visits_with_violation"),
]
GO_TOGETHER = [
    ("ward", "establishments_fined", "fines_amount"),
    ("ward", "loans_granted", "loans_amount"),
    ("ward", "comm_sessions", "comm_participants"),
    ("police", "criminal_cases", "criminal_accused"),
    ("inspection_team", "establishments_fined", "fines_amount"),
]


def untrue(catalogue, figures):
    """List every declared relation that a report breaks."""
    for (unit, period), values in figures.items():
        form = catalogue.forms[catalogue.units[unit].form]
        if list(values) != [e.element for e in form.elements]:
            yield f"{unit} {period}: not the form's elements"
        for element in form.elements:
            for fault in contradictions(form, element, values):
                yield f"{unit} {period}: {fault}"


def contradictions(form, element, values):
    value, (low, high) = values[element.element], element.valid or element.plausible
    if not (type(value) is int and low <= value <= high):
        yield f"{element.element} is {value}"
    if element.part_of and value > values[element.part_of]:
        yield f"{element.element} exceeds {element.part_of}"
    parts = form.list_parts(element.element, "all")
    if parts and sum(values[p.element] for p in parts) != value:
        yield f"the parts of {element.element} do not sum"


def absurd(catalogue, figures):
    """List every self-evident relation that a report breaks."""
    for (unit, period), values in figures.items():
        form = catalogue.units[unit].form
        for of, part, whole in NOT_MORE:
            if of == form and values[part] > values[whole]:
                yield f"{unit} {period}: {part} exceeds {whole}"
        for of, one, other in GO_TOGETHER:
            if of == form and bool(values[one]) != bool(values[other]):
                yield f"{unit} {period}: {one} without {other}"


def falling(catalogue, figures):
    """List every cumulative figure that falls within its year."""
    by_year = defaultdict(list)
    for (unit, period), values in figures.items():
        by_year[unit, parse_period_code(period).year].append(
            (parse_period_code(period).number, values)
        )
    for (unit, year), reports in by_year.items():
        for element in catalogue.forms[catalogue.units[unit].form].elements:
            if element.nature == "cumulative":
                run = [values[element.element] for _, values in sorted(reports, key=lambda r: r[0])]
                if run != sorted(run):
                    yield f"{unit} {year}: {element.element} {run}"


@settings(max_examples=6)
@given(st.integers(0, 10**6))
def test_every_relation_holds_for_every_report(seed):
    figures = draw_report_values(CATALOGUE, seed)
    assert figures.keys() == {
        (unit.unit, period.code)
        for unit in CATALOGUE.units.values()
        for period in CATALOGUE.list_periods()
        if CATALOGUE.owes_report(unit, period)
    }
    assert list(untrue(CATALOGUE, figures)) == []
    assert list(absurd(CATALOGUE, figures)) == []
    assert list(falling(CATALOGUE, figures)) == []


def test_a_broken_relation_would_be_noticed():
    figures = {key: dict(v) for key, v in draw_report_values(CATALOGUE, 2021).items()}
    figures["DK-ANHDUNG", "2023-05"]["establishments"] += 1
    figures["DK-CA", "2023-05"]["tips_verified"] = 200
    figures["DK-TCKH", "2023-H2"]["budget_spent"] = 0
    assert len(list(untrue(CATALOGUE, figures))) == 1
    assert len(list(absurd(CATALOGUE, figures))) == 1
    assert len(list(falling(CATALOGUE, figures))) == 1


def test_every_report_owed_has_figures_and_no_other():
    owed = {
        (unit.unit, period.code)
        for unit in CATALOGUE.units.values()
        for period in CATALOGUE.list_periods()
        if CATALOGUE.owes_report(unit, period)
    }
    assert set(draw_report_values(CATALOGUE, 1)) == owed


def test_an_office_that_begins_later_has_figures_from_its_declared_start():
    stated = catalogue_reporting_from("DK-DAPHUC", date(2023, 3, 15))
    periods = [period for unit, period in draw_report_values(stated, 1) if unit == "DK-DAPHUC"]
    assert min(periods) == "2023-04"


def test_the_seed_decides_everything():
    assert draw_report_values(CATALOGUE, 7) == draw_report_values(CATALOGUE, 7)
    assert draw_report_values(CATALOGUE, 7) != draw_report_values(CATALOGUE, 8)


def district(figures, element, periods):
    return sum(
        values[element]
        for (unit, period), values in figures.items()
        if CATALOGUE.units[unit].form == "ward" and period in {p.code for p in periods}
    )


def months(*years):
    return [p for p in CATALOGUE.list_periods(Grain.MONTH) if p.year in years]


@pytest.mark.parametrize("seed", [2021, 5])
def test_figures_rise_over_the_years_dip_at_tet_and_peak_in_summer(seed):
    figures = draw_report_values(CATALOGUE, seed)
    assert district(figures, "online_posts", months(2024)) > district(
        figures, "online_posts", months(2021)
    )
    by_month = {
        m: district(
            figures, "comm_sessions", [p for p in months(2022, 2023, 2024) if p.number == m]
        )
        for m in (2, 6)
    }
    assert by_month[2] < 0.7 * by_month[6]


def test_a_new_unit_is_as_big_as_what_it_took_over():
    sizes = draw_unit_sizes(CATALOGUE, 2021)
    old = [u for u in sizes if u.startswith("DK-") and CATALOGUE.units[u].form == "ward"]
    new = [u for u in sizes if u.startswith("HP-")]
    assert (len(old), len(new)) == (6, 3)
    assert sum(sizes[u] for u in new) == pytest.approx(sum(sizes[u] for u in old))

    figures = draw_report_values(CATALOGUE, 2021)
    before, after = months(2025)[5:7]
    assert district(figures, "establishments", [after]) == pytest.approx(
        district(figures, "establishments", [before]), rel=0.08
    )


def test_an_element_nobody_described_gets_a_likely_figure():
    form = CATALOGUE.forms["ward"]
    renamed = form.model_copy(update={"form": "commune"})
    other = with_wards_on(renamed)
    figures = draw_report_values(other, 3)
    assert ("DK-ANHDUNG", "2023-05") in figures
    assert list(untrue(other, figures)) == []
    assert list(falling(other, figures)) == []


def with_wards_on(form):
    """Return the shipped catalogue with another form for the wards."""
    wards = {
        name: unit.model_copy(update={"form": form.form})
        for name, unit in CATALOGUE.units.items()
        if unit.form == "ward"
    }
    forms = {**CATALOGUE.forms, form.form: form}
    return replace(CATALOGUE, units={**CATALOGUE.units, **wards}, forms=forms)
