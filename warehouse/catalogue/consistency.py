"""The rules between the rows of a catalogue: unique ids, known references, matching parts.

Yields faults with file, line and remedy; reads no file, raises nothing, opens no database.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from warehouse.catalogue.bounds import find_bound_faults
from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.contacts import Contact, check_contacts
from warehouse.catalogue.declarations import Relation, Total
from warehouse.catalogue.file_row import FileRow, check_ids, check_unique
from warehouse.catalogue.file_sources import Source
from warehouse.catalogue.form_versions import FormVersion, check_form_versions
from warehouse.catalogue.indicator_rules import check_area_coverage, check_indicators
from warehouse.catalogue.indicators import Indicator, Target
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
from warehouse.catalogue.senders import Sender, check_senders
from warehouse.text import make_match_key

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
    senders: Sequence[FileRow[Sender]] = ()


def check_catalogue(rows: CatalogueRows) -> Iterator[CatalogueFault]:
    """Check the rules between rows; yield every fault."""
    units = {u.model.unit: u.model for u in rows.units}
    forms = {f.model.form: f.model for f in rows.forms}
    yield from check_unique((u, u.model.unit) for u in rows.units)
    yield from check_unique((f, f.model.form) for f in rows.forms)
    yield from check_unique((i, i.model.indicator) for i in rows.indicators)
    yield from check_unique((s, s.model.source) for s in rows.sources)
    yield from check_unique((m, m.model.metric) for m in rows.metrics)
    yield from check_unique((v, v.model.full_name) for v in rows.form_versions)
    yield from check_unique((c, f"{c.model.old_unit} → {c.model.new_unit}") for c in rows.changes)
    yield from _check_shared_names(rows.units)
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
    yield from check_contacts(rows.contacts, units)
    yield from check_senders(rows.senders, {s.model.source: s.model for s in rows.sources}, units)
    for programme in rows.programme:
        yield from check_ids(programme, (programme.model.hub, programme.model.office), units)
    yield from check_unique((h, h.model.unit_or_kind) for h in rows.letterheads)
    yield from check_letterheads(rows.letterheads, units.values())


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


def _check_shared_names(units: Sequence[FileRow[Unit]]) -> Iterator[CatalogueFault]:
    """Report a name or alias that two units of a form share at the same time."""
    units_by_name: dict[tuple[str | None, str], list[Unit]] = {}
    for row in units:
        for name in dict.fromkeys(
            make_match_key(n) for n in (row.model.name_vi, *row.model.aliases)
        ):
            namesakes = units_by_name.setdefault((row.model.form, name), [])
            for namesake in namesakes:
                if row.model.form and _validity_overlaps(row.model, namesake):
                    yield row.make_fault(
                        f"tên «{name}» cũng là của {namesake.unit} / «{name}» also names "
                        f"{namesake.unit}",
                        "đổi tên hoặc ngày hiệu lực / change the name or the validity dates",
                    )
            namesakes.append(row.model)


def _check_forms_in_use(rows: CatalogueRows) -> Iterator[CatalogueFault]:
    """Report the forms of no unit: such a form is never owed, and nobody would notice."""
    forms_of_units = {unit.model.form for unit in rows.units}
    for row in rows.forms:
        if row.model.form not in forms_of_units:
            yield row.make_fault(
                f"không đơn vị nào nộp {row.model.form} / no unit reports on {row.model.form}",
                "ghi biểu ở units.csv, cột form / name it in units.csv, column form",
            )


def _validity_overlaps(first: Unit, second: Unit) -> bool:
    return first.exists_on(max(first.valid_from, second.valid_from)) and second.exists_on(
        max(first.valid_from, second.valid_from)
    )


def _check_form_elements(row: FileRow[Form]) -> Iterator[CatalogueFault]:
    form = row.model
    yield from check_unique(
        (row.locate_part("elements", n), e.element) for n, e in enumerate(form.elements)
    )
    labels = Counter(make_match_key(n) for e in form.elements for n in (e.name_vi, *e.aliases))
    for label in sorted(label for label, times in labels.items() if times > 1):
        yield row.make_fault(
            f"hai chỉ tiêu cùng nhãn «{label}» / two elements share the label «{label}»",
            "viết nhãn khác nhau / tell the labels apart",
        )
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
