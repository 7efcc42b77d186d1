"""The catalogue as one value, and the loading of a catalogue folder: every fault at once.

The only entry is `load_catalogue`; `folder_reader` reads the files. May import this floor only,
without the store.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from warehouse.calendar import ReminderSchedule, ReportingCalendar
from warehouse.catalogue.abbreviations import Abbreviation
from warehouse.catalogue.catalogue_faults import CatalogueError
from warehouse.catalogue.consistency import CatalogueRows
from warehouse.catalogue.contacts import Contact
from warehouse.catalogue.file_sources import Source
from warehouse.catalogue.folder_reader import read_catalogue_folder
from warehouse.catalogue.form_versions import FormVersion
from warehouse.catalogue.indicators import Indicator, Target
from warehouse.catalogue.letterheads import Letterhead, choose_letterhead
from warehouse.catalogue.models import (
    AreaCoverage,
    Form,
    Unit,
    UnitChange,
)
from warehouse.catalogue.programme_rows import CalendarRules, Programme
from warehouse.catalogue.quality_measures import Metric
from warehouse.catalogue.senders import Sender
from warehouse.catalogue.synonyms import Synonym
from warehouse.periods import Grain, Period, list_year_periods

DEFAULT_CATALOGUE = Path(__file__).parent / "duong_kinh"
"""The catalogue of the package: quận Dương Kinh, Hải Phòng."""


@dataclass(frozen=True)
class Catalogue:
    """The programme: units, forms, indicators, targets, quality metrics and the calendar."""

    folder: Path
    fingerprint: str
    programme: Programme
    calendar: ReportingCalendar
    units: Mapping[str, Unit]
    coverage: tuple[AreaCoverage, ...]
    unit_changes: tuple[UnitChange, ...]
    forms: Mapping[str, Form]
    indicators: Mapping[str, Indicator]
    targets: tuple[Target, ...]
    sources: tuple[Source, ...]
    metrics: Mapping[str, Metric]
    contacts: tuple[Contact, ...] = ()
    letterheads: tuple[Letterhead, ...] = ()
    senders: tuple[Sender, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    form_versions: tuple[FormVersion, ...] = ()

    def list_ancestors(self, unit: str) -> list[Unit]:
        """List the unit and every unit above, nearest first."""
        ancestors: list[Unit] = []
        next_unit: str | None = unit
        while next_unit is not None:
            ancestors.append(self.units[next_unit])
            next_unit = self.units[next_unit].parent
        return ancestors

    def find_letterhead(self, unit: str, day: date) -> Letterhead:
        """Find the official style of a unit in letters and forms of a day."""
        return choose_letterhead(self.letterheads, self.list_ancestors(unit), day)

    def find_form_letterhead(self, unit: str, period: Period) -> Letterhead:
        """Find the official style of a unit on the last day of a period."""
        return self.find_letterhead(unit, self.calendar.compute_window(period)[1])

    def find_report_letterhead(self, period: Period) -> Letterhead:
        """Find the official style of the office that reports a period."""
        return self.find_office_letterhead(self.calendar.compute_window(period)[1])

    def find_office_letterhead(self, day: date) -> Letterhead:
        """Find the official style of the office that writes for the programme on a day."""
        return self.find_letterhead(self.programme.find_office(day), day)

    def list_periods(self, *grains: Grain) -> list[Period]:
        """List the periods of the programme's years; without `grains`, of every grain."""
        years = range(self.programme.first_year, self.programme.last_year + 1)
        return [p for year in years for p in list_year_periods(year, *grains)]

    def owes_report(self, unit: Unit, period: Period) -> bool:
        """Return whether the unit exists, and reports already, on the window's last day."""
        last_day = self.calendar.compute_window(period)[1]
        return (
            unit.form is not None
            and self.forms[unit.form].frequency is period.grain
            and self.programme.first_year <= period.year <= self.programme.last_year
            and unit.exists_on(last_day)
            and unit.first_reporting_day <= last_day
        )

    def find_coverage(self, area: str, period: Period) -> AreaCoverage | None:
        """Find the coverage of an area that holds for every month of a period, if one does."""
        first, last = self.compute_month_ends(period)
        rows = self.coverage_by_area.get(area, ())
        return next((c for c in rows if c.includes_days(first, last)), None)

    def list_coverage(self, period: Period) -> list[AreaCoverage]:
        """List the coverage of every area that has one for every month of a period."""
        first, last = self.compute_month_ends(period)
        matching_rows: list[AreaCoverage] = []
        for rows in self.coverage_by_area.values():
            for coverage in rows:
                if coverage.includes_days(first, last):
                    matching_rows.append(coverage)
                    break
        return matching_rows

    def compute_month_ends(self, period: Period) -> tuple[date, date]:
        """Return the last days of the first and of the last month of a period."""
        first, last = (
            self.calendar.compute_window(Period(period.year, Grain.MONTH, month))[1]
            for month in (period.first_month, period.last_month)
        )
        return first, last

    def compute_due_date(self, form: str, period: Period) -> date:
        """Return the due date of a report; a later report is late."""
        return self.calendar.compute_due_date(period, self.forms[form].due_working_days)

    @cached_property
    def coverage_by_area(self) -> Mapping[str, list[AreaCoverage]]:
        """Group the coverage by area, in the order of the file."""
        coverage_by_area: dict[str, list[AreaCoverage]] = {}
        for coverage in self.coverage:
            coverage_by_area.setdefault(coverage.area, []).append(coverage)
        return coverage_by_area

    @cached_property
    def element_names(self) -> Mapping[str, frozenset[str]]:
        """Map each form to the names of its elements."""
        return {
            name: frozenset(e.element for e in form.elements) for name, form in self.forms.items()
        }

    @cached_property
    def later_elements(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """Map each recorded version of a form to the elements that only later versions ask for."""
        return {
            (v.form, v.version): tuple(
                e.element for e in self.forms[v.form].elements if e.element not in v.elements
            )
            for v in self.form_versions
            if v.form in self.forms
        }

    @cached_property
    def units_by_form(self) -> Mapping[str, list[Unit]]:
        """Group the units by form, past and future units included."""
        units_by_form: dict[str, list[Unit]] = {form: [] for form in self.forms}
        for unit in self.units.values():
            if unit.form is not None:
                units_by_form[unit.form].append(unit)
        return units_by_form


def load_catalogue(folder: Path = DEFAULT_CATALOGUE) -> Catalogue:
    """Load the catalogue in a folder.

    Raises:
        CatalogueError: the catalogue has faults; each names file, line and remedy.
    """
    rows, (faults, follower_count) = read_catalogue_folder(folder)
    if faults:
        raise CatalogueError(faults, follower_count)
    return _build_catalogue(folder, rows)


def _build_catalogue(folder: Path, rows: CatalogueRows) -> Catalogue:
    return Catalogue(
        folder=folder,
        fingerprint=_hash_folder(folder),
        programme=rows.programme[0].model,
        calendar=_build_calendar(rows.rules[0].model),
        units={u.model.unit: u.model for u in rows.units},
        coverage=tuple(c.model for c in rows.coverage),
        unit_changes=tuple(c.model for c in rows.changes),
        forms={f.model.form: f.model for f in rows.forms},
        indicators={i.model.indicator: i.model for i in rows.indicators},
        targets=tuple(t.model for t in rows.targets),
        sources=tuple(s.model for s in rows.sources),
        metrics={m.model.metric: m.model for m in rows.metrics},
        contacts=tuple(c.model for c in rows.contacts),
        letterheads=tuple(h.model for h in rows.letterheads),
        senders=tuple(s.model for s in rows.senders),
        abbreviations=tuple(a.model for a in rows.abbreviations),
        synonyms=tuple(s.model for s in rows.synonyms),
        form_versions=tuple(v.model for v in rows.form_versions),
    )


def _build_calendar(rules: CalendarRules) -> ReportingCalendar:
    return ReportingCalendar(
        rules.month_starts_on_day,
        rules.due_working_days,
        rules.time_zone,
        rules.holidays,
        ReminderSchedule(rules.remind_working_days, rules.escalate_working_days),
        rules.resend_working_days,
    )


def _hash_folder(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".csv", ".yaml"}):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
