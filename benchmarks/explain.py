"""Every published figure calculated again, in pandas, from the cells that `explain` names.

Run as `python -m benchmarks.explain HOME`: prints how many figures agree, and those that do not.
Written from the meaning of a term in the catalogue; shares no SQL with the marts but the list of
cells (`marts.indicator_cells`) and of reports owed (`marts.reporting_rates`).
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse import open_published
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.catalogue.indicators import Indicator, Term
from warehouse.lineage.published_warehouse import PublishedWarehouse
from warehouse.periods import Grain, parse_period_code

FigurePlace = tuple[str, str, str]
"""Indicator, unit and period."""
_CELLS = """
    SELECT indicator, side, term, unit, period, reporting_unit, value FROM marts.indicator_cells
"""
_FIGURES = """
    SELECT indicator, unit, period, value, is_complete FROM marts.indicator_values
    WHERE value IS NOT NULL
"""
_REPORTS = "SELECT form, unit, period, is_due, accepted, on_time FROM marts.reporting_rates"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure that its cells do not give."""

    place: FigurePlace
    published: float
    recalculated: float | None


class Recalculation:
    """The figures of a publication, calculated from their cells and from the reports counted."""

    def __init__(self, published: PublishedWarehouse, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.figures = published.query_frame(_FIGURES)
        is_comparable = [
            is_complete or not self._needs_every_report(indicator)
            for indicator, is_complete in zip(
                self.figures.indicator, self.figures.is_complete, strict=True
            )
        ]
        self.comparable_figures = self.figures[is_comparable]
        cells = published.query_frame(_CELLS)
        by_unit = cells.groupby(
            ["indicator", "side", "term", "unit", "period", "reporting_unit"]
        ).value.agg(["sum", "min"])
        self._readings: dict[tuple[str | int, ...], list[tuple[int, int]]] = {}
        for (*place, _), total, least in by_unit.itertuples(name=None):
            self._readings.setdefault(tuple(place), []).append((int(total), int(least)))
        self._reports = {
            place: list(rows.itertuples(index=False))
            for place, rows in published.query_frame(_REPORTS).groupby(["form", "unit"])
        }

    def _needs_every_report(self, indicator: str) -> bool:
        """Return whether cells alone do not decide: a unit counts once all its reports came."""
        return any(t.over_time == "every" for t in self.catalogue.indicators[indicator].all_terms)

    def find_disagreements(self) -> Iterator[Disagreement]:
        """Find the figures with another value."""
        for indicator, unit, period, value, _ in self.comparable_figures.itertuples(index=False):
            again = self._recalculate((indicator, unit, period))
            if again is None or abs(again - value) > 1e-9 * max(1.0, abs(value)):
                yield Disagreement((indicator, unit, period), value, again)

    def _recalculate(self, place: FigurePlace) -> float | None:
        indicator = self.catalogue.indicators[place[0]]
        numerator = self._sum_side(indicator, "numerator", place)
        if not indicator.denominator:
            return float(numerator)
        denominator = self._sum_side(indicator, "denominator", place)
        return indicator.factor * numerator / denominator if denominator else None

    def _sum_side(self, indicator: Indicator, side: str, place: FigurePlace) -> int:
        terms: list[Term] = getattr(indicator, side)
        return sum(
            term.coefficient
            * (
                self._sum_cells(term, (place[0], side, number, *place[1:]))
                if term.element
                else self._count_reports(term, place)
            )
            for number, term in enumerate(terms)
        )

    def _sum_cells(self, term: Term, key: tuple[str | int, ...]) -> int:
        readings = self._readings.get(key, [])
        if term.measure == "element":
            return sum(total for total, _ in readings)
        deciding = 1 if term.over_time == "every" else 0
        return sum(reading[deciding] >= (term.at_least or 0) for reading in readings)

    def _count_reports(self, term: Term, place: FigurePlace) -> int:
        """Count the units or reports owed for a period: as a form fills the period."""
        _, area, code = place
        period = parse_period_code(code)
        ends = self.catalogue.calendar.compute_window(period)[1]
        parts = {part.code for grain in Grain for part in period.split_into(grain)}
        count = 0
        for (form, unit), reports in self._reports.items():
            is_below = area in {above.unit for above in self.catalogue.list_ancestors(unit)}
            if not is_below or (term.form and form != term.form):
                continue
            owed = [r for r in reports if r.period in parts]
            is_living = self.catalogue.units[unit].exists_on(ends)
            accepted = [r for r in owed if r.accepted]
            counts = {
                "units_owed": int(bool(owed) and is_living),
                "units_reported": int(bool(accepted) and is_living),
                "reports_owed": sum(r.is_due or r.accepted for r in owed),
                "reports_accepted": len(accepted),
                "reports_on_time": sum(r.on_time for r in owed),
            }
            count += counts[term.measure]
        return count


def main() -> int:
    """Recalculate the publication of a home; return 1 if a figure disagrees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    with open_published(parser.parse_args().home) as published:
        recalculation = Recalculation(published, load_catalogue())
        disagreements = list(recalculation.find_disagreements())
    count = len(recalculation.comparable_figures)
    sys.stdout.write(
        f"{count - len(disagreements):,} of {count:,} figures agree; "
        f"{len(recalculation.figures) - count:,} more wait for every report of a unit\n"
    )
    for d in disagreements[:20]:
        sys.stdout.write(f"{' '.join(d.place)}: {d.published}, from cells {d.recalculated}\n")
    return int(bool(disagreements))


if __name__ == "__main__":
    sys.exit(main())
