"""A folder at any address that fsspec knows: over SFTP, in a bucket, on another disk.

The files lying directly in it are the items; it is read, never written.
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
    """A folder at a source's address; `password` None leaves the way in to its library."""
    import fsspec.asyn  # a night without such a source has no use for it

    is_ssh = source.address.scheme in _SSH
    options = _ssh_options() if is_ssh else {}
    if password is not None:
        options["password"] = password
    system, folder = fsspec.url_to_fs(source.url, skip_instance_cache=True, **options)
    try:
        yield RemoteFolder(system, folder)
    finally:
        if is_ssh:  # it would hold its connection until it is collected
            fsspec.asyn.sync(system.loop, _hang_up, system.client, timeout=PATIENCE_SECONDS)


def _named(path: str) -> str:
    """A path as it may be written down for ever: by its hash when its name tells of someone."""
    folder, slash, name = path.rpartition("/")
    if shown_name(name) == name:
        return path
    return f"{folder}{slash}{sha256(path.encode()).hexdigest()[:16]}"


async def _hang_up(connection: Any) -> None:
    connection.close()
    await connection.wait_closed()


def _ssh_options() -> dict[str, Any]:
    """A host is known by its key, or not spoken to: the library's own default asks for none."""
    return {
        "known_hosts": str(Path.home() / ".ssh" / "known_hosts"),
        "connect_timeout": PATIENCE_SECONDS,
        "login_timeout": PATIENCE_SECONDS,
        "keepalive_interval": PATIENCE_SECONDS / 3,
        # Old servers hold names in other encodings; one of them must not hide the others.
        "sftp_client_kwargs": {"path_errors": "surrogateescape"},
    }


class RemoteFolder:
    """The files of one folder; a path, a modification time and a size name one of them."""

    def __init__(self, system: Any, folder: str) -> None:
        self._system = system
        self._folder = folder
        self._paths: dict[str, str] = {}

    def items(self) -> Iterable[Item]:
        """Every file that is complete by its name; `received_at` is its modification time."""
        self._system.invalidate_cache()
        for entry in self._system.ls(self._folder, detail=True):
            path = entry["name"]
            if entry["type"] == "file" and not is_unfinished(PurePosixPath(path).name):
                modified, size = self._modified(entry), int(entry["size"])
                origin = f"{_named(shown(path))} {modified.isoformat()} {size}"
                self._paths[origin] = path
                yield Item(origin, modified, size)

    def files(self, item: Item) -> Iterable[File]:
        """The one file."""
        path = self._paths[item.origin]
        yield File(PurePosixPath(path).name, self._system.open(path, "rb"))

    def _modified(self, entry: Mapping[str, Any]) -> datetime:
        stated = entry.get("mtime")  # SFTP lists it; to ask for it costs a question per file
        moment = stated if isinstance(stated, datetime) else self._system.modified(entry["name"])
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
