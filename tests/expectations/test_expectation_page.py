"""The page of every expectation is current, complete, and in words an officer understands."""

import re
from pathlib import Path

import pytest

from expectations.codes import load_codes
from expectations.expectation_page import render_expectation_page
from expectations.intake.claims import INTAKE_CLAIMS, SERIES_CLAIMS
from expectations.intake.relations import RELATION_CODES, build_relation_rules
from expectations.intake.rules import build_form_rules
from expectations.intake.suite_results import convert_to_snake_case
from expectations.series.series_suite import check_series
from tests import spec
from tests.panels import panel_of

ROOT = Path(__file__).parents[2]
STORED_PAGE = ROOT / "docs" / "expectations.md"
CATALOGUE = spec.catalogue()
PAGE = render_expectation_page(CATALOGUE)


def of_form(form):
    """Return the section of the page about a form."""
    return PAGE.partition(f"### {CATALOGUE.forms[form].name_vi} /")[2].partition("\n### ")[0]


def line(form, code, text):
    """Return the line of a form's table with both the text and the code."""
    matching_lines = [row for row in of_form(form).splitlines() if text in row and code in row]
    assert len(matching_lines) == 1, matching_lines
    return matching_lines[0]


def test_the_kept_page_is_what_is_generated():
    assert STORED_PAGE.read_text(encoding="utf-8") == PAGE, "docs/expectations.md: run `make docs`"


@pytest.mark.parametrize("form", CATALOGUE.forms)
def test_every_rule_of_a_form_is_told(form):
    stated = CATALOGUE.forms[form]
    for rule in [*build_form_rules(stated), *build_relation_rules(stated)]:
        form_page = of_form(form)
        assert f"[{rule.code}](findings/{rule.code}.md)" in form_page
        assert f"<sub>{convert_to_snake_case(rule.expectation)}</sub>" in form_page
        if rule.element == form:
            assert "| Cả báo cáo: " in form_page
            continue
        label = stated.get_element(rule.element).name_vi
        assert label in form_page or "Mọi chỉ tiêu" in form_page


@pytest.mark.parametrize(
    ("form", "code", "text", "english", "verdict"),
    [
        ("court", "E-NEG-001", "| Mọi chỉ tiêu: không âm |", "| Every row: not negative |", "chặn"),
        (
            "court",
            "W-RANGE-001",
            "«Số vụ thụ lý»; «Số vụ đã xét xử»",
            "«Cases accepted»; «Cases tried»",
            "cần kiểm tra",
        ),
        (
            "court",
            "W-RANGE-001",
            "| «Số bị cáo đã xét xử»: thường không quá 80 bị cáo |",
            "| «Defendants tried»: usually at most 80 |",
            "cần kiểm tra",
        ),
        (
            "court",
            "N-MOST-001",
            "| «Số vụ đã xét xử» không quá «Số vụ thụ lý» |",
            "| «Cases tried» at most «Cases accepted» |",
            "ghi chú",
        ),
        (
            "police",
            "E-SUM-001",
            "bằng tổng các phần: «",
            "equal to the sum of its parts: «",
            "chặn",
        ),
        ("court", "W-TOTAL-001", "cả năm bằng tổng", "of a year is equal to", "cần kiểm tra"),
        (
            "ward",
            "W-JUMP-001",
            "hiện có cuối kỳ đổi không quá",
            "changes by at most",
            "cần kiểm tra",
        ),
    ],
)
def test_a_line_says_what_must_hold_and_what_comes_of_it(form, code, text, english, verdict):
    printed_line = line(form, code, text)
    assert english in printed_line
    assert f"| **{verdict}** /" in printed_line


def test_yes_and_no_are_not_among_the_figures():
    assert "Mọi chỉ tiêu là số: không âm" in of_form("ward")


def test_nothing_is_left_in_braces_or_named_by_an_id_alone():
    assert "{" not in PAGE
    ids = {e.element for f in CATALOGUE.forms.values() for e in f.elements}
    alone = re.sub(r"«[^»]+» \(`[a-z_]+\.[a-z_]+`\)", "", PAGE)
    assert [name for name in ids if "_" in name and name in alone] == []


def test_a_table_of_a_form_can_be_folded():
    assert PAGE.count("<details>") == PAGE.count("</details>") == len(CATALOGUE.forms)


def test_every_code_a_rule_raises_has_words():
    sources = [
        *(ROOT / "expectations" / "series").glob("*.py"),
        ROOT / "expectations" / "intake" / "rules.py",
    ]
    raised = {
        code
        for path in sources
        for code in re.findall(r'"([EWN]-[A-Z]+-\d{3})"', path.read_text(encoding="utf-8"))
    }
    missing = raised - (INTAKE_CLAIMS.keys() | SERIES_CLAIMS.keys())
    assert not missing, f"add to SERIES_CLAIMS of expectations/intake/claims.py: {missing}"
    assert raised == INTAKE_CLAIMS.keys() | SERIES_CLAIMS.keys()
    assert raised | set(RELATION_CODES.values()) <= set(load_codes())


def test_the_families_run_the_expectations_that_the_page_names():
    """Year-long series in which all that a family compares is there."""
    run = set()
    for form in ("ward", "health"):
        stated = CATALOGUE.forms[form]
        periods = [p.code for p in CATALOGUE.list_periods(stated.frequency)][:8]
        row = {e.element: "17" for e in stated.elements}
        panel = panel_of(form, [{"unit": "A", "period": code} | row for code in periods])
        run |= {(o.rule.code, o.rule.expectation) for o in check_series(stated, panel).outcomes}
    stated = {(code, name) for code, (name, _) in SERIES_CLAIMS.items() if code != "W-TOTAL-001"}
    assert run == stated
