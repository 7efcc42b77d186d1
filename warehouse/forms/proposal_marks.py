"""The three marks of a proposal workbook: hidden manifest, document property, visible title.

A file with a mark is no report. Looks for marks only. Imports nothing heavy: every report passes
here.
"""

import json
import re

from warehouse.files.grid import UnreadableError
from warehouse.files.guard import zip_parts
from warehouse.text import make_match_key

PROPOSAL_KIND = "chiso-layout-proposal"
"""The value of `kind` in the manifest, and of the document property."""
PROPOSAL_TITLE = "ĐỀ XUẤT CÁCH ĐỌC"
PROPOSAL_PROPERTY = "chiso"
SIGNATURE_PROPERTY = "chiso-signature"
"""The document property that holds the id and the signature: read before any parser."""
_SIGNATURE = re.compile(rb">([a-p]{16}):([a-p]{64})<")
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
    return PROPOSAL_KIND.encode() in _read_properties(content)


def format_signature(proposal_id: str, signature: str) -> str:
    """Format the id and the signature of a proposal as one property."""
    return f"{proposal_id}:{signature}"


def read_signature(content: bytes) -> tuple[str, str] | None:
    """Read the id and the signature in a workbook's own properties, or None."""
    properties = _read_properties(content)
    match = _SIGNATURE.search(properties) if PROPOSAL_KIND.encode() in properties else None
    return (match[1].decode(), match[2].decode()) if match else None


def _read_properties(content: bytes) -> bytes:
    """Read the part with a workbook's own properties; empty without one."""
    if _PROPERTIES_PART not in content:
        return b""
    parts = {part.name: part for part in zip_parts.list_parts(content)}
    part = parts.get(_PROPERTIES_PART.decode())
    return zip_parts.read_opening(content, part, _MAX_PROPERTY_BYTES) if part else b""


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
