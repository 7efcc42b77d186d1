"""The page in a real browser: nothing leaves it, nothing breaks, everything is there."""

import pytest
from playwright.sync_api import expect

from assets.published.page.html_page import PageContext, write_page
from tests.published.page_snapshot import AS_OF, write_snapshot
from warehouse.catalogue import load_catalogue
from warehouse.store import Store

pytestmark = pytest.mark.browser

CHARTS = len(load_catalogue().indicators)
SVGS = 3 * CHARTS  # plotly layers three to a chart
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    catalogue = write_snapshot(folder / "snapshot.duckdb")
    with Store(folder / "snapshot.duckdb", read_only=True) as store:
        write_page(catalogue, store, folder / "index.html", PageContext(AS_OF))
    return (folder / "index.html").as_uri()


@pytest.fixture
def page(browser, address):
    page = browser.new_page(viewport=WIDE)
    page.goto(address)
    yield page
    page.close()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_all_charts_draw_without_a_request_or_an_error(browser, address, viewport):
    page = browser.new_page(viewport=viewport)
    requests, faults = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(address)
    for plot in page.locator(".plot").all():
        plot.scroll_into_view_if_needed()
    expect(page.locator(".plot .main-svg")).to_have_count(SVGS)
    assert page.locator(".plot .scatterlayer .trace").count() > CHARTS
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert requests == [address]
    assert faults == []
    page.close()


def test_charts_wait_until_they_are_near(page):
    assert page.locator(".plot[data-drawn]").count() < CHARTS


def test_the_table_is_searched_without_diacritics(page):
    rows = page.locator("#indicators tbody tr:visible")
    assert rows.count() == CHARTS
    page.fill("#search", "tin bao")
    assert [t.strip().startswith("DT0") for t in rows.all_inner_texts()] == [True, True]
    assert "Tỷ lệ tin báo" in rows.first.inner_text()
    assert page.locator("#found").inner_text() == f"2 trong {CHARTS} chỉ số"
    page.fill("#search", "ĐƠN vị nộp")
    assert rows.count() == 1
    page.fill("#search", "")
    assert rows.count() == CHARTS


def test_another_year_is_chosen(page):
    cell = page.locator("tr[data-chart=TT02] td >> css=.verdict:visible")
    assert cell.inner_text().startswith("–")
    page.click("button[data-year='2023']")
    assert "Chưa đạt" in cell.inner_text()
    assert page.locator("tr[data-chart=TT02] td.chosen").get_attribute("data-col") == "2023"
    assert page.locator("button[aria-pressed=true]").inner_text() == "2023"


def test_the_cards_follow_the_year_chosen(page):
    cards = page.locator(".card > div:visible")
    for year in ("2024", "2022"):
        page.click(f"button[data-year='{year}']")
        sentences = cards.locator(".says").all_inner_texts()
        assert len(sentences) == 5
        assert [f"năm {year}" in texts for texts in sentences] == [True] * 4 + [False]


def test_both_parts_of_the_year_of_the_change_are_chosen_and_shown_together(page):
    page.click("button[data-year='2025']")
    cells = page.locator("tr[data-chart=TT05] td.chosen")
    assert [cell.get_attribute("data-label") for cell in cells.all()] == [
        "2025 đến hết kỳ tháng 06/2025",
        "2025 3 phường mới thuộc địa bàn quận Dương Kinh cũ",
    ]
    units = page.locator("tr[data-chart=TT05] td[data-label='Đơn vị báo cáo'] span:visible")
    before, after = (place.bounding_box() for place in units.all())
    assert before["y"] + before["height"] <= after["y"]


def test_a_row_leads_to_its_chart(page):
    page.click("tr[data-chart=YT03] .spark-cell")
    expect(page.locator("#YT03 h3")).to_be_in_viewport()
    expect(page.locator("#YT03 .main-svg")).to_have_count(3)


def test_printing_draws_every_chart(browser, address):
    page = browser.new_page(viewport=WIDE)
    page.goto(address)
    page.emulate_media(media="print")
    paper = page.pdf(prefer_css_page_size=True)
    assert page.locator(".plot .main-svg").count() == SVGS
    assert paper.startswith(b"%PDF")
    assert 5 <= paper.count(b"/Type /Page\n") <= 16
    page.close()
