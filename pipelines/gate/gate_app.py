"""The gate as an application: login, requests and live connections, each admitted before it passes.

Put together from the parts beside it; serves nothing by itself (`gate_server` does). Calls no
floor.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from pipelines.gate.admission import GRAPHQL_PATH, LOGIN_PATH, find_foreign_sender, find_refusal
from pipelines.gate.gate_policy import GatePolicy, Upstream
from pipelines.gate.graphql_requests import UnreadableRequestError, has_mutation, read_request
from pipelines.gate.http_passage import HttpPassage
from pipelines.gate.refusals import Refusal
from pipelines.gate.security_headers import SecurityHeaders
from pipelines.gate.sessions import SESSION_SECONDS, Sessions
from pipelines.gate.websocket_passage import pass_live_connection

MAX_REQUEST_BYTES = 1 << 20
_POLICY_VIOLATION = 1008


class Gate:
    """What a gate does with a login, a request and a live connection."""

    def __init__(self, policy: GatePolicy, upstream: Upstream, sessions: Sessions) -> None:
        self._policy = policy
        self._upstream = upstream
        self._sessions = sessions
        self._passage = HttpPassage(upstream)

    def build_app(self) -> Starlette:
        """Return the application, ready to be served."""
        return Starlette(
            routes=[
                Route(LOGIN_PATH, self.log_in, methods=["GET"]),
                Route("/{path:path}", self.pass_request, methods=["GET", "HEAD", "POST"]),
                WebSocketRoute("/{path:path}", self.pass_websocket),
            ],
            middleware=[Middleware(SecurityHeaders)],
            lifespan=self._close_at_end,
        )

    @asynccontextmanager
    async def _close_at_end(self, _: Starlette) -> AsyncIterator[None]:
        yield
        await self._passage.close()

    async def log_in(self, request: Request) -> Response:
        """Open a session for a login that was not used before.

        The page then opens the first page itself: a browser that followed a link from elsewhere
        would not send the new cookie with a redirection.
        """
        if refusal := find_foreign_sender(request, self._policy):
            return refusal.build_response()
        # A request that asks whether the address exists must not use it up.
        is_opened = request.method == "GET"
        login = request.query_params.get("token", "")
        session = self._sessions.redeem_login(login) if is_opened else None
        if session is None:
            return Refusal.USED_LOGIN.build_response()
        response = PlainTextResponse("✔\n", headers={"Refresh": "0; url=/"})
        origin = self._policy.find_origin(request.headers["host"]) or ""
        response.set_cookie(
            self._policy.cookie_name,
            session,
            max_age=SESSION_SECONDS,
            secure=origin.startswith("https:"),
            httponly=True,
            samesite="strict",
        )
        return response

    async def pass_request(self, request: Request) -> Response:
        """Pass a request to Dagster, or refuse it."""
        refusal = find_foreign_sender(request, self._policy) or find_refusal(
            request, self._policy, self._sessions
        )
        if refusal:
            return refusal.build_response()
        path, prefix = request.scope["path"], self._policy.path_prefix
        if not path.startswith(f"{prefix}/"):
            # The prefix is new at every start: an address without it is led to where it is now.
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(prefix + ("/" if path == prefix else path) + query, 303)
        if path == prefix + GRAPHQL_PATH:
            return await self._pass_graphql(request)
        return await self._passage.fetch_page(request)

    async def _pass_graphql(self, request: Request) -> Response:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_REQUEST_BYTES:
                return Refusal.TOO_LARGE.build_response()
        try:
            fields = read_request(body)
            if self._policy.is_read_only and has_mutation(fields):
                return Refusal.READ_ONLY.build_response()
        except UnreadableRequestError:
            return Refusal.UNREADABLE.build_response()
        return await self._passage.send_graphql(request, fields)

    async def pass_websocket(self, websocket: WebSocket) -> None:
        """Pass a live connection to Dagster, or refuse it."""
        refusal = find_foreign_sender(websocket, self._policy) or find_refusal(
            websocket, self._policy, self._sessions
        )
        if refusal:
            await websocket.close(_POLICY_VIOLATION)
        else:
            await pass_live_connection(websocket, self._upstream)
