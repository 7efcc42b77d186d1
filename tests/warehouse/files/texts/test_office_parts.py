"""The texts of a workbook's parts, however its cells hold them."""

import io
import zipfile

import pytest

from warehouse.files.texts.office_parts import collect_distinct_texts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(cells: str, opening: str = f'<worksheet xmlns="{MAIN}">') -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        parts.writestr("xl/worksheets/sheet1.xml", f"{opening}{cells}</worksheet>")
    return content.getvalue()


ONE, TWO = "<t>một</t>", "<t>hai</t>"


def inline_cell(text: str) -> str:
    return f'<c t="inlineStr"><is>{text}</is></c>'


def prefixed(text: str) -> str:
    return (
        inline_cell(text)
        .replace("<is", "<x:is")
        .replace("</is", "</x:is")
        .replace("<t>", "<x:t>")
        .replace("</t", "</x:t")
    )


@pytest.mark.parametrize(
    "cells",
    [
        inline_cell(ONE) + inline_cell(TWO),
        inline_cell("<r><t>m</t></r><r><t>ột</t></r>") + inline_cell(TWO),
        inline_cell(ONE) + prefixed(TWO),
        prefixed(ONE) + inline_cell(TWO),
        inline_cell(f"{ONE}<!--<is>-->") + inline_cell(TWO),
        f"<c><is>{ONE}</is></c><c><is>{TWO}</is></c>",
        '<c t="str"><f>"một"</f><v>một</v></c>' + inline_cell(TWO),
        '<c><v>một</v></c><c t="n"><v xml:space="preserve">hai</v></c>',
        "<sheetData><x:c><x:v>một</x:v></x:c></sheetData><x:sheetData><c><v>hai</v></c></x:sheetData>",
    ],
    ids=[
        "plain",
        "runs",
        "prefixed after",
        "prefixed before",
        "a comment",
        "not said to be one",
        "a formula's",
        "in place of a number",
        "prefixed, and in a second table",
    ],
)
def test_a_text_that_a_cell_holds_itself_is_found_or_a_full_reading_is_asked_for(cells):
    distinct_texts = collect_distinct_texts(workbook(cells))
    assert distinct_texts is None or {"một", "hai"} <= distinct_texts


def test_a_sheet_of_shared_texts_holds_none():
    assert collect_distinct_texts(workbook('<c t="s"><v>0</v></c>')) == set()


def test_digits_that_may_be_those_of_a_telephone_are_a_text_too():
    cells = '<c t="str"><f>A1&amp;A2</f><v>0912345678</v></c><c><v>12345678</v></c>'
    assert collect_distinct_texts(workbook(cells)) == {"0912345678"}
