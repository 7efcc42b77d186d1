"""The annex of a report as a workbook: nine columns in a marked-up table.

Knows the content's texts and nothing of figures. May call the floors below.
"""

from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from assets.published.report.report_content import ReportContent
from warehouse.forms.blank.styles import add_formats, estimate_row_height

_WIDTHS = (5, 44, 16, 16, 14, 16, 14, 14, 40)
_ANNEX_HEADER_ROW = 4


def build_annex(content: ReportContent, published_at: datetime) -> bytes:
    """Build the workbook; the only time inside is that of the publication."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties(
            {"title": content.annex_title, "created": published_at.replace(tzinfo=None)}
        )
        formats = add_formats(workbook)
        sheet = workbook.add_worksheet("Phụ lục")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.repeat_rows(_ANNEX_HEADER_ROW)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, content.annex_title, formats["title_left"])
        sheet.merge_range(1, 0, 1, len(_WIDTHS) - 1, content.annex_note, formats["words"])
        sheet.set_row(1, estimate_row_height(content.annex_note, sum(_WIDTHS), 12))
        if content.banner:
            sheet.merge_range(2, 0, 2, len(_WIDTHS) - 1, content.banner, formats["banner"])
        headers = [{"header": c, "header_format": formats["head"]} for c in content.annex_columns]
        last_row = _ANNEX_HEADER_ROW + len(content.annex_rows)
        options = {"name": "PhuLuc", "style": None, "autofilter": False, "columns": headers}
        sheet.add_table(_ANNEX_HEADER_ROW, 0, last_row, len(_WIDTHS) - 1, options)
        sheet.set_row(_ANNEX_HEADER_ROW, 36)
        for row, texts in enumerate(content.annex_rows, start=_ANNEX_HEADER_ROW + 1):
            for column, text in enumerate(texts):
                name = "cell" if column in (1, len(texts) - 1) else "cell_centre"
                sheet.write_string(row, column, text, formats[name])
            heights = (estimate_row_height(t, w, 11) for t, w in zip(texts, _WIDTHS, strict=True))
            sheet.set_row(row, max(heights))
    return buffer.getvalue()
