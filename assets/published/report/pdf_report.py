"""The PDF/A of a report and of a sheet, and the pictures of charts, by typst.

Only Liberation fonts are used: they have every Vietnamese letter. Knows the content's fields and
nothing of figures. May call the floors below.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from assets.published.report.report_charts import ReportChart
from assets.published.report.report_content import ReportContent
from assets.published.report.unit_sheet import UnitSheet

FONT_FOLDER = Path("/usr/share/fonts/truetype/liberation2")
"""Where Debian's `fonts-liberation2` puts its files; the older package lacks Vietnamese letters."""

_PICTURE_DPI = 200


class MissingFontError(ValueError):
    """The fonts of the PDF are not installed."""


def build_pdf(content: ReportContent, published_at: datetime) -> bytes:
    """Build the PDF/A; the only date inside is the day of the publication.

    Raises:
        MissingFontError: the machine lacks the fonts with Vietnamese letters.
    """
    return _compile_pdf("report.typ", asdict(content), published_at)


def build_sheet_pdf(sheet: UnitSheet, published_at: datetime) -> bytes:
    """Build the PDF/A of a sheet back to a unit.

    Raises:
        MissingFontError: the machine lacks the fonts with Vietnamese letters.
    """
    return _compile_pdf("unit_sheet.typ", asdict(sheet), published_at)


def draw_pictures(charts: Sequence[ReportChart]) -> list[bytes]:
    """Draw the charts as PNG, for a Word file.

    Raises:
        MissingFontError: the machine lacks the fonts with Vietnamese letters.
    """
    if not charts:
        return []
    check_fonts()
    pictures = typst.compile(
        str(Path(__file__).parent / "chart_pictures.typ"),
        format="png",
        ppi=_PICTURE_DPI,
        sys_inputs={"charts": json.dumps([chart.svg for chart in charts], ensure_ascii=False)},
        font_paths=[str(FONT_FOLDER)],
        ignore_system_fonts=True,
    )
    return pictures if isinstance(pictures, list) else [pictures]


def check_fonts() -> None:
    """Check the fonts of every PDF and chart.

    Raises:
        MissingFontError: the machine lacks the fonts with Vietnamese letters.
    """
    if not (FONT_FOLDER / "LiberationSerif-Regular.ttf").exists():
        raise MissingFontError(
            "thiếu phông chữ: cài gói fonts-liberation2 / fonts are missing: install the package "
            "fonts-liberation2"
        )


def _compile_pdf(template_name: str, fields: dict[str, Any], published_at: datetime) -> bytes:
    check_fonts()
    day = published_at.astimezone(UTC)
    fields = fields | {"day": [day.year, day.month, day.day]}
    pdf: bytes = typst.compile(
        str(Path(__file__).parent / template_name),
        format="pdf",
        sys_inputs={"report": json.dumps(fields, ensure_ascii=False)},
        font_paths=[str(FONT_FOLDER)],
        ignore_system_fonts=True,
        pdf_standards="a-2b",
    )
    return pdf
