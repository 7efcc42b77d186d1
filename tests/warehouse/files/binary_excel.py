"""A binary workbook (.xlsb) by hand, after [MS-XLSB]: no library at hand writes one.

Records are a type, a length and a payload; just enough of them for sheets of texts and numbers.
"""

import struct

from tests.warehouse.forms.typed_files import GRID, zipped

BEGIN_BOOK, END_BOOK, BEGIN_SHEETS, SHEET, END_SHEETS = 0x83, 0x84, 0x8F, 0x9C, 0x90
BEGIN, END, DIMENSION, BEGIN_DATA, END_DATA = 0x81, 0x82, 0x94, 0x91, 0x92
ROW, REAL, TEXT = 0x00, 0x05, 0x06
NOTE = 0x27D
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def as_xlsb(grid=GRID, more=None):
    """Write the sheets of a grid; `more` are further parts."""
    kind = "application/vnd.ms-excel"
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" '
            f'ContentType="{kind}.sheet.binary.macroEnabled.main"/><Override '
            f'PartName="/xl/worksheets/sheet1.bin" ContentType="{kind}.worksheet"/></Types>'
        ),
        "_rels/.rels": relations("officeDocument", "xl/workbook.bin"),
        "xl/_rels/workbook.bin.rels": relations("worksheet", "worksheets/sheet1.bin"),
        "xl/workbook.bin": b"".join(
            (
                record(BEGIN_BOOK),
                record(BEGIN_SHEETS),
                record(SHEET, struct.pack("<II", 0, 1) + wide("rId1") + wide("BC")),
                record(END_SHEETS),
                record(END_BOOK),
            )
        ),
        "xl/worksheets/sheet1.bin": sheet(grid),
    }
    return zipped(parts | (more or {}))


def relations(kind, target):
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATION}/{kind}" Target="{target}"/></Relationships>'
    )


def sheet(grid):
    width = max(map(len, grid))
    pieces = [
        record(BEGIN),
        record(DIMENSION, struct.pack("<IIII", 0, len(grid) - 1, 0, width - 1)),
        record(BEGIN_DATA),
    ]
    for number, row in enumerate(grid):
        pieces.append(record(ROW, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0)))
        pieces += [cell(column, value) for column, value in enumerate(row) if value != ""]
    return b"".join((*pieces, record(END_DATA), record(END)))


def cell(column, value):
    place = struct.pack("<II", column, 0)
    if isinstance(value, str):
        return record(TEXT, place + wide(value))
    return record(REAL, place + struct.pack("<d", value))


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def record(kind, payload=b""):
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(payload)
    sizes = bytearray()
    while length >= 0x80:
        sizes.append(length & 0x7F | 0x80)
        length >>= 7
    return head + bytes([*sizes, length]) + payload
