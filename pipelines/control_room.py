"""The control room: Dagster behind the gate, with its daemon or, for who only looks, without.

The order in which they begin and end. How the processes are kept is `supervisor`'s, what passes the
gate is `gate`'s; words and exit codes are `commands.ui`'s.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from pipelines.gate.gate_app import Gate
from pipelines.gate.gate_policy import GatePolicy, Upstream
from pipelines.gate.gate_record import GateRecord, keep_record
from pipelines.gate.gate_server import listen_on, serve_in_background
from pipelines.gate.sessions import Sessions, create_key
from pipelines.supervisor import Command, supervise
from warehouse.home import Home

_MODULE = "pipelines.definitions"
_QUIET_WEB_SERVER = ("--dagster-log-level", "warning")


@dataclass(frozen=True, slots=True)
class ControlRoom:
    """A control room to be opened: for which home, at which port, and what may be done in it."""

    home: Home
    port: int
    public_origin: str = ""
    is_read_only: bool = False

    def run(self, stdin: int, environment: dict[str, str], announce: Callable[[str], None]) -> int:
        """Open the control room, announce its login address and keep it; return the exit code.

        Raises:
            PortError: the port cannot be listened at.
        """
        upstream = Upstream.choose()
        with listen_on(self.port) as listening, TemporaryDirectory(prefix="chiso-") as folder:
            port = listening.getsockname()[1]
            policy = GatePolicy(port, upstream.path_prefix, self.public_origin, self.is_read_only)
            record = GateRecord(policy.origins[0], create_key())
            app = Gate(policy, upstream, Sessions(record.key)).build_app()
            with keep_record(self.home, port, record), serve_in_background(app, listening):
                announce(record.build_login_address())
                # Other users of the machine see the arguments of a process, not its environment.
                hidden = {"DAGSTER_WEBSERVER_PATH_PREFIX": upstream.path_prefix}
                commands = build_commands(Path(folder), upstream, is_read_only=self.is_read_only)
                return supervise(commands, stdin, environment | hidden)


def build_commands(folder: Path, upstream: Upstream, *, is_read_only: bool) -> list[Command]:
    """Return what is started: code server and web server, and the daemon if things may change.

    Web server and daemon share one code server, at a socket in `folder`; each of them would start
    its own otherwise, the daemon a new one every minute.
    """
    socket_path, workspace_path = folder / "code.sock", folder / "workspace.yaml"
    location = {"socket": str(socket_path), "location_name": _MODULE}
    workspace = {"load_from": [{"grpc_server": location}]}
    workspace_path.write_text(yaml.safe_dump(workspace), encoding="utf-8")
    # Dagster colours its log whatever it is written to; in a file each line is one of JSON.
    log_format = ("--log-format", "colored" if sys.stderr.isatty() else "json")
    code_server = _build_script("dagster", "code-server", "start", "--socket", str(socket_path))
    web_server = _build_script("dagster-webserver", "-w", str(workspace_path))
    daemon = _build_script(
        "dagster-daemon", "run", "-w", str(workspace_path), "--log-level", "warning"
    )
    # At its usual level it would print its address, which nobody may open.
    web_server += [
        "--host",
        upstream.host,
        "--port",
        str(upstream.port),
        *_QUIET_WEB_SERVER,
        *log_format,
    ]
    web_server += ["--read-only"] * is_read_only
    return [
        Command([*code_server, "-m", _MODULE, "--log-level", "warning", *log_format]),
        Command(web_server, socket_path),
        *([] if is_read_only else [Command([*daemon, *log_format], socket_path)]),
    ]


def _build_script(name: str, *arguments: str) -> list[str]:
    """Return the command for a script that was installed beside the interpreter."""
    return [str(Path(sys.executable).with_name(name)), *arguments]
