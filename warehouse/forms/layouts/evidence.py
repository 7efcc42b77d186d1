"""The catalogue's declarations about figures, as evidence about a proposed reading.

A part above its whole, parts that do not add up, a broken relation of two elements and a value out
of its plausible bounds make the reading of all of them doubtful; a report may break each of these
too: nothing is refused here.
"""

from collections.abc import Iterator, Mapping
from typing import assert_never

from warehouse.catalogue import Form, Relation

Values = Mapping[str, int | None]


def find_contradicted_elements(form: Form, values: Values) -> set[str]:
    """Find the elements with proposed values against the form's declarations."""
    return {
        element
        for find_groups in (_iterate_contradictions, _iterate_broken_relations, _iterate_outside)
        for group in find_groups(form, values)
        for element in group
    }


def _iterate_contradictions(form: Form, values: Values) -> Iterator[tuple[str, ...]]:
    for whole in form.elements:
        total = values.get(whole.element)
        parts = [e for e in form.elements if e.part_of == whole.element]
        if total is None or not parts:
            continue
        for part in parts:
            if (values.get(part.element) or 0) > total:
                yield whole.element, part.element
        all_parts = [e.element for e in parts if e.parts_are == "all"]
        amounts = [values.get(element) for element in all_parts]
        if all_parts and None not in amounts and sum(a or 0 for a in amounts) != total:
            yield whole.element, *all_parts


def _iterate_broken_relations(form: Form, values: Values) -> Iterator[tuple[str, ...]]:
    for relation in form.relations:
        if relation.verdict == "note":  # sound reports break it
            continue
        value, other = values.get(relation.element), values.get(relation.other)
        if value is not None and other is not None and _breaks(relation, value, other):
            yield relation.element, relation.other


def _breaks(relation: Relation, value: int, other: int) -> bool:
    if relation.kind == "pair":
        return value > 0 and other <= 0
    if relation.kind == "at_most":
        return value > other * (1 + relation.tolerance)
    if relation.kind == "ratio":
        low, high = relation.between or (0, 0)
        return bool(other) and not low <= value / other <= high
    assert_never(relation.kind)


def _iterate_outside(form: Form, values: Values) -> Iterator[tuple[str, ...]]:
    for element in form.elements:
        value = values.get(element.element)
        low, high = element.plausible or (0, 0)
        if element.plausible and value is not None and not low <= value <= high:
            yield (element.element,)
