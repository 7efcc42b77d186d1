"""Every figure of the page's tables in a real browser: it opens what it rests on, in any width."""

import re
from itertools import product

import pyarrow as pa
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from assets.charts.area_rows import Audience
from assets.published.page.html_page import PageContext, write_page
from tests.published.page_snapshot import AS_OF, read_public_tables, write_snapshot
from warehouse.store import Store

pytestmark = pytest.mark.browser

PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
FIGURES = {
    "#tong-quan/2024/DK": ("#indicators td.now", "#indicators td.past", "#five-years td[data-col]"),
    "#TT02/2023-Q2/DK": ("#years td", "#units td:nth-child(2)"),
    "#nop-bao-cao/2024/DK": (".grid td.late",),
    "#chat-luong/2023/DK": (".quality td", ".faults td"),
    "#bieu/2023-Q2/DK/ward": (".wide-table td:not(.measure)",),
}
"""The cells of each view whose numbers are figures."""
OPEN_ALL = """(cells) => [...document.querySelectorAll(cells)].flatMap((cell) => {
    const shown = [cell, ...cell.querySelectorAll('*')].filter((one) => !one.closest('[hidden]'));
    if (!/[0-9]/.test(shown.map((one) => [...one.childNodes].filter((node) => node.nodeType === 3)
        .map((node) => node.data).join('')).join(''))) return [];
    const figure = shown.find((one) => one.matches('.figure'));
    if (!figure) return [[cell.textContent, null, null]];
    figure.click();
    const box = document.querySelector('.box'), code = box && box.querySelector('code');
    return [[figure.textContent, box && box.textContent, code && code.textContent]];
})"""
"""Open the figure of every cell with a number: the figure, its box, and how to look it up."""
OF_TABLES = "#bieu/2023-Q2/DK/ward"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    path = tmp_path_factory.mktemp("figures") / "snapshot.duckdb"
    catalogue = write_snapshot(path)
    with Store(path) as store:
        for name, rows in build_office_rows(catalogue).items():
            store.append_rows(name, pa.Table.from_pylist(rows))
        store.execute("UPDATE marts.quality_metrics SET numerator = 3, denominator = 4")
    return catalogue, path


def build_office_rows(catalogue):
    """Build a quarter of the wards' form, whole but for one ward, and three faults of reports."""
    form = catalogue.forms["ward"]
    wards = [unit.unit for unit in catalogue.units_by_form["ward"] if unit.parent == "DK"]
    place = {"form": "ward", "period": "2023-Q2", "grain": "quarter"}
    cell = {"adds_up": True, "in_indicator": True, "parts_given": 3, "closes": True}
    partial = {
        "level": "district",
        "covers": "all",
        "units_owed": len(wards),
        "units_reported": len(wards) - 1,
        "is_complete": False,
    }
    report = {"submission": "s", "form": "ward", "unit": wards[0], "period": "2023-04"}
    known = {"element": "comm_sessions", "value": 7, "known_from": AS_OF, "known_to": None}
    fault = {"severity": "error", "message_vi": "-", "remedy_vi": "-"}
    codes = ("E-NEG-001", "E-NEG-001", "E-FORM-001")
    numbered = list(enumerate(element.element for element in form.elements))
    return {
        "core.observations": [report | known],
        "marts.element_values": [
            place | cell | {"unit": unit, "element": element, "value": 1000 + number}
            for unit, (number, element) in product(wards[1:], numbered)
        ],
        "marts.area_values": [
            place | partial | {"unit": "DK", "element": element, "value": 5000 + number}
            for number, element in numbered
        ],
        "core.findings": [report | fault | {"code": code} for code in codes],
    }


@pytest.fixture(scope="module")
def office_address(snapshot):
    return write_file(snapshot, "office")


def write_file(snapshot, audience):
    catalogue, path = snapshot
    page_file = path.parent / f"{audience}.html"
    context = PageContext(AS_OF, audience=Audience(audience))
    if audience == "public":
        with read_public_tables(catalogue, path) as store:
            write_page(catalogue, store, page_file, context)
    else:
        with Store(path, read_only=True) as store:
            write_page(catalogue, store, page_file, context)
    return page_file.as_uri()


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport=WIDE)
    yield page
    page.close()


def open_view(page, address, view):
    page.goto("about:blank")
    page.goto(address + view)
    expect(page.locator("html.live h1:visible")).to_have_count(1)


def open_all_figures(page, address, view):
    open_view(page, address, view)
    opened = [page.evaluate(OPEN_ALL, cells) for cells in FIGURES[view]]
    assert all(opened), view
    return [figure for figures in opened for figure in figures]


@pytest.mark.parametrize("view", FIGURES)
def test_every_figure_opens_its_box_and_a_way_to_the_warehouse(
    page, office_address, snapshot, view
):
    figures = open_all_figures(page, office_address, view)
    with Store(snapshot[1], read_only=True) as store:
        for figure, box, look_up in figures:
            assert box is not None, figure
            assert count_rows(store, look_up) > 0, (figure, look_up)
            if look_up.startswith("FROM core.findings"):
                assert count_rows(store, look_up) == int(figure)
            if "explain ward." in look_up:
                assert f"Giá trị{figure}" in box


def count_rows(store, look_up):
    """Count the rows of the warehouse that a command or a query leads to."""
    if look_up.startswith("FROM "):
        return len(store.query_rows(look_up))
    owed = re.fullmatch(r"chiso owed --all --unit (\S+) --period (\S+)", look_up)
    if owed:
        sql = "FROM marts.reporting_rates WHERE unit = ? AND period = ?"
        return len(store.query_rows(sql, list(owed.groups())))
    figure, unit, period = look_up.removeprefix("chiso explain ").split()
    element_table = "marts.area_values" if unit == "DK" else "marts.element_values"
    sql = (
        f"FROM {element_table} WHERE form || '.' || element = ?"
        if "." in figure
        else "FROM marts.indicator_values WHERE indicator = ?"
    )
    return len(store.query_rows(f"{sql} AND unit = ? AND period = ?", [figure, unit, period]))


def test_a_mark_and_the_missing_reports_are_named(page, office_address):
    open_view(page, office_address, OF_TABLES)
    row = page.locator(".wide-table tbody tr").first
    row.locator(".cell").first.click()
    expect(page.locator(".box")).to_contain_text("Dấu [x]Chưa có số")
    expect(page.locator(".box code")).to_have_count(0)
    row.locator(".cell").last.click()
    expect(page.locator(".box")).to_have_count(1)
    expect(page.locator(".box")).to_contain_text("Dấu [p]Tạm tính")
    expect(page.locator(".box")).to_contain_text("Báo cáo của kỳđã nhận")


def test_a_table_is_one_stop_of_the_tab_key_and_arrows_lead_through_it(page, office_address):
    open_view(page, office_address, OF_TABLES)
    stops = page.locator(".wide-table .cell[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(stops).to_have_count(1)
    cell = page.locator(".wide-table tbody tr").nth(1).locator(".cell").nth(1)
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".box code")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".wide-table tr:not(.why)").nth(3).locator(".cell").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".box")).to_have_count(0)
    expect(cell).to_be_focused()
    assert Axe().run(page).violations_count == 0


def test_an_open_box_is_no_wider_than_the_screen(page, office_address):
    page.set_viewport_size(PHONE)
    for view, figure in (
        (OF_TABLES, ".wide-table td.total .cell >> nth=2"),
        ("#TT02/2023-Q2/DK", "#years .cell >> nth=3"),
        ("#TT02/2024/DK/cac-phuong", ".panel .figure >> nth=0"),
        ("#nop-bao-cao/2024/DK", ".grid .late .cell >> nth=0"),
    ):
        open_view(page, office_address, view)
        page.click(figure)
        box = page.locator(".box").bounding_box()
        assert 200 < box["width"] <= PHONE["width"] - 32, view
        assert box["x"] >= 16, view
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view


def test_another_view_closes_the_box(page, office_address):
    open_view(page, office_address, "#chat-luong/2023/DK")
    page.click(".quality .cell:visible >> nth=0")
    expect(page.locator(".box")).to_have_count(1)
    page.select_option("#pick-period", "2022")
    expect(page.locator(".box")).to_have_count(0)
    page.click(".quality .cell:visible >> nth=0")
    expect(page.locator(".box")).to_contain_text("2022")


def test_the_public_page_opens_its_figures_without_the_offices_commands(page, snapshot):
    address = write_file(snapshot, "public")
    for view in ("#tong-quan/2024/DK", "#TT02/2023-Q2/DK", "#chat-luong/2023/DK"):
        open_view(page, address, view)
        opened = [figure for cells in FIGURES[view] for figure in page.evaluate(OPEN_ALL, cells)]
        assert opened, view
        for figure, box, look_up in opened:
            assert box, (view, figure)
            assert not re.search(r"chiso|FROM |marts\.", box), box
            assert look_up is None or re.fullmatch(r"\w+ (DK|HP) [\w-]+", look_up), look_up
    assert "Tử số" not in opened[0][1]
