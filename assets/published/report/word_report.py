"""The Word file of a report: the office's template, filled; the same content gives equal bytes.

A template with a field that a report lacks is refused, with the place named. May call the floors
below.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError

from assets.published.report.pdf_report import draw_pictures
from assets.published.report.report_content import ReportContent

_PICTURE_WIDTH = 120  # millimetres
DEFAULT_REPORT_TEMPLATE = Path(__file__).parent / "report_template.docx"


class ReportTemplateError(ValueError):
    """The template cannot be filled; the message names the file, the place and the remedy."""


def build_word_report(content: ReportContent, template_file: Path) -> bytes:
    """Fill the template with the content.

    Raises:
        ReportTemplateError: the file is no Word file, or names a field that no report has.
    """
    fields = asdict(content)
    try:
        template = DocxTemplate(template_file)
        fields["charts"] = _place_pictures(template, content)
        unknown = template.get_undeclared_template_variables(context=fields)
    except (TemplateError, ValueError, KeyError, OSError, zipfile.BadZipFile) as error:
        raise ReportTemplateError(f"{template_file}: {error}") from error
    if unknown:
        raise ReportTemplateError(_describe_unknown_fields(template_file, unknown, fields))
    try:
        template.render(fields, autoescape=True)
    except TemplateError as error:
        raise ReportTemplateError(f"{template_file}: {error}") from error
    filled = io.BytesIO()
    template.save(filled)
    return _fix_times(filled.getvalue())


def _place_pictures(template: DocxTemplate, content: ReportContent) -> list[dict[str, Any]]:
    """Return caption and picture of each chart, if the template has a place for charts."""
    if not any("chart." in paragraph.text for paragraph in template.get_docx().paragraphs):
        return []
    return [
        {
            "caption": chart.caption,
            "picture": InlineImage(template, io.BytesIO(picture), width=Mm(_PICTURE_WIDTH)),
        }
        for chart, picture in zip(content.charts, draw_pictures(content.charts), strict=True)
    ]


def _describe_unknown_fields(file: Path, unknown: set[str], fields: dict[str, Any]) -> str:
    places = "; ".join(f"{{{{ {name} }}}}: {_find_place(file, name)}" for name in sorted(unknown))
    known = ", ".join(sorted(fields))
    return (
        f"{file}: trường không có trong báo cáo / fields that no report has: {places}. "
        f"Các trường / the fields: {known}."
    )


def _find_place(file: Path, field: str) -> str:
    """Return the first paragraph of the template with a field, for a search in Word."""
    paragraphs = (text for text in _list_paragraphs(file) if field in text)
    return f"«{next(paragraphs, '?').strip()[:80]}»"


def _list_paragraphs(file: Path) -> Iterator[str]:
    document = DocxTemplate(file).get_docx()
    yield from (paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        yield from (cell.text for row in table.rows for cell in row.cells)


def _fix_times(content: bytes) -> bytes:
    """Return the same package with the zip epoch as the time of every part."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name)
            target.writestr(part, source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
