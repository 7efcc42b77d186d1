"""Which requests may come in: judged one by one by their headers, method, path and cookie."""

import pytest
from starlette.requests import HTTPConnection

from pipelines.gate.admission import find_foreign_sender, find_refusal
from pipelines.gate.gate_policy import GatePolicy
from pipelines.gate.refusals import Refusal
from pipelines.gate.sessions import Sessions, create_key, issue_login

POLICY = GatePolicy(port=3000, path_prefix="/secret", public_origin="https://chiso.example")
OWN, OWN_HOST = "http://127.0.0.1:3000", "127.0.0.1:3000"
GRAPHQL, PAGE = "/secret/graphql", "/secret/runs"
KEY = create_key()
SESSIONS = Sessions(KEY)
SESSION = SESSIONS.redeem_login(issue_login(KEY))


def connect(*headers, method="GET", path=PAGE, kind="http"):
    """Return a request with these headers, as the server hands it in."""
    raw = [(name.encode(), value.encode()) for name, value in headers]
    scope = {"type": kind, "path": path, "headers": raw, "query_string": b""}
    return HTTPConnection(scope | ({"method": method} if kind == "http" else {}))


def find_foreign(*headers, **how):
    return find_foreign_sender(connect(*headers, **how), POLICY)


@pytest.mark.parametrize(
    ("host", "is_own"),
    [
        ("127.0.0.1:3000", True),
        ("localhost:3000", True),
        ("LOCALHOST:3000", True),
        ("chiso.example", True),
        ("127.0.0.1:3001", False),
        ("127.0.0.1", False),
        ("chiso.example:443", False),
        ("evil.example", False),
        ("127.0.0.1:3000.evil.example", False),
        ("", False),
    ],
)
def test_only_a_host_of_the_gate_is_its_own(host, is_own):
    assert find_foreign(("host", host)) == (None if is_own else Refusal.FOREIGN_HOST)


def test_none_and_two_hosts_are_foreign():
    assert find_foreign() is Refusal.FOREIGN_HOST
    assert find_foreign(("host", OWN_HOST), ("host", OWN_HOST)) is Refusal.FOREIGN_HOST


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "DELETE"])
@pytest.mark.parametrize(
    ("origin", "is_own"),
    [(OWN, True), ("http://localhost:3000", False), ("https://127.0.0.1:3000", False),
     ("http://evil.example", False), ("null", False), ("", False)],
)  # fmt: skip
def test_an_origin_must_be_that_of_the_host(method, origin, is_own):
    refusal = find_foreign(("host", OWN_HOST), ("origin", origin), method=method)
    assert refusal == (None if is_own else Refusal.FOREIGN_ORIGIN)


def test_two_origins_are_foreign():
    headers = [("host", OWN_HOST), ("origin", OWN), ("origin", OWN)]
    assert find_foreign(*headers, method="POST") is Refusal.FOREIGN_ORIGIN


@pytest.mark.parametrize(
    ("how", "may_lack"),
    [
        ({"method": "GET"}, True),
        ({"method": "HEAD"}, True),
        ({"method": "POST"}, False),
        ({"method": "OPTIONS"}, False),
        ({"kind": "websocket"}, False),
    ],
)
def test_only_a_request_that_reads_may_lack_its_origin(how, may_lack):
    refusal = find_foreign(("host", OWN_HOST), **how)
    assert refusal == (None if may_lack else Refusal.FOREIGN_ORIGIN)


@pytest.mark.parametrize(
    ("site", "mode", "destination", "is_own"),
    [
        ("same-origin", "cors", "empty", True),
        ("none", "navigate", "document", True),
        ("cross-site", "navigate", "document", True),  # a link in a mail
        ("cross-site", "navigate", "iframe", False),
        ("cross-site", "no-cors", "image", False),
        ("cross-site", "no-cors", "document", False),
        ("same-site", "cors", "empty", False),
        ("", "cors", "empty", False),
    ],
)
def test_a_browser_says_who_wants_it(site, mode, destination, is_own):
    fetch = [("sec-fetch-site", site), ("sec-fetch-mode", mode), ("sec-fetch-dest", destination)]
    refusal = find_foreign(("host", OWN_HOST), *fetch)
    assert refusal == (None if is_own else Refusal.FOREIGN_ORIGIN)


def refuse(*headers, session=SESSION, **how):
    cookie = [("cookie", f"{POLICY.cookie_name}={session}")] if session else []
    return find_refusal(connect(*cookie, *headers, **how), POLICY, SESSIONS)


JSON = ("content-type", "application/json")


@pytest.mark.parametrize("path", [PAGE, GRAPHQL, "/", "/elsewhere"])
@pytest.mark.parametrize("session", ["", "x", Sessions(create_key()).redeem_login("x") or "y"])
def test_without_a_session_nothing_passes_and_nothing_else_is_said(path, session):
    assert refuse(path=path, session=session) is Refusal.NO_SESSION
    assert refuse(JSON, path=path, session=session, method="POST") is Refusal.NO_SESSION


def test_a_session_in_a_cookie_of_another_port_is_none():
    cookie = ("cookie", f"chiso_3001={SESSION}")
    assert refuse(cookie, session="") is Refusal.NO_SESSION


@pytest.mark.parametrize(
    ("path", "is_plain"),
    [
        (PAGE, True),
        ("/secret/a..b/.c/d.", True),
        ("/secret/../graphql", False),
        ("/secret/./runs", False),
        ("/..", False),
        ("/secret/runs/..", False),
        ("/secret\\runs", False),
    ],
)
def test_a_path_that_somebody_may_tidy_is_refused(path, is_plain):
    assert refuse(path=path) == (None if is_plain else Refusal.BAD_PATH)


@pytest.mark.parametrize(
    ("method", "path", "headers", "refusal"),
    [
        ("GET", PAGE, [], None),
        ("HEAD", PAGE, [], None),
        ("POST", PAGE, [JSON], Refusal.BAD_METHOD),
        ("DELETE", PAGE, [], Refusal.BAD_METHOD),
        ("POST", GRAPHQL, [JSON], None),
        ("POST", GRAPHQL, [("content-type", "Application/JSON ; charset=utf-8")], None),
        ("POST", GRAPHQL, [("content-type", "text/plain")], Refusal.NOT_JSON),
        ("POST", GRAPHQL, [("content-type", "text/plain; application/json")], Refusal.NOT_JSON),
        ("POST", GRAPHQL, [], Refusal.NOT_JSON),
        ("GET", GRAPHQL, [JSON], Refusal.BAD_METHOD),
        ("HEAD", GRAPHQL, [JSON], Refusal.BAD_METHOD),
        ("POST", "/graphql", [JSON], Refusal.BAD_METHOD),  # no page of the gate
        ("POST", GRAPHQL + "/", [JSON], Refusal.BAD_METHOD),
    ],
)
def test_pages_are_read_and_graphql_is_posted_as_json(method, path, headers, refusal):
    assert refuse(*headers, method=method, path=path) == refusal


@pytest.mark.parametrize(
    ("path", "refusal"),
    [(GRAPHQL, None), (PAGE, Refusal.BAD_PATH), ("/graphql", Refusal.BAD_PATH)],
)
def test_a_live_connection_is_for_graphql_alone(path, refusal):
    assert refuse(path=path, kind="websocket") == refusal
