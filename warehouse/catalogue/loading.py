"""The loading of a catalogue folder: rows to models, relations checked, every fault at once.

The only entry is `load`. The rules of a single row are in `models`, the rules between rows in
`relations`. May import this floor only, without the store.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from warehouse.calendar import Reminding, ReportingCalendar
from warehouse.catalogue.contacts import Contact
from warehouse.catalogue.faults import CatalogueError, Fault
from warehouse.catalogue.models import (
    CalendarRules,
    Form,
    Indicator,
    Programme,
    Target,
    Unit,
    UnitChange,
)
from warehouse.catalogue.quality import Metric
from warehouse.catalogue.reading import Raw, lined, read_csv, read_yaml, validate
from warehouse.catalogue.relations import Placed, Rows, check
from warehouse.catalogue.sources import Source
from warehouse.periods import Grain, Period, of_year

SHIPPED = Path(__file__).parent / "duong_kinh"
"""The catalogue of the package: quận Dương Kinh, Hải Phòng."""

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Catalogue:
    """The programme: units, forms, indicators, targets, quality metrics and the calendar."""

    folder: Path
    fingerprint: str
    programme: Programme
    calendar: ReportingCalendar
    units: Mapping[str, Unit]
    unit_changes: tuple[UnitChange, ...]
    forms: Mapping[str, Form]
    indicators: Mapping[str, Indicator]
    targets: tuple[Target, ...]
    sources: tuple[Source, ...]
    metrics: Mapping[str, Metric]
    contacts: tuple[Contact, ...] = ()

    def ancestors(self, unit: str) -> list[Unit]:
        """List the unit and every unit above, nearest first."""
        line: list[Unit] = []
        at: str | None = unit
        while at is not None:
            line.append(self.units[at])
            at = self.units[at].parent
        return line

    def periods(self, *grains: Grain) -> list[Period]:
        """List the periods of the programme's years; without `grains`, of every grain."""
        years = range(self.programme.first_year, self.programme.last_year + 1)
        return [p for year in years for p in of_year(year, *grains)]

    def owes(self, unit: Unit, period: Period) -> bool:
        """Return whether the unit owes a report: the unit exists on the window's last day."""
        return (
            unit.form is not None
            and self.forms[unit.form].frequency is period.grain
            and self.programme.first_year <= period.year <= self.programme.last_year
            and unit.is_valid(self.calendar.window(period)[1])
        )

    def due(self, form: str, period: Period) -> date:
        """Return the due date of a report; a later report is late."""
        return self.calendar.due(period, self.forms[form].due_working_days)

    @cached_property
    def units_by_form(self) -> Mapping[str, list[Unit]]:
        """Group the units by form, past and future units included."""
        grouped: dict[str, list[Unit]] = {form: [] for form in self.forms}
        for unit in self.units.values():
            if unit.form is not None:
                grouped[unit.form].append(unit)
        return grouped


def load(folder: Path = SHIPPED) -> Catalogue:
    """Load the catalogue in a folder.

    Raises:
        CatalogueError: the catalogue has faults; each names file, line and remedy.
    """
    faults: list[Fault] = []
    rows = Rows(
        programme=_one(Programme, folder / "programme.yaml", faults),
        rules=_one(CalendarRules, folder / "calendar.yaml", faults),
        units=_table(Unit, folder / "units.csv", faults),
        changes=_table(UnitChange, folder / "unit_changes.csv", faults),
        forms=[
            placed
            for path in sorted((folder / "forms").glob("*.yaml"))
            for placed in _one(Form, path, faults)
        ],
        indicators=_list(Indicator, folder / "indicators.yaml", faults),
        targets=_table(Target, folder / "targets.csv", faults),
        sources=_if_there(_list, Source, folder / "sources.yaml", faults),
        metrics=_list(Metric, folder / "quality.yaml", faults),
        contacts=_if_there(_table, Contact, folder / "contacts.csv", faults),
    )
    faults.extend(check(rows))
    if faults:
        raise CatalogueError(faults)
    return Catalogue(
        folder=folder,
        fingerprint=_fingerprint(folder),
        programme=rows.programme[0].model,
        calendar=_calendar(rows.rules[0].model),
        units={u.model.unit: u.model for u in rows.units},
        unit_changes=tuple(c.model for c in rows.changes),
        forms={f.model.form: f.model for f in rows.forms},
        indicators={i.model.indicator: i.model for i in rows.indicators},
        targets=tuple(t.model for t in rows.targets),
        sources=tuple(s.model for s in rows.sources),
        metrics={m.model.metric: m.model for m in rows.metrics},
        contacts=tuple(c.model for c in rows.contacts),
    )


def _calendar(rules: CalendarRules) -> ReportingCalendar:
    return ReportingCalendar(
        rules.month_starts_on_day,
        rules.due_working_days,
        rules.time_zone,
        rules.holidays,
        Reminding(rules.remind_working_days, rules.escalate_working_days),
    )


def _one(model: type[Model], path: Path, faults: list[Fault]) -> list[Placed[Model]]:
    document = read_yaml(path, faults)
    if document is None:
        return []
    row = lined(document, path, faults)
    found = validate(model, row, path.name, faults)
    return [Placed(found, path.name, row.line, row.lines)] if found else []


def _list(model: type[Model], path: Path, faults: list[Fault]) -> list[Placed[Model]]:
    rows = [lined(item, path, faults) for item in read_yaml(path, faults) or []]
    return _placed(model, rows, path, faults)


def _if_there(
    read: Callable[[type[Model], Path, list[Fault]], list[Placed[Model]]],
    model: type[Model],
    path: Path,
    faults: list[Fault],
) -> list[Placed[Model]]:
    """Load an optional file; a missing file has no rows: no sources, or no contacts."""
    return read(model, path, faults) if path.exists() else []


def _table(model: type[Model], path: Path, faults: list[Fault]) -> list[Placed[Model]]:
    return _placed(model, read_csv(path, faults), path, faults)


def _placed(
    model: type[Model], rows: list[Raw], path: Path, faults: list[Fault]
) -> list[Placed[Model]]:
    found = [(row, validate(model, row, path.name, faults)) for row in rows]
    return [Placed(m, path.name, row.line, row.lines) for row, m in found if m]


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".csv", ".yaml"}):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
