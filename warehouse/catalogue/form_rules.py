"""The rules of a form: labels, signs, parts of a whole, relations, bounds and totals.

Yields faults with file, line and remedy; reads no file, raises nothing. Part of `consistency`.
May import the catalogue's models only.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from warehouse.catalogue.bounds import find_bound_faults
from warehouse.catalogue.catalogue_faults import CatalogueFault
from warehouse.catalogue.declarations import Relation, Total
from warehouse.catalogue.file_row import FileRow, check_ids, check_unique
from warehouse.catalogue.label_checks import check_shared_labels
from warehouse.catalogue.models import Element, Form

_OF_WHICH = re.compile(r"\W*trong đó\b", re.IGNORECASE)


def check_form(row: FileRow[Form], forms: Mapping[str, Form]) -> Iterator[CatalogueFault]:
    """Check the elements of a form and what is declared of them."""
    yield from _check_form_elements(row)
    yield from _check_declarations(row, forms)


def _check_form_elements(row: FileRow[Form]) -> Iterator[CatalogueFault]:
    form = row.model
    yield from check_unique(
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
