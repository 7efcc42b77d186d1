"""The rights on the files of a home: everything is the office's alone, except the way to `public/`.

Restricts what the program writes, and finds and mends what is open. Knows no contents and prints
nothing. May import `home` and `publication_folders` only.
"""

import grp
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from warehouse.home import OFFICE_FOLDER, PUBLIC_FOLDER, PUBLICATION_LIST_FILE, Home
from warehouse.publication_folders import list_publication_folders

OFFICE_UMASK = 0o077
"""What the program creates is for its own account, unless it says otherwise."""

OFFICE_FOLDER_MODE, OFFICE_FILE_MODE = 0o700, 0o600
WAY_MODE = 0o711
"""The mode of a folder to walk through: the entries cannot be listed."""
PUBLIC_FOLDER_MODE, PUBLIC_FILE_MODE = 0o755, 0o644
DROP_MODE = 0o3770
"""The mode of an inbox of a group: files get the group, and only their owners remove them."""

_SHARED_BITS = DROP_MODE & 0o7000 | OFFICE_UMASK
"""The part of a mode that is about other accounts."""


@dataclass(frozen=True, slots=True)
class OpenPath:
    """A path of the home open to the public; `is_mended` once closed."""

    path: Path
    is_mended: bool


def restrict_process() -> None:
    """Let this process and its children create files for the account alone."""
    os.umask(OFFICE_UMASK)


def restrict_publication(folder: Path) -> None:
    """Set the rights of both halves of a publication, and of the way to them."""
    folder.chmod(WAY_MODE)
    _set_tree_modes(folder / OFFICE_FOLDER, OFFICE_FOLDER_MODE, OFFICE_FILE_MODE)
    _set_tree_modes(folder / PUBLIC_FOLDER, PUBLIC_FOLDER_MODE, PUBLIC_FILE_MODE)


def restrict_file(path: Path) -> None:
    """Close a regular file to the public; the mode of a foreign file stays."""
    _set_file_mode(path, OFFICE_FILE_MODE)


def mend_rights(home: Home, inbox_group: str = "") -> tuple[OpenPath, ...]:
    """Close the open paths of a home, and return the paths.

    An entry of the home that is not the program's own is returned and left as it is. A
    refused change is left too: `list_shut_paths` names the folders not opened.

    Args:
        home: the home, with all its folders.
        inbox_group: the group that may put files into the inbox, empty for nobody.

    Raises:
        LookupError: this machine has no such group.
    """
    is_shared = bool(inbox_group) and _give_to_group(home.inbox_folder, inbox_group)
    modes = _list_shared_modes(home, DROP_MODE if is_shared else OFFICE_FOLDER_MODE)
    open_paths = [path for path, mode in modes.items() if _is_open(path, mode)]
    for path, mode in modes.items():
        _set_mode(path, mode)
    for path in _list_office_paths(home):
        if _is_open(path, OFFICE_FOLDER_MODE):
            open_paths.append(path)
            _close_path(path)
        modes[path] = OFFICE_FOLDER_MODE
    open_paths += [
        path
        for path in sorted(home.root.iterdir())
        if path not in modes and _is_open(path, OFFICE_FOLDER_MODE)
    ]
    return tuple(
        OpenPath(path, is_mended=not _is_open(path, modes.get(path, OFFICE_FOLDER_MODE)))
        for path in open_paths
    )


def list_shut_paths(home: Home, inbox_group: str = "") -> tuple[Path, ...]:
    """List the folders of a home not opened to other accounts as intended; changes nothing.

    Raises:
        LookupError: this machine has no such group.
    """
    modes = _list_shared_modes(home, DROP_MODE if inbox_group else OFFICE_FOLDER_MODE)
    shut_paths = [path for path, mode in modes.items() if _is_shut(path, mode)]
    if inbox_group and not _has_group(home.inbox_folder, inbox_group):
        shut_paths.append(home.inbox_folder)
    return tuple(dict.fromkeys(shut_paths))


def _give_to_group(folder: Path, group: str) -> bool:
    """Give a folder to a group; return whether the group has the folder now."""
    if not _has_group(folder, group):
        with suppress(PermissionError):
            os.chown(folder, -1, grp.getgrnam(group).gr_gid)
    return _has_group(folder, group)


def _has_group(folder: Path, group: str) -> bool:
    return folder.stat().st_gid == grp.getgrnam(group).gr_gid


def _list_shared_modes(home: Home, inbox_mode: int) -> dict[Path, int]:
    """Map each shared folder to its mode; the inbox is among them."""
    modes = {
        home.root: WAY_MODE,
        home.published_folder: WAY_MODE,
        home.inbox_folder: inbox_mode,
    }
    for path in list_publication_folders(home):
        if (path / PUBLIC_FOLDER).is_dir():
            modes |= {path: WAY_MODE, path / PUBLIC_FOLDER: PUBLIC_FOLDER_MODE}
    return modes


def _list_office_paths(home: Home) -> Iterator[Path]:
    """List the folders and files of the home that are for the office alone."""
    yield from (
        home.processed_folder,
        home.archive_folder,
        home.journal_folder,
        home.refused_folder,
        home.returned_folder,
        home.reminders_folder,
        home.root / OFFICE_FOLDER,
        home.build_folder,
        home.dagster_folder,
        home.gates_folder,
        home.logs_folder,
        home.catalogues_folder,
        home.identity_file,
        home.sources_file,
        home.lock,
        home.ui_lock,
        home.last_night,
        home.published_folder / PUBLICATION_LIST_FILE,
    )
    yield from home.root.glob(f"{home.register_file.name}*")  # with its log
    for path in list_publication_folders(home):
        # one of an earlier version is the office's as a whole
        yield path / OFFICE_FOLDER if (path / PUBLIC_FOLDER).is_dir() else path


def _is_open(path: Path, mode: int) -> bool:
    """Return whether others may do more with a path than the mode allows."""
    with suppress(FileNotFoundError):
        status = path.lstat()
        return not stat.S_ISLNK(status.st_mode) and bool(status.st_mode & OFFICE_UMASK & ~mode)
    return False


def _is_shut(path: Path, mode: int) -> bool:
    """Return whether other accounts may do less with a folder than the mode allows."""
    return bool(mode & ~path.stat().st_mode & _SHARED_BITS)


def _close_path(path: Path) -> None:
    """Close a path and everything below."""
    if path.is_dir():
        _set_tree_modes(path, OFFICE_FOLDER_MODE, OFFICE_FILE_MODE)
    else:
        _set_file_mode(path, OFFICE_FILE_MODE)


def _set_tree_modes(folder: Path, folder_mode: int, file_mode: int) -> None:
    """Set the mode of a folder first, against new visitors, then of everything below."""
    _set_mode(folder, folder_mode)
    for parent, folder_names, file_names in os.walk(folder):
        for name in folder_names:
            _set_mode(Path(parent, name), folder_mode)
        for name in file_names:
            _set_file_mode(Path(parent, name), file_mode)


def _set_file_mode(path: Path, file_mode: int) -> None:
    """Set the mode of a regular file; a read-only file stays read-only."""
    status = path.lstat()
    if stat.S_ISREG(status.st_mode):
        is_writable = status.st_mode & stat.S_IWUSR
        _set_mode(path, file_mode if is_writable else file_mode & ~0o222, status)


def _set_mode(path: Path, mode: int, status: os.stat_result | None = None) -> None:
    """Set a missing mode; links and paths of foreign accounts stay."""
    status = status or path.lstat()
    if not stat.S_ISLNK(status.st_mode) and stat.S_IMODE(status.st_mode) != mode:
        with suppress(PermissionError):
            path.chmod(mode)
