"""Random land: parcels that pass from unit to unit, and the catalogue that tells of them.

The truth about a territory is the sum over its parcels, whatever the catalogue leaves unsaid.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume
from hypothesis import strategies as st

from tests import spec
from warehouse.catalogue import AreaCoverage, Catalogue, UnitChange

SHIPPED = spec.catalogue()
ERAS = [date(2021, 1, 1), date(2022, 7, 1), date(2023, 7, 1), date(2024, 7, 1)]
"""The first days of the eras; the units of an era end the day before the next."""


@dataclass(frozen=True)
class Land:
    """Parcels, the unit of each parcel in each era, and the catalogue that tells of them."""

    weights: list[int]
    values: list[int]
    unit_by_era: list[list[str | None]]
    catalogue: Catalogue = field(repr=False)

    def _repr_pretty_(self, printer, cycle):
        """Print a failing example without the whole catalogue."""
        printer.text(repr(self))

    def parcels(self, unit):
        """Return the parcels of a unit or area in the era of the unit, or of all its units."""
        members = {u for u in self.catalogue.units if unit in self.ancestors(u)}
        return {n for era in self.unit_by_era for n, name in enumerate(era) if name in members}

    def ancestors(self, unit):
        return {a.unit for a in self.catalogue.list_ancestors(unit)}


@st.composite
def lands(draw, eras):
    """Draw land whose parcels pass from unit to unit; some join the country late."""
    count = draw(st.integers(1, 6))
    weights = draw(st.lists(st.integers(1, 5), min_size=count, max_size=count))
    values = draw(st.lists(st.integers(0, 50), min_size=count, max_size=count))
    joins = draw(st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=count, max_size=count))
    labels = [
        draw(st.lists(st.sampled_from("ABC"), min_size=count, max_size=count)) for _ in range(eras)
    ]
    unit_by_era = [
        [f"{labels[era][n]}{era}" if joins[n] <= era else None for n in range(count)]
        for era in range(eras)
    ]
    assume(any(unit_by_era[0]))
    changes = draw_changes(draw, weights, unit_by_era)
    return Land(weights, values, unit_by_era, build_catalogue(unit_by_era, changes))


def draw_changes(draw, weights, unit_by_era):
    """Tell how each era's units went into the next era's; a share and what is outside may stay."""
    changes = []
    for era, (before, after) in enumerate(pairwise(unit_by_era), 1):
        pieces = defaultdict(int)
        for weight, old, new in zip(weights, before, after, strict=True):
            if old:
                pieces[old, new] += weight
        sizes = defaultdict(int)
        for (old, _), weight in pieces.items():
            sizes[old] += weight
        grown = {new for old, new in zip(before, after, strict=True) if new and not old}
        silent = {new for new in after if draw(st.sampled_from([False, False, True]))}
        for (old, new), weight in pieces.items():
            is_whole = weight == sizes[old]
            outside = "some" if new in grown else "none"
            changes.append(
                UnitChange(
                    effective=ERAS[era],
                    old_unit=old,
                    new_unit=new,
                    extent="whole" if is_whole else "part",
                    share=None if is_whole or draw(st.booleans()) else weight / sizes[old],
                    outside=None if new in silent else outside,
                    basis="x",
                )
            )
    return tuple(changes)


def build_catalogue(unit_by_era, changes):
    """Build a catalogue: the units A and B of the first and of the last era are an area each."""
    ward, area = SHIPPED.units["DK-DAPHUC"], SHIPPED.units["DK"]
    last = len(unit_by_era) - 1
    ends = [day - timedelta(days=1) for day in ERAS[1 : last + 1]] + [None]
    areas = {
        f"D{era}": area.model_copy(
            update={
                "unit": f"D{era}",
                "parent": None,
                "valid_from": ERAS[era],
                "valid_to": ends[era],
            }
        )
        for era in (0, last)
    }
    units = {
        name: ward.model_copy(
            update={
                "unit": name,
                "parent": f"D{era}" if era in (0, last) and name[0] in "AB" else None,
                "valid_from": ERAS[era],
                "valid_to": ends[era],
            }
        )
        for era, names in enumerate(unit_by_era)
        for name in sorted(set(filter(None, names)))
    }
    coverage = tuple(
        AreaCoverage(
            area=a.unit, covers="all", valid_from=a.valid_from, valid_to=a.valid_to, basis="x"
        )
        for a in areas.values()
    )
    return replace(SHIPPED, units=areas | units, unit_changes=tuple(changes), coverage=coverage)
