"""The moving of files and folders that holds across disks, and the sync of one path.

A rename is used where possible. A folder of the home may be on another disk: then the copy is made
durable beside the target and renamed, and the original is removed last. Imports no other module.
"""

import errno
import os
import shutil
from itertools import count
from pathlib import Path

DISK_FOLDER = "lost+found"
"""What a file system makes at its top: no folder of ours, and often closed to us."""
_DRAFT_NAME = ".moving"
"""The name of a copy under way; one move at a time, and a killed run's copy is replaced."""


def move_path(source: Path, target: Path) -> None:
    """Move a file or folder to a free path; killed at any point, it leaves the whole of it."""
    try:
        os.rename(source, target)  # noqa: PTH104 - half the time of `Path.rename`, for each file
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _move_across_disks(source, target)


def _move_across_disks(source: Path, target: Path) -> None:
    draft = target.with_name(_DRAFT_NAME)
    _remove(draft)
    try:
        if source.is_dir():
            shutil.copytree(source, draft, symlinks=True)
        else:
            shutil.copy2(source, draft, follow_symlinks=False)
        sync_tree(draft)
    except OSError:
        _remove(draft)  # free the space on a full disk
        raise
    draft.rename(target)
    sync_path(target.parent)
    _remove(source)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def set_path_aside(path: Path) -> Path:
    """Rename a file or folder to the first free name `….before-N` beside; return the new path."""
    places = (path.with_name(f"{path.name}.before-{number}") for number in count(1))
    place = next(place for place in places if not place.exists())
    return path.rename(place)


def sync_tree(top: Path) -> None:
    """Make a file or a whole folder durable: the files first, then the names."""
    for parent, _, names in os.walk(top, topdown=False):
        for name in names:
            sync_path(Path(parent, name))
        sync_path(Path(parent))
    if top.is_file():
        sync_path(top)


def sync_path(path: Path) -> None:
    """Make a file's bytes, or the names in a folder, durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
