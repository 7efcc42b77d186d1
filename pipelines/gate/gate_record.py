"""The record of a gate that is open: its address and its key, for the owner of the home alone.

`chiso login` reads it to write a new login address. The key is new at every start, so a record
that outlived its gate opens nothing. Calls `warehouse.home` only.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.gate.admission import LOGIN_PATH
from pipelines.gate.sessions import issue_login
from warehouse.home import Home


@dataclass(frozen=True, slots=True)
class GateRecord:
    """The address under which people open a gate, and the key that signs their logins."""

    origin: str
    key: str

    def build_login_address(self) -> str:
        """Return an address that logs one browser in, once."""
        return f"{self.origin}{LOGIN_PATH}?token={issue_login(self.key)}"


@contextmanager
def keep_record(home: Home, port: int, record: GateRecord) -> Iterator[None]:
    """Write the record of a gate into the home, for as long as the gate is open."""
    path = _find_path(home, port)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    # Made with its rights, not given them afterwards.
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(record), file)
    draft.replace(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def read_record(home: Home, port: int) -> GateRecord | None:
    """Return the record of the gate at a port; None if no gate is open there."""
    try:
        return GateRecord(**json.loads(_find_path(home, port).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def _find_path(home: Home, port: int) -> Path:
    return home.gates_folder / f"{port}.json"
