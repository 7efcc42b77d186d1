"""The charts in a real browser: all are drawn and saved, and nothing is asked for."""

import json

import plotly.graph_objects as go
import pytest
from playwright.sync_api import expect

from assets.published.charts.charts_page import write_charts
from assets.published.page.page_context import PageContext
from tests.published.page_snapshot import AS_OF, write_snapshot
from warehouse.store import Store

pytestmark = pytest.mark.browser


def test_all_charts_draw_and_are_saved_without_a_request_or_an_error(browser, tmp_path):
    path, charts_file = tmp_path / "snapshot.duckdb", tmp_path / "charts.html"
    catalogue = write_snapshot(path)
    with Store(path, read_only=True) as store:
        write_charts(catalogue, store, charts_file, PageContext(AS_OF))
    page = browser.new_page(viewport={"width": 390, "height": 844})
    requests, faults = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(charts_file.as_uri())
    assert page.locator(".plot[data-drawn]").count() < len(catalogue.indicators)
    for plot in page.locator(".plot").all():
        plot.scroll_into_view_if_needed()
        expect(plot.locator("svg.main-svg").first).to_be_visible()
    assert page.locator(".plot[data-drawn]").count() == len(catalogue.indicators)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    buttons = page.locator("#TT02 .modebar-btn").all()
    assert {button.get_attribute("data-title") for button in buttons} == {
        *("Phóng to vùng kéo chuột", "Di chuyển", "Phóng to", "Thu nhỏ"),
        *("Vừa khít số liệu", "Trở lại như ban đầu"),
    }
    with page.expect_download() as download:
        page.click("[data-picture=TT02]")
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as download:
        page.click("[data-figure=TT02]")
    figure = go.Figure(json.loads(download.value.path().read_text(encoding="utf-8")))
    assert figure.layout.title.text == catalogue.indicators["TT02"].name_vi
    # A picture is drawn by way of an address inside the page.
    assert [url for url in requests if not url.startswith("blob:")] == [charts_file.as_uri()]
    assert faults == []
    page.close()
