"""Every code has words in two languages, and its blanks can be filled."""

import re
import string
from pathlib import Path
from typing import get_args

import pytest

from expectations.codes import (
    FREQUENCY_NOUNS,
    NATURE_PHRASES,
    Code,
    build_finding,
    load_codes,
)
from expectations.intake.rules import build_form_rules
from warehouse.catalogue import Element, load_catalogue
from warehouse.entries import MissingEntryError
from warehouse.finding_draft import FindingDraft
from warehouse.forms.report import Report, ReportCell, ReportCells
from warehouse.periods import Grain

CATALOGUE = load_catalogue()
ROOT = Path(__file__).parents[2]
REPORT = Report(
    "ward", "DK-DAPHUC", "2023-05", "BC", "typed", None, False,
    ReportCells.from_cells([ReportCell("establishments", "D9", "49", "value", 49)]), (),
)  # fmt: skip
ABOUT = {
    "expected": "Tháng 05/2023",
    "other": "D10",
    "other_value": "13",
    "other_element": "establishments_lodging",
    "value": "1.049",
    "value_en": "1,049",
    "low": "0",
    "high": "60",
    "place": "ô D9",
    "low_en": "0",
    "high_en": "60",
    "others": "12",
    "year": "2023",
    "heaped": "30",
    "counted": "32",
    "earlier": "Tháng 01/2023",
    "earlier_en": "Jan 2023",
    "days": "7",
    "cell": "B14",
    "form": "Báo cáo 6 tháng",
    "rows": "3",
    "tolerance": "5%",
    "over": "Quý I/2023",
    "over_en": "Q1 2023",
    "held": "12",
    "sum": "9",
    "is": "bằng",
    "is_en": "equal to",
    "told_by": "Công an quận",
    "told_by_en": "District police",
    "share": "43,2%",
    "kind": "số căn cước công dân",
    "kind_en": "a citizen id",
}


def raised_in_source():
    found = set()
    for floor in ("warehouse", "expectations", "assets"):
        for path in (ROOT / floor).rglob("*.py"):
            found |= set(re.findall(r'"([EWN]-[A-Z]+-\d{3})"', path.read_text(encoding="utf-8")))
    return found


def test_every_code_that_can_be_raised_has_words_and_none_is_idle():
    raised = raised_in_source() | {
        r.code for f in CATALOGUE.forms.values() for r in build_form_rules(f)
    }
    assert raised == set(load_codes())


@pytest.mark.parametrize("code", list(load_codes()))
def test_the_words_of_a_code_come_out_whole(code):
    doubt = FindingDraft(code, "establishments", "BC", "D9", "bốn chín", ABOUT)
    finding = build_finding(doubt, "s-1", REPORT, CATALOGUE)
    told = (finding.message_vi, finding.message_en, finding.remedy_vi, finding.remedy_en)
    assert all(text and "{" not in text and "None" not in text for text in told)
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


def test_blanks_are_plain_names():
    texts = [
        getattr(code, field)
        for code in load_codes().values()
        for field in ("message_vi", "message_en", "remedy_vi", "remedy_en")
    ]
    names = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
    assert names
    assert all(name.isidentifier() for name in names)


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
