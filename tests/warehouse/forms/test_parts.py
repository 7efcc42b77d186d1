"""The texts of a workbook's parts, however its cells hold them."""

import io
import zipfile

import pytest

from warehouse.forms.parts import distinct

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(cells: str, opening: str = f'<worksheet xmlns="{MAIN}">') -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        parts.writestr("xl/worksheets/sheet1.xml", f"{opening}{cells}</worksheet>")
    return held.getvalue()


ONE, TWO = "<t>một</t>", "<t>hai</t>"


def held(text: str) -> str:
    return f'<c t="inlineStr"><is>{text}</is></c>'


def prefixed(text: str) -> str:
    return (
        held(text)
        .replace("<is", "<x:is")
        .replace("</is", "</x:is")
        .replace("<t>", "<x:t>")
        .replace("</t", "</x:t")
    )


@pytest.mark.parametrize(
    "cells",
    [
        held(ONE) + held(TWO),
        held("<r><t>m</t></r><r><t>ột</t></r>") + held(TWO),
        held(ONE) + prefixed(TWO),
        prefixed(ONE) + held(TWO),
        held(f"{ONE}<!--<is>-->") + held(TWO),
        '<c t="str"><f>"một"</f><v>một</v></c>' + held(TWO),
    ],
    ids=["plain", "runs", "prefixed after", "prefixed before", "a comment", "a formula's"],
)
def test_a_text_that_a_cell_holds_itself_is_found_however_it_is_written(cells):
    assert {"một", "hai"} <= distinct(workbook(cells))


def test_a_sheet_of_shared_texts_holds_none():
    assert distinct(workbook('<c t="s"><v>0</v></c>')) == set()
