"""The texts of an Office file outside cells: comments, names, properties, headers, text boxes.

Reads the archive's parts as text, within bounds; no parser may expand anything, and nothing is
fetched. `grid` reads cells with addresses.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache

from warehouse.files.guard import zip_parts
from warehouse.files.guard.zip_parts import ArchivePart, DamagedError, SwellingError
from warehouse.files.texts import attribute_texts, cell_texts, comment_sheets, part_texts
from warehouse.files.texts.embedded_files import is_embedded
from warehouse.files.texts.old_records import clear_records_without_texts
from warehouse.files.texts.part_markup import decode_markup, quote_doubly
from warehouse.files.texts.part_readers import NonCellText, read_part_texts

MAX_PART_BYTES = 64 << 20
"""A file with a larger unpacked part cannot be searched."""
_MARKUP_BEGINNINGS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")
_PART_ERRORS = (DamagedError, SwellingError, zlib.error)
_SKIPPED_PARTS = re.compile(r"/styles\.xml$|/theme/|Content_Types|^_rels/|workbook\.xml\.rels$")
_SMALL_PART_BYTES, _LONG_PIECE_BYTES = 1 << 15, 1 << 18
_CELLS_CLOSING = b"</sheetData>"
_PRINTER_FOLDER = "/printersettings/"
"""Printer names and drivers: no text of a report."""


def collect_distinct_texts(content: bytes) -> set[str] | None:
    """Collect every different text of an .xlsx file, cells included, quickly.

    Returns:
        None for another kind of file, and for unusual markup: then only a full reading works.
    """
    if not content.startswith(zip_parts.PART_BEGINNING):
        return None
    texts: set[str] = set()
    try:
        whole_parts = zip_parts.list_whole_parts(content)
        for part, whole_data in whole_parts:
            _check_part(part)
            data = _unpack_part(content, part) if whole_data is None else whole_data
            is_like_others = len(data) < _SMALL_PART_BYTES and not _is_shared_part(part.name)
            list_texts = _list_texts_once if is_like_others else _list_part_texts
            texts.update(list_texts(part.name, data))
    except _PART_ERRORS:
        return None
    names = [part.name for part, _ in whole_parts]
    is_usual = "xl/workbook.xml" in names and not any(map(is_embedded, names))
    return texts if is_usual and cell_texts.UNUSUAL_MARKUP not in texts else None


def _is_markup_part(name: str, data: bytes) -> bool:
    """Return whether a part may hold cells: the name of such a part is the workbook's choice."""
    has_markup_name = name.lower().endswith((".xml", ".rels"))
    return has_markup_name or data.startswith(_MARKUP_BEGINNINGS) or b"sheetData" in data


def iterate_non_cell_texts(content: bytes) -> Iterator[NonCellText]:
    """Yield every text of an Office file outside cells; a comment names the sheet, if known."""
    try:
        archive_parts = zip_parts.list_parts(content)
        sheets = _find_comment_sheets(content, archive_parts)
        for part in _select_readable_parts(archive_parts):
            for text in _read_outer_texts(part.name, _unpack_part(content, part)):
                yield NonCellText(text.place, text.text, text.zone, sheets.get(part.name))
    except _PART_ERRORS:
        return


def _find_comment_sheets(content: bytes, archive_parts: Sequence[ArchivePart]) -> dict[str, str]:
    """Find the sheets of the comments; without comments no part is unpacked."""
    if not any(comment_sheets.is_comment_part(part.name) for part in archive_parts):
        return {}
    return comment_sheets.map_comment_parts(
        (part.name, _unpack_part(content, part))
        for part in _check_parts(archive_parts)
        if part.name == comment_sheets.WORKBOOK_PART or comment_sheets.is_relation_part(part.name)
    )


def is_binary_workbook(content: bytes) -> bool:
    """Return whether a workbook has binary records, like .xls and .xlsb."""
    if not content.startswith(b"PK"):
        return True
    try:
        return any(part.name == "xl/workbook.bin" for part in zip_parts.list_parts(content))
    except _PART_ERRORS:
        return False


def extract_binary_runs(content: bytes) -> Iterator[str]:
    """Extract the runs of text in the binary records of .xls and .xlsb, cells included."""
    if not content.startswith(b"PK"):
        yield from part_texts.find_text_runs(clear_records_without_texts(content))
        return
    try:
        for part in zip_parts.list_parts(content):
            if part.name.endswith(".bin") and _PRINTER_FOLDER not in part.name.lower():
                yield from part_texts.find_text_runs(
                    b"".join(zip_parts.unpack_pieces(content, part))
                )
    except _PART_ERRORS:
        return


def _select_readable_parts(archive_parts: Sequence[ArchivePart]) -> Iterator[ArchivePart]:
    return _check_parts([part for part in archive_parts if _is_readable(part.name)])


def _check_parts(archive_parts: Sequence[ArchivePart]) -> Iterator[ArchivePart]:
    for part in archive_parts:
        _check_part(part)
        yield part


def _check_part(part: ArchivePart) -> None:
    if part.method not in zip_parts.KNOWN_METHODS or part.is_encrypted:
        raise DamagedError(part.name)


@lru_cache(maxsize=256)
def _is_readable(name: str) -> bool:
    return name.endswith((".xml", ".rels")) and not _SKIPPED_PARTS.search(name)


# In one step; the bound applies to the output, not to the size stated by the entry.
def _unpack_part(content: bytes, part: ArchivePart) -> bytes:
    if (data := zip_parts.get_whole_part(content, part)) is not None:
        return data
    packed = content[part.start : part.start + part.packed_size]
    if part.method == zip_parts.STORED_METHOD:
        return packed
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    data = stream.decompress(packed, MAX_PART_BYTES)
    if not stream.eof:
        raise DamagedError(part.name)
    return data


# A part equal in every form is read once.
@lru_cache(maxsize=256)
def _list_texts_once(name: str, data: bytes) -> frozenset[str]:
    return frozenset(_list_part_texts(name, data))


def _list_part_texts(name: str, data: bytes) -> list[str]:
    if not _is_markup_part(name, data):
        return []
    if _is_sheet_part(name) and not cell_texts.may_hide_text(data):
        return _list_sheet_texts(data)
    outer_texts = (
        [outer_texts.text for outer_texts in _read_outer_texts(name, data)]
        if _is_readable(name)
        else []
    )
    return [*cell_texts.extract_cell_texts(data, is_shared=_is_shared_part(name)), *outer_texts]


def _list_sheet_texts(data: bytes) -> list[str]:
    """List the texts of a sheet in usual markup: cells first, then the surroundings."""
    end = data.rfind(_CELLS_CLOSING)
    if end < 0 or attribute_texts.has_surroundings(data, end):
        return [*cell_texts.extract_piece_texts(data), *_list_surrounding_texts(data)]
    surroundings = data[end:]
    list_texts = (
        _list_piece_texts_once if len(surroundings) < _LONG_PIECE_BYTES else _list_piece_texts
    )
    return [*cell_texts.extract_piece_texts(data[:end]), *list_texts(surroundings)]


def _list_piece_texts(piece: bytes) -> frozenset[str]:
    """List the texts of the part of a sheet behind its cells."""
    return frozenset((*cell_texts.extract_piece_texts(piece), *_list_surrounding_texts(piece)))


# Prompts, lists and margins are the same in every report of a form.
_list_piece_texts_once = lru_cache(maxsize=64)(_list_piece_texts)


def _list_surrounding_texts(piece: bytes) -> list[str]:
    return [text.text for text in _read_sheet_surroundings(piece)]


def _is_sheet_part(name: str) -> bool:
    return "/worksheets/" in name and name.endswith(".xml")


def _is_shared_part(name: str) -> bool:
    return name.lower().endswith("sharedstrings.xml")


def _read_outer_texts(name: str, data: bytes) -> Iterator[NonCellText]:
    """Read the texts outside cells of a part; the part's name chooses the reader.

    A sheet of a chart, or a sheet under a name of its writer's choice, has margins too.
    """
    if _is_shared_part(name):
        return
    markup = decode_markup(data)
    yield from _read_sheet_surroundings(markup.encode())
    if not _is_sheet_part(name):
        yield from read_part_texts(name, quote_doubly(markup))


def _read_sheet_surroundings(data: bytes) -> Iterator[NonCellText]:
    for text in attribute_texts.find_margin_texts(data):
        yield NonCellText("đầu trang hoặc chân trang", text)
    for place, text in attribute_texts.find_sheet_attributes(data):
        yield NonCellText(place, text)
