"""Requests at the gate: what a foreign page, a foreign name or a stranger sends never passes.

The gate and the server behind it are real; what reaches that server is counted.
"""

import json
import socket

import httpx
import pytest

from pipelines.gate.gate_app import MAX_REQUEST_BYTES
from pipelines.gate.gate_policy import Upstream
from tests.pipelines.gate.served_gates import (
    POLICY_OF_PAGE,
    PREFIX,
    PUBLIC,
    Recorder,
    gate_before,
    served_gate,
)

MUTATION = "mutation{wipeAssets(assetPartitionRanges:[{assetKey:{path:[]}}]){__typename}}"
GRAPHQL = f"{PREFIX}/graphql"
BY_GET = f"{GRAPHQL}?query={MUTATION}"
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def shared():
    with served_gate() as gate:
        assert gate.log_in().status_code == 200
        yield gate


@pytest.fixture
def gate(shared):
    shared.recorder.requests.clear()
    return shared


FOREIGN = {
    "rebound name": ("GET", f"{PREFIX}/runs", {"Host": "chi-so.example.com:{port}"}, 403),
    "name without port": ("GET", f"{PREFIX}/runs", {"Host": "127.0.0.1"}, 403),
    "other port": ("GET", f"{PREFIX}/runs", {"Host": "127.0.0.1:1"}, 403),
    "name that begins alike": ("GET", "/", {"Host": "127.0.0.1:{port}.example.com"}, 403),
    "foreign page reads": ("GET", f"{PREFIX}/runs", {"Origin": "https://example.com"}, 403),
    "image elsewhere": ("GET", f"{PREFIX}/runs", {"Sec-Fetch-Site": "cross-site"}, 403),
    "image at another port": ("GET", f"{PREFIX}/runs", {"Sec-Fetch-Site": "same-site"}, 403),
    "frame": (
        "GET",
        f"{PREFIX}/runs",
        {
            "Sec-Fetch-Site": "cross-site",
            "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "iframe",
        },
        403,
    ),
    "post without origin": ("POST", GRAPHQL, JSON, 403),
    "post of a foreign page": ("POST", GRAPHQL, JSON | {"Origin": "https://example.com"}, 403),
    "post of another port": ("POST", GRAPHQL, JSON | {"Origin": "http://127.0.0.1:1"}, 403),
    "post of another name": ("POST", GRAPHQL, JSON | {"Origin": "http://localhost:{port}"}, 403),
    "post of a sandbox": ("POST", GRAPHQL, JSON | {"Origin": "null"}, 403),
    "post by https": ("POST", GRAPHQL, JSON | {"Origin": "https://127.0.0.1:{port}"}, 403),
    "form": (
        "POST",
        GRAPHQL,
        {"Origin": "{own}", "Content-Type": "application/x-www-form-urlencoded"},
        415,
    ),
    "plain text": ("POST", GRAPHQL, {"Origin": "{own}", "Content-Type": "text/plain"}, 415),
    "graphql text": (
        "POST",
        GRAPHQL,
        {"Origin": "{own}", "Content-Type": "application/graphql"},
        415,
    ),
    "no type": ("POST", f"{BY_GET}", {"Origin": "{own}"}, 415),
    "mutation by get": ("GET", BY_GET, {}, 405),
    "mutation by get in its page": ("GET", BY_GET, {"Accept": "text/html"}, 405),
    "mutation by encoded get": ("GET", f"{PREFIX}/%67raphql?query={MUTATION}", {}, 405),
    "mutation by dots": ("GET", f"{PREFIX}/a/..%2fgraphql?query={MUTATION}", {}, 404),
    "mutation by one dot": ("GET", f"{PREFIX}/%2e/graphql?query={MUTATION}", {}, 404),
    "mutation by backslash": ("GET", f"{PREFIX}/a%5c..%5cgraphql?query={MUTATION}", {}, 404),
    "event by post": (
        "POST",
        f"{PREFIX}/report_asset_materialization/published/page",
        JSON | {"Origin": "{own}"},
        405,
    ),
    "put": ("PUT", GRAPHQL, JSON | {"Origin": "{own}"}, 405),
    "preflight": ("OPTIONS", GRAPHQL, {"Origin": "https://example.com"}, 405),
    "old cookie": ("GET", f"{PREFIX}/runs", {"Cookie": "chiso_{port}=Im4i.aaaaaa.bbbb"}, 401),
    "no cookie": ("GET", f"{PREFIX}/runs", {"Cookie": ""}, 401),
}


@pytest.mark.parametrize(("method", "path", "headers", "status"), FOREIGN.values(), ids=FOREIGN)
def test_what_is_foreign_is_refused_and_passes_nothing(gate, method, path, headers, status):
    port = gate.policy.port
    filled = {
        k: v.replace("{port}", str(port)).replace("{own}", gate.origin) for k, v in headers.items()
    }
    request = gate.client.build_request(method, "/", headers=filled, content=b"{}")
    # As it stands, not tidied by the client.
    request.url = httpx.URL(gate.origin).copy_with(raw_path=path.encode())
    answer = gate.client.send(request)
    assert answer.status_code == status
    assert gate.recorder.requests == []
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["x-frame-options"] == "DENY"


def test_two_hosts_are_no_host(gate):
    lines = [
        f"GET {PREFIX}/runs HTTP/1.1",
        f"Host: 127.0.0.1:{gate.policy.port}",
        "Host: example.com",
        f"Cookie: {gate.cookie()}",
    ]
    with socket.create_connection(("127.0.0.1", gate.policy.port), 60) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 400")
    assert gate.recorder.requests == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'[{"query": "{__typename}"}]', 400),
        (b"[" * 100_000, 400),
        (b'{"query": "' + b" " * MAX_REQUEST_BYTES + b'"}', 413),
    ],
)
def test_a_body_that_is_no_request_is_refused(gate, body, status):
    answer = gate.client.post(GRAPHQL, content=body, headers=JSON | {"Origin": gate.origin})
    assert answer.status_code == status
    assert gate.recorder.requests == []


def test_a_page_passes_without_what_dagster_need_not_know(gate):
    answer = gate.client.get(
        f"{PREFIX}/assets/a%20b/ư?view=checks&x=%2F", headers={"If-None-Match": "1"}
    )
    assert (answer.status_code, answer.text) == (200, "answered")
    ((method, path, headers, body),) = gate.recorder.requests
    assert (method, body) == ("GET", b"")
    assert httpx.URL(path).path == f"{PREFIX}/assets/a b/ư"
    assert path.endswith("?view=checks&x=%2F")
    assert headers["if-none-match"] == "1"
    assert {"cookie", "origin", "referer"} & set(headers) == set()
    assert headers["host"] != f"127.0.0.1:{gate.policy.port}"
    assert {"set-cookie", "server", "x-inner"} & set(answer.headers) == set()


def test_a_question_passes_in_the_words_that_were_judged(gate):
    body = b'{"query": "mutation { a }", "query": "{ b }", "variables": {"c": 1}, "other": 2}'
    answer = gate.client.post(GRAPHQL, content=body, headers=JSON | {"Origin": gate.origin})
    assert answer.status_code == 200
    ((method, path, headers, passed),) = gate.recorder.requests
    assert (method, path) == ("POST", GRAPHQL)
    assert json.loads(passed) == {"query": "{ b }", "variables": {"c": 1}}
    assert {"cookie", "origin"} & set(headers) == set()


def test_a_mutation_of_the_own_page_passes(gate):
    assert gate.post(MUTATION).status_code == 200
    assert len(gate.recorder.requests) == 1


def test_a_link_that_is_followed_may_come_from_anywhere(gate):
    link = {
        "Sec-Fetch-Site": "same-site",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
    }
    assert gate.client.get(f"{PREFIX}/runs", headers=link).status_code == 200


def test_an_address_without_the_path_is_led_to_it(gate):
    for path, target in {
        "/": "/",
        "/runs?a=b": "/runs?a=b",
        PREFIX: "/",
        "//example.com": "//example.com",
    }.items():
        request = gate.client.build_request("GET", "/")
        request.url = httpx.URL(gate.origin).copy_with(raw_path=path.encode())
        answer = gate.client.send(request)
        assert (answer.status_code, answer.headers["location"]) == (303, PREFIX + target)


@pytest.mark.parametrize(("path", "inline"), [("/page", True), ("/file", False)])
def test_the_policy_of_dagster_is_added_to_and_not_replaced(gate, path, inline):
    answer = gate.client.get(PREFIX + path)
    policies = answer.headers.get_list("content-security-policy")
    (own,) = [policy for policy in policies if policy != POLICY_OF_PAGE]
    assert (POLICY_OF_PAGE in policies) is inline
    assert ("script-src 'self' 'unsafe-inline'" in own) is inline
    assert "img-src 'self' data: blob:;" in own
    assert "frame-ancestors 'none'" in own
    assert "default-src 'self'" in own
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("{ a }", 200),
        ("query A { a }", 200),
        ("mutation { a }", 403),
        ("query A { a } mutation B { b }", 403),
        ("fragment F on X { a } mutation { ...F }", 403),
        ("\ufeffmutation { a }", 403),
        ("mutation {", 400),
        ("{ a " * 50_000, 400),
    ],
)
def test_who_only_looks_changes_nothing(query, status, looking):
    looking.recorder.requests.clear()
    assert looking.post(query).status_code == status
    assert len(looking.recorder.requests) == (status == 200)


@pytest.fixture(scope="module")
def looking():
    with served_gate(is_read_only=True) as gate:
        gate.log_in()
        yield gate


def test_behind_a_proxy_the_public_name_is_the_own_one():
    with served_gate(public_origin=PUBLIC) as gate:
        host = {"Host": PUBLIC.removeprefix("https://")}
        login = gate.log_in().headers["set-cookie"]
        assert "Secure" not in login  # by the address of the machine itself, which has no https
        assert gate.client.get(f"{PREFIX}/runs", headers=host).status_code == 200
        assert gate.post("{ a }", **host).status_code == 403
        assert gate.post("{ a }", **host, Origin=PUBLIC).status_code == 200
        assert gate.post("{ a }", Origin=PUBLIC).status_code == 403


def test_while_dagster_is_not_there_the_page_says_so_and_opens_again():
    with gate_before(Upstream("127.0.0.1", 1, PREFIX), Recorder()) as gate:
        gate.log_in()
        answer = gate.client.get(f"{PREFIX}/")
    assert (answer.status_code, answer.headers["refresh"]) == (503, "2")
    assert "Dagster đang khởi động" in answer.text
