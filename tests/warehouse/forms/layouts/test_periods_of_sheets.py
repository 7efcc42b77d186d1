"""Many units and many periods: a sheet a unit, a period a column."""

import pytest

from tests.warehouse.forms.layouts.drawn_sheets import CATALOGUE, KNOWN, PROPOSER
from tests.warehouse.forms.layouts.test_several_sheets import build_book
from tests.warehouse.forms.layouts.test_shared_tables import accept, answer_as_hub, codes, figures
from warehouse.finding_draft import FindingDraft
from warehouse.forms.layouts.layout_reading import read_by_layouts
from warehouse.forms.layouts.shared_tables import Arrangement, is_sheet_line

ELEMENTS = [e for e in CATALOGUE.forms["ward"].elements if not e.is_money][:16]


def draw_ward(name, factor):
    lines = [
        f"== ward | DK | 2023-01 | wards.xlsx\nUBND phường {name}\nNăm 2023\n",
        "TT | Nội dung | Tháng 1 | Tháng 2 | Tháng 3 | Cộng",
    ]
    for row, element in enumerate(ELEMENTS, 1):
        months = [factor * 100 + row * 3 + month for month in range(3)]
        figures_text = " | ".join(map(str, (*months, sum(months))))
        lines.append(f"{row} | {element.name_vi} | {figures_text}")
    return "\n".join(lines) + "\n"


WARDS = [draw_ward("Anh Dũng", 1), draw_ward("Đa Phúc", 2), draw_ward("Hải Thành", 3)]
NAMES = ("Anh Dũng", "Đa Phúc", "Hải Thành")
BOOK = build_book(*WARDS, names=NAMES)
UNITS = ["DK-ANHDUNG", "DK-DAPHUC", "DK-HAITHANH"]


def answer_cells(proposal):
    cells = {element.element: f"C{row}" for row, element in enumerate(ELEMENTS, 5)}
    sheet = proposal.sheet
    return {
        f"C{row}": f"{sheet}!{cells[e.element]}" if e.element in cells else "không có"
        for row, e in enumerate(proposal.elements, 11)
    }


@pytest.fixture(scope="module")
def proposal():
    return PROPOSER.propose_reading(BOOK)


@pytest.fixture(scope="module")
def layout(proposal, tmp_path_factory):
    return accept(proposal, tmp_path_factory.mktemp("wards"), BOOK, **answer_cells(proposal))


def read(book, layout):
    return [r for r in read_by_layouts(book, [layout], KNOWN) if not isinstance(r, FindingDraft)]


def test_the_sheets_and_the_columns_are_proposed(proposal):
    assert proposal.arrangement == Arrangement.UNIT_A_SHEET_PERIODS_ACROSS
    sheets = {line.text: line.meaning for line in proposal.lines if is_sheet_line(line.key)}
    assert sheets == dict(zip(NAMES, UNITS, strict=True))
    columns = [line.meaning for line in proposal.lines if not is_sheet_line(line.key)]
    assert columns == ["-01", "-02", "-03", "total"]


def test_each_unit_and_month_is_a_report_of_its_own(layout):
    assert (layout.arrangement, list(layout.units)) == (Arrangement.PERIODS_ACROSS, UNITS)
    reports = read(BOOK, layout)
    assert [(r.unit, r.period, r.sheet) for r in reports] == [
        (unit, f"2023-0{month}", name)
        for unit, name in zip(UNITS, NAMES, strict=True)
        for month in (1, 2, 3)
    ]
    first = ELEMENTS[0].element
    assert [figures(r)[first] for r in reports] == [103, 104, 105, 203, 204, 205, 303, 304, 305]
    assert all("W-LAYOUT-001" not in codes(report) for report in reports)


def test_a_note_beside_several_months_is_of_none_of_them(layout):
    noted = WARDS[0].replace("| Cộng", "| Cộng | Ghi chú").replace("| 312", "| 312 | đợt Tết")
    reports = read(build_book(noted, names=NAMES), layout)
    assert [r.remarks for r in reports] == [(), (), ()]


def test_a_wrong_total_warns_on_its_own_sheet(layout):
    wrong = WARDS[1].replace("| 612", "| 613", 1)
    reports = read(build_book(WARDS[0], wrong, names=NAMES), layout)
    warned = [(r.unit, d.sheet) for r in reports for d in r.drafts if d.code == "W-LAYOUT-001"]
    assert warned == [("DK-DAPHUC", "Đa Phúc")]


def test_a_sheet_that_the_hub_ignores_is_not_read(proposal, tmp_path):
    row = next(
        11 + len(proposal.elements) + 2 + at
        for at, line in enumerate(proposal.lines)
        if line.text == "Hải Thành"
    )
    answers = answer_cells(proposal) | {f"C{row}": "bỏ qua"}
    layout = accept(proposal, tmp_path, BOOK, **answers)
    assert {r.unit for r in read(BOOK, layout)} == set(UNITS[:2])


def test_a_sheet_needs_a_unit(proposal, tmp_path):
    row = 11 + len(proposal.elements) + 1 + len(proposal.lines)
    _, faults = answer_as_hub(proposal, tmp_path, BOOK, **{f"C{row}": "kỳ 01"})
    assert ["«Hải Thành»: choose a unit" in fault.en for fault in faults] == [True]
