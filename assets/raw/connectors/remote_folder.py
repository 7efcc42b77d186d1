"""A folder at any address known to fsspec: over SFTP, in a bucket, on another disk.

The files directly in the folder are the items; the folder is read, never written.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from assets.raw.connectors.connector import PATIENCE_SECONDS, File, Item
from assets.raw.inbox import is_unfinished, shown
from assets.raw.refusal import shown_name
from warehouse.catalogue.sources import Source

_SSH = ("sftp", "ssh")


@contextmanager
def remote_folder(source: Source, password: str | None) -> Iterator["RemoteFolder"]:
    """Open the folder at a source's address; None leaves the credentials to the library."""
    import fsspec.asyn  # slow to import; needed for these sources only

    is_ssh = source.address.scheme in _SSH
    options = _ssh_options() if is_ssh else {}
    if password is not None:
        options["password"] = password
    system, folder = fsspec.url_to_fs(source.url, skip_instance_cache=True, **options)
    try:
        yield RemoteFolder(system, folder)
    finally:
        if is_ssh:  # else the connection stays open until collected
            fsspec.asyn.sync(system.loop, _hang_up, system.client, timeout=PATIENCE_SECONDS)


def _named(path: str) -> str:
    """Mask a path for storage: a name with personal data is replaced by a hash."""
    folder, slash, name = path.rpartition("/")
    if shown_name(name) == name:
        return path
    return f"{folder}{slash}{sha256(path.encode()).hexdigest()[:16]}"


async def _hang_up(connection: Any) -> None:
    connection.close()
    await connection.wait_closed()


def _ssh_options() -> dict[str, Any]:
    """Return the SSH options: accept only hosts with a known key, unlike the library's default."""
    return {
        "known_hosts": str(Path.home() / ".ssh" / "known_hosts"),
        "connect_timeout": PATIENCE_SECONDS,
        "login_timeout": PATIENCE_SECONDS,
        "keepalive_interval": PATIENCE_SECONDS / 3,
        # Old servers have names in other encodings; such a name must not hide the others.
        "sftp_client_kwargs": {"path_errors": "surrogateescape"},
    }


class RemoteFolder:
    """The files of a folder; path, modification time and size identify a file."""

    def __init__(self, system: Any, folder: str) -> None:
        self._system = system
        self._folder = folder
        self._paths: dict[str, str] = {}

    def items(self) -> Iterable[Item]:
        """List every file with a complete name; `received_at` is the modification time."""
        self._system.invalidate_cache()
        for entry in self._system.ls(self._folder, detail=True):
            path = entry["name"]
            if entry["type"] == "file" and not is_unfinished(PurePosixPath(path).name):
                modified, size = self._modified(entry), int(entry["size"])
                origin = f"{_named(shown(path))} {modified.isoformat()} {size}"
                self._paths[origin] = path
                yield Item(origin, modified, size)

    def files(self, item: Item) -> Iterable[File]:
        """Open the file of an item."""
        path = self._paths[item.origin]
        yield File(PurePosixPath(path).name, self._system.open(path, "rb"))

    def _modified(self, entry: Mapping[str, Any]) -> datetime:
        stated = entry.get("mtime")  # SFTP lists it; else one more request per file
        moment = stated if isinstance(stated, datetime) else self._system.modified(entry["name"])
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
