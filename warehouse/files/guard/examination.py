"""The examination of a file's bytes before any parser: reasons for not reading the file.

Work and memory stay bounded for any bytes. `report_reader` reads the file; messages are in
`expectations.codes`.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from warehouse.files.guard import compound_file, sheet_extent, zip_parts
from warehouse.files.guard.zip_parts import KNOWN_METHODS, ArchivePart, DamagedError, SwellingError
from warehouse.finding_draft import FindingDraft

EMPTY_FILE, PASSWORD_FILE, DAMAGED_FILE, SWELLING_ARCHIVE = (
    "E-FILE-010",
    "E-FILE-011",
    "E-FILE-012",
    "E-FILE-013",
)
OVERSIZED_SHEET, DOCTYPE_PART, DUPLICATE_PART, OTHER_FILE_KIND = (
    "E-FILE-014",
    "E-FILE-015",
    "E-FILE-016",
    "E-FILE-017",
)
LINKED_WORKBOOK = "N-FILE-010"

MAX_ARCHIVE_PARTS = 2000
MAX_UNPACKED_BYTES = 200 << 20
MAX_UNPACK_RATIO = 250
SMALL_UNPACKED_BYTES = 16 << 20
"""An archive with at most so many unpacked bytes may have any ratio."""
MAX_EDITABLE_CELLS = 100_000
"""Cells: more than in any report, and less than a second's work."""
_OPENING_BYTES = 1024
_MAX_DECLARING_SHEETS = 4


class FileKind(NamedTuple):
    """A kind of file that is no workbook: its sign, and its name in both languages."""

    sign: str
    vi: str
    en: str


_ROOT_ELEMENT = re.compile(rb"(?>\s*(?><\?.*?\?>|<!--.*?-->))*+\s*+<[A-Za-z_]", re.DOTALL)
_XML_BEGINNINGS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")
_FILE_KINDS = (
    (b"%PDF", FileKind("PDF", "tệp PDF", "a PDF file")),
    (b"\x89PNG", FileKind("PNG", "ảnh PNG", "a PNG picture")),
    (b"\xff\xd8\xff", FileKind("JPEG", "ảnh JPEG", "a JPEG picture")),
    (b"Rar!", FileKind("RAR", "tệp nén RAR", "a RAR archive")),
    (b"7z\xbc\xaf", FileKind("7z", "tệp nén 7z", "a 7z archive")),
    (b"\x1f\x8b", FileKind("gzip", "tệp nén gzip", "a gzip archive")),
    (b"MZ", FileKind("MZ", "một chương trình", "a program")),
    (b"\x7fELF", FileKind("ELF", "một chương trình", "a program")),
)
_OLD_DOCUMENT_KINDS = {
    "WordDocument": FileKind(".doc", "văn bản Word (.doc)", "a Word document (.doc)"),
    "PowerPoint Document": FileKind(".ppt", "bài trình chiếu (.ppt)", "a presentation (.ppt)"),
}


@lru_cache(maxsize=2)  # called by the reading and by the search of the same file
def examine_file(content: bytes) -> FindingDraft | None:
    """Inspect a file: return an error (E-) against reading, a note (N-), or None for most files."""
    if not content:
        return FindingDraft(EMPTY_FILE)
    try:
        if content.startswith(zip_parts.PART_BEGINNING):
            return _examine_zip(content, zip_parts.list_parts(content))
        if content.startswith(compound_file.OLE_MAGIC):
            return _examine_compound(compound_file.list_root_streams(content))
    except DamagedError as error:
        return FindingDraft(DAMAGED_FILE, observed=str(error))
    except SwellingError as error:
        return FindingDraft(SWELLING_ARCHIVE, observed=str(error)[:200])
    return _examine_other_bytes(content)


def is_editable_workbook(content: bytes) -> bool:
    """Return whether a workbook is small enough for an editing library.

    An editing library keeps every cell as an object, merged and merely coloured cells included.
    """
    if not content.startswith(zip_parts.PART_BEGINNING):
        return False
    try:
        parts = zip_parts.list_parts(content)
    except (DamagedError, SwellingError):
        return False
    sheet_pieces = [
        zip_parts.unpack_pieces(content, part) for part in parts if _holds_cells(part.name)
    ]
    return (
        sum(part.unpacked_size for part in parts) <= SMALL_UNPACKED_BYTES
        and sum(
            sheet_extent.count_rectangle_cells(pieces, include_formatted=True)
            for pieces in sheet_pieces
        )
        <= MAX_EDITABLE_CELLS
    )


def _examine_other_bytes(content: bytes) -> FindingDraft | None:
    for magic, kind in _FILE_KINDS:
        if content.startswith(magic):
            return _draft_other_kind(kind)
    if b"PK\x05\x06" in content[max(1, len(content) - 65557) :]:
        # An archive behind foreign bytes: some libraries open the archive all the same.
        return FindingDraft(DAMAGED_FILE, observed="an archive behind other bytes")
    if not content.strip(b"\0 \t\r\n"):
        return FindingDraft(EMPTY_FILE)
    return None


def _examine_compound(streams: set[str]) -> FindingDraft | None:
    if "EncryptedPackage" in streams:
        return FindingDraft(PASSWORD_FILE)
    for stream, kind in _OLD_DOCUMENT_KINDS.items():
        if stream in streams:
            return _draft_other_kind(kind)
    return None


def _draft_other_kind(kind: FileKind) -> FindingDraft:
    message_values = {"kind": kind.vi, "kind_en": kind.en}
    return FindingDraft(OTHER_FILE_KIND, observed=kind.sign, message_values=message_values)


def _examine_zip(content: bytes, parts: Sequence[ArchivePart]) -> FindingDraft | None:
    """Check the directory first, because this is cheap; then check the parts."""
    names = [part.name.casefold() for part in parts]
    rules: tuple[tuple[str, Callable[[], str]], ...] = (
        (SWELLING_ARCHIVE, lambda: _describe_swelling(parts)),
        (DUPLICATE_PART, lambda: _find_duplicate_name(names)),
        (
            DAMAGED_FILE,
            lambda: next(
                (f"method {p.method}" for p in parts if p.method not in KNOWN_METHODS), ""
            ),
        ),
        (PASSWORD_FILE, lambda: next((p.name for p in parts if p.is_encrypted), "")),
    )
    for code, rule in rules:
        if observed := rule():
            return FindingDraft(code, observed=observed[:200])
    # The members of a bare archive are examined singly: a bad member must not refuse the rest.
    return _examine_parts(content) if _is_office_document(names) else None


def _is_office_document(names: list[str]) -> bool:
    """Return whether the parts are those of an office document, not of a bare archive of files."""
    return "[content_types].xml" in names or "content.xml" in names


def _describe_swelling(parts: Sequence[ArchivePart]) -> str:
    packed_size = sum(part.packed_size for part in parts)
    unpacked_size = sum(part.unpacked_size for part in parts)
    if len(parts) > MAX_ARCHIVE_PARTS:
        return f"{len(parts)} parts"
    limit = (
        MAX_UNPACKED_BYTES
        if unpacked_size <= MAX_UNPACK_RATIO * packed_size
        else SMALL_UNPACKED_BYTES
    )
    return f"{unpacked_size >> 20} MiB" if unpacked_size > limit else ""


def _find_duplicate_name(names: list[str]) -> str:
    if len(set(names)) == len(names):
        return ""
    return next(name for index, name in enumerate(names) if name in names[:index])


def _examine_parts(content: bytes) -> FindingDraft | None:
    sheets, link_part = [], ""
    for part, data in zip_parts.list_whole_parts(content):
        opening = (
            zip_parts.read_opening(content, part, _OPENING_BYTES)
            if data is None
            else data[:_OPENING_BYTES]
        )
        if _may_have_doctype(opening) and _has_doctype(content, part):
            return FindingDraft(DOCTYPE_PART, observed=part.name[:200])
        if _holds_cells(part.name):
            sheets.append((part, opening))
        elif part.name.startswith("xl/externalLinks/"):
            link_part = part.name
        elif part.name == "META-INF/manifest.xml" and _contains_word(
            content, part, b"encryption-data"
        ):
            return FindingDraft(PASSWORD_FILE, observed=part.name)
    if oversized_part := _find_oversized_sheet(content, sheets):
        return FindingDraft(OVERSIZED_SHEET, observed=oversized_part[:200])
    return FindingDraft(LINKED_WORKBOOK, observed=link_part[:200]) if link_part else None


def _holds_cells(name: str) -> bool:
    return name == "content.xml" or (name.startswith("xl/worksheets/") and name.endswith(".xml"))


@lru_cache(maxsize=256)  # most parts are the same in every report of a form
def _may_have_doctype(opening: bytes) -> bool:
    """Return whether an XML part may have a document type, by the first bytes.

    A part beginning with the root element, behind declarations and comments, has no document type.
    """
    is_markup = opening.startswith(_XML_BEGINNINGS)
    return is_markup and not _ROOT_ELEMENT.match(opening.removeprefix(b"\xef\xbb\xbf"))


def _has_doctype(content: bytes, part: ArchivePart) -> bool:
    return _contains_word(content, part, b"<!DOCTYPE") or _contains_word(content, part, b"<!ENTITY")


def _contains_word(content: bytes, part: ArchivePart, word: bytes) -> bool:
    """Return whether the word stands in a part, in any encoding and case."""
    previous_tail = b""
    for piece in zip_parts.unpack_pieces(content, part):
        text = previous_tail + piece.replace(b"\0", b"").upper()
        if word.upper() in text:
            return True
        previous_tail = text[-len(word) :]
    return False


def _find_oversized_sheet(content: bytes, sheets: list[tuple[ArchivePart, bytes]]) -> str:
    if len(sheets) <= _MAX_DECLARING_SHEETS and all(
        sheet_extent.declares_small_extent(head) for _, head in sheets
    ):
        return ""
    total_cells = 0
    for part, _ in sheets:
        total_cells += sheet_extent.count_rectangle_cells(zip_parts.unpack_pieces(content, part))
        if total_cells > sheet_extent.MAX_RECTANGLE_CELLS:
            return part.name
    return ""
