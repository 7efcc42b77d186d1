"""The tables of a Word document as sheets: «Bảng 1», «Bảng 2», each from its own cell A1.

The texts above a table are the title block. The only module to import python-docx, and only for
a Word document.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from warehouse.files.formats.zip_bundle import check_package_bounds
from warehouse.files.grid import (
    COLUMN_MEASURE,
    ROW_MEASURE,
    CellRows,
    DamagedFileError,
    OversizedError,
    Sheet,
)

if TYPE_CHECKING:
    from docx.table import Table

MAX_WORD_SPAN = 200
"""A row of a report has fewer columns; a merged cell may claim millions."""
MAX_WORD_ROWS = 5000

ParagraphText = tuple[str, str]


def is_word_document(part_names: set[str]) -> bool:
    """Return whether the names are the parts of a .docx."""
    return "word/document.xml" in part_names


def read_word_tables(content: bytes, count_labels: Callable[[Sheet], int]) -> list[Sheet]:
    """Read every table of the document, with the texts above the table.

    Args:
        content: the document's bytes.
        count_labels: counts the labels of one form on a sheet: a letterhead in table form is part
            of the title, and a report's table starts the title of the next table.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        check_package_bounds(package)
    try:
        return list(_iterate_word_tables(content, count_labels))
    except OversizedError:
        raise
    # python-docx raises any kind of error on a broken document.
    except Exception as error:
        raise DamagedFileError("docx") from error


def _iterate_word_tables(content: bytes, count_labels: Callable[[Sheet], int]) -> Iterator[Sheet]:
    from docx import Document
    from docx.text.paragraph import Paragraph

    texts_above: list[ParagraphText] = []
    paragraphs = tables = 0
    is_title_complete = False
    for block in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Paragraph):
            paragraphs += 1
            texts = [(f"Đoạn {paragraphs}", block.text)]
        else:
            tables += 1
            sheet = Sheet(
                f"Bảng {tables}", True, _read_word_cells(block), texts_above=list(texts_above)
            )
            yield sheet
            if count_labels(sheet):
                is_title_complete = True
                continue
            texts = [(sheet.name, text) for text in _list_table_texts(sheet.cells)]
        texts = [(place, text) for place, text in texts if text.strip()]
        if texts and is_title_complete:
            texts_above, is_title_complete = [], False
        texts_above.extend(texts)


def _list_table_texts(cells: CellRows) -> list[str]:
    """List each text of a table once: a merged cell repeats in every covered place."""
    return list(dict.fromkeys(text for row in cells for text in row))


def _read_word_cells(table: "Table") -> CellRows:
    """Read the texts of a table; a merged cell repeats in every covered place."""
    spans = table._tbl.xpath(".//w:gridSpan/@w:val | .//w:gridBefore/@w:val")
    if any(not span.isdigit() or int(span) > MAX_WORD_SPAN for span in spans):
        raise OversizedError(f"> {MAX_WORD_SPAN}", COLUMN_MEASURE)
    if len(table.rows) > MAX_WORD_ROWS:
        raise OversizedError(f"{len(table.rows)} > {MAX_WORD_ROWS}", ROW_MEASURE)
    rows = [
        [""] * row.grid_cols_before + [cell.text.strip() for cell in row.cells]
        for row in table.rows
    ]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]
