"""The way of a live connection through the gate: Dagster's subscriptions, message by message.

Whether a connection may open is `admission`'s, what a message may ask is `graphql_requests`'.
Calls no floor.
"""

import asyncio
import contextlib

from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Subprotocol

from pipelines.gate.gate_policy import Upstream
from pipelines.gate.graphql_requests import is_live_message

PROTOCOL = Subprotocol("graphql-ws")
_POLICY_VIOLATION, _GOING_AWAY = 1008, 1001


async def pass_live_connection(websocket: WebSocket, upstream: Upstream) -> None:
    """Connect a browser with Dagster until one of them ends."""
    if PROTOCOL not in websocket.scope["subprotocols"]:
        await websocket.close(_POLICY_VIOLATION)
        return
    address = f"ws://{upstream.authority}{websocket.scope['path']}"
    try:
        # No limit: a message of Dagster is as long as what it tells; none from the surroundings.
        async with connect(address, subprotocols=[PROTOCOL], proxy=None, max_size=None) as dagster:
            await websocket.accept(PROTOCOL)
            await _pass_messages(websocket, dagster)
    except (OSError, InvalidHandshake):  # Dagster is not there yet, or no longer
        await _close(websocket, _GOING_AWAY)


async def _pass_messages(websocket: WebSocket, dagster: ClientConnection) -> None:
    ways = {
        asyncio.create_task(_pass_inward(websocket, dagster)),
        asyncio.create_task(_pass_outward(websocket, dagster)),
    }
    ended, open_ways = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    for way in open_ways:
        way.cancel()
    await asyncio.gather(*open_ways, return_exceptions=True)
    for way in ended:
        await _close(websocket, way.result())


async def _pass_inward(websocket: WebSocket, dagster: ClientConnection) -> int:
    """Pass on messages of a browser; return the code with which the connection closes."""
    with contextlib.suppress(ConnectionClosed):  # Dagster has ended: an ordinary end
        while (message := await websocket.receive())["type"] != "websocket.disconnect":
            text = message.get("text")
            if text is None or not is_live_message(text):
                return _POLICY_VIOLATION
            await dagster.send(text)
    return _GOING_AWAY


async def _pass_outward(websocket: WebSocket, dagster: ClientConnection) -> int:
    """Pass on messages of Dagster; return the code with which the connection closes."""
    with contextlib.suppress(WebSocketDisconnect):  # the browser is gone: an ordinary end
        async for message in dagster:
            await websocket.send_text(str(message))
    return _GOING_AWAY


async def _close(websocket: WebSocket, code: int) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):  # closed by the browser already
        await websocket.close(code)
