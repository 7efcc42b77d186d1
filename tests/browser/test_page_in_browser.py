"""The page in a real browser: nothing leaves it, nothing breaks, every view says what it should."""

import csv
import io
import re
import subprocess
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from assets.published.page.html_page import PageContext, write_page
from tests.published.page_snapshot import AS_OF, read_public_tables, write_snapshot
from warehouse.catalogue import load_catalogue
from warehouse.store import Store

pytestmark = pytest.mark.browser

INDICATORS = len(load_catalogue().indicators)
LARGE, WIDE, TABLET, PHONE = (
    {"width": 1600, "height": 900},
    {"width": 1280, "height": 900},
    {"width": 900, "height": 900},
    {"width": 390, "height": 844},
)
VIEWS = (
    "#tong-quan/2024/DK",
    "#tong-quan/2025-H2/HP",
    "#TT02/2024/DK",
    "#TT05/2023-Q2/DK-DAPHUC",
    "#DT05/2024-05/DK",
    "#TT05/2024/DK/cac-phuong",
    "#nop-bao-cao/2024/DK",
    "#chat-luong/2023/DK",
    "#bieu/2023-Q2/DK",
)
AXE_RULES = {"rules": {"color-contrast-enhanced": {"enabled": True}}}
"""The contrast of AAA beside the rules that are on by default."""
VIEWS_OF_EACH_KIND = (VIEWS[0], VIEWS[2], *VIEWS[5:])


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "snapshot.duckdb"
    return write_snapshot(path), path


@pytest.fixture(scope="module")
def address(snapshot):
    catalogue, path = snapshot
    page_file = path.parent / "index.html"
    with Store(path, read_only=True) as store:
        write_page(catalogue, store, page_file, PageContext(AS_OF))
    return page_file.as_uri()


@pytest.fixture
def page(browser, address):
    page = browser.new_page(viewport=WIDE)
    page.goto(address)
    expect(page.locator("h1:visible")).to_have_text("Tổng quan, năm 2024")
    yield page
    page.close()


_FIRM_PAIRS = """
    SELECT now.indicator, now.value <> past.value AS has_moved, now.denominator,
        past.denominator AS past_denominator, past.value AS past_value
    FROM marts.indicator_values AS now
    INNER JOIN marts.indicator_values AS past USING (indicator, unit)
    WHERE now.unit = 'DK' AND now.period = ? AND past.period = ?
        AND now.is_complete AND past.is_complete AND NOT (now.has_doubt OR past.has_doubt)
        AND now.value IS NOT NULL AND past.value IS NOT NULL
"""


@pytest.mark.parametrize(
    ("now", "past", "kinds_here"),
    [("2024", "2023", {"share", "large count"}), ("2024-04", "2023-04", {"share", "count"})],
)
def test_a_change_on_few_is_said_in_numbers_and_never_in_percent(
    page, snapshot, now, past, kinds_here
):
    catalogue, path = snapshot
    with Store(path, read_only=True) as store:
        rows = store.query_rows(_FIRM_PAIRS, [now, past])
    page.evaluate("view => { location.hash = view }", f"#tong-quan/{now}/DK")
    expect(page.locator("#head-now")).to_contain_text("Tháng" if now[4:] else "Năm")
    kinds = set()
    for code, has_moved, *sides, past_value in rows:
        indicator = catalogue.indicators[code]
        change = page.locator(f'#indicators tr[data-code="{code}"] td.change').text_content()
        if indicator.unit_vi == "%" and min(sides) < 10:
            kinds.add("share")
            assert "điểm" not in change, code
            assert not has_moved or "ừ " in change, code
        elif indicator.kind == "change":
            assert "điểm" not in change, code
        elif not indicator.denominator:
            kinds.add("count" if past_value < 10 else "large count")
            assert ("%" in change) == (has_moved and past_value >= 10), (code, change)
    assert kinds_here <= kinds


def open_view(page, view, heading=None):
    page.evaluate("view => { location.hash = view }", view)
    if heading:
        expect(page.locator("h1:visible")).to_have_text(heading)


@pytest.mark.parametrize("viewport", [WIDE, TABLET, PHONE], ids=["wide", "tablet", "phone"])
def test_every_view_opens_without_a_request_or_an_error(browser, address, viewport):
    page = browser.new_page(viewport=viewport)
    requests, faults = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(address)
    for view in VIEWS:
        open_view(page, view)
        expect(page.locator("h1:visible")).to_have_count(1)
        page.wait_for_function("view => location.hash === view", arg=view)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view
    assert requests == [address]
    assert faults == []
    page.close()


@pytest.mark.parametrize("viewport", [WIDE, LARGE, PHONE], ids=["wide", "large", "phone"])
def test_nothing_is_hidden_from_a_screen_reader_or_the_keyboard(browser, address, viewport):
    page = browser.new_page(viewport=viewport)
    page.goto(address)
    for view in VIEWS_OF_EACH_KIND:
        open_view(page, view)
        expect(page.locator("h1:visible")).to_have_count(1)
        results = Axe().run(page, options=AXE_RULES)
        assert results.response["testEngine"]["name"] == "axe-core"
        assert results.violations_count == 0, f"{view}\n{results.generate_report()}"
    page.close()


def test_axe_finds_what_a_screen_reader_cannot_read_and_pale_text(page):
    page.evaluate("document.querySelector('#tabs').innerHTML = '<a href=\"#\"></a>'")
    page.evaluate("document.querySelector('h1').style.color = '#767676'")  # 4.5:1 is AA alone
    page.evaluate("document.querySelector('h1').style.fontSize = '16px'")
    page.evaluate("document.querySelector('h1').style.fontWeight = '400'")
    violations = Axe().run(page, options=AXE_RULES).response["violations"]
    assert {violation["id"] for violation in violations} == {
        "link-name",
        "color-contrast-enhanced",
    }


def test_the_policy_lets_no_other_script_run(page):
    page.evaluate(
        "() => { const e = document.createElement('script');"
        " e.textContent = 'document.title = \"taken\"'; document.body.append(e); }"
    )
    assert page.title().startswith("Tổng quan, năm 2024")


def test_the_first_view_of_a_phone_is_at_most_twelve_screens(browser, address):
    page = browser.new_page(viewport=PHONE)
    page.goto(address)
    expect(page.locator("#sentence-targets")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") <= 12 * PHONE["height"]
    page.close()


def test_indicators_are_searched_without_diacritics(page):
    rows = page.locator("#indicators tr[data-code]:visible")
    assert rows.count() == INDICATORS
    page.fill("#search", "tin bao")
    expect(page.locator("#found")).to_have_text(f"3 trong {INDICATORS} chỉ số")
    assert [row.get_attribute("data-code")[:3] for row in rows.all()] == ["DT0", "DT0", "DT0"]
    page.fill("#search", "ĐƠN vị nộp")
    expect(rows).to_have_count(1)
    page.fill("#search", "")
    expect(rows).to_have_count(INDICATORS)


def test_the_search_leads_back_from_another_view(page):
    open_view(page, "#TT02/2024/DK")
    expect(page.locator("#chi-so h1")).to_be_visible()
    page.fill("#search", "tin bao")
    expect(page.locator("#indicators tr[data-code]:visible")).to_have_count(3)


def test_period_and_area_are_picked_and_stand_in_the_address(page):
    page.select_option("#pick-grain", "quarter")
    expect(page.locator("h1:visible")).to_have_text("Tổng quan, quý IV/2024")
    page.select_option("#pick-period", "2023-Q2")
    expect(page.locator("h1:visible")).to_have_text("Tổng quan, quý II/2023")
    page.select_option("#pick-area", "DK-DAPHUC")
    page.wait_for_function("location.hash === '#tong-quan/2023-Q2/DK-DAPHUC'")
    expect(page.locator("#head-now")).to_contain_text("Phường Đa Phúc")
    assert page.title().startswith("Tổng quan, quý II/2023")


def test_an_area_that_ended_gives_way_to_the_one_that_came_after(page):
    page.select_option("#pick-grain", "quarter")
    page.select_option("#pick-period", "2025-Q3")
    page.wait_for_function("location.hash === '#tong-quan/2025-Q3/HP'")
    page.select_option("#pick-period", "2025-Q2")
    page.wait_for_function("location.hash === '#tong-quan/2025-Q2/DK'")


def test_a_view_that_was_sent_opens_and_the_back_button_leads_back(browser, address):
    page = browser.new_page(viewport=WIDE)
    page.goto(f"{address}#TT05/2023-Q2/DK-DAPHUC")
    expect(page.locator("#chi-so .lead").first).to_contain_text("quý II/2023, Phường Đa Phúc")
    assert page.locator("#pick-area").input_value() == "DK-DAPHUC"
    page.click(".crumbs a >> text=TT06")
    expect(page.locator("#chi-so .lead").first).to_contain_text("TT06")
    page.go_back()
    expect(page.locator("#chi-so .lead").first).to_contain_text("TT05")
    page.close()


def test_an_unknown_address_opens_the_nearest_view_and_says_so(page):
    for address in ("#nowhere", "#TT02/1999/DK", "#TT02/2024/MARS"):
        open_view(page, address)
        expect(page.locator("#note")).to_contain_text("Không tìm thấy trang này")
    open_view(page, "#TT02/2024/DK")
    expect(page.locator("#note")).to_be_hidden()


def test_a_unit_that_does_not_exist_in_the_period_is_named(page):
    open_view(page, "#TT02/2025-10/DK-DAPHUC")
    expect(page.locator("#note")).to_have_text(
        "Phường Đa Phúc không có số liệu trong tháng 10/2025."
    )
    open_view(page, "#tong-quan/2025-10/DK-DAPHUC")
    expect(page.locator("#sentence-trust .text")).to_have_text(
        "Chưa có con số nào trong tháng 10/2025."
    )
    open_view(page, "#nop-bao-cao/2025-10/DK-DAPHUC", "Nộp báo cáo, năm 2025")
    expect(page.locator("#note")).to_be_hidden()


def test_everything_is_reached_and_used_with_the_keyboard_alone(page):
    page.keyboard.press("Tab")
    reached = []
    for _ in range(40):
        reached.append(
            page.evaluate("document.activeElement.id || document.activeElement.textContent")
        )
        if reached[-1] == "search":
            break
        page.keyboard.press("Tab")
    assert reached[-5:] == [
        "Biểu tổng hợp",
        "pick-grain",
        "pick-period",
        "pick-area",
        "search",
    ]
    button = page.locator("tr[data-code=TT02] .now .figure")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".box")).to_contain_text("chiso explain TT02 DK 2024")
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    expect(page.locator(".box")).to_have_count(0)
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
    page.locator("tr[data-code=TT02] a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#chi-so h1")).to_be_focused()


def read_value(snapshot, indicator, unit, period):
    """Return numerator, denominator and value of the warehouse."""
    with Store(snapshot[1], read_only=True) as store:
        (row,) = store.query_rows(
            "SELECT numerator, denominator, value FROM marts.indicator_values "
            "WHERE indicator = ? AND unit = ? AND period = ?",
            [indicator, unit, period],
        )
    return row


def write_vietnamese(number, decimals):
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.-", ".,−"))


def test_the_numbers_on_the_screen_are_those_of_the_warehouse(page, snapshot):
    with Store(snapshot[1], read_only=True) as store:
        values = dict(
            store.query_rows(
                "SELECT indicator, value FROM marts.indicator_values "
                "WHERE unit = 'DK' AND period = '2023' AND denominator >= 10 AND value IS NOT NULL"
            )
        )
    open_view(page, "#tong-quan/2023/DK", "Tổng quan, năm 2023")
    shares = [c for c in values if snapshot[0].indicators[c].unit_vi == "%"]
    assert len(shares) > 10
    for code in shares:
        button = page.locator(f"tr[data-code={code}] .now .figure")
        assert button.inner_text() == f"{write_vietnamese(values[code], 1)}\u00a0%"


def test_are_we_on_target(page, snapshot):
    """One click: the chosen year; the sentence counts as the warehouse does."""
    with Store(snapshot[1], read_only=True) as store:
        ((met, judged),) = store.query_rows(
            "SELECT count(*) FILTER (verdict = 'met'), count(*) FROM marts.indicator_values "
            "WHERE unit = 'DK' AND period = '2023' AND target IS NOT NULL AND target_binds"
        )
    assert judged > 2
    page.select_option("#pick-period", "2023")
    sentence = page.locator("#sentence-targets .text")
    expect(sentence).to_contain_text(f"Đạt {met} trên {judged} chỉ tiêu của năm 2023.")
    assert page.locator("#goals .goal").count() == judged


@pytest.mark.parametrize(
    ("period", "label"), [("2024", "năm 2024"), ("2023", "năm 2023"), ("2023-02", "tháng 02/2023")]
)
def test_every_sentence_of_the_first_view_leads_to_its_proof(page, period, label):
    open_view(page, f"#tong-quan/{period}/DK", f"Tổng quan, {label}")
    for sentence in page.locator(".sentences > li:visible .text").all():
        assert sentence.evaluate("e => e.firstChild.nodeName") == "A"


def test_the_sentence_on_targets_leads_to_the_list_of_targets(page):
    page.click("#sentence-targets .text > a")
    expect(page.locator("#goals-title")).to_be_focused()
    assert page.url.endswith("/goals-title")
    page.click("#sentence-signals .text > a")
    expect(page.locator("#table-title")).to_be_focused()
    page.go_back()
    expect(page.locator("#goals-title")).to_be_focused()


def test_what_changed_is_said_at_once_and_leads_to_its_proof(page, snapshot):
    """No click: how many figures; of each indicator the latest, from which value to which."""
    with Store(snapshot[1], read_only=True) as store:
        ((count,),) = store.query_rows("SELECT count(*) FROM marts.changes")
        changes = store.query_rows(
            "SELECT indicator, period, old_value, new_value FROM marts.changes "
            "WHERE unit = 'DK' AND NOT (indicator = 'TT05' AND grain = 'quarter')"
        )
    sentence = page.locator("#sentence-changes .text")
    for period in ("2024", "2023"):
        page.select_option("#pick-period", period)
        expect(sentence).to_contain_text(f"{count} số liệu của mọi kỳ, mọi đơn vị thay đổi")
    items = sentence.locator("li a")
    expect(items).to_have_count(len(changes))
    for code, period, old, new in changes:
        decimals = int(code == "KT02")
        before = "chưa có" if old is None else write_vietnamese(old, decimals)
        item = items.filter(has_text=code)
        text = item.inner_text().replace("\u00a0%", "")
        assert f": {before} → {write_vietnamese(new, decimals)}" in text
        assert item.get_attribute("href") == f"#{code}/{period}/DK"
    items.filter(has_text="KT02").click()
    (share,) = (write_vietnamese(new, 1) for code, _, _, new in changes if code == "KT02")
    expect(page.locator("#chi-so .key")).to_contain_text(share)


def test_which_ward_is_seen_with_two_clicks(page, snapshot):
    page.click("tr[data-code=TT05] th a")
    page.click("#tabs a[data-view=cac-phuong]")
    expect(page.locator(".panel")).to_have_count(1)
    numerator, _, _ = read_value(snapshot, "TT05", "DK-DAPHUC", "2024")
    expect(page.locator(".panel b")).to_have_text(write_vietnamese(numerator, 0))


def test_the_area_is_grey_behind_the_units_of_a_share_and_named_there_alone(page):
    for code, is_named in (("TT02", True), ("TT05", False)):
        open_view(page, f"#{code}/2024/DK/cac-phuong")
        view = page.locator("#cac-phuong")
        expect(view.locator(".lead")).to_contain_text(f"{code} ")
        assert "xám" not in view.inner_text()
        legend = view.locator(".legend").inner_text()
        assert ("Quận Dương Kinh" in legend) is is_named, code


def test_can_i_believe_it_is_seen_with_one_click(page, snapshot):
    numerator, denominator, _ = read_value(snapshot, "TT02", "DK", "2024")
    page.click("tr[data-code=TT02] .now .figure")
    box = page.locator(".box")
    expect(box).to_contain_text(f"Tử số{write_vietnamese(numerator, 0)}")
    expect(box).to_contain_text(f"Mẫu số{write_vietnamese(denominator, 0)}")
    expect(box).to_contain_text("Báo cáo đã dùng6 trên 6 đơn vị")


def test_who_is_late_is_seen_with_one_click(page, snapshot):
    with Store(snapshot[1], read_only=True) as store:
        ((here, due, in_time),) = store.query_rows(
            "SELECT count(*) FILTER (accepted), count(*), count(*) FILTER (on_time) "
            "FROM marts.reporting_rates WHERE owed AND is_due AND period[:4] = '2024'"
        )
    expect(page.locator("#sentence-reports .text")).to_contain_text(
        f"Đã nhận {here} trên {due} báo cáo đến hạn, {in_time} đúng hạn."
    )
    page.click("#sentence-reports a")
    expect(page.locator("h1:visible")).to_have_text("Nộp báo cáo, năm 2024")
    expect(page.locator("#absent .plain li")).to_have_count(due - here)
    widths = page.evaluate(
        "[...document.querySelectorAll('#grid tbody tr')].map((row) =>"
        " [...row.querySelectorAll('td')].reduce((sum, cell) => sum + cell.colSpan, 0))"
    )
    assert set(widths) == {12}


def test_the_reporting_grid_fits_every_screen(page):
    open_view(page, "#nop-bao-cao/2024/DK", "Nộp báo cáo, năm 2024")
    names = page.locator(".grid tbody th").all_inner_texts()
    for viewport in (PHONE, TABLET, WIDE):
        page.set_viewport_size(viewport)
        expect(page.locator(".grid.narrow")).to_have_count(int(viewport is PHONE))
        assert page.locator("#grid").evaluate("(grid) => grid.scrollWidth <= grid.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert page.locator(".grid tbody th").all_inner_texts() == names
        widths = page.evaluate(
            "[...document.querySelectorAll('.grid tbody tr')].map((row) =>"
            " [...row.querySelectorAll('td')].reduce((sum, cell) => sum + cell.colSpan, 0))"
        )
        assert [width for width in widths if width] == [12] * len(names)


def test_a_table_that_goes_on_has_a_shadow_there_and_its_names_stay(page):
    page.locator(".five-years summary").click()
    table = page.locator(".five-years .scroll")
    name = table.locator("tbody th").first
    below_the_bar = "(scroll) => window.scrollBy(0, scroll.getBoundingClientRect().top - 300)"
    table.evaluate(below_the_bar)
    place, edge = name.bounding_box(), shoot_right_edge(page, table)
    table.evaluate("(scroll) => { scroll.scrollLeft = scroll.scrollWidth }")
    assert table.evaluate("(scroll) => scroll.scrollLeft") > 0
    assert name.bounding_box() == place
    end = shoot_right_edge(page, table)
    assert end != edge
    table.evaluate("(scroll) => { scroll.style.background = 'white' }")
    assert shoot_right_edge(page, table) == end


def shoot_right_edge(page, table):
    """Return a picture of the blank strip at the top of a table's right edge."""
    box = table.bounding_box()
    strip = {"x": box["x"] + box["width"] - 8, "y": box["y"] + 1, "width": 8, "height": 6}
    return page.screenshot(clip=strip)


def test_points_before_and_after_the_break_differ_in_more_than_colour(page):
    open_view(page, "#TT05/2025-10/HP", None)
    chart = page.locator("#chart svg.trend")
    expect(chart).to_be_visible()
    shapes = page.evaluate(
        "[...document.querySelectorAll('#chart svg.trend :is(circle, rect)')]"
        ".filter((shape) => shape.querySelector('title'))"
        ".map((shape) => [shape.tagName, shape.getAttribute('fill'), shape.textContent])"
    )
    assert {tag for tag, _, text in shapes if "2025" in text} == {"circle", "rect"}
    assert all(tag == "circle" for tag, _, text in shapes if "2024" in text)
    hollow = [text for _, fill, text in shapes if fill == "#fff"]
    assert any("[p]" in text for text in hollow)
    assert all("[p]" in text for text in hollow)


def test_an_indicator_without_figures_is_not_drawn_and_says_why(browser, snapshot):
    catalogue, path = snapshot
    page_file = path.parent / "public.html"
    with read_public_tables(catalogue, path) as store:
        context = PageContext(AS_OF, audience="public")
        write_page(catalogue, store, page_file, context)
    page = browser.new_page(viewport=WIDE)
    page.goto(f"{page_file.as_uri()}#DT05/2024-05/DK")
    expect(page.locator(".key")).to_have_text("[c]")
    expect(page.locator("#chi-so")).to_contain_text("chỉ công bố theo kỳ dài hơn")
    expect(page.locator("#pick-area option")).to_have_count(1)
    page.close()


def test_the_numbers_of_a_view_are_saved_as_csv(page, snapshot):
    open_view(page, "#TT05/2023-Q2/DK")
    with page.expect_download() as download:
        page.click("#save-csv")
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = {(r["unit"], r["period"]): r for r in csv.DictReader(io.StringIO(text))}
    numerator, _, _ = read_value(snapshot, "TT05", "DK", "2023-Q2")
    assert rows["DK", "2023-Q2"]["numerator"] == str(numerator)
    assert {period for _, period in rows} >= {"2021-Q1", "2025-Q2"}


def test_the_chart_of_a_view_is_saved_as_a_picture(page):
    open_view(page, "#TT05/2023-Q2/DK")
    with page.expect_download() as download:
        page.click("#save-picture")
    content = download.value.path().read_bytes()
    assert content.startswith(b"\x89PNG\r\n")
    assert len(content) > 20_000


def test_headings_of_views_are_findings_of_at_most_ten_words(page, snapshot):
    for code in snapshot[0].indicators:
        open_view(page, f"#{code}/2024/DK")
        expect(page.locator("#chi-so .lead").first).to_contain_text(code)
        heading = page.locator("#chi-so h1").inner_text()
        assert 2 <= len(heading.replace("\u00a0", " ").split()) <= 10, heading


def test_labels_of_a_chart_do_not_lie_on_one_another(page, snapshot):
    for code in snapshot[0].indicators:
        open_view(page, f"#{code}/2024/DK")
        expect(page.locator("#chi-so .lead").first).to_contain_text(code)
        boxes = page.evaluate(
            "[...document.querySelectorAll('#chart svg.trend text[font-weight]')].map((text) => {"
            " const box = text.getBoundingClientRect();"
            " return [box.left, box.top, box.right, box.bottom, text.textContent]; })"
        )
        clashes = [
            (one[4], other[4])
            for place, one in enumerate(boxes)
            for other in boxes[place + 1 :]
            if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        ]
        assert not clashes, code


def test_printing_needs_few_sheets_of_a4_landscape(browser, address):
    page = browser.new_page(viewport=WIDE)
    for view, most in (("", 5), ("#TT02/2024/DK", 3), ("#nop-bao-cao/2024/DK", 3)):
        page.goto("about:blank")
        page.goto(address + view)
        expect(page.locator("h1:visible")).to_have_count(1)
        page.emulate_media(media="print")
        paper = page.pdf(prefer_css_page_size=True)
        assert paper.startswith(b"%PDF")
        assert 1 <= paper.count(b"/Type /Page\n") <= most, view
        (box,) = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper))
        assert float(box[0]) > float(box[1])
    page.close()


def test_a_heading_is_printed_on_the_page_of_its_table(page):
    """The space above is of any height, so that the heading meets the end of a page."""
    page.emulate_media(media="print")
    heading_pages = set()
    for height in range(0, 300, 50):
        page.evaluate("h => { document.querySelector('h1').style.marginBottom = `${h}px` }", height)
        paper = page.pdf(prefer_css_page_size=True)
        command = ["pdftotext", "-layout", "-", "-"]
        text = subprocess.run(command, input=paper, capture_output=True, check=True).stdout
        (number,) = (
            n for n, sheet in enumerate(text.split(b"\f")) if "Bấm vào một con số".encode() in sheet
        )
        assert b"TT01 " in text.split(b"\f")[number], height
        heading_pages.add(number)
    assert len(heading_pages) > 1, "the heading never met the end of a page"


def test_without_script_a_phone_shows_the_whole_reporting_grid(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address)
    scroll = page.locator("#grid")
    width, full_width = (scroll.evaluate(f"e => e.{name}Width") for name in ("client", "scroll"))
    assert full_width <= width
    cells = page.locator("#grid td:not(.nothing)")
    assert cells.count() > 20
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    labels = cells.evaluate_all("cells => cells.map(c => getComputedStyle(c, '::before').content)")
    assert all(re.fullmatch(r'"\d+(–\d+)?/\d\d"', label) for label in labels), labels[:5]
    context.close()


def test_without_script_the_years_reports_and_quality_are_read(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    for place in ("#five-years", ".grid", ".quality", ".notes"):
        assert page.locator(place).is_visible(), place
    assert not page.locator("#pick").is_visible()
    tops = [page.locator(f"#{name}").bounding_box()["y"] for name in ("tong-quan", "nop-bao-cao")]
    assert all(one < other for one, other in pairwise(tops))
    context.close()
