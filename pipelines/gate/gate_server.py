"""A gate that is served on this machine alone, for as long as a `with` block lasts.

The port is taken before anything else starts, so that a port in use costs one sentence. Calls no
floor.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from pipelines.gate.gate_policy import LOOPBACK

_END_SECONDS = 5
_MESSAGE_BYTES = 1 << 20


class PortError(RuntimeError):
    """A port cannot be listened at: another program has it, or this user may not."""


@contextmanager
def listen_on(port: int) -> Iterator[socket.socket]:
    """Take a port of this machine; a free one for port 0.

    Raises:
        PortError: the port cannot be listened at.
    """
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK, port))
            listening.listen()  # who opens the address at once waits for the first answer
        except OSError as error:
            raise PortError(str(port)) from error
        yield listening


@contextmanager
def serve_in_background(app: ASGIApp, listening: socket.socket) -> Iterator[None]:
    """Run a gate in a thread of its own; nothing is served any more when the block ends."""
    server = uvicorn.Server(_configure(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="gate")
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


def _configure(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="h11",  # the strictest of the parsers: two Hosts are none
        ws="websockets-sansio",
        ws_max_size=_MESSAGE_BYTES,
        proxy_headers=False,
        access_log=False,  # an address may hold a login
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=_END_SECONDS,
    )
