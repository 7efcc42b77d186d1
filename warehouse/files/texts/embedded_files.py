"""The workbooks and documents embedded in an Office file: their names and bytes.

Unpacks within the bounds of the guard; judges nothing. May call the guard of files.
"""

from warehouse.files.guard import zip_parts
from warehouse.files.guard.zip_parts import DamagedError, SwellingError

_EMBEDDED_FOLDER = "/embeddings/"


def read_embedded_files(content: bytes) -> list[tuple[str, bytes]]:
    """Read the workbooks and documents embedded in an Office file: name and bytes."""
    try:
        return [
            (part.name, b"".join(zip_parts.unpack_pieces(content, part)))
            for part in zip_parts.list_parts(content)
            if is_embedded(part.name)
        ]
    except (DamagedError, SwellingError):
        return []


def is_embedded(name: str) -> bool:
    """Return whether a part is an embedded file."""
    return _EMBEDDED_FOLDER in name.lower() and not name.endswith((".rels", "/"))
