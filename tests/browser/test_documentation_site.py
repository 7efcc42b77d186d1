"""The documentation as a site: everything is in it, it opens from a disk, it asks no network."""

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from expectations.codes import load_codes
from pipelines.settings import Settings
from tests.pipelines.test_cli import COMMANDS
from warehouse.catalogue import load_catalogue
from warehouse.schema.tables import TABLES

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
CATALOGUE = load_catalogue()
NAMES = {
    "command": [f"chiso {command}" for command in COMMANDS],
    "setting": [f"CHISO_{name.upper()}" for name in Settings.model_fields],
    "table": list(TABLES),
    "code": list(load_codes()),
    "indicator": list(CATALOGUE.indicators),
    "element": [e.element for form in CATALOGUE.forms.values() for e in form.elements],
}
REFERENCE = ("commands", "settings", "catalogue", "relations", "expectations", "findings/*")
LOADED = re.compile(r"<(?:link|script|img|iframe)[^>]+(?:href|src)=\"(?:https?:)?//[^\"]+")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    program = Path(sys.executable).parent / "sphinx-build"
    command = [program, "-q", "-W", "--keep-going", "-c", "docs/site", ".", folder]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return folder


def read_text(page):
    """Return what a page says, without its markup."""
    return html.unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("kind", NAMES)
def test_every_name_is_in_the_reference(site, kind):
    pages = [page for name in REFERENCE for page in (site / "docs").glob(f"{name}.html")]
    text = " ".join(map(read_text, pages))
    assert len(NAMES[kind]) > 5
    missing = [n for n in NAMES[kind] if not re.search(rf"(?<![\w-]){re.escape(n)}(?![\w-])", text)]
    assert missing == []


def test_no_page_loads_anything_from_elsewhere(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) > 100
    loads = {page.name: LOADED.findall(page.read_text(encoding="utf-8")) for page in pages}
    assert {name: addresses for name, addresses in loads.items() if addresses} == {}


def test_it_is_searched_from_a_disk_without_accents(site, browser):
    page = browser.new_page()
    requests, faults = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((site / "index.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chỉ Số")
    page.get_by_role("textbox", name=re.compile("search|tìm", re.IGNORECASE)).first.fill(
        "so bi che"
    )
    page.keyboard.press("Enter")
    results = page.locator("#search-results li a")
    expect(results.filter(has_text="Con số nghĩa là gì").first).to_be_visible()
    assert {url.partition(":")[0] for url in requests} <= {"file", "data"}
    assert faults == []
    page.close()
