"""Invented figures for every owed report, with trends and seasons like real figures.

Decides which reports exist and the size of each unit; `draws` draws a report. May call `warehouse`.
"""

from collections.abc import Iterator

from pipelines.demo import chance
from pipelines.demo.draws import Office, Report, Values
from warehouse.catalogue import Catalogue, Unit
from warehouse.periods import Period


def report_values(catalogue: Catalogue, seed: int) -> dict[tuple[str, str], Values]:
    """Draw the figures of every owed report, by unit id and period code."""
    sizes = unit_sizes(catalogue, seed)
    return {
        (unit.unit, period.code): values
        for unit in catalogue.units.values()
        if unit.form is not None
        for period, values in _series(catalogue, unit, seed, sizes[unit.unit])
        if catalogue.owes(unit, period)
    }


def unit_sizes(catalogue: Catalogue, seed: int) -> dict[str, float]:
    """Draw the size of each unit; a new unit is as large as the shares of the units before.

    A unit divided is divided evenly: a size for invented figures, never a share to publish.
    """
    heirs: dict[str, list[str]] = {}
    for change in catalogue.unit_changes:
        heirs.setdefault(change.old_unit, []).append(change.new_unit)
    born = {new for successors in heirs.values() for new in successors}
    sizes = {
        unit.unit: 1.0
        if len(catalogue.units_by_form[unit.form or ""]) == 1
        else chance.stream(seed, "size", unit.unit).uniform(0.7, 1.4)
        for unit in catalogue.units.values()
        if unit.form is not None and unit.unit not in born
    }
    for new in sorted(born):
        sizes[new] = sum(
            sizes[old] / len(successors)
            for old, successors in heirs.items()
            if new in successors and old in sizes
        )
    return sizes


def _series(
    catalogue: Catalogue, unit: Unit, seed: int, size: float
) -> Iterator[tuple[Period, Values]]:
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
    values: Values = {}
    for period in catalogue.periods(form.frequency):
        earlier = values if period.number > 1 else {}
        values = Report(office, period, earlier).values()
        yield period, values
