"""A catalogue folder read whole: rows to models, relations checked, every fault at once.

The one way in is `load`. What a row may say is in `models`; what rows owe each other, `relations`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from warehouse.calendar import Reminding, ReportingCalendar
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
"""The catalogue that comes with the package: quận Dương Kinh, Hải Phòng."""

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Catalogue:
    """The programme as stated: units, forms, indicators, targets, quality and the calendar."""

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

    def ancestors(self, unit: str) -> list[Unit]:
        """The unit itself and every unit above it, nearest first."""
        line: list[Unit] = []
        at: str | None = unit
        while at is not None:
            line.append(self.units[at])
            at = self.units[at].parent
        return line

    def periods(self, *grains: Grain) -> list[Period]:
        """Every period of the programme's years, of the grains named or of all."""
        years = range(self.programme.first_year, self.programme.last_year + 1)
        return [p for year in years for p in of_year(year, *grains)]

    def owes(self, unit: Unit, period: Period) -> bool:
        """Whether the unit owes its form for the period: it exists on the window's last day."""
        return (
            unit.form is not None
            and self.forms[unit.form].frequency is period.grain
            and self.programme.first_year <= period.year <= self.programme.last_year
            and unit.is_valid(self.calendar.window(period)[1])
        )

    def due(self, form: str, period: Period) -> date:
        """The day at whose end a report of this form is late."""
        return self.calendar.due(period, self.forms[form].due_working_days)

    @cached_property
    def units_by_form(self) -> Mapping[str, list[Unit]]:
        """The units that fill each form, whenever they live."""
        grouped: dict[str, list[Unit]] = {form: [] for form in self.forms}
        for unit in self.units.values():
            if unit.form is not None:
                grouped[unit.form].append(unit)
        return grouped


def load(folder: Path = SHIPPED) -> Catalogue:
    """Read the catalogue in a folder.

    Raises:
        CatalogueError: with every fault, each with file, line and remedy.
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
        sources=_sources(folder / "sources.yaml", faults),
        metrics=_list(Metric, folder / "quality.yaml", faults),
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


def _sources(path: Path, faults: list[Fault]) -> list[Placed[Source]]:
    """The one file a catalogue may do without: reports may all be brought by hand."""
    return _list(Source, path, faults) if path.exists() else []


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
