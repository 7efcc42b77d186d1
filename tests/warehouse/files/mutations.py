"""A sound workbook damaged by chance: bytes flipped, cut, inserted; parts dropped or doubled.

Drawn by hypothesis; makes bytes only.
"""

import io
import zipfile
from datetime import UTC, datetime

import xlsxwriter
from hypothesis import strategies as st

_TITLE = ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO QUẬN DƯƠNG KINH", "BÁO CÁO", "6 tháng đầu năm 2023")
_ROWS = (
    (1, "Tổng số trường THPT và cơ sở GDNN trên địa bàn", "trường", "17"),
    (2, "- Số trường đã tổ chức tuyên truyền (luỹ kế từ đầu năm)", "trường", "03"),
    (3, "Tổng số học sinh THPT và GDNN", "học sinh", "2.662"),
    (4, "Số học sinh được tuyên truyền (lũy kế từ đầu năm)", "học sinh", 1626),
    (5, "Số buổi tuyên truyền trong trường học", "buổi", 16),
)
_TOKENS = (
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"<",
    b">",
    b'"',
    b"\0",
    b"&a;",
    b"\xff\xfe",
    b"PK\x05\x06",
    b"PK\x01\x02",
    b"</sheetData>",
    b'<c r="XFD1048576"><v>1</v></c>',
    b' t="s"',
    b'<row r="99999999999">',
    b"<v>-1</v>",
    b"<v>99999999999</v>",
    b"<v>1e309</v>",
)


def typed() -> bytes:
    """Build a report in an office's own layout."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2023, 6, 15, tzinfo=UTC).replace(tzinfo=None)})
        page = book.add_worksheet("BC")
        page.write_column(0, 0, _TITLE)
        page.write_row(5, 0, ("TT", "Nội dung", "ĐVT", "Số liệu", "Ghi chú"))
        for number, row in enumerate(_ROWS, start=6):
            page.write_row(number, 0, row)
    return content.getvalue()


def damaged(content: bytes) -> st.SearchStrategy[bytes]:
    """Damage the bytes of the workbook, or of its parts, in one to four accidents."""
    return st.one_of(hurt(content), _parts(content))


@st.composite
def hurt(draw: st.DrawFn, content: bytes) -> bytes:
    """Damage the bytes in one to four accidents."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        length = draw(st.sampled_from((1, 4, 30, 1000)))
        accident = draw(st.sampled_from(("flip", "cut", "insert", "token", "double", "end")))
        content = _accident(draw, content, (accident, at, length))
    return content


def _accident(draw: st.DrawFn, content: bytes, what: tuple[str, int, int]) -> bytes:
    accident, at, length = what
    before, hit, after = content[:at], content[at : at + length], content[at + length :]
    match accident:
        case "flip":
            return before + bytes(b ^ draw(st.integers(1, 255)) for b in hit[:4]) + hit[4:] + after
        case "cut":
            return before + after
        case "insert":
            return before + draw(st.binary(min_size=1, max_size=8)) + hit + after
        case "token":
            return before + draw(st.sampled_from(_TOKENS)) + hit + after
        case "double":
            return before + hit + hit + after
        case _:
            return before


@st.composite
def _parts(draw: st.DrawFn, content: bytes) -> bytes:
    """Write the archive anew with parts hurt, left out, doubled or renamed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(parts) - 1))
        name, part = parts[at]
        match draw(st.sampled_from(("hurt", "hurt", "hurt", "drop", "double", "swap"))):
            case "hurt":
                parts[at] = name, draw(hurt(part))
            case "drop" if len(parts) > 1:
                parts.pop(at)
            case "double":
                parts.append((name, draw(hurt(part))))
            case _:
                parts[at] = draw(st.sampled_from(parts))[0], part
    return _written(parts)


def _written(parts: list[tuple[str, bytes]]) -> bytes:
    """Write a zip archive by hand: the library warns of a name that stands twice."""
    out = io.BytesIO()
    names = [f"{n:08}".ljust(len(name), "x")[: len(name)] for n, (name, _) in enumerate(parts)]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for alias, (_, part) in zip(names, parts, strict=True):
            archive.writestr(alias, part)
    content = out.getvalue()
    for alias, (name, _) in zip(names, parts, strict=True):
        content = content.replace(alias.encode(), name.encode())
    return content
