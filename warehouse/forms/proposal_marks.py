"""The three marks of a proposal workbook: hidden manifest, document property, visible title.

A file with a mark is no report. Looks for marks only. Imports nothing heavy: every report passes
here.
"""

import json

from warehouse.files.grid import UnreadableError
from warehouse.files.guard import zip_parts
from warehouse.text import make_match_key

PROPOSAL_KIND = "chiso-layout-proposal"
"""The value of `kind` in the manifest, and of the document property."""
PROPOSAL_TITLE = "ĐỀ XUẤT CÁCH ĐỌC"
PROPOSAL_PROPERTY = "chiso"
_TITLE_KEY = make_match_key(PROPOSAL_TITLE)
_TITLE_ROWS, _TITLE_COLUMNS = 3, 3
_PROPERTIES_PART = b"docProps/custom.xml"
_MAX_PROPERTY_BYTES = 1 << 16


class ProposalError(UnreadableError):
    """The file is a proposal of the hub and no report."""

    code = "E-FORM-005"


def has_proposal_title(page: object) -> bool:
    """Return whether the first cells of a sheet hold the title of a proposal."""
    return any(
        isinstance(value, str) and value and make_match_key(value).startswith(_TITLE_KEY)
        for cells in getattr(page, "cells", [])[:_TITLE_ROWS]
        for value in cells[:_TITLE_COLUMNS]
    )


def has_proposal_property(content: bytes) -> bool:
    """Return whether a workbook's own properties call the file a proposal."""
    if _PROPERTIES_PART not in content:
        return False
    parts = {part.name: part for part in zip_parts.list_parts(content)}
    part = parts.get(_PROPERTIES_PART.decode())
    if part is None:
        return False
    return PROPOSAL_KIND.encode() in zip_parts.read_opening(content, part, _MAX_PROPERTY_BYTES)


def is_proposal_manifest(text: str) -> bool:
    """Return whether the text of a hidden manifest is a proposal's."""
    return read_proposal_manifest(text) is not None


def read_proposal_manifest(text: str) -> dict[str, str] | None:
    """Read the manifest of a proposal; None for any other text."""
    if PROPOSAL_KIND not in text:
        return None
    try:
        values = json.loads(text)
    except ValueError:
        return None
    is_ours = isinstance(values, dict) and values.get("kind") == PROPOSAL_KIND
    return {name: str(value) for name, value in values.items()} if is_ours else None
