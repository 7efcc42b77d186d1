"""Where the elements of a form are published, as far as the catalogue alone decides.

A unit with the form has rows in `marts.element_values`, a covered area above such a unit has rows
in `marts.area_values`, and a term of an indicator leads on to the indicator. Pure; may import the
catalogue's models only.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from warehouse.catalogue.indicators import Indicator
from warehouse.catalogue.models import AreaCoverage, Element, Form, Unit
from warehouse.catalogue.senders import list_ancestor_ids
from warehouse.catalogue.validity import list_shared_days


@dataclass(frozen=True, slots=True)
class FormPlaces:
    """The units that fill a form, the covered areas above, and the indicators of each element."""

    form: Form
    units: tuple[Unit, ...]
    areas: tuple[str, ...]
    indicators: Mapping[str, tuple[str, ...]]

    @property
    def missing_tables(self) -> tuple[str, ...]:
        """Return the tables of the warehouse without a row of the form."""
        rows = {"marts.element_values": self.units, "marts.area_values": self.areas}
        return tuple(table for table, places in rows.items() if not places)

    @property
    def silent_elements(self) -> tuple[Element, ...]:
        """Return the elements in no indicator."""
        return tuple(e for e in self.form.elements if not self.indicators[e.element])


def find_form_places(
    form: Form,
    units: Collection[Unit],
    coverage: Collection[AreaCoverage],
    indicators: Collection[Indicator],
) -> FormPlaces:
    """Find the places of a form's elements among units, covered areas and indicators."""
    filling_units = tuple(unit for unit in units if unit.form == form.form)
    parents = {unit.unit: unit.parent for unit in units}
    areas = dict.fromkeys(
        row.area
        for row in coverage
        for unit in filling_units
        if row.area in list_ancestor_ids(parents, unit.unit)[1:]
        and any(list_shared_days((row, unit)))
    )
    return FormPlaces(
        form,
        filling_units,
        tuple(areas),
        {
            element.element: tuple(
                i.indicator
                for i in indicators
                if any((t.form, t.element) == (form.form, element.element) for t in i.all_terms)
            )
            for element in form.elements
        },
    )
