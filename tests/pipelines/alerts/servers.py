"""Servers on loopback that take what a night sends: a mail server and a webhook.

Real ones, on a port the system gives; each keeps what it was handed, in order.
"""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

PASSWORD = "dung/mat@khau#1"


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Mailboxes:
    """A mail server; `refuses` is what it answers instead of taking a letter."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    refuses: str = ""
    logins: list[str] = field(default_factory=list)

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.refuses:
            return self.refuses
        letter = message_from_bytes(envelope.content, policy=policy.default)
        letter["X-Envelope-To"] = ",".join(envelope.rcpt_tos)
        self.letters.append(letter)
        return "250 OK"

    def take(self) -> list[EmailMessage]:
        """Return the letters that came since the last call."""
        letters = list(self.letters)
        self.letters.clear()
        return letters

    def authenticate(
        self, _: Any, __: Any, ___: Any, ____: str, given: LoginPassword
    ) -> AuthResult:
        self.logins.append(given.login.decode())
        is_right = given.password.decode() == PASSWORD
        return AuthResult(success=is_right, handled=is_right)  # unhandled, the server says 535


@contextmanager
def mail(port: int = 0) -> Iterator[Mailboxes]:
    """Run a mail server for a while."""
    boxes = Mailboxes(port or free_port())
    server = Controller(
        boxes,
        hostname="127.0.0.1",
        port=boxes.port,
        authenticator=boxes.authenticate,
        auth_require_tls=False,
    )
    server.start()
    try:
        yield boxes
    finally:
        server.stop()


@dataclass
class Hook:
    """A webhook; `answers` is the status it gives."""

    port: int = 0
    answers: int = 200
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def webhook() -> Iterator[Hook]:
    """Run a webhook for a while."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            hook.requests.append(json.loads(self.rfile.read(length)))
            hook.headers.append(dict(self.headers))
            self.send_response(hook.answers)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def silent() -> Iterator[int]:
    """Open a server that accepts a connection and never answers; yield the port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield int(listening.getsockname()[1])
