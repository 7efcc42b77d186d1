"""The rules between the rows of a catalogue: unique ids, known references, matching parts.

Yields faults with file, line and remedy; reads no file, raises nothing, opens no database.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from warehouse.catalogue.abbreviations import Abbreviation
from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.contacts import Contact
from warehouse.catalogue.file_row import FileRow, check_ids, check_unique
from warehouse.catalogue.file_sources import Source
from warehouse.catalogue.form_rules import check_form
from warehouse.catalogue.form_versions import FormVersion, check_form_versions
from warehouse.catalogue.indicator_rules import check_area_coverage, check_indicators, check_targets
from warehouse.catalogue.indicators import Indicator, Target
from warehouse.catalogue.label_checks import check_shared_names
from warehouse.catalogue.letterheads import Letterhead, check_letterheads
from warehouse.catalogue.models import (
    AreaCoverage,
    Form,
    Unit,
    UnitChange,
)
from warehouse.catalogue.programme_rows import CalendarRules, Programme
from warehouse.catalogue.quality_measures import Metric
from warehouse.catalogue.senders import Sender, check_senders
from warehouse.catalogue.synonyms import Synonym
from warehouse.catalogue.unit_change_rules import check_unit_changes


@dataclass(frozen=True, slots=True)
class CatalogueRows:
    """Every valid row of a catalogue, with file and line."""

    programme: Sequence[FileRow[Programme]]
    rules: Sequence[FileRow[CalendarRules]]
    units: Sequence[FileRow[Unit]]
    coverage: Sequence[FileRow[AreaCoverage]]
    changes: Sequence[FileRow[UnitChange]]
    forms: Sequence[FileRow[Form]]
    indicators: Sequence[FileRow[Indicator]]
    targets: Sequence[FileRow[Target]]
    sources: Sequence[FileRow[Source]]
    metrics: Sequence[FileRow[Metric]]
    contacts: Sequence[FileRow[Contact]]
    letterheads: Sequence[FileRow[Letterhead]]
    form_versions: Sequence[FileRow[FormVersion]]
    senders: Sequence[FileRow[Sender]] = ()
    abbreviations: Sequence[FileRow[Abbreviation]] = ()
    synonyms: Sequence[FileRow[Synonym]] = ()


class RuleResult(NamedTuple):
    """A fault between rows, and the files the rule needs."""

    fault: CatalogueFault
    file_names: frozenset[str]


def check_catalogue(rows: CatalogueRows) -> Iterator[RuleResult]:
    """Check the rules between rows; yield every fault, with the files of the rule."""
    units = {u.model.unit: u.model for u in rows.units}
    forms = {f.model.form: f.model for f in rows.forms}
    yield from _name_files(_check_names(rows), ())
    yield from _name_files(_check_forms_in_use(rows), ("units.csv",))
    yield from _name_files(
        check_form_versions(rows.forms, rows.form_versions), ("form_versions.yaml",)
    )
    for unit in rows.units:
        yield from _name_files(_check_unit(unit, units, forms), ("units.csv",))
    yield from _name_files(
        check_area_coverage(rows.coverage, rows.programme, units),
        ("area_coverage.csv", "units.csv"),
    )
    yield from _name_files(check_unit_changes(rows.changes, units), ("units.csv",))
    for form in rows.forms:
        yield from _name_files(check_form(form, forms), ())
    yield from _name_files(
        check_indicators(rows.indicators, rows.programme, units.values(), forms), ()
    )
    indicators = [i.model.indicator for i in rows.indicators]
    yield from _name_files(check_targets(rows.targets, units), ("units.csv",))
    for target in rows.targets:
        unknown_indicator = check_ids(target, (target.model.indicator,), indicators)
        yield from _name_files(unknown_indicator, ("indicators.yaml",))
    yield from _name_files(_check_contacts(rows.contacts, units), ("units.csv",))
    sources = {s.model.source: s.model for s in rows.sources}
    yield from _name_files(
        check_senders(rows.senders, sources, units), ("units.csv", "sources.yaml")
    )
    for programme in rows.programme:
        writers = (writer.office for writer in programme.model.report_writers)
        main_units = (programme.model.hub, programme.model.office, *writers)
        yield from _name_files(check_ids(programme, main_units, units), ("units.csv",))
    yield from _name_files(check_letterheads(rows.letterheads, units.values()), ("units.csv",))


def _name_files(
    faults: Iterable[CatalogueFault], file_names: tuple[str, ...]
) -> Iterator[RuleResult]:
    """Yield each fault with the files the rule needs."""
    return (RuleResult(fault, frozenset(file_names)) for fault in faults)


def _check_names(rows: CatalogueRows) -> Iterator[CatalogueFault]:
    """Report an id of two rows, and a name of two units."""
    yield from check_unique((u, u.model.unit) for u in rows.units)
    yield from check_unique((f, f.model.form) for f in rows.forms)
    yield from check_unique((i, i.model.indicator) for i in rows.indicators)
    yield from check_unique((s, s.model.source) for s in rows.sources)
    yield from check_unique((m, m.model.metric) for m in rows.metrics)
    yield from check_unique((v, v.model.full_name) for v in rows.form_versions)
    yield from check_unique((c, f"{c.model.old_unit} → {c.model.new_unit}") for c in rows.changes)
    yield from check_unique((c, c.model.contact) for c in rows.contacts)
    yield from check_unique(
        (a, f"{a.model.abbreviation} = {a.model.expansion}") for a in rows.abbreviations
    )
    yield from check_unique((s, s.model.wording) for s in rows.synonyms)
    yield from check_shared_names(rows.units)


def _check_contacts(
    rows: Sequence[FileRow[Contact]], units: Iterable[str]
) -> Iterator[CatalogueFault]:
    for row in rows:
        yield from check_ids(row, (row.model.unit,), units)


def _check_unit(
    row: FileRow[Unit], units: dict[str, Unit], forms: dict[str, Form]
) -> Iterator[CatalogueFault]:
    yield from check_ids(row, (row.model.parent,), units)
    yield from check_ids(row, (row.model.form,), forms)
    chain, ancestor = {row.model.unit}, row.model.parent
    while ancestor in units:
        if ancestor in chain:
            yield row.make_fault(
                f"{row.model.unit} nằm trên chính nó / {row.model.unit} is above itself",
                "sửa cột parent / correct the column parent",
            )
            return
        chain.add(ancestor)
        ancestor = units[ancestor].parent


def _check_forms_in_use(rows: CatalogueRows) -> Iterator[CatalogueFault]:
    """Report the forms of no unit: such a form is never owed, and nobody would notice."""
    forms_of_units = {unit.model.form for unit in rows.units}
    for row in rows.forms:
        if row.model.form not in forms_of_units:
            yield row.make_fault(
                f"không đơn vị nào nộp {row.model.form} / no unit reports on {row.model.form}",
                "ghi biểu ở units.csv, cột form / name it in units.csv, column form",
            )
