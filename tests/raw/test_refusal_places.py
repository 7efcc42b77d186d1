"""Personal data wherever a file of another kind may hide them: Word, OpenDocument, web, JSON."""

import io
import json
import re

import docx
import openpyxl
import pytest

from assets.raw.refusal import search_file
from tests.sent import schools, send
from tests.warehouse.files.binary_excel import NOTE as NOTE_RECORD
from tests.warehouse.files.binary_excel import as_xlsb, record, wide
from tests.warehouse.files.hostile import rewritten
from tests.warehouse.forms.typed_files import as_ods, as_xlsx

NOTE = "Nguyễn Thị Hoa, sinh 1985, thôn 3"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(change=lambda document: None, parts=None, swap=()):
    """Build a Word document with a table and a letterhead, changed, and with parts added."""
    document = docx.Document()
    document.add_paragraph("UBND PHƯỜNG ĐA PHÚC")
    document.add_paragraph("mốc")
    document.add_table(1, 2).rows[0].cells[0].text = "1"
    change(document)
    content = io.BytesIO()
    document.save(content)
    changes = {"word/document.xml": lambda xml: xml.replace(*map(str.encode, swap))} if swap else {}
    return rewritten(content.getvalue(), changes, parts or {})


def paragraph(text, tag="t"):
    return f'<w:p xmlns:w="{W}"><w:r><w:{tag}>{text}</w:{tag}></w:r></w:p>'


BOX = (
    "<w:r><w:t>mốc</w:t></w:r>",
    f"<w:r><w:pict><w:txbxContent>{paragraph('khung')}</w:txbxContent></w:pict></w:r>"
    f"<w:r><w:t>{NOTE}</w:t></w:r>",
)
IN_BOX = ("<w:t>mốc</w:t>", f"<w:pict><w:txbxContent>{paragraph(NOTE)}</w:txbxContent></w:pict>")
WORD = {
    "a paragraph": word(lambda d: d.add_paragraph(NOTE)),
    "a word parted by its formatting": word(
        lambda d: [d.add_paragraph("Nguyễn Thị ").add_run(part) for part in ("Hoa, sinh 1985",)]
    ),
    "the header": word(lambda d: setattr(d.sections[0].header.paragraphs[0], "text", NOTE)),
    "the footer": word(lambda d: setattr(d.sections[0].footer.paragraphs[0], "text", NOTE)),
    "a property": word(lambda d: setattr(d.core_properties, "subject", NOTE)),
    "a comment": word(parts={"word/comments.xml": paragraph(NOTE).encode()}),
    "a footnote": word(parts={"word/footnotes.xml": paragraph(NOTE).encode()}),
    "deleted text": word(parts={"word/glossary/document.xml": paragraph(NOTE, "delText").encode()}),
    "a text box": word(swap=IN_BOX),
    "after a text box": word(swap=BOX),
    "a table within a table": word(
        lambda d: setattr(d.tables[0].cell(0, 1).add_table(1, 1).cell(0, 0), "text", NOTE)
    ),
}


def web(body):
    return f"<html><body><table><tr><td>1</td></tr></table>{body}</body></html>".encode()


def ods(content_part="", other=None):
    """Build an OpenDocument sheet with something in its first cell, and other parts."""
    change = {
        "content.xml": lambda xml: xml.replace(b"<text:p>", content_part.encode() + b"<text:p>", 1)
    }
    return rewritten(as_ods(), change, other or {})


def with_cell(text):
    book = openpyxl.Workbook()
    book.active["A1"] = text
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def xlsx(name, xml):
    return rewritten(as_xlsx(), {}, {name: xml.encode()})


ELSEWHERE = {
    "below the table of a page": web(f"<p>{NOTE}</p>"),
    "a page's link": web('<a href="mailto:hoa1985@gmail.com">liên hệ</a>'),
    "a page's comment": web(f"<!-- {NOTE} -->"),
    "JSON with letters as codes": json.dumps({"dataSet": "education", "c": NOTE}).encode(),
    "a CSV in UTF-16": f"TT;Nội dung\n1;{NOTE}\n".encode("utf-16"),
    "a CSV in windows-1258": "TT;Ghi chú\n1;Tran Van An sinh 1985\n".encode("cp1258"),
    "plain text in UTF-16": NOTE.encode("utf-16"),
    "an annotation in OpenDocument": ods(
        f"<office:annotation><text:p>{NOTE}</text:p></office:annotation>"
    ),
    "an OpenDocument header": ods(
        other={"styles.xml": f"<style:header><text:p>{NOTE}</text:p></style:header>".encode()}
    ),
    "an OpenDocument property": ods(
        other={"meta.xml": f"<office:meta><dc:title>{NOTE}</dc:title></office:meta>".encode()}
    ),
    "what a pivot table remembers": xlsx(
        "xl/pivotCache/pivotCacheDefinition1.xml", f'<sharedItems><s v="{NOTE}"/></sharedItems>'
    ),
    "what a link remembers": xlsx(
        "xl/externalLinks/externalLink1.xml", f'<cell r="A1" t="str"><v>{NOTE}</v></cell>'
    ),
    "a note in a binary workbook": as_xlsb(
        more={"xl/comments1.bin": record(NOTE_RECORD, b"\x01" + wide(NOTE))}
    ),
    "a drawing": xlsx("xl/drawings/drawing1.xml", f"<a:p><a:r><a:t>{NOTE}</a:t></a:r></a:p>"),
}


@pytest.mark.parametrize("where", WORD)
def test_a_word_document_is_searched_in_all_its_parts(where):
    assert search_file(WORD[where], "a.docx").drafts != ()


@pytest.mark.parametrize("where", ELSEWHERE)
def test_other_files_are_searched_beside_their_cells(where):
    assert search_file(ELSEWHERE[where], "a").drafts != ()


CLEAN = {
    "a Word document": word(),
    "a page": web("<p>Kính gửi Phòng LĐTBXH</p>"),
    "an OpenDocument sheet": as_ods(),
    "a workbook": with_cell("12"),
    "a binary workbook": as_xlsb(),
}


@pytest.mark.parametrize("kind", CLEAN)
def test_a_clean_one_is_searched_whole_and_comes_in(kind):
    search_result = search_file(CLEAN[kind], "a")
    assert (search_result.drafts, search_result.unread_parts) == ((), ())


def _with_parts(tmp_path, parts, sheet_end=""):
    """Write a workbook of our own and add parts, and markup at the end of its sheet."""
    send(tmp_path / "own.xlsx", schools())
    changes = {
        "xl/worksheets/sheet1.xml": lambda xml: xml.replace(
            b"</sheetData>", b"</sheetData>" + sheet_end.encode(), 1
        )
    }
    content = (tmp_path / "own.xlsx").read_bytes()
    return rewritten(content, changes if sheet_end else {}, parts)


RULE = '<dataValidations count="1"><dataValidation type="list" sqref="A1" prompt="{}">{}'
SHEET_MARKUP = {
    "a prompt": RULE.format(NOTE, "") + "</dataValidation></dataValidations>",
    "a list": RULE.format("", f'<formula1>"Có,{NOTE.replace(",", "")}"</formula1>')
    + "</dataValidation></dataValidations>",
    "a tooltip": f'<hyperlinks><hyperlink ref="A1" tooltip="{NOTE}"/></hyperlinks>',
    "a header": f"<headerFooter><oddHeader>{NOTE}</oddHeader></headerFooter>",
}
# Programs of .NET write a prefix in every tag.
SHEET_MARKUP |= {
    f"{place}, prefixed": re.sub(r"<(/?)(?=\w)", r"<\1x:", markup)
    for place, markup in SHEET_MARKUP.items()
}
EMBEDDED_BOOK = as_xlsx([["Ghi chú", NOTE]])
PARTS = {
    "an alternative text": {"xl/drawings/drawing9.xml": f'<xdr:cNvPr id="1" descr="{NOTE}"/>'},
    "custom XML": {"customXml/item1.xml": f"<phieu><ten>{NOTE}</ten></phieu>"},
    "the header of a chart's sheet": {
        "xl/chartsheets/sheet1.xml": "<chartsheet><headerFooter><oddFooter>"
        f"{NOTE}</oddFooter></headerFooter></chartsheet>"
    },
    "a link": {
        "xl/worksheets/_rels/sheet9.xml.rels": '<Relationships><Relationship Id="r" '
        'Target="https://zalo.me/0912345678" TargetMode="External"/></Relationships>'
    },
    "an alternative text in single quotes": {
        "xl/drawings/drawing9.xml": f"<xdr:cNvPr id='1' descr = '{NOTE}'/>"
    },
    "a link in single quotes": {
        "xl/worksheets/_rels/sheet9.xml.rels": "<Relationships><Relationship Id='r' "
        "TargetMode='External' Target='https://zalo.me/0912345678'/></Relationships>"
    },
    "a comment's author in single quotes": {
        "xl/persons/person.xml": "<person displayName='Nguyễn Thị Hoa, sinh 1985'/>"
    },
    "an embedded workbook": {"xl/embeddings/Microsoft_Excel_Sheet1.xlsx": EMBEDDED_BOOK},
    "an embedded document": {"xl/embeddings/document.docx": WORD["a paragraph"]},
}


@pytest.mark.parametrize("place", SHEET_MARKUP)
def test_prompts_lists_and_links_of_a_sheet_are_searched(tmp_path, place):
    content = _with_parts(tmp_path, {}, SHEET_MARKUP[place])
    assert [d.code for d in search_file(content, "a.xlsx").drafts] == ["E-PII-001"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("place", ["a prompt", "a list", "a tooltip, prefixed", "a header"])
def test_a_sheet_in_utf_16_is_searched_beside_its_cells(tmp_path, place, encoding):
    content = _with_parts(tmp_path, {}, SHEET_MARKUP[place])

    def encode(xml):
        return xml.decode().replace("UTF-8", "UTF-16").encode(encoding)

    search_result = search_file(rewritten(content, {"xl/worksheets/sheet1.xml": encode}, {}), "a")
    assert "E-PII-001" in {d.code for d in search_result.drafts}


@pytest.mark.parametrize("place", PARTS)
def test_parts_beside_the_sheets_are_searched(tmp_path, place):
    parts = {n: p if isinstance(p, bytes) else p.encode() for n, p in PARTS[place].items()}
    search_result = search_file(_with_parts(tmp_path, parts), "a.xlsx")
    assert {d.code for d in search_result.drafts} == {"E-PII-001"}
    assert "place" in search_result.drafts[0].message_values


def test_an_embedded_file_of_another_kind_cannot_be_searched(tmp_path):
    parts = {"xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0 no document"}
    search_result = search_file(_with_parts(tmp_path, parts), "a.xlsx")
    assert search_result.drafts == ()
    assert search_result.unread_parts == ("xl/embeddings/oleObject1.bin",)
