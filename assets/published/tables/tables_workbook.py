"""The consolidated workbook: cover, contents, notes, then a sheet with a table for each form.

Follows the UK Analysis Function: one marked-up table a sheet, no merged cell in a table, nothing
said by colour alone. The bytes depend on the publication only. May call the floors below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assets.published.table_sheets import TableFrame, set_up_page, write_text_table
from assets.published.tables.form_figures import ConsolidatedTable
from assets.published.tables.form_sheet import write_form_sheet
from assets.published.tables.table_texts import (
    CONTENTS_SHEET,
    COVER_SHEET,
    MARK_MEANINGS,
    NOTES,
    NOTES_SHEET,
    OFFICE_ONLY,
    SYNTHETIC,
    TITLE,
)
from warehouse.catalogue import Catalogue
from warehouse.forms.blank.sheet_context import format_date
from warehouse.forms.blank.styles import FORM_FONT, GREY, add_formats
from warehouse.periods import Period

_HEADER_ROW = 3


@dataclass(frozen=True, slots=True)
class PublishedPeriod:
    """The period of a workbook, and the publication behind the workbook."""

    period: Period
    published_at: datetime
    synthetic: bool


def build_tables_workbook(
    catalogue: Catalogue, published: PublishedPeriod, tables: Sequence[ConsolidatedTable]
) -> bytes:
    """Build the workbook of a period; equal publications give equal bytes."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        label = published.period.format_label("vi")
        workbook.set_properties(
            {
                "title": f"{TITLE[0]} – {label}",
                "author": _find_author(catalogue, published.period),
                "created": published.published_at.replace(tzinfo=None),
            }
        )
        formats = add_formats(workbook)
        formats["line_en"] = workbook.add_format(
            {"font_name": FORM_FONT, "italic": True, "font_color": GREY}
        )
        _write_cover(workbook.add_worksheet(COVER_SHEET), catalogue, published, formats)
        _write_contents(workbook.add_worksheet(CONTENTS_SHEET), tables, formats)
        _write_notes(workbook.add_worksheet(NOTES_SHEET), formats)
        for number, table in enumerate(tables, start=1):
            write_form_sheet(workbook, catalogue, (number, published.period, table), formats)
    return content.getvalue()


def _find_author(catalogue: Catalogue, period: Period) -> str:
    last_day = catalogue.calendar.compute_window(period)[1]
    return catalogue.units[catalogue.programme.find_office(last_day)].name_vi


def _write_cover(
    sheet: Worksheet, catalogue: Catalogue, published: PublishedPeriod, formats: dict[str, Any]
) -> None:
    letterhead = catalogue.find_report_letterhead(published.period)
    opens, closes = catalogue.calendar.compute_window(published.period)
    published_at = catalogue.calendar.to_local_time(published.published_at)
    lines = [
        *((line, "heading") for line in letterhead.agency_lines),
        ("", "words"),
        (TITLE[0], "title_left"),
        (TITLE[1], "words_en"),
        (published.period.format_label("vi").upper(), "title_left"),
        (catalogue.programme.name_vi, "words"),
        (catalogue.programme.name_en, "words_en"),
        ("", "words"),
        (f"Số liệu từ ngày {format_date(opens)} đến ngày {format_date(closes)}.", "words"),
        (f"Theo bản công bố lúc {published_at:%H:%M} ngày {format_date(published_at)}.", "words"),
        ("", "words"),
        (OFFICE_ONLY[0], "heading"),
        (OFFICE_ONLY[1], "words_en"),
    ]
    if published.synthetic:
        lines.append((SYNTHETIC, "banner"))
    sheet.set_column(0, 0, 90)
    set_up_page(sheet)
    for row, (text, name) in enumerate(lines):
        sheet.write_string(row, 0, text, formats[name])


def _write_contents(
    sheet: Worksheet, tables: Sequence[ConsolidatedTable], formats: dict[str, Any]
) -> None:
    sheet.write_string(0, 0, "MỤC LỤC", formats["title_left"])
    sheet.write_string(1, 0, "Contents", formats["line_en"])
    headers = ("Trang", "Biểu", "Form", "Số chỉ tiêu", "Số đơn vị", "Báo cáo đã nhận")
    widths = (10, 46, 40, 10, 10, 12)
    rows = [
        (
            f"Bảng {number}",
            table.form.name_vi,
            table.form.name_en,
            str(len(table.rows)),
            str(len(table.units)),
            f"{table.owed_count - len(table.missing_reports)}/{table.owed_count}",
        )
        for number, table in enumerate(tables, start=1)
    ]
    set_up_page(sheet)
    frame = TableFrame("MucLuc", _HEADER_ROW, headers)
    write_text_table(
        sheet, frame, widths, rows, formats=formats, format_names=["cell"] * len(headers)
    )
    for row, (name, *_) in enumerate(rows, start=_HEADER_ROW + 1):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats["cell"], name)


def _write_notes(sheet: Worksheet, formats: dict[str, Any]) -> None:
    sheet.write_string(0, 0, "GHI CHÚ", formats["title_left"])
    sheet.write_string(1, 0, "Notes, and the key of the marks", formats["line_en"])
    headers, widths = ("Dấu", "Nghĩa", "Meaning"), (10, 70, 60)
    rows = [*MARK_MEANINGS, *(("", vi, en) for vi, en in NOTES)]
    set_up_page(sheet)
    frame = TableFrame("GhiChu", _HEADER_ROW, headers)
    write_text_table(
        sheet, frame, widths, rows, formats=formats, format_names=["cell"] * len(headers)
    )
