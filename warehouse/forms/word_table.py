"""The tables of a Word document as sheets: «Bảng 1», «Bảng 2», each from its own cell A1.

The texts above a table are the title block. The only module to import python-docx, and only for
a Word document.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from warehouse.forms.bundle import within_bounds
from warehouse.forms.grid import Cells, OversizedError, Sheet, UnreadableError

if TYPE_CHECKING:
    from docx.table import Table

LARGEST_SPAN = 200
"""A row of a report has fewer columns; a merged cell may claim millions."""
LARGEST_TABLE = 5000

Placed = tuple[str, str]


def is_word(names: set[str]) -> bool:
    """Return whether the names are the parts of a .docx."""
    return "word/document.xml" in names


def read_word(content: bytes, labels_in: Callable[[Sheet], int]) -> list[Sheet]:
    """Read every table of the document, with the texts above the table.

    Args:
        content: the document's bytes.
        labels_in: counts the labels of one form on a sheet: a letterhead in table form is part
            of the title, and a report's table starts the title of the next table.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        within_bounds(package)
    try:
        return list(_tables(content, labels_in))
    except OversizedError:
        raise
    # python-docx raises any kind of error on a broken document.
    except Exception as error:
        raise UnreadableError(f"docx: {error}") from error


def _tables(content: bytes, labels_in: Callable[[Sheet], int]) -> Iterator[Sheet]:
    from docx import Document
    from docx.text.paragraph import Paragraph

    above: list[Placed] = []
    paragraphs = tables = 0
    is_spent = False
    for block in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Paragraph):
            paragraphs += 1
            texts = [(f"Đoạn {paragraphs}", block.text)]
        else:
            tables += 1
            sheet = Sheet(f"Bảng {tables}", True, _cells(block), above=list(above))
            yield sheet
            if labels_in(sheet):
                is_spent = True
                continue
            texts = [(sheet.name, text) for text in _distinct(sheet.cells)]
        texts = [(at, text) for at, text in texts if text.strip()]
        if texts and is_spent:
            above, is_spent = [], False
        above.extend(texts)


def _distinct(cells: Cells) -> list[str]:
    """List each text of a table once: a merged cell repeats in every covered place."""
    return list(dict.fromkeys(text for row in cells for text in row))


def _cells(table: "Table") -> Cells:
    """Read the texts of a table; a merged cell repeats in every covered place."""
    spans = table._tbl.xpath(".//w:gridSpan/@w:val | .//w:gridBefore/@w:val")
    if any(not span.isdigit() or int(span) > LARGEST_SPAN for span in spans):
        raise OversizedError(f"> {LARGEST_SPAN} cột")
    if len(table.rows) > LARGEST_TABLE:
        raise OversizedError(f"{len(table.rows)} > {LARGEST_TABLE} dòng")
    rows = [
        [""] * row.grid_cols_before + [cell.text.strip() for cell in row.cells]
        for row in table.rows
    ]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]
