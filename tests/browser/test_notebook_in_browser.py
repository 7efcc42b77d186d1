"""Each notebook handed on as a file: opened without a network, drawn, and asking for nothing."""

import pytest
from playwright.sync_api import expect
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.notebook_runs import list_notebooks
from tests.notebooks.drawn_reports import NAMES, REPORTS
from tests.spec import drawn, publish_drawn

pytestmark = pytest.mark.browser

CHOICES = {
    "trace": ("--figure", "TT02 DK-DAPHUC 2023-01"),
    "what_changed": ("--between", "01/02/2023", "28/02/2023"),
    "wards": ("--figure", "TT02"),
    "indicator": ("--figure", "TT02 DK-DAPHUC"),
}
# The charts, the tables with rows, and something said in each.
CONTENTS = {
    "indicator": (1, 1, "Phường Đa Phúc, Tháng 02/2023: 75 %"),
    "over_the_break": (1, 1, "3 phường mới thuộc địa bàn quận Dương Kinh cũ"),
    "quality": (1, 2, "1 điều cần xem, 1 mã."),
    "trace": (0, 1, "TT02 DK-DAPHUC 2023-01: 75,0, từ 2 ô."),
    "wards": (1, 1, "Phường Đa Phúc, Tháng 02/2023: 30 trên 40"),
    "what_changed": (0, 2, "Từ 01/02/2023 đến 28/02/2023: "),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return publish_drawn(drawn(REPORTS, **NAMES), tmp_path_factory.mktemp("notebooks") / "home")


def test_each_notebook_opens_offline_with_its_charts_and_asks_for_nothing(browser, home, tmp_path):
    assert set(CONTENTS) == set(list_notebooks())
    context = browser.new_context(offline=True, viewport={"width": 390, "height": 844})
    for name, (charts, tables, text) in CONTENTS.items():
        file = tmp_path / f"{name}.html"
        arguments = ["notebook", name, "--html", str(file), "--home", str(home.root)]
        result = CliRunner().invoke(app, [*arguments, *CHOICES.get(name, ())])
        assert result.exit_code == 0, result.output
        page = context.new_page()
        requests, faults = [], []
        page.on("request", lambda request, urls=requests: urls.append(request.url))
        page.on("pageerror", lambda error, texts=faults: texts.append(str(error)))
        page.on("console", lambda message, texts=faults: texts.append(message.text))
        page.goto(file.as_uri())
        for plot in page.locator(".plot").all():
            plot.scroll_into_view_if_needed()
            expect(plot.locator("svg.main-svg").first).to_be_visible()
        assert (page.locator(".plot").count(), page.locator("table").count()) == (charts, tables)
        assert text in page.locator("body").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert (requests, faults) == ([file.as_uri()], [])
        page.close()
    context.close()
