"""One unit's report over several sheets: proposed, confirmed, and read from all of them."""

from dataclasses import replace

import pytest

from tests.warehouse.forms.layouts.drawn_sheets import CATALOGUE, KNOWN, PROPOSER, draw
from tests.warehouse.forms.layouts.test_shared_tables import accept, answer_as_hub, figures
from warehouse.files.grid import Sheet
from warehouse.finding_draft import FindingDraft
from warehouse.forms.layouts.accepting import describe_faults
from warehouse.forms.layouts.heading_variables import make_sheet_key
from warehouse.forms.layouts.layout_reading import describe_changes, read_by_layouts
from warehouse.forms.layouts.proposal import Proposal
from warehouse.forms.layouts.sheet_joining import join_offered_sheets
from warehouse.forms.layouts.sheet_references import make_sheet_reference, normalise_address
from warehouse.forms.layouts.sheet_titles import read_strange_workbook
from warehouse.periods import parse_period_code

HEAD = "== police | DK-CA | 2023-05 | police.xlsx\n"
TIPS = f"""{HEAD}CÔNG AN QUẬN
Báo cáo tháng 5/2023

TT | Nội dung | Tháng này | Luỹ kế
1 | Tin báo, tố giác tiếp nhận | 12 | 40
2 | Tin đã xác minh | 10 | 35
3 | Tin xử lý kịp thời | 9 | 33
"""
RAIDS = f"""{HEAD}Bảng 2

TT | Nội dung | Tháng này | Tháng trước
1 | Số vụ truy quét, triệt phá | 6 | 4
2 | Tụ điểm phức tạp | 4 | 4
3 | Đường dây, ổ nhóm bị triệt phá | 1 | 0
4 | Số người bán dâm | 5 | 3
5 | Số người mua dâm | 7 | 2
"""
OLD = TIPS.replace("tháng 5/2023", "tháng 5/2022").replace("| 12 |", "| 99 |")
CELLS = {
    "tips_received": "1.Tin!C5",
    "tips_verified": "1.Tin!C6",
    "tips_resolved_on_time": "1.Tin!C7",
    "raids": "2.Xử lý!C4",
    "hotspots": "2.Xử lý!C5",
    "rings_dismantled": "2.Xử lý!C6",
    "violators_sellers": "2.Xử lý!C7",
    "violators_buyers": "2.Xử lý!C8",
}
VALUES = [12, 10, 9, 6, 4, 1, 5, 7]


def build_book(*texts, names=("1.Tin", "2.Xử lý", "3", "4")):
    return [
        replace(draw(text).build_sheet(), name=name)
        for text, name in zip(texts, names, strict=False)
    ]


BOOK = build_book(TIPS, RAIDS)


def accept_book(tmp_path, book, cells=CELLS, **changes):
    proposal = PROPOSER.propose_reading(book)
    answers = {
        f"C{row}": cells.get(element.element, "không có")
        for row, element in enumerate(proposal.elements, 11)
    }
    return accept(proposal, tmp_path, book, **answers, **changes)


@pytest.fixture(scope="module")
def layout(tmp_path_factory):
    return accept_book(tmp_path_factory.mktemp("several"), BOOK)


def read(book, layout):
    return read_by_layouts(book, [layout], KNOWN)


def misfits(book, layout):
    sheets = read_strange_workbook(book)
    return [change.en for _, change in describe_changes([layout], sheets, KNOWN)]


def change_book(before, after):
    return build_book(TIPS.replace(before, after), RAIDS.replace(before, after))


def test_the_cells_of_all_sheets_are_proposed():
    proposal = PROPOSER.propose_reading(BOOK)
    assert (proposal.form, proposal.unit, proposal.period) == ("police", "DK-CA", "2023-05")
    assert proposal.sheets == ("1.Tin", "2.Xử lý")
    places = {e.element: e.place.cell for e in proposal.elements if e.place}
    assert {element: places.get(element) for element in CELLS} == CELLS
    assert Proposal.from_json(proposal.to_json()) == proposal


def test_the_sheet_of_another_period_and_a_copy_add_nothing():
    old, copy = build_book(OLD, RAIDS, names=("cũ", "bản sao 2"))
    proposal = PROPOSER.propose_reading([*BOOK, old, copy])
    assert proposal.used_sheets == {"1.Tin", "2.Xử lý"}
    assert proposal.sheets == ("1.Tin", "2.Xử lý", "cũ", "bản sao 2")


def test_the_layout_says_for_each_sheet_what_stands_there(layout):
    first, second = layout.parts
    assert set(first.elements) == set(list(CELLS)[:3])
    assert set(second.elements) == set(list(CELLS)[3:])
    assert (first.heads, second.heads) == (("luy ke", "thang nay"), ("thang nay", "thang truoc"))
    assert (first.sheet, second.sheet) == ("", "")
    assert "more_sheets" in layout.to_yaml()


def test_the_figures_of_all_sheets_are_one_report_each_in_its_own_cell(layout):
    (report,) = read(BOOK, layout)
    assert (report.unit, report.period, report.sheet) == ("DK-CA", "2023-05", "1.Tin")
    read_figures = figures(report)
    assert [read_figures[element] for element in CELLS] == VALUES
    raids = next(cell for cell in report.cells if cell.element == "raids")
    assert (raids.cell, report.get_sheet("raids")) == ("C4", "2.Xử lý")
    assert report.cite_element(raids) == "'2.Xử lý'!C4"
    assert report.get_sheet("tips_received") == "1.Tin"


def test_other_names_another_order_and_new_rows_change_nothing(layout):
    raids = RAIDS.replace("1 | Số vụ", "1 | Việc khác | 1 | 1\n2 | Số vụ")
    book = build_book(raids, TIPS, names=("B", "A"))
    (report,) = read(book, layout)
    read_figures = figures(report)
    assert [read_figures[element] for element in CELLS] == VALUES
    (new_row,) = [d for d in report.drafts if d.code == "W-ROW-002"]
    assert (new_row.sheet, new_row.cell) == ("B", "C4")
    assert (report.sheet, report.get_sheet("tips_received")) == ("B", "A")


OTHER_MONTH = TIPS.replace("tháng 5/2023", "tháng 4/2023")


@pytest.mark.parametrize(
    "other",
    [
        OLD,
        OTHER_MONTH,
        OTHER_MONTH.replace("Luỹ kế", "Tháng trước"),
        OTHER_MONTH.replace("Tin", "Việc khác"),
    ],
    ids=["whole, last year", "whole", "another head", "other rows"],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_sheet_that_names_no_report_is_of_neither_of_two(layout, other, is_first):
    rival = build_book(other, names=("cũ",))
    book = [*rival, *BOOK] if is_first else [*BOOK, *rival]
    assert [r for r in read(book, layout) if not isinstance(r, FindingDraft)] == []
    assert any("may belong to two reports" in misfit for misfit in misfits(book, layout))


def test_a_sheet_read_by_another_layout_is_a_rival_too(layout):
    older = layout.model_copy(update={"more_sheets": ()})
    book = [*build_book(OTHER_MONTH, names=("cũ",)), *BOOK]
    outcomes = read_by_layouts(book, [older, layout], KNOWN)
    reports = [r for r in outcomes if not isinstance(r, FindingDraft)]
    assert all("raids" not in figures(report) for report in reports)


def test_the_newer_layout_of_both_sheets_goes_before_the_older_of_one(layout):
    older = layout.model_copy(update={"more_sheets": ()})
    (report,) = read_by_layouts(BOOK, [older, layout], KNOWN)
    assert figures(report)["raids"] == 6
    (report,) = read_by_layouts(BOOK[:1], [older, layout], KNOWN)
    assert "raids" not in figures(report)


def test_a_sheet_of_the_same_heads_is_not_read_for_the_accepted_one(layout):
    done, planned = build_book(
        TIPS, TIPS.replace("| 12 |", "| 777 |"), names=("Thực hiện", "Kế hoạch")
    )
    key = make_sheet_key(done.name, parse_period_code("2023-05"))
    accepted = layout.model_copy(update={"more_sheets": (), "sheet": key})
    assert [r for r in read([planned], accepted) if not isinstance(r, FindingDraft)] == []
    assert any("another name" in misfit for misfit in misfits([planned], accepted))
    (report,) = read([done], accepted)
    assert figures(report)["tips_received"] == 12


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Luỹ kế", "Tháng trước", "there is a new column «thang truoc»"),
        ("Số vụ truy quét", "Số vụ kiểm tra", "no longer found"),
        ("2 | Tụ điểm phức tạp", "2 | Tin đã xác minh | 3 | 3\n2 | Tụ điểm phức tạp", "several"),
        ("Bảng 2", "Bảng 2 tháng 4/2023", "no longer found"),
        ("Bảng 2", "VKSND quận, CÔNG AN PHƯỜNG X", ""),
    ],
)
def test_what_does_not_say_what_it_said_on_its_own_sheet_is_not_read(layout, before, after, reason):
    book = change_book(before, after)
    reports = [r for r in read(book, layout) if not isinstance(r, FindingDraft)]
    if reason:
        assert reports == []
        assert any(reason in misfit for misfit in misfits(book, layout))
    else:  # a unit of another form in the title contradicts nothing
        assert len(reports) == 1


def test_without_any_unit_or_period_in_the_titles_nothing_is_read(layout):
    for gone in ("CÔNG AN QUẬN", "Báo cáo tháng 5/2023"):
        assert read(change_book(gone, "Báo cáo"), layout) == []


def test_an_open_sheet_beside_two_months_is_of_neither(layout):
    second = TIPS.replace("tháng 5/2023", "tháng 6/2023")
    book = build_book(TIPS, second, RAIDS, names=("a", "b", "c"))
    assert [r for r in read(book, layout) if not isinstance(r, FindingDraft)] == []


def test_a_name_is_needed_where_two_sheets_have_the_same_headings(tmp_path):
    compared = RAIDS.replace("| 6 |", "| 60 |")
    book = build_book(TIPS, RAIDS, compared, names=("1.Tin", "2.Xử lý", "So sánh"))
    layout = accept_book(tmp_path, book)
    assert [part.sheet for part in layout.parts] == ["", "trang 2 xu ly"]
    assert figures(read(book, layout)[0])["raids"] == 6
    renamed = [book[0], replace(book[1], name="Khác"), book[2]]
    assert [r for r in read(renamed, layout) if not isinstance(r, FindingDraft)] == []


def test_a_cover_names_unit_and_period_of_a_table_without_a_title(tmp_path):
    cover = Sheet("Bìa", True, [["CÔNG AN QUẬN"], ["Kỳ báo cáo: Tháng 5/2023"]])
    lines = TIPS.splitlines()[4:] + RAIDS.splitlines()[4:]
    table = build_book("\n".join([HEAD, *lines]), names=("Số liệu",))
    cells = {element: f"C{row}" for row, element in enumerate(CELLS, 3)}
    layout = accept_book(tmp_path, [cover, *table], cells)
    assert layout.more_sheets == ()
    (report,) = read([cover, *table], layout)
    assert (report.unit, report.period, report.sheet) == ("DK-CA", "2023-05", "Số liệu")
    assert read(table, layout) == []


def test_a_cell_without_its_sheet_is_refused_with_an_example(tmp_path):
    proposal = PROPOSER.propose_reading(BOOK)
    answer, _ = answer_as_hub(proposal, tmp_path, BOOK, C11="C5")
    strange = join_offered_sheets(read_strange_workbook(BOOK), proposal)
    faults = [f.en for f in describe_faults(answer, strange.places, CATALOGUE.forms["police"])]
    assert any("C5 is no cell for a figure of the sheet («1.Tin!C5»)" in f for f in faults)


def test_the_money_unit_of_a_sheet_is_of_that_sheet_alone():
    money = RAIDS.replace("Bảng 2", "Đơn vị tiền: nghìn đồng")
    first, second = read_strange_workbook(build_book(TIPS, money))
    assert (first.titles_by_sheet["1.Tin"], second.titles_by_sheet["2.Xử lý"][0][1]) == (
        first.titles,
        "Đơn vị tiền: nghìn đồng",
    )


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("'2.Xử lý'!c4", "2.Xử lý!C4"),
        ("2.xử lý'!$C$4", "2.Xử lý!C4"),
        ("3!C4", "3!C4"),
        ("c4", "C4"),
        ("không có", "không có"),
    ],
)
def test_an_address_is_read_as_hands_type_it(typed, address):
    assert normalise_address(typed, ("1.Tin", "2.Xử lý")) == address


def test_a_sheet_bears_a_name_possible_in_the_proposal():
    assert make_sheet_reference("Tháng 5/2023: [a]!") == "Tháng 5_2023_ _a__"
    assert make_sheet_reference("Các ô") == "Các ô_"
    assert len(make_sheet_reference("x" * 40)) == 31


BUDGET = """== finance | DK-TCKH | 2023-H1 | finance.xlsx
PHÒNG TÀI CHÍNH - KẾ HOẠCH QUẬN DƯƠNG KINH
Báo cáo 6 tháng đầu năm 2023

TT | Nội dung | Số tiền
1 | Kinh phí được bố trí trong năm | 420
2 | Kinh phí đã thực hiện lũy kế từ đầu năm | 210
"""
COVER = "== finance | DK-TCKH | 2023-H1 | finance.xlsx\nBÁO CÁO\nĐơn vị tính: nghìn đồng\n"


@pytest.mark.parametrize(
    ("cover", "sheet", "values"),
    [
        (COVER, BUDGET, [420_000, 210_000]),
        (COVER.replace("nghìn", "triệu"), BUDGET, [420_000_000, 210_000_000]),
        (COVER, BUDGET.replace("TT |", "Đơn vị tính: triệu đồng\n\nTT |"), []),
    ],
    ids=["thousands", "millions", "cover against sheet"],
)
def test_the_money_unit_of_a_cover_counts(tmp_path, cover, sheet, values):
    learnt = build_book(BUDGET, names=("Số liệu",))
    proposal = PROPOSER.propose_reading(learnt)
    budget_layout = accept(proposal, tmp_path, learnt)
    (report,) = read(build_book(cover, sheet, names=("Bìa", "Số liệu")), budget_layout)
    amounts = [v for e, v in figures(report).items() if e in ("budget_allocated", "budget_spent")]
    assert amounts == values
