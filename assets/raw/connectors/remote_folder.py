"""A folder at any address known to fsspec: over SFTP, in a bucket, on another disk.

The files directly in the folder are the items; the folder is read, never written.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from assets.raw.connectors.connector import SOURCE_TIMEOUT_SECONDS, SourceFile, SourceItem
from assets.raw.inbox import format_file_name, is_unfinished
from warehouse.catalogue.file_sources import Source

_SSH_SCHEMES = ("sftp", "ssh")


@contextmanager
def open_remote_folder(source: Source, password: str | None) -> Iterator["RemoteFolder"]:
    """Open the folder at a source's address; None leaves the credentials to the library."""
    import fsspec.asyn  # slow to import; needed for these sources only

    is_ssh = source.url_parts.scheme in _SSH_SCHEMES
    options = _build_ssh_options() if is_ssh else {}
    if password is not None:
        options["password"] = password
    system, folder = fsspec.url_to_fs(source.url, skip_instance_cache=True, **options)
    try:
        yield RemoteFolder(system, folder)
    finally:
        if is_ssh:  # else the connection stays open until collected
            fsspec.asyn.sync(
                system.loop, _close_connection, system.client, timeout=SOURCE_TIMEOUT_SECONDS
            )


async def _close_connection(connection: Any) -> None:
    connection.close()
    await connection.wait_closed()


def _build_ssh_options() -> dict[str, Any]:
    """Return the SSH options: accept only hosts with a known key, unlike the library's default."""
    return {
        "known_hosts": str(Path.home() / ".ssh" / "known_hosts"),
        "connect_timeout": SOURCE_TIMEOUT_SECONDS,
        "login_timeout": SOURCE_TIMEOUT_SECONDS,
        "keepalive_interval": SOURCE_TIMEOUT_SECONDS / 3,
        # Old servers have names in other encodings; such a name must not hide the others.
        "sftp_client_kwargs": {"path_errors": "surrogateescape"},
    }


class RemoteFolder:
    """The files of a folder; path, modification time and size identify a file."""

    def __init__(self, system: Any, folder: str) -> None:
        self._system = system
        self._folder = folder
        self._paths: dict[str, str] = {}

    def list_items(self) -> Iterable[SourceItem]:
        """List every file with a complete name; `received_at` is the modification time."""
        self._system.invalidate_cache()
        for entry in self._system.ls(self._folder, detail=True):
            path = entry["name"]
            if entry["type"] == "file" and not is_unfinished(PurePosixPath(path).name):
                modified_at, size = self._get_modified_at(entry), int(entry["size"])
                origin = f"{format_file_name(path)} {modified_at.isoformat()} {size}"
                self._paths[origin] = path
                yield SourceItem(origin, modified_at, size)

    def read_files(self, item: SourceItem) -> Iterable[SourceFile]:
        """Open the file of an item."""
        path = self._paths[item.origin]
        yield SourceFile(PurePosixPath(path).name, self._system.open(path, "rb"))

    def _get_modified_at(self, entry: Mapping[str, Any]) -> datetime:
        listed_at = entry.get("mtime")  # SFTP lists it; else one more request per file
        modified_at = (
            listed_at if isinstance(listed_at, datetime) else self._system.modified(entry["name"])
        )
        return modified_at if modified_at.tzinfo else modified_at.replace(tzinfo=UTC)
