"""Invented figures for every owed report, with trends and seasons like real figures.

Decides which reports exist and the size of each unit; `draws` draws a report. May call `warehouse`.
"""

from collections.abc import Iterator

from pipelines.demo import chance
from pipelines.demo.draws import Office, ReportGenerator, ReportValues
from warehouse.catalogue import Catalogue, Unit
from warehouse.periods import Period


def draw_report_values(catalogue: Catalogue, seed: int) -> dict[tuple[str, str], ReportValues]:
    """Draw the figures of every owed report, by unit id and period code."""
    sizes = draw_unit_sizes(catalogue, seed)
    return {
        (unit.unit, period.code): values
        for unit in catalogue.units.values()
        if unit.form is not None
        for period, values in _draw_unit_series(catalogue, unit, seed, sizes[unit.unit])
        if catalogue.owes_report(unit, period)
    }


def draw_unit_sizes(catalogue: Catalogue, seed: int) -> dict[str, float]:
    """Draw the size of each unit; a new unit is as large as the shares of the units before.

    A unit divided is divided evenly: a size for invented figures, never a share to publish.
    """
    successors_by_unit: dict[str, list[str]] = {}
    for change in catalogue.unit_changes:
        successors_by_unit.setdefault(change.old_unit, []).append(change.new_unit)
    new_units = {new_unit for successors in successors_by_unit.values() for new_unit in successors}
    sizes = {
        unit.unit: 1.0
        if len(catalogue.units_by_form[unit.form or ""]) == 1
        else chance.seed_generator(seed, "size", unit.unit).uniform(0.7, 1.4)
        for unit in catalogue.units.values()
        if unit.form is not None and unit.unit not in new_units
    }
    for new_unit in sorted(new_units):
        sizes[new_unit] = sum(
            sizes[old_unit] / len(successors)
            for old_unit, successors in successors_by_unit.items()
            if new_unit in successors and old_unit in sizes
        )
    return sizes


def _draw_unit_series(
    catalogue: Catalogue, unit: Unit, seed: int, size: float
) -> Iterator[tuple[Period, ReportValues]]:
    """Draw every period of the programme, before and after the unit's life too.

    A report depends on the figures of the period before in the same year.
    """
    form = catalogue.forms[unit.form or ""]
    office = Office(
        seed=seed,
        form=form,
        unit=unit,
        size=size,
        first_year=catalogue.programme.first_year,
        years=catalogue.programme.last_year - catalogue.programme.first_year + 1,
    )
    values: ReportValues = {}
    for period in catalogue.list_periods(form.frequency):
        earlier_values = values if period.number > 1 else {}
        values = ReportGenerator(office, period, earlier_values).draw_values()
        yield period, values
