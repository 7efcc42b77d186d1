"""The data dictionary says what the catalogue says, and the kept page is that very text."""

import re
from pathlib import Path

import pytest

from warehouse.catalogue import load_catalogue
from warehouse.catalogue.dictionary import render_dictionary
from warehouse.schema.tables import TABLES

PAGE = Path(__file__).parents[3] / "docs" / "catalogue.md"


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="module")
def page(catalogue):
    return render_dictionary(catalogue)


def test_the_kept_page_is_what_is_generated(page):
    is_kept = PAGE.read_text(encoding="utf-8") == page  # seven hundred lines of diff tell no more
    assert is_kept, "docs/catalogue.md is out of date: run `make docs`"


def test_everything_is_in_it(catalogue, page):
    elements = [e for form in catalogue.forms.values() for e in form.elements]
    assert elements
    names = [
        *(f"| `{u.unit}` | {u.name_vi} | {u.name_en} |" for u in catalogue.units.values()),
        *(f"### `{f.form}`: {f.name_vi} / {f.name_en}" for f in catalogue.forms.values()),
        *(f"| `{e.element}` | {e.name_vi} | {e.name_en} | {e.unit} |" for e in elements),
        *(f"### {i.indicator}: {i.name_vi} / {i.name_en}" for i in catalogue.indicators.values()),
        *(f"### `{table}`" for table in TABLES),
    ]
    assert [text for text in names if text not in page] == []


def test_every_target_stands_under_its_indicator(catalogue, page):
    sections = re.split(r"^### ", page, flags=re.MULTILINE)
    target_counts = {section[:4]: section.count("- Chỉ tiêu / target:") for section in sections}
    for indicator in catalogue.indicators:
        targets = [t for t in catalogue.targets if t.indicator == indicator]
        assert target_counts[indicator] == len(targets)


def test_grids_are_even(catalogue, page):
    grids = re.findall(r"(?:^\|.*\|\n)+", page, flags=re.MULTILINE)
    assert len(grids) == 1 + 2 + len(catalogue.forms) + 1 + len(TABLES)
    for grid in grids:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in grid.splitlines()}) == 1


def test_the_page_is_pure(catalogue, page):
    assert render_dictionary(catalogue) == page
