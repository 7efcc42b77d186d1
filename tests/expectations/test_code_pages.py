"""Every code has a page that says what it means, and the kept pages are those very texts."""

import re
from pathlib import Path

import pytest

from expectations.code_pages import (
    BLANK_DESCRIPTIONS,
    INDEX_FILE,
    render_code_pages,
    write_code_pages,
)
from expectations.codes import load_codes
from tests import spec
from warehouse.entries import MissingEntryError
from warehouse.forms.reading.numbers import read_cell

PAGES_FOLDER = Path(__file__).parents[2] / "docs" / "findings"
WARD = spec.catalogue().forms["ward"]
EXAMPLES = {name: code.example for name, code in load_codes().items() if code.example}


def test_the_kept_pages_are_what_is_generated():
    stored_pages = {path.name: path.read_text(encoding="utf-8") for path in PAGES_FOLDER.iterdir()}
    stale = sorted(
        n
        for n in stored_pages.keys() | render_code_pages().keys()
        if stored_pages.get(n) != render_code_pages().get(n)
    )
    assert stale == [], "docs/findings is out of date: run `make docs`"


def test_every_code_has_a_page_to_which_the_index_leads():
    rendered_pages = render_code_pages()
    assert set(rendered_pages) == {INDEX_FILE} | {f"{code}.md" for code in load_codes()}
    assert sorted(re.findall(r"\]\((.+)\.md\)", rendered_pages[INDEX_FILE])) == sorted(load_codes())
    assert all(code in rendered_pages[f"{code}.md"] for code in load_codes())


def test_a_page_says_how_grave_it_is_what_is_wrong_and_how_to_mend_it():
    page = render_code_pages()["E-NUM-004.md"]
    assert "**Lỗi**: báo cáo không được chấp nhận" in page
    assert (
        "| «*nội dung đã ghi*» là số ước chừng. | «*the text of the cell*» is an estimate. |"
        in page
    )
    assert "| Ghi con số chính xác. | Write the exact number. |" in page
    assert "| `khoảng 300` | `300` |" in page
    assert "**Cảnh báo**" in render_code_pages()["W-RANGE-001.md"]
    assert "**Ghi chú**" in render_code_pages()["N-NA-001.md"]


def test_no_blank_is_left_in_braces():
    assert [name for name, text in render_code_pages().items() if "{" in text] == []


def test_a_blank_without_words_is_an_error_that_names_the_file(monkeypatch):
    monkeypatch.delitem(BLANK_DESCRIPTIONS, "heaped")
    place = r"«heaped» is not in expectations/code_pages\.py, BLANK_DESCRIPTIONS"
    with pytest.raises(MissingEntryError, match=place):
        render_code_pages()


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_is_what_the_code_is_about_and_its_mending_is_none(code):
    typed, mended = EXAMPLES[code]
    element = WARD.get_element("plan_in_force" if code == "E-BOOL-001" else "comm_sessions")
    assert read_cell(typed, element, WARD.marks).code == code
    assert read_cell(mended, element, WARD.marks).state == "value"


def test_the_page_of_a_code_that_is_gone_goes_too(tmp_path):
    (tmp_path / "E-GONE-001.md").write_text("", encoding="utf-8")
    write_code_pages(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(render_code_pages())
