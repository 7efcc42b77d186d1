"""The rules of the relations of a form; each relation is a line of the catalogue.

The kind decides the expectation, and the verdict decides the code. May call warehouse.
"""

from typing import Any

from expectations.rules import BETWEEN_MULTIPLES, Rule, both_known, multiples
from warehouse.catalogue import Form, Relation
from warehouse.catalogue.wording import number, percent

CODES = {
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


def declared(form: Form) -> list[Rule]:
    """Build a rule for every relation of the form."""
    return [_rule(relation) for relation in form.relations]


def _rule(relation: Relation) -> Rule:
    expectation, bounds, about = _expected(relation)
    return Rule(
        CODES[relation.kind, relation.verdict],
        relation.element,
        expectation,
        both_known(relation.element, relation.other) | bounds,
        other=relation.other,
        about=about,
    )


def _expected(relation: Relation) -> tuple[str, dict[str, Any], dict[str, str]]:
    if relation.kind == "pair":
        return "ExpectColumnPairValuesAToBePositiveOnlyIfBAre", {}, {}
    if relation.kind == "at_most":
        about = {"tolerance": percent(relation.tolerance)}
        return BETWEEN_MULTIPLES, multiples(0, 1 + relation.tolerance), about
    low, high = relation.between or (0, 0)
    about = {"low": number(low), "high": number(high)}
    return BETWEEN_MULTIPLES, multiples(low, high), about
