"""What a form may declare of its numbers, and that the page about it shows what may be written."""

import re
from pathlib import Path

import pytest
import yaml

from warehouse.catalogue import Element, Form, Relation, load_catalogue

DOCS = Path(__file__).parents[3] / "docs" / "relations.md"
BASE = {"element": "a", "other": "b", "verdict": "verify", "basis": "x"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "pair", "between": [1, 2]},
        {"kind": "pair", "tolerance": 0.1},
        {"kind": "ratio"},
        {"kind": "ratio", "between": [2, 1]},
        {"kind": "at_most", "tolerance": -1},
    ],
)
def test_a_relation_says_what_its_kind_needs_and_no_more(wrong):
    with pytest.raises(ValueError, match=r"between|tolerance"):
        Relation.model_validate(BASE | wrong)


def test_only_a_stock_can_jump():
    ward = load_catalogue().forms["ward"].get_element("comm_sessions").model_dump()
    with pytest.raises(ValueError, match="jump"):
        Element.model_validate(ward | {"jump": {"share": 0.5, "floor": 10, "basis": "x"}})


def test_the_page_shows_entries_as_a_form_takes_them():
    (block,) = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    ward = load_catalogue().forms["ward"].model_dump(mode="json")
    extended_form = Form.model_validate(ward | yaml.safe_load(block))
    assert {r.kind for r in extended_form.relations} == {"pair", "at_most", "ratio"}
    assert len(extended_form.totals) == 1
    assert extended_form.jump == load_catalogue().forms["ward"].jump
