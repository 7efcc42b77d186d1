"""A text file of delimited cells as a sheet: every cell stays the text that was typed.

Nothing is sniffed: encoding, delimiter and quoting are those under which the most of a form's
labels are found. Addresses are those a spreadsheet program shows for the file.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from unicodedata import normalize

from warehouse.forms.grid import Cells, OversizedError, Sheet, UnreadableError

SHEET = "CSV"
LARGEST_TEXT = 8 << 20
LARGEST_GRID = 1_000_000
DELIMITERS = (";", ",", "\t", "|")
_NO_QUOTE = "\x01"
_QUOTES = ('"', "'", _NO_QUOTE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_SEP_LINE = re.compile(r"\A\"?sep=.\"?\r?\n", re.IGNORECASE)


def read_delimited(content: bytes, worth: Callable[[Sheet], int]) -> Sheet:
    """The file as one sheet; without any delimiter, a sheet of one column.

    Args:
        content: the file's bytes.
        worth: how many labels of one form a sheet holds; of readings equally good the first
            stands: UTF-8 before the old code pages, `;` before `,`, quotes before none.
    """
    if len(content) > LARGEST_TEXT:
        raise OversizedError(f"{len(content)} bytes of text")
    sheets = [Sheet(SHEET, True, cells) for text in texts(content) for cells in _readings(text)]
    return max(sheets, key=worth)


def texts(content: bytes) -> list[str]:
    """What the bytes may say, by every encoding that fits them; UnreadableError when none does."""
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
        # cp1252 is how TCVN3 and VNI look before they are converted.
        return ("cp1258", "cp1252", "latin-1")
    return ("utf-8",)


def _readings(text: str) -> Iterator[Cells]:
    lines = [[line] for line in text.splitlines()]
    delimiters = [delimiter for delimiter in DELIMITERS if delimiter in text]
    for delimiter in delimiters:
        for quote in _quotes(text, delimiter):
            yield _cells(text, delimiter, quote) or lines
    if not delimiters:
        yield lines


def _quotes(text: str, delimiter: str) -> list[str]:
    """The quotes that stand around cells most often come first; «'08» has only one of them."""

    def around(quote: str) -> int:
        return min(text.count(delimiter + quote), text.count(quote + delimiter))

    return sorted(_QUOTES, key=around, reverse=True)


def _cells(text: str, delimiter: str, quote: str) -> Cells | None:
    """Rows padded to one width; None when the text breaks the rules of this quoting."""
    lines = io.StringIO(text, newline="")
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, quotechar=quote))
    except csv.Error:
        return None
    width = max(map(len, rows), default=0)
    if len(rows) * width > LARGEST_GRID:
        raise OversizedError(f"{len(rows)} rows of {width} columns")
    return [row + [""] * (width - len(row)) for row in rows]
