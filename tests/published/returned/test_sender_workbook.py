"""The sender's workbook is written on only where it is small: the night itself opens it."""

import pytest

from assets.published.returned.sender_workbook import open_original
from tests.sent import schools, send
from tests.warehouse.files import hostile


@pytest.fixture
def report(tmp_path):
    send(tmp_path / "a.xlsx", schools())
    return tmp_path / "a.xlsx"


def merged(ref):
    more = f'<mergeCell ref="{ref}"/></mergeCells>'.encode()
    change = {hostile.SHEET: lambda xml: xml.replace(b"</mergeCells>", more)}
    return lambda content: hostile.rewritten(content, change)


COLOURED = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
LARGE = {
    "a coloured cell at the far end": hostile.in_sheet(COLOURED),
    "a merged range to the far end": merged("H60:XFD1048576"),
    "much of anything": hostile.swelling(20 << 20),
    "no archive": lambda content: content[1:],
    "cut": lambda content: content[:-30],
}


@pytest.mark.parametrize("kind", LARGE)
def test_what_is_large_is_not_opened_and_takes_no_time(report, kind):
    report.write_bytes(LARGE[kind](report.read_bytes()))
    assert open_original(report, {}) is None


@pytest.mark.parametrize("change", [bytes, merged("H60:K70")], ids=["as sent", "merged a little"])
def test_an_ordinary_report_is_written_on(report, change):
    report.write_bytes(change(report.read_bytes()))
    assert open_original(report, {}) is not None
