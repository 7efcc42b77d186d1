"""A zip without the members that nobody could search: only this much of it may be archived.

Figures in force keep their source, and the letter beside them stays out. May call nothing.
"""

import io
import zipfile
from collections.abc import Collection


def build_searched_zip(content: bytes, unread_parts: Collection[str]) -> bytes | None:
    """Build the zip of the searched members; None if the file itself is no zip of files.

    Args:
        content: a zip that was read before, within its bounds.
        unread_parts: the members that could not be searched, with their paths.
    """
    if not content.startswith(b"PK"):
        return None
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as searched,
    ):
        names = [info.filename for info in source.infolist() if not info.is_dir()]
        if "[Content_Types].xml" in names or "content.xml" in names:
            return None
        for info in source.infolist():
            is_unread = any(_lies_in(part, info.filename) for part in unread_parts)
            if not info.is_dir() and not is_unread:
                searched.writestr(zipfile.ZipInfo(info.filename), source.read(info))
    return target.getvalue()


def _lies_in(part: str, member: str) -> bool:
    return part == member or part.startswith(f"{member}/")
