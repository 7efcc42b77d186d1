"""The rules between the rows of a catalogue: unique ids, known references, matching parts.

Yields faults with file, line and remedy; reads no file, raises nothing, opens no database.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from warehouse.catalogue.bounds import find_bound_faults
from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.contacts import Contact
from warehouse.catalogue.declarations import Relation, Total
from warehouse.catalogue.file_row import FileRow, Model, check_ids
from warehouse.catalogue.file_sources import Source
from warehouse.catalogue.form_versions import FormVersion, check_form_versions
from warehouse.catalogue.indicator_rules import check_area_coverage, check_indicators
from warehouse.catalogue.indicators import Indicator, Target
from warehouse.catalogue.label_checks import check_shared_labels, check_shared_names
from warehouse.catalogue.letterheads import Letterhead, check_letterheads
from warehouse.catalogue.models import (
    AreaCoverage,
    CalendarRules,
    Element,
    Form,
    Programme,
    Unit,
    UnitChange,
)
from warehouse.catalogue.quality_measures import Metric

_OF_WHICH = re.compile(r"\W*trong đó\b", re.IGNORECASE)


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


def check_catalogue(rows: CatalogueRows) -> Iterator[CatalogueFault]:
    """Check the rules between rows; yield every fault."""
    units = {u.model.unit: u.model for u in rows.units}
    forms = {f.model.form: f.model for f in rows.forms}
    yield from _check_unique((u, u.model.unit) for u in rows.units)
    yield from _check_unique((f, f.model.form) for f in rows.forms)
    yield from _check_unique((i, i.model.indicator) for i in rows.indicators)
    yield from _check_unique((s, s.model.source) for s in rows.sources)
    yield from _check_unique((m, m.model.metric) for m in rows.metrics)
    yield from _check_unique((v, v.model.full_name) for v in rows.form_versions)
    yield from _check_unique((c, f"{c.model.old_unit} → {c.model.new_unit}") for c in rows.changes)
    yield from check_shared_names(rows.units)
    yield from _check_forms_in_use(rows)
    yield from check_form_versions(rows.forms, rows.form_versions)
    for unit in rows.units:
        yield from _check_unit(unit, units, forms)
    yield from check_area_coverage(rows.coverage, rows.programme, units)
    for change in rows.changes:
        yield from check_ids(change, (change.model.old_unit, change.model.new_unit), units)
    for form in rows.forms:
        yield from _check_form_elements(form)
        yield from _check_declarations(form, forms)
    yield from check_indicators(rows.indicators, rows.programme, units.values(), forms)
    for target in rows.targets:
        yield from check_ids(target, (target.model.scope,), units)
        yield from check_ids(
            target, (target.model.indicator,), [i.model.indicator for i in rows.indicators]
        )
    yield from _check_contacts(rows.contacts, units)
    for programme in rows.programme:
        yield from check_ids(programme, (programme.model.hub, programme.model.office), units)
    yield from _check_unique((h, h.model.unit_or_kind) for h in rows.letterheads)
    yield from check_letterheads(rows.letterheads, units.values())


def _check_contacts(
    rows: Sequence[FileRow[Contact]], units: Iterable[str]
) -> Iterator[CatalogueFault]:
    yield from _check_unique((row, row.model.contact) for row in rows)
    for row in rows:
        yield from check_ids(row, (row.model.unit,), units)


def _check_unique(rows: Iterable[tuple[FileRow[Model], str]]) -> Iterator[CatalogueFault]:
    lines_by_name: dict[str, int] = {}
    for row, name in rows:
        if name in lines_by_name:
            yield row.make_fault(
                f"{name} đã có ở dòng {lines_by_name[name]} / {name} already stands on line "
                f"{lines_by_name[name]}",
                "giữ một dòng / keep one of them",
            )
        lines_by_name.setdefault(name, row.line)


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


def _check_form_elements(row: FileRow[Form]) -> Iterator[CatalogueFault]:
    form = row.model
    yield from _check_unique(
        (row.locate_part("elements", n), e.element) for n, e in enumerate(form.elements)
    )
    yield from check_shared_labels(row)
    signs = Counter(s for meaning in form.marks.model_dump().values() for s in meaning)
    for sign in sorted(sign for sign, times in signs.items() if times > 1):
        yield row.make_fault(
            f"dấu «{sign}» có hai nghĩa / the mark «{sign}» has two meanings",
            "giữ một nghĩa / keep one meaning",
        )
    for position, element in enumerate(form.elements):
        element_row = row.locate_part("elements", position)
        yield from _check_part(element_row, element)
        if _OF_WHICH.match(element.name_vi) and not _stands_below_whole(form, position):
            yield element_row.make_fault(
                f"{element.element} không đứng dưới {element.part_of} / does not stand below it",
                "chuyển dòng «Trong đó» lên ngay dưới tổng / move the part below its whole",
            )


def _stands_below_whole(form: Form, position: int) -> bool:
    """Return whether only parts of the whole stand between an element and the whole."""
    whole = form.elements[position].part_of
    rows_above = reversed(form.elements[:position])
    nearest = next((e for e in rows_above if e.part_of != whole), None)
    return nearest is not None and nearest.element == whole


def _check_part(row: FileRow[Form], part: Element) -> Iterator[CatalogueFault]:
    elements = {e.element: e for e in row.model.elements}
    yield from check_ids(row, (part.part_of,), elements)
    whole = elements.get(part.part_of or "")
    if whole and part.parts_are == "all" and part.unit != whole.unit:
        yield row.make_fault(
            f"{part.element} khác đơn vị tính với {whole.element} / its unit is not its whole's",
            "phần và tổng dùng cùng đơn vị tính / parts and whole share one unit",
        )


def _check_declarations(row: FileRow[Form], forms: Mapping[str, Form]) -> Iterator[CatalogueFault]:
    for position, relation in enumerate(row.model.relations):
        yield from _check_relation(row.locate_part("relations", position), relation)
    for position, total in enumerate(row.model.totals):
        yield from _check_total(row.locate_part("totals", position), total, forms)
    for fault in find_bound_faults(row.model, forms):
        yield row.locate_part(*fault.place).make_fault(fault.what, fault.remedy)


def _check_relation(row: FileRow[Form], relation: Relation) -> Iterator[CatalogueFault]:
    elements = {e.element: e for e in row.model.elements}
    yield from check_ids(row, (relation.element, relation.other), elements)
    relation_keys = [(r.kind, r.element, r.other) for r in row.model.relations]
    relation_key = (relation.kind, relation.element, relation.other)
    element = elements.get(relation.element)
    in_whole = element is not None and element.part_of == relation.other
    if relation_keys.count(relation_key) > 1 or (relation.kind == "at_most" and in_whole):
        yield row.make_fault(
            f"{relation.element} và {relation.other}: quan hệ này đã khai / is declared already",
            "bỏ bớt một dòng / remove one of them",
        )


def _check_total(
    row: FileRow[Form], total: Total, forms: Mapping[str, Form]
) -> Iterator[CatalogueFault]:
    yield from check_ids(row, (total.element,), [e.element for e in row.model.elements])
    yield from check_ids(row, (total.form,), forms)
    if total.form not in forms:
        return
    yield from check_ids(row, (total.other,), [e.element for e in forms[total.form].elements])
    for form in (row.model, forms[total.form]):
        if not form.frequency.fills_grain(total.over):
            yield row.make_fault(
                f"kỳ của {form.form} không lấp đầy {total.over} / its periods do not fill it",
                "chọn kỳ dài hơn ở over / choose a longer period for over",
            )
    if [t.full_name for t in row.model.totals].count(total.full_name) > 1:
        yield row.make_fault(
            f"{total.full_name} đã khai / is declared already",
            "bỏ bớt một dòng / remove one of them",
        )
