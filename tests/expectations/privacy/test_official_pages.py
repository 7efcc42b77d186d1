"""Real official wording and tables are refused nowhere: thirty pages and more, as files.

The pages were typed from public law texts and tables as their writer knows them: no copied files.
"""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from assets.raw.refusal import search_file

PAGES_FILE = Path(__file__).parent / "official_pages.txt"


def load_pages():
    """Return the lines of each page, a line as a list of cells, by title."""
    pages = {}
    for line in PAGES_FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            rows = pages.setdefault(line.removeprefix("=== "), [])
        elif not line.startswith("#"):
            rows.append([cell.strip() for cell in line.split(" | ")])
    return pages


PAGES = load_pages()


def as_workbook(rows):
    """Write a page as a workbook, whole numbers as numbers."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([int(cell) if cell.isdecimal() else cell for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_csv(rows):
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode()


def test_there_are_thirty_pages_of_about_twenty_lines():
    assert len(PAGES) >= 30
    assert min(map(len, PAGES.values())) >= 16
    assert sum(map(len, PAGES.values())) >= 30 * 20


@pytest.mark.parametrize("write", [as_workbook, as_csv])
@pytest.mark.parametrize("title", PAGES)
def test_a_page_is_not_refused(title, write):
    drafts = search_file(write(PAGES[title]), "trang").drafts
    assert [(d.cell, d.message_values["kind"]) for d in drafts] == []


def test_the_same_page_with_someone_in_it_is_refused():
    rows = [*PAGES["Luật Trẻ em 2016"], ["cháu Nguyễn Thị Hoa, sinh 2009, tổ 3"]]
    assert search_file(as_workbook(rows), "trang").drafts != ()
