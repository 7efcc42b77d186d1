"""Names of files at a source, as far as they are stored: by the allow list of names.

A file is known by its origin: path, time and size. A path with a name that may not be stored keeps
its folder, and a digest in place of the name. No reading of sources here. May call warehouse.
"""

import re
from datetime import datetime
from hashlib import sha256

from assets.raw.connectors.inbox_placement import format_sender_name
from warehouse.forms.file_name_pieces import MARK
from warehouse.forms.file_names import FileNames

_DIGEST = re.compile(r"[0-9a-f]{16}")
_ORIGIN_PARTS = 3


def reduce_sender_name(name: str | None, file_names: FileNames) -> str | None:
    """Return the stored form of a sender's name for a file; None for no name."""
    return None if name is None else file_names.reduce_name(format_sender_name(name) or "")


def reduce_origin(origin: str, file_names: FileNames) -> str:
    """Return the stored form of the origin of a file; the number of a mail stays."""
    path = _find_path(origin)
    folder, slash, name = path.rpartition("/")
    if not path or _DIGEST.fullmatch(name) or file_names.reduce_name(name) == name:
        return origin
    digest = sha256(path.encode()).hexdigest()[:16]
    return f"{folder}{slash}{digest}{origin.removeprefix(path)}"


def hide_name(message: str, origin: str) -> str:
    """Return the message of an error about a file, without the name of the file."""
    name = _find_path(origin).rpartition("/")[2]
    return message.replace(name, MARK) if name else message


def _find_path(origin: str) -> str:
    """Return the path in the origin of a file of a folder; nothing for a mail."""
    parts = origin.rsplit(" ", _ORIGIN_PARTS - 1)
    if len(parts) < _ORIGIN_PARTS or not parts[-1].isdecimal():
        return ""
    try:
        datetime.fromisoformat(parts[1])
    except ValueError:
        return ""
    return parts[0]
