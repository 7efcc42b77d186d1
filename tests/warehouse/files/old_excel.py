"""An old workbook (.xls) by hand, after [MS-XLS] and [MS-CFB]: no library at hand writes one.

One sheet of texts in a compound file; `embedded` is put beside it as an object of the sheet.
"""

import struct

from tests.warehouse.forms.typed_files import GRID

SECTOR, FREE, END = 512, 0xFFFFFFFF, 0xFFFFFFFE
STORAGE, STREAM, ROOT = 1, 2, 5
LEAST = 4096
"""A smaller stream lies among the small ones, which these files have none of."""


def as_xls(grid=GRID, *, main="Workbook", root=(END, 0), embedded=(), more=b"", second_sheet=None):
    """Return the bytes of an old workbook.

    `more` are further records of the sheet, as of `comment` and `printer`; `second_sheet` is the
    name and the records of another. `root` is the first sector and the size that the directory
    states for the small streams.
    """
    names = [main, *embedded]
    streams = [
        book(grid, more, second_sheet).ljust(LEAST, b"\0"),
        *(bytes(LEAST) for _ in embedded),
    ]
    sectors = [-(-len(stream) // SECTOR) for stream in streams]
    starts = [3 + sum(sectors[:n]) for n in range(len(streams))]
    table = [0xFFFFFFFD, 2, END]
    for start, count in zip(starts, sectors, strict=True):
        table += [*range(start + 1, start + count), END]
    table += [FREE] * (SECTOR // 4 - len(table))
    entries = [entry("Root Entry", ROOT, child=1, place=root)]
    entries.append(
        entry(names[0], STREAM, right=2 if embedded else FREE, place=(starts[0], len(streams[0])))
    )
    if embedded:
        entries.append(entry("MBD00012345", STORAGE, child=3))
    for number, name in enumerate(embedded, 1):
        following = 3 + number if number < len(embedded) else FREE
        entries.append(entry(name, STREAM, right=following, place=(starts[number], LEAST)))
    directory = b"".join(entries).ljust(2 * SECTOR, b"\0")
    body = b"".join(
        stream.ljust(n * SECTOR, b"\0") for stream, n in zip(streams, sectors, strict=True)
    )
    return header() + struct.pack("<128L", *table) + directory + body


def header():
    head = bytearray(SECTOR)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<LL", head, 44, 1, 1)
    struct.pack_into("<LLLLLL", head, 56, LEAST, END, 0, END, 0, 0)
    struct.pack_into("<108L", head, 80, *([FREE] * 108))
    return bytes(head)


def entry(name, kind, *, right=FREE, child=FREE, place=(0, 0)):
    text = name.encode("utf-16-le") + b"\0\0"
    packed = bytearray(128)
    packed[: len(text)] = text
    struct.pack_into("<HBB3L", packed, 64, len(text), kind, 1, FREE, right, child)
    struct.pack_into("<LL", packed, 116, *place)
    return bytes(packed)


def book(grid, more, second_sheet=None):
    cells = b"".join(
        label(row, column, text)
        for row, texts in enumerate(grid)
        for column, text in enumerate(texts)
        if text
    )
    sheets = {"BC": beginning(0x10) + cells + more + record(0x0A)}
    if second_sheet:
        name, records = second_sheet
        sheets[name] = beginning(0x10) + records + record(0x0A)
    place = len(beginning(5)) + sum(len(bound_sheet(name, 0)) for name in sheets) + 4
    bounds = b""
    for name, sheet in sheets.items():
        bounds += bound_sheet(name, place)
        place += len(sheet)
    return beginning(5) + bounds + record(0x0A) + b"".join(sheets.values())


def bound_sheet(name, place):
    """Return the record of a sheet's place and name, one byte a letter where that is enough."""
    is_wide = not name.isascii()
    letters = name.encode("utf-16-le" if is_wide else "latin-1")
    return record(0x85, struct.pack("<LHBB", place, 0, len(name), is_wide) + letters)


def beginning(kind):
    return record(0x809, struct.pack("<HHHHLL", 0x600, kind, 0, 0, 0, 0))


def label(row, column, text):
    wide = text.encode("utf-16-le")
    return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + wide)


def record(kind, payload=b""):
    return struct.pack("<HH", kind, len(payload)) + payload


def comment(row, column, text):
    """Return the records of a cell's comment: the object, its text, and the note."""
    wide = text.encode("utf-16-le")
    return (
        record(0x5D, struct.pack("<HHHH", 0x15, 0x12, 0x19, 7) + bytes(14))
        + record(0x1B6, struct.pack("<5HHH", 0, 0, 0, 0, 0, len(text), 16) + bytes(4))
        + record(0x3C, b"\x01" + wide)
        + record(0x3C, bytes(16))
        + record(0x1C, struct.pack("<HHHH", row, column, 0, 7) + bytes(4))
    )


def printer(text):
    """Return the record of a printer's settings with a text in them."""
    return record(0x4D, b"\0\0" + text.encode("utf-16-le").ljust(200, b"\0"))
