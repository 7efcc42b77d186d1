"""The control room in a real browser: an officer works in it, and pages of others cannot.

The officer is logged in throughout, and the attacker knows all addresses: the worst case.
"""

import json
import shutil
from itertools import product
from urllib.parse import quote

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.control_rooms import open_room, serve_page
from tests.pipelines import nights
from tests.pipelines.drawn_runs import opened
from tests.sampling import draw_sample
from warehouse.home import Home

pytestmark = pytest.mark.browser

WIPE = (
    "mutation{wipeAssets(assetPartitionRanges:"
    '[{assetKey:{path:["published","page"]}}]){__typename}}'
)
SCHEDULE = "/locations/pipelines.definitions/schedules/every_night"
NAMES = "--host-resolver-rules=MAP *.example.com 127.0.0.1"
SEND = "(address) => fetch(address[0], address[1]).then((a) => a.status, () => 0)"
"""Ask as a script of the page; 0 when the browser does not let it."""


@pytest.fixture(scope="module")
def browser():
    """Return a browser for which every name of example.com leads to this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=[*FLAGS, NAMES]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("room") / "home")
    home.create_folders()
    return home


@pytest.fixture(scope="module")
def shared(home):
    with opened(home.dagster_folder) as instance, open_room(home, instance) as room:
        yield room


@pytest.fixture
def room(shared):
    shared.publish()
    return shared


@pytest.fixture
def officer(browser, shared):
    """Return a page of an officer who has logged in, in a browser that then visits other pages."""
    context = browser.new_context(viewport={"width": 1600, "height": 1000})
    page = context.new_page()
    page.goto(shared.build_login())
    page.wait_for_url(f"{shared.origin}{shared.prefix}/**")
    yield page
    context.close()


def test_a_login_leads_to_dagster_which_works_and_is_live(room, officer):
    violations, live = [], []
    officer.on("console", lambda line: violations.append(line.text))
    officer.on("websocket", lambda socket: socket.on("framereceived", lambda f: live.append(f)))
    officer.goto(f"{room.origin}/assets/published/page?view=events")
    nights.wait_for(lambda: officer.evaluate("1") and any("connection_ack" in f for f in live))
    expect(officer.get_by_text("page", exact=True).first).to_be_visible()
    assert room.prefix in officer.url
    assert [line for line in violations if "Content Security Policy" in line] == []
    (cookie,) = officer.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")


def is_mutation(answer):
    return "mutation" in (answer.request.post_data or "")


def test_the_officer_switches_the_schedule_off_in_the_page(room, officer):
    officer.goto(room.origin + SCHEDULE)
    switch = officer.get_by_role("checkbox")
    expect(switch).to_be_checked()
    with officer.expect_response(is_mutation) as answer:
        switch.dispatch_event("click")
    assert answer.value.status == 200
    expect(switch).not_to_be_checked()
    (state,) = [s for s in room.instance.all_instigator_state() if s.name == "every_night"]
    assert state.status.value == "STOPPED"


def attacks(room):
    """Return what a foreign page may try: what of it is shown, and what its script does."""
    graphql, wipe = f"{room.origin}{room.prefix}/graphql", quote(WIPE)
    body = json.dumps({"query": WIPE})
    form = f"""<form method=post target=frame action="{graphql}"""
    submit = "document.forms[0].submit()"
    start = json.dumps({"type": "start", "id": "1", "payload": {"query": WIPE}})
    live = graphql.replace("http:", "ws:")
    return {
        "image": (f'<img src="{graphql}?query={wipe}">', ""),
        "image without path": (f'<img src="{room.origin}/graphql?query={wipe}">', ""),
        "form": (f'{form}?query={wipe}"></form>', submit),
        "form like json": (
            f"""{form}" enctype=text/plain><input name='{body[:-1]}, "x": "' value='"}}'></form>""",
            submit,
        ),
        "request": ("", f"fetch('{graphql}', {{method: 'POST', mode: 'no-cors', body: {body!r}}})"),
        "json": (
            "",
            f"fetch('{graphql}', {{method: 'POST', credentials: 'include', body: {body!r}, "
            "headers: {'Content-Type': 'application/json'}})",
        ),
        "read": ("", f"fetch('{room.origin}/', {{credentials: 'include'}})"),
        "live": (
            "",
            f"s = new WebSocket('{live}', 'graphql-ws'); s.onopen = () => s.send({start!r}); "
            "s.onclose = () => { document.title = 'closed' }",
        ),
    }


WITHHELD = {
    "net::ERR_BLOCKED_BY_RESPONSE",
    "net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin",
    "net::ERR_FAILED",
}
"""The browser asked, and does not hand the answer to the page."""
REFUSED = {401, 403, 405, 415, *WITHHELD}
ATTACKS = (
    "image",
    "image without path",
    "form",
    "form like json",
    "request",
    "json",
    "read",
    "live",
)


@pytest.mark.parametrize(
    ("attack", "place"),
    draw_sample(product(ATTACKS, ["foreign.example.com", "127.0.0.1"]), 5),
)
def test_a_page_of_others_changes_and_reads_nothing(room, officer, place, attack):
    displayed, script = attacks(room)[attack]
    page, ends = officer.context.new_page(), []
    page.on("response", lambda answer: ends.append((answer.url, answer.status)))
    page.on("requestfailed", lambda request: ends.append((request.url, request.failure)))
    with serve_page(f"<iframe name=frame></iframe>{displayed}<script>{script}</script>") as port:
        before = room.count_publications()
        page.goto(f"http://{place}:{port}/")
        if attack == "live":
            expect(page).to_have_title("closed")
        else:
            nights.wait_for(lambda: page.evaluate("1") and list_own_ends(room, ends))
    assert set(list_own_ends(room, ends)) <= REFUSED
    assert room.count_publications() == before > 0


def list_own_ends(room, ends):
    """Return how each request to the control room ended: a status, or the browser's reason."""
    return [end for url, end in ends if url.startswith(room.origin)]


def test_a_name_that_leads_here_is_refused(room, officer):
    answer = officer.goto(f"http://rebound.example.com:{room.port}{room.prefix}/")
    assert answer.status == 403
    expect(officer.get_by_text("Địa chỉ lạ")).to_be_visible()
    body = {"method": "POST", "body": json.dumps({"query": WIPE})}
    requests = body | {"headers": {"Content-Type": "application/json"}}
    assert officer.evaluate(SEND, [f"{room.prefix}/graphql", requests]) == 403
    assert room.count_publications() > 0


def test_no_page_of_others_may_frame_it(room, officer):
    with serve_page(f'<iframe src="{room.origin}{room.prefix}/"></iframe>') as port:
        officer.goto(f"http://127.0.0.1:{port}/")
    (frame,) = officer.frames[1:]
    assert frame.url == "chrome-error://chromewebdata/"


def test_no_picture_and_no_script_of_others_is_asked_for(room, officer):
    failures = []
    officer.on("request", lambda request: failures.append(request.url))
    blocked = officer.evaluate(
        """() => new Promise((resolve) => {
            const blocked = [];
            document.addEventListener('securitypolicyviolation', (event) => {
                blocked.push(event.blockedURI);
                if (blocked.length == 3) resolve(blocked.sort());
            });
            const address = 'http://other.example.com/';
            document.body.appendChild(new Image()).src = address + '1';
            document.body.appendChild(document.createElement('script')).src = address + '2';
            fetch(address + '3').catch(() => 0);
        })"""
    )
    assert blocked == [f"http://other.example.com/{n}" for n in (1, 2, 3)]


def test_who_only_looks_sees_all_and_changes_nothing(home, shared, browser):
    with (
        open_room(home, shared.instance, "--read-only") as room,
        browser.new_context(viewport={"width": 1600, "height": 1000}) as context,
    ):
        room.publish()
        page = context.new_page()
        page.goto(room.build_login())
        page.wait_for_url(f"{room.origin}{room.prefix}/**")
        page.goto(room.origin + SCHEDULE)
        expect(page.get_by_role("checkbox")).to_be_disabled()
        headers = {"Content-Type": "application/json"}
        for query, status in (("{__typename}", 200), (WIPE, 403)):
            requests = {"method": "POST", "headers": headers, "body": json.dumps({"query": query})}
            assert page.evaluate(SEND, [f"{room.prefix}/graphql", requests]) == status
        assert room.count_publications() > 0


def test_without_the_gate_the_picture_wipes_the_history(room, officer):
    """That the attack is a real one: whoever knows where Dagster itself listens needs no login."""
    address = f"{room.inner_origin}{room.prefix}/graphql?query={quote(WIPE)}"
    with serve_page(f'<img src="{address}">') as port:
        officer.goto(f"http://foreign.example.com:{port}/")
        nights.wait_for(lambda: room.count_publications() == 0)
