"""The bounds of an element: which numbers are valid, and which declared bounds are faults.

The blank form, the intake, the series and the dictionary ask here, so that all accept the same
numbers. Bounds only; parts, units of measure and references are in `consistency`. May call the
catalogue's models only.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from warehouse.catalogue.models import Element, Form, ValueBounds

MAX_NUMBER = 10**15 - 1
"""Excel keeps 15 digits of a number and drops further digits silently."""


class BoundFault(NamedTuple):
    """A fault of declared bounds: the place in the form's file, the fault and the remedy."""

    place: tuple[str, int]
    what: str
    remedy: str


def valid_bounds(element: Element) -> ValueBounds:
    """Return the least and the greatest valid number; a count without bounds begins at 0."""
    return element.valid or (0, MAX_NUMBER)


def is_signed(element: Element) -> bool:
    """Return whether the element may be negative: a balance or a change is no count."""
    return valid_bounds(element)[0] < 0


def accepts_zero(element: Element) -> bool:
    """Return whether 0, or a sign that means 0, is a valid content."""
    low, high = valid_bounds(element)
    return low <= 0 <= high


def has_signed_part(form: Form, whole: str) -> bool:
    """Return whether a part of the sum may be negative: other parts may then exceed the sum."""
    return any(is_signed(part) for part in form.list_parts(whole, "all"))


def find_bound_faults(form: Form, forms: Mapping[str, Form]) -> Iterator[BoundFault]:
    """Find the bounds of a form that no form, intake or relation can keep.

    Args:
        form: the form with the bounds.
        forms: every form of the catalogue, because a total names an element of another form.
    """
    for number, element in enumerate(form.elements):
        place = ("elements", number)
        if element.valid and max(map(abs, element.valid)) > MAX_NUMBER:
            yield BoundFault(
                place,
                f"{element.element}: khoảng {element.valid} có số quá 15 chữ số / the range has a "
                "number of more than 15 digits",
                "thu hẹp valid / narrow valid",
            )
        if element.plausible and not _is_within(element.plausible, valid_bounds(element)):
            yield BoundFault(
                place,
                f"{element.element}: plausible {element.plausible} vượt ngoài khoảng nhận được "
                f"{valid_bounds(element)} / plausible goes beyond the valid range",
                "thu hẹp plausible; số âm cần valid có cận dưới âm / narrow plausible; negative "
                "numbers need a valid with a negative lower bound",
            )
    yield from _find_signed_faults(form, forms)


def _is_within(inner: ValueBounds, outer: ValueBounds) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _find_signed_faults(form: Form, forms: Mapping[str, Form]) -> Iterator[BoundFault]:
    for place, name in _names_of_counts(form, forms):
        yield BoundFault(
            place,
            f"{name} có thể âm, nhưng lũy kế, «trong đó» và quan hệ chỉ dành cho số đếm / {name} "
            "may be negative, but year-to-date figures, «of which» and relations are for counts",
            "bỏ khai báo ấy, hoặc đặt cận dưới của valid từ 0 / remove that declaration, or raise "
            "the lower bound of valid to 0",
        )


def _names_of_counts(
    form: Form, forms: Mapping[str, Form]
) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield every signed element in a place where only a count has a meaning."""
    for number, element in enumerate(form.elements):
        counts = {element.element} if element.nature == "cumulative" else set()
        if element.part_of and element.parts_are == "some":
            counts |= {element.element, element.part_of}
        yield from ((("elements", number), name) for name in _signed_among(form, counts))
    for number, relation in enumerate(form.relations):
        counts = {relation.element, relation.other}
        yield from ((("relations", number), name) for name in _signed_among(form, counts))
    for number, total in enumerate(form.totals):
        others = _signed_among(forms[total.form], {total.other}) if total.form in forms else []
        names = {*_signed_among(form, {total.element}), *others}
        yield from ((("totals", number), name) for name in sorted(names))


def _signed_among(form: Form, names: set[str]) -> list[str]:
    return [e.element for e in form.elements if e.element in names and is_signed(e)]
