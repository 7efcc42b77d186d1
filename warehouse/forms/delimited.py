"""A text file of delimited cells as a sheet: every cell stays the text that was typed.

Nothing is sniffed: encoding, delimiter and quoting are those under which the most of a form's
labels are found. Addresses are those a spreadsheet program shows for the file.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from unicodedata import normalize

from warehouse.forms.grid import Cells, OversizedError, Sheet, UnreadableError

SHEET = "CSV"
LARGEST_TEXT = 8 << 20
LARGEST_GRID = 500_000
_LOOKED_AT = 300
"""By so many rows a reading is judged: the labels of a form stand at the head of a file."""
DELIMITERS = (";", ",", "\t", "|")
UNUSUAL_DELIMITERS = ("^", "~", ":", "#", "*", "/")
"""Signs of ordinary text as well: tried only where the others find no label."""
_NO_QUOTE = "\x01"
_QUOTES = ('"', "'", _NO_QUOTE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_NOT_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_SEP_LINE = re.compile(r"\A\"?sep=.\"?\r?\n", re.IGNORECASE)


def read_delimited(content: bytes, worth: Callable[[Sheet], int]) -> Sheet:
    """The file as one sheet; without any delimiter, a sheet of one column.

    Args:
        content: the file's bytes.
        worth: how many labels of one form a sheet holds; of readings equally good the first
            stands: UTF-8 before the old code pages, `;` before `,`, quotes before none.
    """

    def judged(sheet: Sheet) -> int:
        return worth(replace(sheet, cells=sheet.cells[:_LOOKED_AT]))

    said = texts(content)
    sheets = [sheet for text in said for sheet in _sheets(text, DELIMITERS)]
    if not any(map(judged, sheets)):
        heads = ("".join(text.splitlines(keepends=True)[:_LOOKED_AT]) for text in said)
        if any(judged(sheet) for head in heads for sheet in _sheets(head, UNUSUAL_DELIMITERS)):
            sheets += [sheet for text in said for sheet in _sheets(text, UNUSUAL_DELIMITERS)]
    if not sheets:
        raise OversizedError(f"> {LARGEST_GRID} ô")
    return max(sheets, key=judged)


def _sheets(text: str, delimiters: Sequence[str]) -> list[Sheet]:
    return [Sheet(SHEET, True, cells) for cells in _readings(text, delimiters) if cells]


def texts(content: bytes) -> list[str]:
    """What the bytes may say, by every encoding that fits them; UnreadableError when none does."""
    if len(content) > LARGEST_TEXT:
        raise OversizedError(f"{len(content)} > {LARGEST_TEXT} byte")
    found = []
    for encoding in _encodings(content):
        try:
            text = normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
        if not _BINARY.search(text):
            found.append(_SEP_LINE.sub("", text, count=1))
    if not found:
        raise UnreadableError("not text in any known encoding")
    return found


def _encodings(content: bytes) -> tuple[str, ...]:
    """Candidates, best first. UTF-8 is never mistaken for anything else, so it stands alone."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return (encoding,)
    half = len(content[:4096]) / 2
    if content[1:4096:2].count(0) > 0.3 * half:
        return ("utf-16-le",)
    if content[0:4096:2].count(0) > 0.3 * half:
        return ("utf-16-be",)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        # cp1252 is how TCVN3 and VNI look before they are converted; five bytes it has not.
        return ("cp1258", "latin-1" if _NOT_CP1252.search(content) else "cp1252")
    return ("utf-8",)


def _readings(text: str, among: Sequence[str]) -> Iterator[Cells | None]:
    delimiters = [delimiter for delimiter in among if delimiter in text]
    for delimiter in delimiters:
        for quote in _quotes(text, delimiter):
            yield _cells(text, delimiter, quote)
    if not delimiters:
        yield [[line] for line in text.splitlines()]


def _quotes(text: str, delimiter: str) -> list[str]:
    """The quotes that stand around cells most often come first; «'08» has only one of them."""

    def around(quote: str) -> int:
        return min(text.count(delimiter + quote), text.count(quote + delimiter))

    return sorted(_QUOTES, key=around, reverse=True)


def _cells(text: str, delimiter: str, quote: str) -> Cells | None:
    """Rows padded to one width; None when there are too many, or a cell is endless."""
    lines = io.StringIO(text, newline="")
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, quotechar=quote))
    except csv.Error:
        return None
    width = max(map(len, rows), default=0)
    if len(rows) * width > LARGEST_GRID:
        return None
    return [row + [""] * (width - len(row)) for row in rows]
