"""The way of a request through the gate: what Dagster's web server is asked, what goes back.

Headers that are not named here stay outside: Dagster learns no cookie, Host or Origin. Whether a
request may pass at all is `admission`'s. Calls no floor.
"""

import json
from typing import Any
from urllib.parse import quote

import httpx
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pipelines.gate.gate_policy import Upstream
from pipelines.gate.refusals import Refusal

_INWARD = (
    "accept",
    "accept-encoding",
    "accept-language",
    "if-modified-since",
    "if-none-match",
    "range",
    "user-agent",
)
_OUTWARD = (
    "accept-ranges",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-length",
    "content-range",
    "content-security-policy",
    "content-type",
    "etag",
    "last-modified",
    "vary",
)
_TIMEOUT = httpx.Timeout(300, connect=10)
"""Dagster may think for minutes over a large history; the machine itself answers at once."""
_RETRY_HEADERS = {"Refresh": "2", "Retry-After": "2"}


class HttpPassage:
    """A client of Dagster's web server, for all requests of a gate."""

    def __init__(self, upstream: Upstream) -> None:
        self._base = f"http://{upstream.authority}"
        # The proxy of the surroundings must not hear of a request to this machine.
        self._client = httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False)

    async def close(self) -> None:
        """Close the connections to Dagster."""
        await self._client.aclose()

    async def fetch_page(self, request: Request) -> Response:
        """Return Dagster's answer to a request that reads."""
        url = httpx.URL(
            self._base + quote(request.scope["path"]), query=request.scope["query_string"]
        )
        return await self._send(request, self._client.build_request(request.method, url))

    async def send_graphql(self, request: Request, fields: dict[str, Any]) -> Response:
        """Return Dagster's answer to a GraphQL request, written anew from the fields that count."""
        url = httpx.URL(self._base + quote(request.scope["path"]))
        body = json.dumps(fields).encode()
        outgoing = self._client.build_request("POST", url, content=body)
        outgoing.headers["content-type"] = "application/json"
        return await self._send(request, outgoing)

    async def _send(self, request: Request, outgoing: httpx.Request) -> Response:
        for name in _INWARD:
            if name in request.headers:
                outgoing.headers[name] = request.headers[name]
        try:
            answer = await self._client.send(outgoing, stream=True)
        except httpx.TransportError:  # not there yet, no longer there, or silent for minutes
            response = Refusal.NO_ANSWER.build_response()
            response.headers.update(_RETRY_HEADERS)
            return response
        headers = {name: answer.headers[name] for name in _OUTWARD if name in answer.headers}
        end = BackgroundTask(answer.aclose)
        return StreamingResponse(answer.aiter_raw(), answer.status_code, headers, background=end)
