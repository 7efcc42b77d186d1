"""A whole `chiso ui` for a browser to visit, and web servers of others that attack it.

Everything is real: the command, Dagster, the gate; a page elsewhere is served under its own name.
"""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import dagster as dg
import httpx

from pipelines.gate.gate_record import read_record
from tests.pipelines import nights
from warehouse.home import Home

ROOT = Path(__file__).parent.parent.parent
PAGE = dg.AssetKey(["published", "page"])
PATIENCE_SECONDS = 240


@dataclass(frozen=True)
class OpenRoom:
    """A `chiso ui` that is open, and the history that it shows."""

    home: Home
    process: "subprocess.Popen[str]"
    port: int
    instance: dg.DagsterInstance

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def inner_origin(self) -> str:
        """Return the address of Dagster's own web server, as its process was given it."""
        commands = map(nights.command_line, nights.children(self.process.pid))
        (command,) = [line.split() for line in commands if "--host" in line]
        return (
            f"http://{command[command.index('--host') + 1]}:{command[command.index('--port') + 1]}"
        )

    @property
    def prefix(self) -> str:
        """Return the path of Dagster's pages, which an attacker is given in every test."""
        return httpx.get(self.inner_origin, trust_env=False).headers["location"]

    def build_login(self) -> str:
        return read_record(self.home, self.port).build_login_address()

    def publish(self) -> None:
        """Put something into the history that an attack could wipe."""
        self.instance.report_runless_asset_event(dg.AssetMaterialization(PAGE))

    def count_publications(self) -> int:
        return len(self.instance.fetch_materializations(PAGE, limit=99).records)


@contextmanager
def open_room(home: Home, instance: dg.DagsterInstance, *options: str) -> Iterator[OpenRoom]:
    """Open a control room until Dagster answers behind the gate, and end it by Ctrl-C."""
    command = [sys.executable, "-c", "from pipelines.cli import main; main()"]
    with (home.root / "ui.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "ui", "--home", str(home.root), "--port", "0", *options],
            env=os.environ | nights.SETTINGS | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
            encoding="utf-8",
        )
    with process:
        try:
            port = int(re.search(r"127\.0\.0\.1:(\d+)/login", process.stdout.readline())[1])
            room = OpenRoom(home, process, port, instance)
            with httpx.Client(trust_env=False, timeout=60, follow_redirects=True) as client:
                client.get(room.build_login())
                nights.wait_for(
                    lambda: client.get(room.origin).status_code == 200, PATIENCE_SECONDS
                )
            yield room
        finally:
            process.send_signal(signal.SIGINT)
            process.stdout.read()


@contextmanager
def serve_page(html: str) -> Iterator[int]:
    """Publish one page under every path and name that leads here; hand out the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
