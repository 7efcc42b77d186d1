"""The rules of the relations of a form; each relation is a line of the catalogue.

The kind decides the expectation, and the verdict decides the code. May call warehouse.
"""

from typing import Any, assert_never

from expectations.intake.rules import (
    BETWEEN_MULTIPLES,
    Rule,
    build_multiple_arguments,
    build_pair_arguments,
)
from warehouse.catalogue import Form, Relation
from warehouse.catalogue.phrases import format_share, format_vietnamese_number
from warehouse.entries import find_entry

RELATION_CODES = {
    ("pair", "error"): "E-PAIR-001",
    ("pair", "verify"): "W-PAIR-001",
    ("pair", "note"): "N-PAIR-001",
    ("at_most", "error"): "E-MOST-001",
    ("at_most", "verify"): "W-MOST-001",
    ("at_most", "note"): "N-MOST-001",
    ("ratio", "error"): "E-RATIO-001",
    ("ratio", "verify"): "W-RATIO-001",
    ("ratio", "note"): "N-RATIO-001",
}
"""The finding code by kind of relation and verdict."""


def build_relation_rules(form: Form) -> list[Rule]:
    """Build a rule for every relation of the form."""
    return [_build_relation_rule(relation) for relation in form.relations]


def _build_relation_rule(relation: Relation) -> Rule:
    expectation, bound_arguments, message_values = _choose_expectation(relation)
    place = "expectations/intake/relations.py, RELATION_CODES"
    return Rule(
        find_entry(RELATION_CODES, (relation.kind, relation.verdict), place),
        relation.element,
        expectation,
        build_pair_arguments(relation.element, relation.other) | bound_arguments,
        other=relation.other,
        message_values=message_values,
    )


def _choose_expectation(relation: Relation) -> tuple[str, dict[str, Any], dict[str, str]]:
    if relation.kind == "pair":
        return "ExpectColumnPairValuesAToBePositiveOnlyIfBAre", {}, {}
    if relation.kind == "at_most":
        message_values = {"tolerance": format_share(relation.tolerance)}
        return (
            BETWEEN_MULTIPLES,
            build_multiple_arguments(0, 1 + relation.tolerance),
            message_values,
        )
    if relation.kind == "ratio":
        low, high = relation.between or (0, 0)
        message_values = {
            "low": format_vietnamese_number(low),
            "high": format_vietnamese_number(high),
        }
        return BETWEEN_MULTIPLES, build_multiple_arguments(low, high), message_values
    assert_never(relation.kind)
