"""What a form declares of its numbers: broken, kept or not to be told, by the verdict declared.

The forms are made here, so that the real cases stand as they were reported.
"""

from dataclasses import replace

import pytest

from expectations.intake.form_checks import check_reports
from expectations.intake.relations import RELATION_CODES, build_relation_rules
from tests import spec
from warehouse.catalogue import Form
from warehouse.forms.report import Report, ReportCell, ReportCells

SHIPPED = spec.catalogue()


def element(name, **more):
    return {"element": name, "nature": "flow", "unit": "vụ", "basis": "x"} | {
        "name_vi": f"Số {name}",
        "name_en": name,
        **more,
    }


def form(*elements, relations=()):
    return Form.model_validate(
        {
            "form": "drawn",
            "name_vi": "Biểu",
            "name_en": "Form",
            "frequency": "month",
            "version": 1,
            "basis": "x",
            "marks": {},
            "elements": [e if isinstance(e, dict) else element(e) for e in elements],
            "relations": [{"basis": "x", "verdict": "verify", **r} for r in relations],
        }
    )


def report(drawn, values):
    """Build one report of the values given; None is a figure that does not apply."""
    cells = ReportCells.from_cells(
        ReportCell(
            e.element, f"D{row}", str(value), "value" if value is not None else "missing", value
        )
        for row, (e, value) in enumerate(zip(drawn.elements, values, strict=True), start=10)
    )
    return Report("drawn", "DK-X", "2023-05", "BC", "typed", None, False, cells, ())


def checked(drawn, *reports):
    catalogue = replace(SHIPPED, forms={"drawn": drawn})
    batch = {f"s{n}": report(drawn, values) for n, values in enumerate(reports)}
    (form_result,) = check_reports(catalogue, batch, {})
    return form_result


def codes_of(drawn, *values):
    ((_, doubts),) = checked(drawn, values).drafts.items()
    return [d.code for d in doubts]


class TestBlank:
    """A relation with a blank part is unknown: neither kept nor broken, and blank is not zero."""

    RELATIONS = (
        {"kind": "pair", "element": "a", "other": "b"},
        {"kind": "at_most", "element": "a", "other": "b"},
        {"kind": "ratio", "element": "a", "other": "b", "between": [2, 3]},
    )

    @pytest.mark.parametrize("relation", RELATIONS, ids=lambda r: r["kind"])
    def test_a_relation(self, relation):
        optional = [element("a"), element("b", required=False)]
        matches = checked(form(*optional, relations=[relation]), [7, None], [7, 0], [0, 0])
        (outcome,) = (
            o for o in matches.outcomes if o.rule.code.startswith(("W-PAIR", "W-MOST", "W-RA"))
        )
        assert (outcome.checked_rows, outcome.unknown_rows) == (2, 1)
        assert outcome.failing_submissions == ("s1",)
        assert matches.drafts["s0"] == []

    def test_parts_and_their_sum(self):
        parts = [element(n, part_of="total", parts_are="all", required=False) for n in ("x", "y")]
        matches = checked(form("total", *parts), [5, 3, None], [5, 3, 1], [5, 5, 0])
        (outcome,) = (o for o in matches.outcomes if o.rule.code == "E-SUM-001")
        assert (outcome.checked_rows, outcome.unknown_rows) == (2, 1)
        assert outcome.failing_submissions == ("s1",)
        assert matches.drafts["s0"] == []


class TestRealCases:
    def test_exclusive_types_that_add_up_to_more_than_the_stated_total_are_certain(self):
        types = [element(n, part_of="total", parts_are="all") for n in ("first", "second")]
        drawn = form("total", *types)
        assert codes_of(drawn, 24_974, 20_000, 4_983) == ["E-SUM-001"]
        assert codes_of(drawn, 24_983, 20_000, 4_983) == []

    def test_of_which_need_not_add_up(self):
        parts = [element(n, part_of="total", parts_are="some") for n in ("a", "b", "c")]
        assert codes_of(form("total", *parts), 76_037, 42_335, 17_462, 154) == []

    def test_an_establishment_may_be_sanctioned_more_than_once(self):
        drawn = form("in_violation", "warned", "fined", "suspended")
        assert 500 + 420 + 138 == 1_058
        assert codes_of(drawn, 967, 500, 420, 138) == []


PAIR = {"kind": "pair", "element": "fines", "other": "fined"}
AT_MOST = {"kind": "at_most", "element": "signed", "other": "shops", "tolerance": 0.15}
RATIO = {"kind": "ratio", "element": "people", "other": "sessions", "between": [5, 500]}


@pytest.mark.parametrize(
    ("relation", "value", "other", "expected_codes"),
    [
        (PAIR, 5, 1, []),
        (PAIR, 0, 0, []),
        (PAIR, 0, 3, []),
        (PAIR, 5, 0, ["W-PAIR-001"]),
        (AT_MOST, 100, 100, []),
        (AT_MOST, 115, 100, []),
        (AT_MOST, 116, 100, ["W-MOST-001"]),
        (AT_MOST, 0, 0, []),
        (AT_MOST, 1, 0, ["W-MOST-001"]),
        (RATIO, 5, 1, []),
        (RATIO, 1000, 2, []),
        (RATIO, 4, 1, ["W-RATIO-001"]),
        (RATIO, 1001, 2, ["W-RATIO-001"]),
        (RATIO, 0, 2, ["W-RATIO-001"]),
        (RATIO, 0, 0, []),
        (RATIO, 40, 0, ["W-RATIO-001"]),
        (RATIO, 40, -1, []),
    ],
)
def test_a_relation_holds_or_is_told(relation, value, other, expected_codes):
    drawn = form(relation["element"], relation["other"], relations=[relation])
    assert [c for c in codes_of(drawn, value, other) if c != "E-NEG-001"] == expected_codes


@pytest.mark.parametrize("verdict", ["error", "verify", "note"])
def test_the_verdict_is_the_catalogues(verdict):
    letter = {"error": "E", "verify": "W", "note": "N"}[verdict]
    drawn = form("fines", "fined", relations=[PAIR | {"verdict": verdict}])
    assert codes_of(drawn, 5, 0) == [f"{letter}-PAIR-001"]
    assert set(RELATION_CODES.values()) >= {rule.code for rule in build_relation_rules(drawn)}


def test_a_missing_operand_is_unknown_and_no_pass():
    drawn = form("fines", "fined", relations=[PAIR])
    outcomes = checked(drawn, (5, 1), (5, 0), (5, None), (None, 1), (None, None)).outcomes
    (outcome,) = [o for o in outcomes if o.rule.code == "W-PAIR-001"]
    assert (outcome.checked_rows, outcome.failing_submissions, outcome.unknown_rows) == (
        2,
        ("s1",),
        3,
    )


def test_a_missing_figure_is_not_unknown_to_the_rule_that_asks_for_it():
    (outcome,) = [o for o in checked(form("a"), (1,), (None,)).outcomes if "MISS" in o.rule.code]
    assert (outcome.checked_rows, outcome.failing_submissions, outcome.unknown_rows) == (
        2,
        ("s1",),
        0,
    )


def test_a_doubt_names_both_cells_and_the_bounds():
    drawn = form("people", "sessions", relations=[RATIO])
    ((doubt,),) = checked(drawn, (4, 2)).drafts.values()
    assert (doubt.element, doubt.cell, doubt.observed) == ("people", "D10", "4")
    assert doubt.message_values["other"] == "D11"
    assert (doubt.message_values["low"], doubt.message_values["high"]) == ("5", "500")


def test_every_declared_relation_of_the_shipped_forms_makes_one_rule():
    for shipped in SHIPPED.forms.values():
        rules = build_relation_rules(shipped)
        assert [(r.element, r.other) for r in rules] == [
            (r.element, r.other) for r in shipped.relations
        ]
        assert len({rule.name for rule in rules}) == len(rules)
