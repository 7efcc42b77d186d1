"""Every code has words in two languages, and its blanks can be filled."""

import re
import string
from pathlib import Path
from typing import get_args

import pytest

from expectations.code_pages import BLANK_DESCRIPTIONS
from expectations.codes import (
    FREQUENCY_NOUNS,
    NATURE_PHRASES,
    Code,
    build_finding,
    load_codes,
)
from expectations.intake.rules import build_form_rules
from tests import spec
from warehouse.catalogue import Element
from warehouse.entries import MissingEntryError
from warehouse.finding_draft import FindingDraft
from warehouse.forms.report import Report, ReportCell, ReportCells
from warehouse.periods import Grain

CATALOGUE = spec.catalogue()
ROOT = Path(__file__).parents[2]
REPORT = Report(
    "ward", "DK-DAPHUC", "2023-05", "BC", "typed", None, False,
    ReportCells.from_cells([ReportCell("establishments", "D9", "49", "value", 49)]), (),
)  # fmt: skip
TEXTS = [
    getattr(code, field)
    for code in load_codes().values()
    for field in ("message_vi", "message_en", "remedy_vi", "remedy_en")
]
BLANKS = {name for text in TEXTS for _, name, _, _ in string.Formatter().parse(text) if name}
MESSAGE_VALUES = {blank: f"<{blank}>" for blank in BLANKS}
MESSAGE_VALUES["other_element"] = "establishments_lodging"


def raised_in_source():
    codes = set()
    for floor in ("warehouse", "expectations", "assets"):
        for path in (ROOT / floor).rglob("*.py"):
            codes |= set(re.findall(r'"([EWN]-[A-Z]+-\d{3})"', path.read_text(encoding="utf-8")))
    return codes


def test_every_code_that_can_be_raised_has_words_and_none_is_idle():
    raised = raised_in_source() | {
        r.code for f in CATALOGUE.forms.values() for r in build_form_rules(f)
    }
    missing, idle = raised - load_codes().keys(), load_codes().keys() - raised
    assert not missing, f"add to expectations/codes.yaml: {missing}"
    assert not idle, f"nothing raises; remove from expectations/codes.yaml: {idle}"


@pytest.mark.parametrize("code", list(load_codes()))
def test_the_words_of_a_code_come_out_whole(code):
    doubt = FindingDraft(code, "establishments", "BC", "D9", "bốn chín", MESSAGE_VALUES)
    finding = build_finding(doubt, "s-1", REPORT, CATALOGUE)
    texts = (finding.message_vi, finding.message_en, finding.remedy_vi, finding.remedy_en)
    assert all(text and "{" not in text and "None" not in text for text in texts)
    assert finding.message_vi != finding.message_en
    assert finding.severity == {"E": "error", "W": "warning", "N": "note"}[code[0]]


def test_each_language_fills_the_same_blanks_with_its_own_label():
    finding = build_finding(
        FindingDraft("E-MISS-001", "establishments", "BC", "D9"), "s", REPORT, CATALOGUE
    )
    assert "Tổng số cơ sở kinh doanh" in finding.message_vi
    assert "At-risk service establishments" in finding.message_en


def test_a_senders_braces_are_only_text():
    doubt = FindingDraft(
        "E-NUM-001", "establishments", "BC", "D9", "{observed} {0} {label.__class__}"
    )
    finding = build_finding(doubt, "s", REPORT, CATALOGUE)
    assert "{observed} {0} {label.__class__}" in finding.message_vi


def test_blanks_are_plain_names_and_no_description_is_of_none():
    assert BLANKS
    assert all(blank.isidentifier() for blank in BLANKS)
    unused = BLANK_DESCRIPTIONS.keys() - {blank.removesuffix("_en") for blank in BLANKS}
    assert not unused, f"remove from BLANK_DESCRIPTIONS of expectations/code_pages.py: {unused}"


@pytest.mark.parametrize(
    ("typed", "quoted"), [("a" * 120, "a" * 120), ("a" * 121, f"{'a' * 119}…")]
)
def test_a_message_repeats_the_beginning_of_a_long_cell(typed, quoted):
    finding = build_finding(FindingDraft("E-NUM-001", observed=typed), "s", REPORT, CATALOGUE)
    assert finding.message_vi == f"«{quoted}» không phải là số."
    assert finding.message_en == f"«{quoted}» is not a number."
    assert finding.observed == typed


def test_a_code_is_of_the_cause_it_names_and_else_of_its_middle_word():
    texts = dict.fromkeys(("message_vi", "message_en", "remedy_vi", "remedy_en"), "…")
    assert Code("W-RANGE-001", **texts).cause == "RANGE"
    assert Code("W-RANGE-002", **texts, cause="OUTLIER").cause == "OUTLIER"


def test_a_code_without_texts_is_an_error_that_names_the_file():
    with pytest.raises(MissingEntryError, match=r"«E-NEW-001» is not in expectations/codes\.yaml"):
        build_finding(FindingDraft("E-NEW-001"), "s", REPORT, CATALOGUE)


def test_a_blank_without_a_value_is_an_error_that_names_blank_and_code():
    draft = FindingDraft("E-RANGE-001", "establishments", "BC", "D9", "99", {"low": "0"})
    place = "«high» is not in `message_values` of the FindingDraft or Rule E-RANGE-001"
    with pytest.raises(MissingEntryError, match=place):
        build_finding(draft, "s", REPORT, CATALOGUE)


def test_every_frequency_and_every_nature_of_the_catalogue_has_words():
    assert set(NATURE_PHRASES) == set(get_args(Element.model_fields["nature"].annotation))
    assert set(FREQUENCY_NOUNS) == set(Grain)
