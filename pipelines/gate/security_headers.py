"""The headers by which a browser guards a page of the control room against other pages.

Set on every answer, refusals included. Calls no floor.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'self'; script-src 'self'{inline}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
POLICY = "Content-Security-Policy"
_ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class SecurityHeaders:
    """Adds the headers to every answer of an application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Return the answer to a request, its headers completed."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, send_guarded)


def _add_headers(headers: MutableHeaders) -> None:
    """Add the headers of the gate.

    A browser keeps both policies when there are two. Dagster's own allows only the scripts that
    its page names by a nonce, which ours cannot know: so ours allows them if Dagster's is there.
    """
    inline = " 'unsafe-inline'" if POLICY in headers else ""
    headers.append(POLICY, _POLICY.format(inline=inline))
    headers.update(_ALWAYS)
    headers.setdefault("Cache-Control", "no-store")
