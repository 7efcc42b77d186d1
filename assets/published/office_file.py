"""The writing of files with exact counts for the office, readable by the owner only.

`save_office_file` records nothing: a command writes through `office_exports`, which does. May call
the floor below.
"""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from warehouse.file_moves import sync_path
from warehouse.rights import OFFICE_FILE_MODE, OFFICE_FOLDER_MODE


def set_file_aside(
    path: Path, content: bytes, labels: Mapping[str, str], other_label: str
) -> Path | None:
    """Rename a file that is about to be replaced by other content; None if there is no need.

    `labels` maps the SHA-256 of known content to what the name says of it, empty for a file that
    may be replaced; unknown content is `other_label`.
    """
    if not path.is_file():
        return None
    earlier_content = path.read_bytes()
    label = labels.get(hashlib.sha256(earlier_content).hexdigest(), other_label)
    if not label or earlier_content == content:
        return None
    number = len(list(path.parent.glob(f"{path.stem}.{label}-*{path.suffix}"))) + 1
    return path.rename(path.with_name(f"{path.stem}.{label}-{number}{path.suffix}"))


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
