"""A gate that is really served, before a server that keeps what reaches it: each on loopback.

The server stands where Dagster's web server stands; Dagster itself is in `tests/browser`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from pipelines.gate.gate_app import Gate
from pipelines.gate.gate_policy import GatePolicy, Upstream
from pipelines.gate.gate_server import listen_on, serve_in_background
from pipelines.gate.sessions import Sessions, create_key, issue_login

PREFIX = "/0123456789abcdef0123456789abcdef"
PUBLIC = "https://chi-so.example.vn"
POLICY_OF_PAGE = "script-src 'nonce-1'"


@dataclass
class Recorder:
    """Keeps each request and message that reaches it, and answers."""

    requests: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    async def answer(self, request: Request) -> Response:
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        record = (request.method, path, dict(request.headers), await request.body())
        self.requests.append(record)
        headers = {"Set-Cookie": "a=b", "Server": "inner", "X-Inner": "1"}
        if request.url.path.endswith("/page"):
            headers["Content-Security-Policy"] = POLICY_OF_PAGE
        return PlainTextResponse("answered", headers=headers)

    async def talk(self, websocket: WebSocket) -> None:
        await websocket.accept("graphql-ws")
        try:
            while True:
                self.messages.append(await websocket.receive_text())
                await websocket.send_text(f"heard {len(self.messages)}")
        except WebSocketDisconnect:
            return

    def build_app(self) -> Starlette:
        methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
        every = "/{path:path}"
        return Starlette(
            routes=[Route(every, self.answer, methods=methods), WebSocketRoute(every, self.talk)]
        )


@dataclass(frozen=True)
class ServedGate:
    """A gate under test: what is behind it, and a client that has no session yet."""

    policy: GatePolicy
    key: str
    recorder: Recorder
    client: httpx.Client

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.policy.port}"

    def log_in(self) -> httpx.Response:
        return self.client.get("/login", params={"token": issue_login(self.key)})

    def post(self, query: str, **headers: str) -> httpx.Response:
        return self.client.post(
            f"{PREFIX}/graphql", json={"query": query}, headers={"Origin": self.origin} | headers
        )

    def cookie(self) -> str:
        return f"{self.policy.cookie_name}={self.client.cookies[self.policy.cookie_name]}"


@contextmanager
def served_gate(**policy: Any) -> Iterator[ServedGate]:
    """Run a gate for a while."""
    recorder = Recorder()
    with listen_on(0) as inner, serve_in_background(recorder.build_app(), inner):
        upstream = Upstream("127.0.0.1", inner.getsockname()[1], PREFIX)
        with gate_before(upstream, recorder, **policy) as gate:
            yield gate


@contextmanager
def gate_before(upstream: Upstream, recorder: Recorder, **policy: Any) -> Iterator[ServedGate]:
    """Run a gate before a server that is there, or is not."""
    key = create_key()
    with listen_on(0) as outer:
        rules = GatePolicy(outer.getsockname()[1], PREFIX, **policy)
        app = Gate(rules, upstream, Sessions(key)).build_app()
        base = f"http://127.0.0.1:{rules.port}"
        client = httpx.Client(base_url=base, trust_env=False, timeout=60)
        with serve_in_background(app, outer), client:
            yield ServedGate(rules, key, recorder, client)
