"""The PDF/A of a report, by typst; the same content gives the same bytes.

Only Liberation fonts are used: they have every Vietnamese letter. Knows the content's fields and
nothing of figures. May call the floors below.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import typst

from assets.published.report.report_content import ReportContent

FONT_FOLDER = Path("/usr/share/fonts/truetype/liberation2")
"""Where Debian's `fonts-liberation2` puts its files; the older package lacks Vietnamese letters."""
_TYPST_TEMPLATE = Path(__file__).parent / "report.typ"


class MissingFontError(ValueError):
    """The fonts of the PDF are not installed."""


def build_pdf(content: ReportContent, published_at: datetime) -> bytes:
    """Build the PDF/A; the only date inside is the day of the publication.

    Raises:
        MissingFontError: the machine lacks the fonts with Vietnamese letters.
    """
    if not (FONT_FOLDER / "LiberationSerif-Regular.ttf").exists():
        raise MissingFontError(
            "thiếu phông chữ: cài gói fonts-liberation2 / fonts are missing: install the package "
            "fonts-liberation2"
        )
    day = published_at.astimezone(UTC)
    fields = asdict(content) | {"day": [day.year, day.month, day.day]}
    pdf: bytes = typst.compile(
        str(_TYPST_TEMPLATE),
        format="pdf",
        sys_inputs={"report": json.dumps(fields, ensure_ascii=False)},
        font_paths=[str(FONT_FOLDER)],
        ignore_system_fonts=True,
        pdf_standards="a-2b",
    )
    return pdf
