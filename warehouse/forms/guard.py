"""The examination of a file's bytes before any parser: reasons for not reading the file.

Work and memory stay bounded for any bytes. `reading` reads the file; messages are in
`expectations.codes`.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from warehouse.forms import compound, extent, zip_parts
from warehouse.forms.report import Doubt
from warehouse.forms.zip_parts import METHODS, DamagedError, Part, SwellingError

EMPTY, PASSWORD, DAMAGED, SWELLS = "E-FILE-010", "E-FILE-011", "E-FILE-012", "E-FILE-013"
TOO_WIDE, DOCTYPE, TWICE, OTHER = "E-FILE-014", "E-FILE-015", "E-FILE-016", "E-FILE-017"
LINKED = "N-FILE-010"

MOST_PARTS = 2000
MOST_UNPACKED = 200 << 20
MOST_TIMES_LARGER = 250
SMALL = 16 << 20
"""An archive with at most so many unpacked bytes may have any ratio."""
MOST_EDITED = 100_000
"""Cells: more than in any report, and less than a second's work."""
_HEAD = 1024
_FEW_SHEETS = 4

_OPENING = re.compile(rb"(?>\s*(?><\?.*?\?>|<!--.*?-->))*+\s*+<[A-Za-z_]", re.DOTALL)
_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")
_KINDS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"MZ", "chương trình"),
    (b"\x7fELF", "chương trình"),
)
_OLD_DOCUMENTS = {"WordDocument": "văn bản Word (.doc)", "PowerPoint Document": "PowerPoint (.ppt)"}


@lru_cache(maxsize=2)  # called by the reading and by the search of the same file
def examine(content: bytes) -> Doubt | None:
    """Inspect a file: return an error (E-) against reading, a note (N-), or None for most files."""
    if not content:
        return Doubt(EMPTY)
    try:
        if content.startswith(zip_parts.BEGINNING):
            return _zip(content, zip_parts.parts(content))
        if content.startswith(compound.MAGIC):
            return _compound(compound.streams(content))
    except DamagedError as error:
        return Doubt(DAMAGED, observed=str(error))
    except SwellingError as error:
        return Doubt(SWELLS, observed=str(error)[:200])
    return _other(content)


def is_modest(content: bytes) -> bool:
    """Return whether a workbook is small enough for an editing library.

    An editing library keeps every cell as an object, merged and merely coloured cells included.
    """
    if not content.startswith(zip_parts.BEGINNING):
        return False
    try:
        parts = zip_parts.parts(content)
    except (DamagedError, SwellingError):
        return False
    sheets = [zip_parts.unpack(content, part) for part in parts if _holds_cells(part.name)]
    return (
        sum(part.unpacked for part in parts) <= SMALL
        and sum(extent.rectangle(pieces, of_all=True) for pieces in sheets) <= MOST_EDITED
    )


def _other(content: bytes) -> Doubt | None:
    for magic, kind in _KINDS:
        if content.startswith(magic):
            return Doubt(OTHER, observed=kind)
    if b"PK\x05\x06" in content[max(1, len(content) - 65557) :]:
        # An archive behind foreign bytes: some libraries open the archive all the same.
        return Doubt(DAMAGED, observed="an archive behind other bytes")
    if not content.strip(b"\0 \t\r\n"):
        return Doubt(EMPTY)
    return None


def _compound(streams: set[str]) -> Doubt | None:
    if "EncryptedPackage" in streams:
        return Doubt(PASSWORD)
    for stream, kind in _OLD_DOCUMENTS.items():
        if stream in streams:
            return Doubt(OTHER, observed=kind)
    return None


def _zip(content: bytes, parts: Sequence[Part]) -> Doubt | None:
    """Check the directory first, because this is cheap; then check the parts."""
    names = [part.name.casefold() for part in parts]
    rules: tuple[tuple[str, Callable[[], str]], ...] = (
        (SWELLS, lambda: _swelling(parts)),
        (TWICE, lambda: _first_twice(names)),
        (
            DAMAGED,
            lambda: next((f"method {p.method}" for p in parts if p.method not in METHODS), ""),
        ),
        (PASSWORD, lambda: next((p.name for p in parts if p.is_encrypted), "")),
    )
    for code, rule in rules:
        if observed := rule():
            return Doubt(code, observed=observed[:200])
    # The members of a bare archive are examined singly: a bad member must not refuse the rest.
    return _inside(content, parts) if _is_document(names) else None


def _is_document(names: list[str]) -> bool:
    """Return whether the parts are those of an office document, not of a bare archive of files."""
    return "[content_types].xml" in names or "content.xml" in names


def _swelling(parts: Sequence[Part]) -> str:
    packed = sum(part.packed for part in parts)
    unpacked = sum(part.unpacked for part in parts)
    if len(parts) > MOST_PARTS:
        return f"{len(parts)} parts"
    limit = MOST_UNPACKED if unpacked <= MOST_TIMES_LARGER * packed else SMALL
    return f"{unpacked >> 20} MiB" if unpacked > limit else ""


def _first_twice(names: list[str]) -> str:
    if len(set(names)) == len(names):
        return ""
    return next(name for at, name in enumerate(names) if name in names[:at])


def _inside(content: bytes, parts: Sequence[Part]) -> Doubt | None:
    sheets, linked = [], ""
    for part in parts:
        opening = zip_parts.opening(content, part, _HEAD)
        if opening.startswith(_XML) and _has_doctype(content, part, opening):
            return Doubt(DOCTYPE, observed=part.name[:200])
        if _holds_cells(part.name):
            sheets.append((part, opening))
        elif part.name.startswith("xl/externalLinks/"):
            linked = part.name
        elif part.name == "META-INF/manifest.xml" and _mentions(content, part, b"encryption-data"):
            return Doubt(PASSWORD, observed=part.name)
    if wide := _too_wide(content, sheets):
        return Doubt(TOO_WIDE, observed=wide[:200])
    return Doubt(LINKED, observed=linked[:200]) if linked else None


def _holds_cells(name: str) -> bool:
    return name == "content.xml" or (name.startswith("xl/worksheets/") and name.endswith(".xml"))


def _has_doctype(content: bytes, part: Part, opening: bytes) -> bool:
    """Return whether an XML part has a document type.

    A part beginning with the root element, behind declarations and comments, has no document type.
    """
    if _OPENING.match(opening.removeprefix(b"\xef\xbb\xbf")):
        return False
    return _mentions(content, part, b"<!DOCTYPE") or _mentions(content, part, b"<!ENTITY")


def _mentions(content: bytes, part: Part, word: bytes) -> bool:
    """Return whether the word stands in a part, in any encoding and case."""
    before = b""
    for piece in zip_parts.unpack(content, part):
        text = before + piece.replace(b"\0", b"").upper()
        if word.upper() in text:
            return True
        before = text[-len(word) :]
    return False


def _too_wide(content: bytes, sheets: list[tuple[Part, bytes]]) -> str:
    if len(sheets) <= _FEW_SHEETS and all(extent.is_plainly_small(head) for _, head in sheets):
        return ""
    total = 0
    for part, _ in sheets:
        total += extent.rectangle(zip_parts.unpack(content, part))
        if total > extent.LARGEST_RECTANGLE:
            return part.name
    return ""
