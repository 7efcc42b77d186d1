"""The areas of the charts: the programme's hub, and the successor once the hub ends.

From the catalogue only; the figures of the areas are `indicator_series`. May call the warehouse.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from warehouse.catalogue import AreaCoverage, Catalogue, Unit
from warehouse.periods import Grain, Period


@dataclass(frozen=True, slots=True)
class ChartAreas:
    """The areas shown: the hub, and the successor from `breaks_on`, under the catalogue's words.

    A successor of whose area the catalogue says nothing has no figures and is not shown.
    """

    hub: Unit
    successor: Unit | None = None
    breaks_on: date | None = None
    coverage: AreaCoverage | None = None

    def get_successor_name(self, lang: str) -> str:
        """Return the successor's name; of a part of the area, the words of the catalogue."""
        if self.successor is None:
            return ""
        name = self.coverage.get_name(lang) if self.coverage else ""
        return name or self.successor.get_name(lang)

    def find_area(self, catalogue: Catalogue, period: Period) -> Unit:
        """Find the area of a period, existing on the last day of the period's window."""
        if self.successor is None or self.hub.exists_on(
            catalogue.calendar.compute_window(period)[1]
        ):
            return self.hub
        return self.successor


def find_chart_areas(catalogue: Catalogue) -> ChartAreas:
    """Find the programme's hub, and the hub's parent if the hub ends before the programme."""
    hub = catalogue.units[catalogue.programme.hub]
    last_year = Period(catalogue.programme.last_year, Grain.YEAR)
    hub_end = hub.valid_to
    if (
        hub_end is None
        or hub.parent is None
        or hub_end >= catalogue.calendar.compute_window(last_year)[1]
    ):
        return ChartAreas(hub)
    breaks_on = hub_end + timedelta(days=1)
    coverage = next(
        (
            c
            for c in catalogue.coverage
            if c.area == hub.parent and c.includes_days(breaks_on, breaks_on)
        ),
        None,
    )
    successor = catalogue.units[hub.parent] if coverage else None
    return ChartAreas(hub, successor, breaks_on, coverage)
