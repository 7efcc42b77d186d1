"""The PDF/A of a report and of a sheet, by typst; the same content gives the same bytes.

Only Liberation fonts are used: they have every Vietnamese letter. Knows the content's fields and
nothing of figures. May call the floors below.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from assets.published.report.report_content import ReportContent
from assets.published.report.unit_sheet import UnitSheet

FONT_FOLDER = Path("/usr/share/fonts/truetype/liberation2")
"""Where Debian's `fonts-liberation2` puts its files; the older package lacks Vietnamese letters."""


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


def _compile_pdf(template_name: str, fields: dict[str, Any], published_at: datetime) -> bytes:
    if not (FONT_FOLDER / "LiberationSerif-Regular.ttf").exists():
        raise MissingFontError(
            "thiếu phông chữ: cài gói fonts-liberation2 / fonts are missing: install the package "
            "fonts-liberation2"
        )
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
