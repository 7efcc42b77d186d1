"""The Word report keeps the signature whole, and with the last line of the text."""

import io

import docx

from assets.published.report.report_content import compose_report
from assets.published.report.report_figures import load_report_figures
from assets.published.report.word_report import DEFAULT_REPORT_TEMPLATE, build_word_report
from tests import spec
from tests.published.report.test_report_content import ADDRESSEE, COURT, NO_WORDS
from warehouse.periods import parse_period_code


def test_the_signature_is_in_one_row_on_the_page_of_the_last_paragraph(warehouse_of):
    store, period = warehouse_of(COURT).store, parse_period_code("2023-Q2")
    figures = load_report_figures(store, spec.catalogue(), "DK", period)
    report = compose_report(spec.catalogue(), figures, ADDRESSEE, NO_WORDS, changes=["a.", "b."])
    document = docx.Document(io.BytesIO(build_word_report(report, DEFAULT_REPORT_TEMPLATE)))
    blocks = list(document.iter_inner_content())
    (place,) = [
        number
        for number, block in enumerate(blocks)
        if hasattr(block, "rows") and "Nơi nhận:" in block.cell(0, 0).text
    ]
    other, last = blocks[place - 2 : place]  # LibreOffice keeps only the paragraph at the table
    assert (other.text, last.text) == ("a.", "b.")
    assert last.paragraph_format.keep_with_next
    assert not other.paragraph_format.keep_with_next
    (row,) = blocks[place].rows
    assert document.element.xpath("//w:tr[contains(., 'Nơi nhận:')]/w:trPr/w:cantSplit")
    assert "(Ký, ghi rõ họ tên)" in row.cells[1].text


def test_the_pages_are_numbered_above_from_the_second_on():
    """By Nghị định 30/2020: in the middle of the upper margin, and not on the first page."""
    body, annex = docx.Document(DEFAULT_REPORT_TEMPLATE).sections
    assert body.different_first_page_header_footer
    assert body.header.part.element.xpath(".//w:instrText[contains(., 'PAGE')]")
    assert not body.first_page_header.paragraphs[0].text
    assert annex.header.is_linked_to_previous
    assert not annex.different_first_page_header_footer


def test_the_columns_of_the_annex_are_named_and_numbered_on_each_page():
    (annex,) = [
        table
        for table in docx.Document(DEFAULT_REPORT_TEMPLATE).tables
        if "annex_columns" in table.cell(0, 0).text
    ]
    names, numbers = annex.rows[0], annex.rows[1]
    assert [cell.text for cell in numbers.cells] == [str(n) for n in range(1, 10)]
    assert all(row._tr.xpath("w:trPr/w:tblHeader") for row in (names, numbers))
