"""A claim that was forgotten is an error that names the file."""

import pytest

from expectations.intake.claims import INTAKE_CLAIMS, format_intake_claim
from expectations.intake.relations import RELATION_CODES, build_relation_rules
from expectations.intake.rules import Rule
from tests import spec
from warehouse.entries import MissingEntryError

COURT = spec.catalogue().forms["court"]
RULE = Rule("E-NEW-001", "cases_tried", "ExpectColumnValuesToNotBeNull", {"column": "cases_tried"})


def test_a_new_code_without_a_claim():
    with pytest.raises(
        MissingEntryError, match=r"«E-NEW-001» is not in expectations/intake/claims\.py"
    ):
        format_intake_claim(COURT, RULE)


def test_a_claim_with_a_new_blank(monkeypatch):
    monkeypatch.setitem(INTAKE_CLAIMS, RULE.code, ("từ {since}", "since {since}"))
    with pytest.raises(
        MissingEntryError, match=r"«since» is not in expectations/intake/claims\.py"
    ):
        format_intake_claim(COURT, RULE)


def test_a_relation_without_a_code(monkeypatch):
    key = COURT.relations[0].kind, COURT.relations[0].verdict
    monkeypatch.delitem(RELATION_CODES, key)
    with pytest.raises(
        MissingEntryError, match=r"expectations/intake/relations\.py, RELATION_CODES"
    ):
        build_relation_rules(COURT)


def test_a_rule_with_an_upper_bound_alone_has_a_claim(monkeypatch):
    arguments = {"column": "cases_tried", "max_value": 7}
    rule = Rule(RULE.code, "cases_tried", "ExpectColumnValuesToBeBetween", arguments)
    monkeypatch.setitem(INTAKE_CLAIMS, RULE.code, ("{range}", "{range}"))
    assert format_intake_claim(COURT, rule) == ("không quá 7 vụ", "at most 7")
