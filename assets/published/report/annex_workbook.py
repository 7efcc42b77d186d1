"""The annex of a report as a workbook: nine columns in a marked-up table.

Knows the content's texts and nothing of figures. May call the floors below.
"""

from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from assets.published.report.report_content import ReportContent
from assets.published.table_sheets import TableFrame, set_up_page, write_text_table
from warehouse.forms.blank.styles import add_formats, estimate_row_height

_WIDTHS = (5, 44, 16, 16, 14, 16, 14, 14, 40)
_FORMAT_NAMES = ("cell_centre", "cell", *["cell_centre"] * 6, "cell")
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
        set_up_page(sheet)
        sheet.repeat_rows(_ANNEX_HEADER_ROW)
        sheet.write_string(0, 0, content.annex_title, formats["title_left"])
        sheet.merge_range(1, 0, 1, len(_WIDTHS) - 1, content.annex_note, formats["words"])
        sheet.set_row(1, estimate_row_height(content.annex_note, sum(_WIDTHS), 12))
        if content.banner:
            sheet.merge_range(2, 0, 2, len(_WIDTHS) - 1, content.banner, formats["banner"])
        write_text_table(
            sheet,
            TableFrame("PhuLuc", _ANNEX_HEADER_ROW, content.annex_columns),
            _WIDTHS,
            content.annex_rows,
            formats=formats,
            format_names=_FORMAT_NAMES,
        )
    return buffer.getvalue()
