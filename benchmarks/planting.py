"""Five synthetic years with planted slips, as panels, and the places of the slips.

Figures are those of the demo; nothing is written to a file. Measures nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from expectations.series.panel import panel
from pipelines.demo import chance
from pipelines.demo.slips import SLIPS, Figure, Figures, Slip, copied, emptied, rounded
from pipelines.demo.values import report_values
from warehouse.catalogue import Catalogue, Form

Reports = dict[tuple[str, str], Figures]
"""Figures by unit and period."""
LEAST_ROUNDED = 10
"""The number of figures that rounding must change before a rule can be expected to notice."""

LEAST_STOCK = 20
"""The smallest stock whose triple is a jump by any declared bound."""


@dataclass(frozen=True, slots=True)
class Years:
    """The reports of five years, and the name of every planted slip by place."""

    catalogue: Catalogue
    seed: int
    reports: Reports
    planted: Mapping[tuple[str, str | None], str]

    def panels(self) -> Iterator[tuple[Form, pd.DataFrame]]:
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
            periods = [period.code for period in self.catalogue.periods(form.frequency)]
            yield form, panel(form, periods, pd.DataFrame(rows, columns=names))

    def form(self, unit: str) -> Form:
        """Return the form of a unit."""
        return self.catalogue.forms[self.catalogue.units[unit].form or ""]

    def shuffled(self, what: str) -> list[tuple[str, str]]:
        """Return the keys of every unchanged report, in random order."""
        spoilt = {submission for submission, _ in self.planted}
        keys = [key for key in self.reports if " ".join(key) not in spoilt]
        chance.stream(self.seed, what).shuffle(keys)
        return keys


def clean(catalogue: Catalogue, seed: int) -> Years:
    """Make five years without a fault."""
    return Years(catalogue, seed, dict(report_values(catalogue, seed)), {})


def with_slips(years: Years, slip: Slip, number: int) -> Years:
    """Make `number` figures slip, at most one in a report; no slip is visible in its report alone.

    A falling cumulative is found at intake, and is not planted.
    """
    rng = chance.stream(years.seed, slip)
    reports, planted = dict(years.reports), dict(years.planted)
    for unit, period in years.shuffled(slip):
        if len(planted) - len(years.planted) == number:
            break
        figures = _figures(years, unit, period)
        rng.shuffle(figures)
        for figure in figures:
            value = SLIPS[slip](figure, rng)
            if value is None or value == figure.value:
                continue
            if figure.element.nature == "cumulative" and value < figure.value:
                continue
            name = figure.element.element
            reports[unit, period] = {**reports[unit, period], name: value}
            planted[f"{unit} {period}", name] = slip
            break
    return Years(years.catalogue, years.seed, reports, planted)


def _figures(years: Years, unit: str, period: str) -> list[Figure]:
    of_unit = [figures for (u, p), figures in years.reports.items() if u == unit and p != period]
    return [
        Figure(
            element,
            years.reports[unit, period][element.element],
            [figures[element.element] for figures in of_unit],
        )
        for element in years.form(unit).elements
        if not element.is_yes_no
    ]


def with_copies(years: Years, back: str, number: int) -> Years:
    """Replace `number` reports by copies of the `last`, of `last_year`, or of `any` before."""
    rng = chance.stream(years.seed, "copies", back)
    reports, planted = dict(years.reports), dict(years.planted)
    for unit, period in years.shuffled(f"copied {back}"):
        source = _source(years, unit, period)[back]
        figures = source and copied(
            years.form(unit), reports[unit, period], years.reports[unit, rng.choice(source)]
        )
        if figures and len(planted) - len(years.planted) < number:
            reports[unit, period] = figures
            planted[f"{unit} {period}", None] = f"copied_{back}"
    return Years(years.catalogue, years.seed, reports, planted)


def _source(years: Years, unit: str, period: str) -> dict[str, list[str]]:
    """Return the periods of a unit from which a report can be copied, by distance."""
    periods = sorted(p for u, p in years.reports if u == unit)
    earlier = periods[: periods.index(period)]
    last_year = f"{int(period[:4]) - 1}{period[4:]}"
    return {
        "last": earlier[-1:],
        "last_year": [p for p in earlier if p == last_year],
        "any": [p for p in earlier[:-1] if p != last_year],
    }


def with_empties(years: Years, number: int) -> Years:
    """Replace `number` reports by reports without any event."""
    reports, planted = dict(years.reports), dict(years.planted)
    for unit, period in years.shuffled("emptied"):
        figures = emptied(years.form(unit), reports[unit, period])
        if figures and len(planted) - len(years.planted) < number:
            reports[unit, period] = figures
            planted[f"{unit} {period}", None] = "emptied"
    return Years(years.catalogue, years.seed, reports, planted)


def with_jumps(years: Years, number: int) -> Years:
    """Replace `number` stocks by their triple, where the catalogue declares a jump."""
    reports, planted = dict(years.reports), dict(years.planted)
    for unit, period in years.shuffled("jumps"):
        form, figures = years.form(unit), reports[unit, period]
        names = [
            e.element
            for e in form.elements
            if e.nature == "stock" and (e.jump or form.jump) and figures[e.element] >= LEAST_STOCK
        ]
        first = period == min(p for u, p in reports if u == unit)
        if names and not first and len(planted) - len(years.planted) < number:
            name = chance.stream(years.seed, "jump", unit, period).choice(names)
            reports[unit, period] = {**figures, name: 3 * figures[name]}
            planted[f"{unit} {period}", name] = "jump"
    return Years(years.catalogue, years.seed, reports, planted)


def with_rounding(years: Years, number: int) -> Years:
    """Replace the figures of `number` unit-years by estimates, noted at the year's first report.

    Only where at least `LEAST_ROUNDED` figures change: a rule cannot notice fewer.
    """
    reports, planted = dict(years.reports), dict(years.planted)
    unit_years = sorted({(unit, period[:4]) for unit, period in reports})
    chance.stream(years.seed, "rounded").shuffle(unit_years)
    for unit, year in unit_years:
        keys = sorted(key for key in reports if key[0] == unit and key[1].startswith(year))
        estimated = {key: rounded(years.form(unit), reports[key]) for key in keys}
        changed = sum(
            estimated[key][name] != value for key in keys for name, value in reports[key].items()
        )
        if changed >= LEAST_ROUNDED and len(planted) - len(years.planted) < number:
            reports |= estimated
            planted[" ".join(keys[0]), None] = "rounded"
    return Years(years.catalogue, years.seed, reports, planted)
