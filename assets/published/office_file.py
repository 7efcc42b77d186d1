"""The writing of files with exact counts for the office, readable by the owner only.

`save_office_file` records nothing: a command writes through `office_exports`, which does. May call
the floor below.
"""

import os
from pathlib import Path

from warehouse.file_moves import sync_path
from warehouse.rights import OFFICE_FILE_MODE, OFFICE_FOLDER_MODE


def save_office_file(path: Path, content: bytes) -> None:
    """Write a file for the owner alone, whole or not at all; an older file is replaced."""
    path.parent.mkdir(mode=OFFICE_FOLDER_MODE, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.next")
    draft.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(draft, flags, OFFICE_FILE_MODE), "wb") as file:
        file.write(content)
    sync_path(draft)
    draft.replace(path)
