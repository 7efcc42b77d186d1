"""The rules of a form, derived from the catalogue: the code, the columns and the limits.

A rule is a value; `validation` hands the rules to Great Expectations. Parts and wholes, bounds
and natures are here; `relations` has the rules that a form declares under `relations:`. May call
warehouse.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from warehouse.catalogue import Element, Form
from warehouse.catalogue.bounds import has_signed_part, valid_bounds

PRESENCE_SUFFIX = "__given"
"""Column suffix: 1 where the sender wrote something, null where the cell is empty."""
PARTS_SUFFIX = "__parts"
"""Column suffix: the sum of an element's exclusive parts, null unless all parts are known."""
PREVIOUS_SUFFIX = "__before"
"""Column suffix: the element's value in the previous period of the same year."""


FILLED_COLUMN = "__filled"
"""Column: 1 where the sender wrote something in some cell of the report, else null."""
BETWEEN_MULTIPLES = "ExpectColumnPairValuesAToBeBetweenMultiplesOfB"
"""The class name of our own expectation in `pair_expectations`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An expectation of a form's suite, and the finding code of a failure.

    `expectation` and `arguments` are a class of Great Expectations and its arguments. `element`
    is the cell at fault, or the form when the whole report is at fault. `other` is the element,
    column or total for comparison. `message_values` fills blanks of the message.
    """

    code: str
    element: str
    expectation: str
    arguments: dict[str, Any]
    other: str | None = None
    message_values: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """A stable name: code, element and, if any, the second element."""
        return ".".join(filter(None, (self.code, self.element, self.other)))


def build_pair_arguments(column_a: str, column_b: str) -> dict[str, Any]:
    """Return the arguments of an expectation about two columns, for rows with both values."""
    return {
        "column_A": column_a,
        "column_B": column_b,
        "ignore_row_if": "either_value_is_missing",
    }


def build_multiple_arguments(low: float, high: float) -> dict[str, Any]:
    """Return the arguments of `BETWEEN_MULTIPLES` besides the columns."""
    return {"min_multiple": low, "max_multiple": high}


def build_form_rules(form: Form) -> list[Rule]:
    """Build every rule of a form, in the order of the elements."""
    rules = [rule for element in form.elements for rule in _build_element_rules(form, element)]
    has_required = any(element.required for element in form.elements)
    return rules if has_required else [_build_filled_rule(form), *rules]


def _build_filled_rule(form: Form) -> Rule:
    """Build the rule: where every cell may stay blank, a report still has some figure."""
    expectation = "ExpectColumnValuesToNotBeNull"
    return Rule("E-MISS-002", form.form, expectation, {"column": FILLED_COLUMN})


def _build_element_rules(form: Form, element: Element) -> Iterator[Rule]:
    name = element.element
    if element.required:
        yield Rule(
            "E-MISS-001", name, "ExpectColumnValuesToNotBeNull", {"column": name + PRESENCE_SUFFIX}
        )
    yield from _build_bound_rules(element)
    if element.part_of and element.parts_are == "some":
        yield _build_part_rule("E-PART-001", name, element.part_of)
    if form.list_parts(name, "all"):
        yield Rule(
            "E-SUM-001",
            name,
            "ExpectColumnPairValuesToBeEqual",
            build_pair_arguments(name, name + PARTS_SUFFIX),
            other=name + PARTS_SUFFIX,
        )
        if not has_signed_part(form, name):
            for part in form.list_parts(name, "all"):
                yield _build_part_rule("E-PART-001", part.element, name)
    if element.nature == "cumulative":
        yield build_cumulative_rule(name)


def build_cumulative_rule(name: str) -> Rule:
    """Build the rule: a year-to-date figure is not lower than in the previous period."""
    return Rule(
        "W-CUMULATIVE-001",
        name,
        "ExpectColumnPairValuesAToBeGreaterThanB",
        build_pair_arguments(name, name + PREVIOUS_SUFFIX) | {"or_equal": True},
        other=name + PREVIOUS_SUFFIX,
    )


def _build_bound_rules(element: Element) -> Iterator[Rule]:
    """Yield the rules of the bounds; a lower bound is checked once, by the first rule with it."""
    if element.is_yes_no:
        return
    least, _ = valid_bounds(element)
    if least == 0:
        yield _build_range_rule("E-NEG-001", element, (0, None))
    if element.valid:
        yield _build_range_rule("E-RANGE-001", element, element.valid, is_low_checked=least == 0)
    if element.plausible:
        is_low_checked = element.plausible[0] == least
        yield _build_range_rule(
            "W-RANGE-001", element, element.plausible, is_low_checked=is_low_checked
        )


def _build_range_rule(
    code: str, element: Element, bounds: tuple[int, int | None], *, is_low_checked: bool = False
) -> Rule:
    low, high = bounds
    return Rule(
        code,
        element.element,
        "ExpectColumnValuesToBeBetween",
        {
            "column": element.element,
            "min_value": None if is_low_checked else low,
            "max_value": high,
        },
        message_values={"low": str(low), "high": str(high)},
    )


def _build_part_rule(code: str, part: str, whole: str) -> Rule:
    return Rule(
        code,
        part,
        "ExpectColumnPairValuesAToBeGreaterThanB",
        build_pair_arguments(whole, part) | {"or_equal": True},
        other=whole,
    )
