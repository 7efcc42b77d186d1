"""The data dictionary says what the catalogue says, and the kept page is that very text."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from warehouse.catalogue import load_catalogue
from warehouse.catalogue.dictionary import render_dictionary
from warehouse.catalogue.phrases import KIND_PHRASES
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


def test_every_indicator_says_its_kind_and_every_target_whom_it_binds(catalogue, page):
    sections = {text[:4]: text for text in re.split(r"^### ", page, flags=re.MULTILINE)}
    assert (
        "- Loại / kind: thay đổi so với năm trước / a change on the year before"
        in (sections["DT02"])
    )
    kinds = [
        f"- Loại / kind: {' / '.join(KIND_PHRASES[i.kind])}" for i in catalogue.indicators.values()
    ]
    assert [line for line in page.splitlines() if line.startswith("- Loại / kind:")] == kinds
    nation = "Toàn quốc / Viet Nam, 2021–2025: 70; ràng buộc cả địa bàn; bên dưới chỉ để so sánh"
    assert nation in sections["TT01"]
    own = "Quận Dương Kinh / Duong Kinh District, 2023: 100; ràng buộc địa bàn này và mọi đơn vị"
    assert own in sections["TT01"]


def test_a_share_of_unlike_natures_says_why_it_is_meant(catalogue):
    declared = catalogue.indicators["KP01"].model_copy(update={"mixed_natures": "năm ngân sách"})
    stated = replace(catalogue, indicators={"KP01": declared})
    line = "- Hai vế khác tính chất / mixed natures: năm ngân sách"
    assert line in render_dictionary(stated)
    assert "mixed natures" not in render_dictionary(catalogue)


def test_what_must_hold_in_every_report_says_so(page):
    assert "từ 1 trở lên ở mọi báo cáo phải nộp của kỳ)" in page
    assert page.count("in every report owed of the period") == 1


def test_every_coverage_of_an_area_is_a_row(catalogue, page):
    assert "| DK | đủ / all |  |  | 2021-01-01 | 2025-06-30 | plan V.8 |" in page
    part = "| HP | một phần / part | 3 phường mới thuộc địa bàn quận Dương Kinh cũ |"
    assert part in page
    _, _, section = page.partition("### Độ phủ của địa bàn")
    rows = [line for line in section.split("\n#")[0].splitlines() if line.startswith("| ")]
    assert len(rows) == 2 + len(catalogue.coverage)  # two lines of head


def test_grids_are_even(catalogue, page):
    grids = re.findall(r"(?:^\|.*\|\n)+", page, flags=re.MULTILINE)
    assert len(grids) == 1 + 3 + 2 + 1 + len(catalogue.forms) + 1 + len(TABLES)
    for grid in grids:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in grid.splitlines()}) == 1


def test_the_page_is_pure(catalogue, page):
    assert render_dictionary(catalogue) == page
