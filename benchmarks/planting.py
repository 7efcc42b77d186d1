"""Five synthetic years with planted slips, as panels, and the places of the slips.

Figures are those of the demo; nothing is written to a file. Measures nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from expectations.series.panel import build_panel
from pipelines.demo import chance
from pipelines.demo.report_values import draw_report_values
from pipelines.demo.slips import (
    SLIPS,
    Figure,
    ReportFigures,
    Slip,
    copy_figures,
    empty_flows,
    round_flows,
)
from warehouse.catalogue import Catalogue, Form

ReportsByKey = dict[tuple[str, str], ReportFigures]
"""Figures by unit and period."""
LEAST_ROUNDED_FIGURES = 10
"""The number of figures that rounding must change before a rule can be expected to notice."""

LEAST_JUMPING_STOCK = 20
"""The smallest stock whose triple is a jump by any declared bound."""


@dataclass(frozen=True, slots=True)
class SyntheticYears:
    """The reports of five years, and the name of every planted slip by place."""

    catalogue: Catalogue
    seed: int
    reports: ReportsByKey
    planted_slips: Mapping[tuple[str, str | None], str]

    def build_panels(self) -> Iterator[tuple[Form, pd.DataFrame]]:
        """Build the panel of every form."""
        for form in self.catalogue.forms.values():
            units = {unit.unit for unit in self.catalogue.units_by_form[form.form]}
            rows = [
                (unit, period, f"{unit} {period}", element, value)
                for (unit, period), figures in self.reports.items()
                if unit in units
                for element, value in figures.items()
            ]
            names = ["unit", "period", "submission", "element", "value"]
            periods = [period.code for period in self.catalogue.list_periods(form.frequency)]
            yield form, build_panel(form, periods, pd.DataFrame(rows, columns=names))

    def find_form(self, unit: str) -> Form:
        """Return the form of a unit."""
        return self.catalogue.forms[self.catalogue.units[unit].form or ""]

    def shuffle_sound_reports(self, purpose: str) -> list[tuple[str, str]]:
        """Return the keys of every unchanged report, in random order."""
        faulty_submissions = {submission for submission, _ in self.planted_slips}
        keys = [key for key in self.reports if " ".join(key) not in faulty_submissions]
        chance.seed_generator(self.seed, purpose).shuffle(keys)
        return keys


def make_sound_years(catalogue: Catalogue, seed: int) -> SyntheticYears:
    """Make five years without a fault."""
    return SyntheticYears(catalogue, seed, dict(draw_report_values(catalogue, seed)), {})


def plant_slips(years: SyntheticYears, slip: Slip, number: int) -> SyntheticYears:
    """Make `number` figures slip, at most one in a report; no slip is visible in its report alone.

    A falling cumulative is found at intake, and is not planted.
    """
    rng = chance.seed_generator(years.seed, slip)
    reports, planted_slips = dict(years.reports), dict(years.planted_slips)
    for unit, period in years.shuffle_sound_reports(slip):
        if len(planted_slips) - len(years.planted_slips) == number:
            break
        figures = _list_figures(years, unit, period)
        rng.shuffle(figures)
        for figure in figures:
            value = SLIPS[slip](figure, rng)
            if value is None or value == figure.value:
                continue
            if figure.element.nature == "cumulative" and value < figure.value:
                continue
            name = figure.element.element
            reports[unit, period] = {**reports[unit, period], name: value}
            planted_slips[f"{unit} {period}", name] = slip
            break
    return SyntheticYears(years.catalogue, years.seed, reports, planted_slips)


def _list_figures(years: SyntheticYears, unit: str, period: str) -> list[Figure]:
    other_reports = [
        figures for (u, p), figures in years.reports.items() if u == unit and p != period
    ]
    return [
        Figure(
            element,
            years.reports[unit, period][element.element],
            [figures[element.element] for figures in other_reports],
        )
        for element in years.find_form(unit).elements
        if not element.is_yes_no
    ]


def plant_copies(years: SyntheticYears, distance: str, number: int) -> SyntheticYears:
    """Replace `number` reports by copies of the `last`, of `last_year`, or of `any` before."""
    rng = chance.seed_generator(years.seed, "copies", distance)
    reports, planted_slips = dict(years.reports), dict(years.planted_slips)
    for unit, period in years.shuffle_sound_reports(f"copied {distance}"):
        source_periods = _list_source_periods(years, unit, period)[distance]
        figures = source_periods and copy_figures(
            years.find_form(unit), years.reports[unit, rng.choice(source_periods)]
        )
        if figures and len(planted_slips) - len(years.planted_slips) < number:
            reports[unit, period] = figures
            planted_slips[f"{unit} {period}", None] = f"copied_{distance}"
    return SyntheticYears(years.catalogue, years.seed, reports, planted_slips)


def _list_source_periods(years: SyntheticYears, unit: str, period: str) -> dict[str, list[str]]:
    """Return the periods of a unit from which a report can be copied, by distance."""
    periods = sorted(p for u, p in years.reports if u == unit)
    earlier_periods = periods[: periods.index(period)]
    last_year = f"{int(period[:4]) - 1}{period[4:]}"
    return {
        "last": earlier_periods[-1:],
        "last_year": [p for p in earlier_periods if p == last_year],
        "any": [p for p in earlier_periods[:-1] if p != last_year],
    }


def plant_empties(years: SyntheticYears, number: int) -> SyntheticYears:
    """Replace `number` reports by reports without any event."""
    reports, planted_slips = dict(years.reports), dict(years.planted_slips)
    for unit, period in years.shuffle_sound_reports("emptied"):
        figures = empty_flows(years.find_form(unit), reports[unit, period])
        if figures and len(planted_slips) - len(years.planted_slips) < number:
            reports[unit, period] = figures
            planted_slips[f"{unit} {period}", None] = "emptied"
    return SyntheticYears(years.catalogue, years.seed, reports, planted_slips)


def plant_jumps(years: SyntheticYears, number: int) -> SyntheticYears:
    """Replace `number` stocks by their triple, where the catalogue declares a jump."""
    reports, planted_slips = dict(years.reports), dict(years.planted_slips)
    for unit, period in years.shuffle_sound_reports("jumps"):
        form, figures = years.find_form(unit), reports[unit, period]
        names = [
            e.element
            for e in form.elements
            if e.nature == "stock"
            and (e.jump or form.jump)
            and figures[e.element] >= LEAST_JUMPING_STOCK
        ]
        is_first_period = period == min(p for u, p in reports if u == unit)
        if names and not is_first_period and len(planted_slips) - len(years.planted_slips) < number:
            name = chance.seed_generator(years.seed, "jump", unit, period).choice(names)
            reports[unit, period] = {**figures, name: 3 * figures[name]}
            planted_slips[f"{unit} {period}", name] = "jump"
    return SyntheticYears(years.catalogue, years.seed, reports, planted_slips)


def plant_rounding(years: SyntheticYears, number: int) -> SyntheticYears:
    """Replace the figures of `number` unit-years by estimates, noted at the year's first report.

    Only where at least `LEAST_ROUNDED_FIGURES` figures change: a rule cannot notice fewer.
    """
    reports, planted_slips = dict(years.reports), dict(years.planted_slips)
    unit_years = sorted({(unit, period[:4]) for unit, period in reports})
    chance.seed_generator(years.seed, "rounded").shuffle(unit_years)
    for unit, year in unit_years:
        keys = sorted(key for key in reports if key[0] == unit and key[1].startswith(year))
        estimates = {key: round_flows(years.find_form(unit), reports[key]) for key in keys}
        change_count = sum(
            estimates[key][name] != value for key in keys for name, value in reports[key].items()
        )
        if (
            change_count >= LEAST_ROUNDED_FIGURES
            and len(planted_slips) - len(years.planted_slips) < number
        ):
            reports |= estimates
            planted_slips[" ".join(keys[0]), None] = "rounded"
    return SyntheticYears(years.catalogue, years.seed, reports, planted_slips)
