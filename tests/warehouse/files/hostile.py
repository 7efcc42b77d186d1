"""Files made to harm their reader, one function per kind: bytes in, bytes out, always the same.

Used by the specs of the guard and by the benchmark of hostile files; makes bytes only.
"""

import io
import random
import struct
import zipfile
from collections.abc import Callable

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MIB = 1 << 20
Change = Callable[[bytes], bytes]


def rewritten(content: bytes, changes: dict[str, Change], more: dict[str, bytes] | None = None):
    """Rewrite the archive with some parts changed and others added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.get(name, bytes)(old.read(name)))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def in_sheet(rows: str, dimension: str | None = None, prolog: str = "", part: str = SHEET):
    """Return a maker of a workbook with rows added at the end of its first sheet."""

    def change(xml: bytes) -> bytes:
        if dimension is not None:
            before, _, rest = xml.partition(b"<dimension")
            xml = before + dimension.encode() + rest.partition(b"/>")[2]
        if prolog:
            xml = xml.replace(b"<worksheet", prolog.encode() + b"<worksheet", 1)
        return xml.replace(b"</sheetData>", rows.encode() + b"</sheetData>")

    return lambda content: rewritten(content, {part: change})


def cell(address: str) -> str:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{address}"><v>1</v></c></row>'


def dimension(ref: str) -> str:
    return f'<dimension ref="{ref}"/>'


def swelling(size: int, name: str = "xl/media/picture.bin"):
    return lambda content: rewritten(content, {}, {name: bytes(size)})


def long_string(content: bytes) -> bytes:
    text = b"<si><t>" + b"a" * (150 * MIB) + b"</t></si></sst>"
    return rewritten(content, {STRINGS: lambda xml: xml.replace(b"</sst>", text)})


def many_strings(content: bytes) -> bytes:
    texts = b"<si><t>a</t></si>" * (9 * MIB) + b"</sst>"
    return rewritten(content, {STRINGS: lambda xml: xml.replace(b"</sst>", texts)})


def claims(size: int, *, deep: bool = False):
    """Write an archive whose directory states another size of the first part."""

    def make(content: bytes) -> bytes:
        content = swelling(300 * MIB, "xl/worksheets/sheet9.xml")(content) if deep else content
        at = content.rfind(b"PK\x01\x02") if deep else content.find(b"PK\x01\x02")
        return content[: at + 24] + struct.pack("<L", size) + content[at + 28 :]

    return make


def many_parts(content: bytes) -> bytes:
    return rewritten(content, {}, {f"xl/media/{n}": b"" for n in range(3000)})


def overlapping(content: bytes) -> bytes:
    """Point every entry of the directory at the bytes of the first part."""
    places = []
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        places.append(at)
        at = content.find(b"PK\x01\x02", at + 4)
    patched = bytearray(content)
    first = places[0]
    for place in places:
        patched[place + 16 : place + 28] = content[first + 16 : first + 28]
        patched[place + 42 : place + 46] = content[first + 42 : first + 46]
    return bytes(patched)


def same_name_twice(content: bytes) -> bytes:
    """Give one of the other parts the name of another part of equal length."""
    return content.replace(b"xl/worksheets/sheet2.xml", b"xl/worksheets/sheet1.xml")


def nested(content: bytes) -> bytes:
    inner = content
    for _ in range(5):
        inner = rewritten(content, {}, {"xl/embeddings/book.xlsx": inner})
    return inner


def password_in_entries(content: bytes) -> bytes:
    patched = bytearray(content)
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        patched[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(patched)


def billion_laughs() -> str:
    names = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f'<!DOCTYPE worksheet [<!ENTITY a0 "ha">{"".join(names)}]>'


OUTSIDE = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PADDED = f"<!--{'x' * 100_000}-->{OUTSIDE}"


def in_utf16(content: bytes) -> bytes:
    xml = f'<?xml version="1.0" encoding="UTF-16"?>{OUTSIDE}<worksheet/>'
    return rewritten(content, {SHEET: lambda _: xml.encode("utf-16")})


def deep_xml(content: bytes) -> bytes:
    return in_sheet("<a>" * 1_000_000)(content)


def ods(cells: str, *, locked: bool = False) -> bytes:
    """Build an OpenDocument sheet that holds the given rows."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    body = (
        f'<office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="A">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    data = "<manifest:encryption-data/>" if locked else ""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="m">{data}'
                     "</manifest:manifest>")  # fmt: skip
        new.writestr("content.xml", body)
    return out.getvalue()


def repeated(columns: int, rows: int) -> str:
    """Write one value that is declared to stand in many cells."""
    return (
        f'<table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" '
        'office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>'
    )


def lying_sheets(content: bytes) -> bytes:
    """Write sheets that declare little and hold a cell in the last row."""
    sheet = f'<worksheet xmlns="{MAIN}">{dimension("A1")}<sheetData>{cell("G1048576")}'
    xml = f"{sheet}</sheetData></worksheet>".encode()
    names = [f"xl/worksheets/sheet{n}.xml" for n in (1, 2)]
    return rewritten(content, dict.fromkeys(names, lambda _: xml))


def many_rows(content: bytes) -> bytes:
    rows = (f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(60, 400_000))
    return in_sheet("".join(rows), dimension("A1:F400000"))(content)


def many_comments(content: bytes) -> bytes:
    """Write much text that packs as well as a large honest sheet would."""
    chance = random.Random(7)
    piece = b"".join(b"<!--%s-->" % (chance.randbytes(20).hex().encode() * 10) for _ in range(9000))
    more = piece * 50 + b"</sheetData>"
    return rewritten(content, {SHEET: lambda xml: xml.replace(b"</sheetData>", more)})


def long_text(text: str):
    """Return a maker of a workbook whose first figure is a very long text."""
    typed = f'<c r="D11" t="inlineStr"><is><t>{text}</t></is></c>'.encode()

    def change(xml: bytes) -> bytes:
        before, _, rest = xml.partition(b'<c r="D11"')
        return before + typed + rest.partition(b"</c>")[2]

    return lambda content: rewritten(content, {SHEET: change})


def old_far_cell(content: bytes) -> bytes:
    """Write an old workbook with one number in the last possible cell."""
    record = struct.Struct("<HH")

    def put(kind: int, data: bytes = b"") -> bytes:
        return record.pack(kind, len(data)) + data

    start = struct.pack("<HHHHLL", 0x600, 5, 0, 0, 0, 0)
    name = struct.pack("<LHBB", 100, 0, 1, 0) + b"A"
    first = put(0x809, start) + put(0x85, name) + put(0x0A)
    first = first.ljust(100, b"\0")
    page = struct.pack("<HHHHLL", 0x600, 0x10, 0, 0, 0, 0)
    far = struct.pack("<HHHd", 65535, 255, 0, 1.0)
    return compound({"Workbook": 2}, eight_sectors(2), first + put(0x809, page) + put(0x203, far)
                    + put(0x0A))  # fmt: skip


FREE, END = 0xFFFFFFFF, 0xFFFFFFFE


def compound(
    streams: dict[str, int], chains: dict[int, int] | None = None, data: bytes = b""
) -> bytes:
    """Build an OLE file: streams by name with their first sectors, and the sector chain."""
    table = [0xFFFFFFFD, END, *([END] * 126)]
    for sector, following in (chains or {}).items():
        table[sector] = following
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<LL", header, 44, 1, 1)
    struct.pack_into("<LLLLLL", header, 56, 4096, END, 0, END, 0, 0)
    struct.pack_into("<108L", header, 80, *([FREE] * 108))
    entries = [_entry("Root Entry", 5, END, 0)]
    entries += [_entry(name, 2, start, 4096) for name, start in streams.items()]
    directory = b"".join(entries).ljust(512, b"\0")[:512]
    return bytes(header) + struct.pack("<128L", *table) + directory + data.ljust(512 * 20, b"\0")


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    entry = bytearray(128)
    entry[: len(text)] = text
    struct.pack_into("<HBB3L", entry, 64, len(text), kind, 1, FREE, FREE, 1 if kind == 5 else FREE)
    struct.pack_into("<LL", entry, 116, start, size)
    return bytes(entry)


def eight_sectors(first: int) -> dict[int, int]:
    return {n: n + 1 for n in range(first, first + 7)}


KINDS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "zero bytes": ("E-FILE-010", lambda c: b""),
    "only zeros": ("E-FILE-010", lambda c: bytes(100_000)),
    "cut at half": ("E-FILE-012", lambda c: c[: len(c) // 2]),
    "cut by one byte": ("E-FILE-012", lambda c: c[:-1]),
    "first bytes only": ("E-FILE-012", lambda c: c[:4]),
    "a hole in the middle": ("E-FILE-012", lambda c: c[:3000] + c[6000:]),
    "behind other bytes": ("E-FILE-012", lambda c: b"hello" + c),
    "a part of 200 MiB of zeros": ("E-FILE-013", swelling(201 * MIB)),
    "a shared string of 150 MiB": ("E-FILE-013", long_string),
    "nine million shared strings": ("E-FILE-013", many_strings),
    "a part that claims 4 GiB": ("E-FILE-013", claims(0xFFFFFFFE)),
    "a part that claims little": ("E-FILE-013", claims(1000, deep=True)),
    "3,000 parts": ("E-FILE-013", many_parts),
    "overlapping parts": ("E-FILE-013", overlapping),
    "two parts of one name": ("E-FILE-016", same_name_twice),
    "workbooks within workbooks": ("read", nested),
    "parts with a password": ("E-FILE-011", password_in_entries),
    "workbook with a password": ("E-FILE-011", lambda c: compound(
        {"EncryptionInfo": 2, "EncryptedPackage": 10}, eight_sectors(2) | eight_sectors(10))),
    "OpenDocument with a password": ("E-FILE-011", lambda c: ods("", locked=True)),
    "sectors in a circle": ("E-FILE-012", lambda c: compound({"Workbook": 2}, {2: 3, 3: 2})),
    "directory in a circle": ("E-FILE-012", lambda c: compound({"Workbook": 2}, {1: 1})),
    "two streams in one place": ("E-FILE-012", lambda c: compound({"Workbook": 2, "Book": 2})),
    "sector outside": ("E-FILE-012", lambda c: compound({"Workbook": 2}, {2: 99_999})),
    "old workbook of nothing": ("E-FORM-001", lambda c: compound(
        {"Workbook": 2}, eight_sectors(2))),
    "old Word document": ("E-FILE-017", lambda c: compound({"WordDocument": 2})),
    "PDF called xlsx": ("E-FILE-017", lambda c: b"%PDF-1.7\n"),
    "archive of reports": ("E-FORM-001", lambda c: rewritten(
        c, {}).replace(b"[Content_Types].xml", b"[Content_Types].txt")),
    "a billion laughs": ("E-FILE-015", in_sheet("", prolog=billion_laughs())),
    "external entity": ("E-FILE-015", in_sheet("", prolog=OUTSIDE)),
    "external entity far down": ("E-FILE-015", in_sheet("", prolog=PADDED)),
    "external entity in UTF-16": ("E-FILE-015", in_utf16),
    "a million elements deep": ("read", deep_xml),
    "claimed dimension": ("read", in_sheet("", dimension("A1:XFD1048576"))),
    "a cell at the far end": ("E-FILE-014", in_sheet(
        cell("XFD1048576"), dimension("A1:XFD1048576"))),
    "a far cell, none declared": ("E-FILE-014", in_sheet(cell("XFD1048576"), "")),
    "a far cell, little declared": ("E-FILE-003", in_sheet(cell("XFD1048576"))),
    "a cell in the last row": ("E-FILE-014", in_sheet(
        cell("B1048576"), dimension("A1:F1048576"))),
    "a cell in the last column": ("read", in_sheet(cell("XFD50"), dimension("A1:XFD50"))),
    "a column beyond all": ("E-FILE-003", in_sheet(cell("ZZZZZZ9"))),
    "sheets that lie": ("read", lying_sheets),
    "400,000 honest rows": ("E-FILE-014", many_rows),
    "190 MiB of comments": ("read", many_comments),
    "a number of 100,000 digits": ("read", long_text("1" * 100_000)),
    "100,000 digits and a letter": ("read", long_text("1" * 100_000 + "x")),
    "a text of 20 MiB": ("E-FILE-013", lambda c: long_text("trường " * 3_000_000)(c)),
    "old workbook with a far cell": ("E-FILE-003", old_far_cell),
    "OpenDocument repeating a value": ("E-FILE-014", lambda c: ods(repeated(16384, 1048576))),
}  # fmt: skip
"""By kind: the code that a reader ends with, and how it is made of a faultless workbook."""
