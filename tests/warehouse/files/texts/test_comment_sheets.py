"""A comment of an .xlsx file has the sheet of the relationships, whatever the parts are called."""

import io

from openpyxl import Workbook
from openpyxl.comments import Comment

from assets.raw.refusal import search_file
from warehouse.files.texts.comment_sheets import map_comment_parts

NOTE = "Nguyễn Thị Hoa, sinh 1985, thôn 3"
RELATION = (
    '<Relationships xmlns="r"><Relationship Target="{target}" Type="t" Id="{key}"/></Relationships>'
)
WORKBOOK = "<workbook><sheets><x:sheet r:id='rId7' sheetId='1' name='Số &amp; liệu'/></sheets>"


def parts(comment_target="../comments1.xml", sheet_target="worksheets/sheet9.xml"):
    return {
        "xl/workbook.xml": WORKBOOK.encode(),
        "xl/_rels/workbook.xml.rels": RELATION.format(key="rId7", target=sheet_target).encode(),
        "xl/worksheets/_rels/sheet9.xml.rels": RELATION.format(
            key="rId1", target=comment_target
        ).encode(),
    }.items()


def test_a_part_of_comments_is_of_the_sheet_that_refers_to_it():
    assert map_comment_parts(parts()) == {"xl/comments1.xml": "Số & liệu"}
    absolute = parts("/xl/comments/comment4.xml", "/xl/worksheets/sheet9.xml")
    assert map_comment_parts(absolute) == {"xl/comments/comment4.xml": "Số & liệu"}
    threaded = parts("../threadedComments/threadedComment1.xml")
    assert list(map_comment_parts(threaded)) == ["xl/threadedComments/threadedComment1.xml"]


def test_other_parts_and_sheets_without_a_relationship_have_no_comments():
    assert map_comment_parts(parts("../drawings/drawing1.xml")) == {}
    assert map_comment_parts(parts(sheet_target="worksheets/sheet8.xml")) == {}
    assert map_comment_parts([("xl/workbook.xml", b"<workbook/>")]) == {}


def test_each_comment_is_refused_with_its_sheet_and_cell():
    book = Workbook()
    book.active.title = "Không có"
    for name, cell in (("BC", "C5"), ("Phụ lục", "A1")):
        book.create_sheet(name)[cell].comment = Comment(NOTE, "x")
    buffer = io.BytesIO()
    book.save(buffer)
    drafts = search_file(buffer.getvalue(), "a.xlsx").drafts
    assert [(d.sheet, d.message_values["place"]) for d in drafts] == [
        ("BC", "chú thích của ô C5"),
        ("Phụ lục", "chú thích của ô A1"),
    ]
