"""What a gate is told once, at its start: its own addresses, where Dagster is, what is allowed.

Values only; `admission` and `gate_app` apply them. Calls no floor.
"""

import secrets
import socket
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"
_PREFIX_BYTES = 16


@dataclass(frozen=True, slots=True)
class Upstream:
    """Where Dagster's web server listens: an address of this machine that nobody can guess."""

    host: str
    port: int
    path_prefix: str

    @classmethod
    def choose(cls) -> Self:
        """Choose one of the 16 million loopback addresses, a free port there, and a path.

        Dagster's web server answers `/` with its path, so a web page that guesses address and port
        could learn the path: the path alone would not be enough.
        """
        second, third, fourth = (1 + secrets.randbelow(254) for _ in range(3))
        host = f"127.{second}.{third}.{fourth}"
        with socket.socket() as free:
            free.bind((host, 0))
            port = free.getsockname()[1]
        return cls(host, port, f"/{secrets.token_hex(_PREFIX_BYTES)}")

    @property
    def authority(self) -> str:
        """Return host and port, as they stand in an address."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class GatePolicy:
    """The addresses under which browsers may know the gate, and what they may do behind it."""

    port: int
    path_prefix: str
    public_origin: str = ""
    is_read_only: bool = False

    @property
    def origins(self) -> tuple[str, ...]:
        """Return the origins of the gate, the one to be given to people first."""
        local = (f"http://{LOOPBACK}:{self.port}", f"http://localhost:{self.port}")
        return (self.public_origin, *local) if self.public_origin else local

    def find_origin(self, host: str) -> str | None:
        """Return the origin that belongs to the Host of a request; None for a foreign Host."""
        known = {urlsplit(origin).netloc: origin for origin in self.origins}
        return known.get(host.lower())

    @property
    def cookie_name(self) -> str:
        """Return the name of the cookie: a browser keeps one jar for all ports of a machine."""
        return f"chiso_{self.port}"
