"""The PDF report keeps the signature with the last line of the text, wherever a page ends."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime

from assets.published.report.pdf_report import build_pdf
from assets.published.report.report_content import compose_report
from assets.published.report.report_figures import load_report_figures
from tests import spec
from tests.published.report.test_report_content import ADDRESSEE, COURT, NO_WORDS
from warehouse.periods import parse_period_code

PUBLISHED_AT = datetime(2023, 7, 1, tzinfo=UTC)
LINE_COUNTS = range(2, 34, 4)
"""Lines that fill a page, in steps lower than the signature: one leaves no room for it below."""


def list_pages(content):
    command = ["pdftotext", "-layout", "-", "-"]
    pdf = build_pdf(content, PUBLISHED_AT)
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.split(b"\f")


def test_the_signature_is_never_alone_on_a_page(warehouse_of):
    store, period = warehouse_of(COURT).store, parse_period_code("2023-Q2")
    figures = load_report_figures(store, spec.catalogue(), "DK", period)
    report = replace(
        compose_report(spec.catalogue(), figures, ADDRESSEE, NO_WORDS), annex_rows=(), charts=()
    )
    *sections, last = report.sections
    signature_pages = set()
    for count in LINE_COUNTS:
        own = replace(last, paragraphs=(*last.paragraphs, *["Dòng."] * count, "Câu cuối."))
        pages = list_pages(replace(report, sections=(*sections, own)))
        (number,) = (n for n, page in enumerate(pages) if "Nơi nhận:".encode() in page)
        assert "Câu cuối.".encode() in pages[number], f"{count} lines before the last"
        signature_pages.add(number)
    assert len(signature_pages) > 1, "the signature never went to the next page"
