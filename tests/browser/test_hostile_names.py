"""Dagster's own pages after a night of hostile names: shown as text, and nothing is asked for.

The night, Dagster's web server and the browser are real; the pages are those an officer opens.
"""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import dagster as dg
import pytest
from playwright.sync_api import Page, expect

from pipelines.instance import prepare_instance
from tests.browser import hostile_reports
from tests.browser.hostile_reports import COPIED, FORM, MEMBER, SHEETS
from tests.pipelines import nights
from tests.sampling import draw_sample
from tests.sent import CATALOGUE
from warehouse.forms.file_names import MASKED_NAME, FileNames
from warehouse.home import Home

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
PAGE = dg.AssetKey(["published", "page"])
FOLDED = re.compile(r"^\[Show .+\]$")
"""What Dagster's page shows in a dialog, once it is clicked."""
CONTENT = re.compile(r"E-NEG-001|W-COPY-001|biểu / form|graphql|paths_|not_regular")
"""What stands in a dialog as soon as it is filled, however it shows it."""
OWN_FILES = ("/_next/static/", "/favicon", "/manifest.json")
RENDERED = "[href^='javascript:'], [href*='query='], [src*='query='], [href*='chi-so.example']"
MEMBER_SHEET = f"[{FileNames(CATALOGUE).reduce_member(MEMBER)}]BC"


@dataclass(frozen=True)
class Served:
    """Dagster after a night: its address, what it remembers, and the night's run."""

    address: str
    instance: dg.DagsterInstance
    run: str

    def list_page_runs(self) -> list[str]:
        """Return the runs that Dagster remembers to have made the page."""
        records = self.instance.fetch_materializations(PAGE, limit=9).records
        return [record.run_id for record in records]


@contextmanager
def web_server(home: Home) -> Iterator[str]:
    """Run Dagster's web server alone: no gate helps, no schedule and no sensor disturbs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    at = ["-h", "127.0.0.1", "-p", str(port)]
    with (home.root / "web.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "dagster_webserver", "-m", "pipelines.definitions", *at],
            cwd=ROOT,
            env=os.environ | nights.SETTINGS | {"CHISO_HOME": str(home.root)},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGKILL)  # with the code server that it has started
        server.wait(60)


def dismiss_welcome(address: str) -> bool:
    """Tell Dagster that its welcome was seen; False while the server does not answer yet."""
    question = Request(
        f"{address}/graphql",
        data=b'{"query": "mutation { setNuxSeen }"}',
        headers={"Content-Type": "application/json"},
    )
    try:
        with urlopen(question, timeout=30) as answer:
            return answer.status == 200
    except (URLError, ConnectionError):
        return False


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("hostile") / "home")
    home.create_folders()
    hostile_reports.fill_inbox(home)
    nights.warm_up()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DAGSTER_HOME", "put back afterwards")
        prepare_instance(home.dagster_folder)
        # Made before the two processes that would otherwise both make its databases.
        with dg.DagsterInstance.get() as instance:
            night = nights.start(home)
            with web_server(home) as address:
                ended = nights.end(home, night)
                assert ended.code == 0, ended.output
                nights.wait_for(lambda: dismiss_welcome(address), seconds=120)
                (run,) = instance.get_runs()
                yield Served(address, instance, run.run_id)


@dataclass
class Visit:
    """A page of Dagster, with all it asked for and said since it was opened."""

    page: Page
    requests: list[tuple[str, str]] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)

    def note_request(self, request):
        self.requests.append((request.method, request.url))

    def dismiss_alert(self, alert):
        self.alerts.append(alert.message)
        alert.dismiss()


@pytest.fixture(scope="module")
def context(browser):
    context = browser.new_context(viewport={"width": 2400, "height": 1800})
    yield context
    context.close()


@pytest.fixture
def visit(context, served):
    """Open a page of Dagster and every dialog on it."""
    visited = Visit(context.new_page())
    visited.page.on("request", visited.note_request)
    visited.page.on("dialog", visited.dismiss_alert)

    def open_page(path, label):
        visited.page.goto(served.address + path)
        expect(visited.page.get_by_text(label, exact=True).first).to_be_visible()
        for folded in visited.page.get_by_text(FOLDED).all():
            folded.dispatch_event("click")
            expect(visited.page.get_by_role("dialog").last).to_contain_text(CONTENT)
        return visited

    yield open_page
    visited.page.close()


def is_own_request(method, url, address):
    """Return whether a request is for Dagster's files or pages, or a question of its own page."""
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}" != address or "query" in parse_qs(parts.query):
        return False
    if method == "POST":
        return parts.path == "/graphql"
    return method == "GET" and parts.path.startswith((*OWN_FILES, "/assets/", "/runs/"))


NAMES = (*SHEETS.values(), MEMBER_SHEET)
PAGES = {
    "check": (f"/assets/raw/findings?view=checks&checkDetail=suite_{FORM}", "worst", NAMES),
    "series": ("/assets/core/signals?view=checks&checkDetail=series", "worst", [COPIED]),
    "run": (f"/runs/{{run}}?logs=suite_{FORM}", "worst", NAMES),
    "folder": ("/runs/{run}?logs=not_regular", "not_regular", [MASKED_NAME]),
    "asset": ("/assets/raw/submissions?view=events", "not_regular", [MASKED_NAME]),
}
"""Where to look, the label of the metadata that must be there, and the names it shows."""


@pytest.mark.parametrize("name_of_page", draw_sample(PAGES, 2))
def test_a_hostile_name_is_text_and_asks_for_nothing(served, visit, name_of_page):
    path, label, names = PAGES[name_of_page]
    visited = visit(path.format(run=served.run), label)
    assert len(visited.requests) > 10
    foreign = [r for r in visited.requests if not is_own_request(*r, served.address)]
    assert foreign == []
    assert visited.alerts == []
    assert served.list_page_runs() == [served.run]
    assert visited.page.locator(RENDERED).count() == 0
    for name in names:
        # A table's cell is the name and nothing else; JSON stands among brackets.
        element = visited.page.get_by_text(name, exact=label == "worst").first
        expect(element).to_be_visible()
        assert element.evaluate("element => element.closest('a') === null")
