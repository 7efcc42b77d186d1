"""Declared relations between figures as evidence about a proposed reading.

A part above its whole, or parts that do not add up, make the reading of all of them doubtful; a
report may break a relation too: nothing is refused here.
"""

from collections.abc import Iterator, Mapping

from warehouse.catalogue import Form


def find_contradicted_elements(form: Form, values: Mapping[str, int | None]) -> set[str]:
    """Find the elements with proposed values against the form's declarations."""
    return {element for group in _iterate_contradictions(form, values) for element in group}


def _iterate_contradictions(
    form: Form, values: Mapping[str, int | None]
) -> Iterator[tuple[str, ...]]:
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
