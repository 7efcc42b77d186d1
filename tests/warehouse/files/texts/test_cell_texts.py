"""What the reader of cells reads, the quick search has found, or it says that it is not sure."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.files.formats.workbook import Workbook
from warehouse.files.grid import UnreadableError
from warehouse.files.texts.office_parts import collect_distinct_texts

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SECRET = "CCCD 001099012345"
PREFIXED = '<x:si xmlns:x="x"><x:r><x:t>CCCD 0010</x:t></x:r><x:r><x:t>99012345</x:t></x:r></x:si>'
SHARED = '<c r="A1" t="s"><v>0</v></c>'


def book(
    cells: str,
    shared: str = "",
    *,
    end: str = "</sheetData>",
    sheet: str = "worksheets/sheet1.xml",
    table: str = "sharedStrings.xml",
    start: str = '<?xml version="1.0"?>',
) -> bytes:
    """Build a workbook of one sheet whose cells are written exactly so."""
    rows = f'<sheetData><row r="1">{cells}</row>{end}'
    parts = {
        "_rels/.rels": _relations({"officeDocument": "xl/workbook.xml"}),
        "xl/_rels/workbook.xml.rels": _relations({"worksheet": sheet, "sharedStrings": table}),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId0"/></sheets></workbook>',
        f"xl/{sheet}": f"{start}<worksheet {MAIN}>{rows}</worksheet>",
        f"xl/{table}": f"<sst {MAIN}>{shared}</sst>",
        "[Content_Types].xml": "<Types/>",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return content.getvalue()


def _relations(targets: dict[str, str]) -> str:
    relationships = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{PACKAGE}">{relationships}</Relationships>'


def read(content: bytes) -> set[str]:
    """Return every text that the reader gives out."""
    try:
        sheets = list(Workbook(content).iterate_all_sheets())
    except UnreadableError:
        return set()
    return {v for s in sheets for row in s.cells for v in row if isinstance(v, str) and v}


def is_seen(content: bytes) -> bool:
    distinct_texts = collect_distinct_texts(content)
    return distinct_texts is None or all(
        any(text in distinct_text for distinct_text in distinct_texts) for text in read(content)
    )


def value(text: str = SECRET, tag: str = "v", end: str = "</v>", kind: str = ' t="str"') -> str:
    return f'<c r="A1"{kind}><{tag}>{text}{end}</c>'


def inline_cell(markup: str = f"<t>{SECRET}</t>", tag: str = "is", end: str = "</is>") -> str:
    return f'<c r="A1" t="inlineStr"><{tag}>{markup}{end}</c>'


@pytest.mark.parametrize(
    "content",
    [
        book(value()),
        book(value(), end="</sheetData >"),
        book(value(tag="v\n")),
        book(value(tag="v\ta='1'")),
        book(value(tag='v a=">"')),
        book(value("1<!-- -->" + SECRET)),
        book(value("1<x/>" + SECRET)),
        book(value("CCCD 0010<x/>99012345")),
        book(value(kind="")),
        book(value(tag="x-y:v", end="</x-y:v>")),
        book(value("CCCD_x0020_001099012345")),
        book("<c><v>1</v></c><!--sheetData>-->" + value(), end="</sheetData >"),
        book(inline_cell()),
        book(inline_cell(tag="is ")),
        book(inline_cell(tag='is a="1"')),
        book(inline_cell(end="</is >")),
        book(inline_cell(f"<t\n>{SECRET}</t>")),
        book(inline_cell(f"<t><![CDATA[{SECRET}]]></t>")),
        book(inline_cell("<r><t>CCCD 0010</t></r><r><t>99012345</t></r>")),
        book(inline_cell("<r><t>CCCD 0010</t></r><r><t>99012345</t></r>", tag="is ")),
        book(SHARED, f"<si><t>{SECRET}</t></si>"),
        book(SHARED, f"<si ><t>{SECRET}</t></si>"),
        book(SHARED, f"<si><t>{SECRET}</t></si\n><si><t>0912345678</t></si\n>"),
        book(SHARED, f'<x:si xmlns:x="x"><x:t>{SECRET}</x:t></x:si>'),
        book(SHARED, "<si><r><t>CCCD 0010</t></r><r><t>99012345</t></r></si>"),
        book(SHARED, f"<si><t><!-- -->{SECRET}</t></si>"),
        book(SHARED, "<si><rPh><t>a</t></rPh><r><t>CCCD 0010</t></r><r><t>99012345</t></r></si>"),
        book(SHARED, f"<si><t>{SECRET}</t></si\n><x:si xmlns:x='x'><t>1</t></x:si>"),
        book(SHARED, PREFIXED),
        book(SHARED, "<si>\n<t>CCCD 0010</t>\n<t>99012345</t></si>"),
        book(SHARED, "<si><t>CCCD 0010</t><x>a</x><t>99012345</t></si>"),
        book(value(tag="v a=f")),
        book(SHARED, f"<si><t>{SECRET}</t></si>", table="sharedStrings.XML"),
        book(value(), sheet="worksheets/sheet1.XML"),
        book(value(), sheet="theme/theme1.xml"),
        book(value(), sheet="media/picture.png"),
        book(value(), sheet="media/picture.png", start=" " * 9),
    ],
)
def test_no_way_of_writing_a_cell_hides_its_text(content):
    assert read(content)
    assert is_seen(content)


PIECES = st.sampled_from(
    ["<", ">", "/", "v", "is", "t", " ", "\n", "x:", '"', "=", "!--", "--", "1", "abc", "&#65;",
     "<v>", "</v>", "<is>", "</is>", "<t>", "</t>", "<r>", "</r>", "<c>", "</c>", "</sheetData>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_nor_does_any_other(middle):
    assert is_seen(book(f'<c r="A1" t="str"><v>dài{middle}</v></c>'))


def test_what_offices_send_needs_no_second_look():
    assert collect_distinct_texts(
        book(value() + inline_cell(), f"<si><t>a</t></si><si><t>{SECRET}</t></si>")
    ) == {
        SECRET,
        "a",
        "S",
        "",
    }


ENTRIES = [f"<si><t>text {number} {'x' * (number % 97)}</t></si>" for number in range(400)]
"""A table of several stretches."""


@pytest.mark.parametrize("number", [0, 17, 200, 399])
@pytest.mark.parametrize("length", [1, 4000])
def test_each_text_of_a_long_table_is_seen_wherever_its_stretch_ends(number, length):
    texts = {f"text {n} {'x' * (n % 97)}" for n in range(400) if n != number}
    entry = f"<si><t>{SECRET * length}</t></si>"
    table = "".join([*ENTRIES[:number], entry, *ENTRIES[number + 1 :]])
    distinct_texts = collect_distinct_texts(book(SHARED, table))
    assert distinct_texts >= texts | {SECRET * length}


@pytest.mark.parametrize("number", [0, 17, 200, 399])
@pytest.mark.parametrize("entry", ["<si><t>CCCD_x0020_0010</t></si>", "<si><rPh/></si>", PREFIXED])
def test_an_unusual_entry_of_a_long_table_asks_for_the_full_search(number, entry):
    table = "".join([*ENTRIES[:number], entry, *ENTRIES[number + 1 :]])
    assert collect_distinct_texts(book(SHARED, table)) is None
