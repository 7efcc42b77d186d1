"""A letter as a Word file: a few small parts in a zip; the same letter gives the same bytes.

Knows WordprocessingML and zip, nothing of findings; the letter's texts come from `letter`. Every
text is escaped and has a run of its own: no text can become a field or break the XML.
"""

import io
import zipfile
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from assets.published.letter.page_fit import (
    CELL_PADDING,
    COLUMN_WIDTHS,
    FOOT_WIDTHS,
    HEAD_WIDTHS,
    Letter,
)

_SYNTHETIC_LETTER_BANNER = "DỮ LIỆU GIẢ LẬP – KHÔNG PHẢI CÔNG VĂN THẬT"
_XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE_NAMESPACE = "http://schemas.openxmlformats.org/package/2006"
_WORD_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = f"""{_XML_DECLARATION}<Types xmlns="{_PACKAGE_NAMESPACE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_WORD_CONTENT_TYPE}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_WORD_CONTENT_TYPE}.styles+xml"/>\
<Override PartName="/docProps/core.xml" \
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""
_PACKAGE_RELATIONS = f"""{_XML_DECLARATION}<Relationships \
xmlns="{_PACKAGE_NAMESPACE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE_NAMESPACE}/relationships/officeDocument" \
Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{_PACKAGE_NAMESPACE}/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>"""
_WORD_RELATIONS = f"""{_XML_DECLARATION}<Relationships xmlns="{_PACKAGE_NAMESPACE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE_NAMESPACE}/relationships/styles" Target="styles.xml"/>\
</Relationships>"""
_FONT_ATTRIBUTES = " ".join(
    f'w:{script}="Times New Roman"' for script in ("ascii", "hAnsi", "cs", "eastAsia")
)
_WORD_STYLES = f"""{_XML_DECLARATION}<w:styles \
xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults>\
<w:rPrDefault><w:rPr><w:rFonts {_FONT_ATTRIBUTES}/><w:sz w:val="26"/><w:lang \
w:val="vi-VN"/></w:rPr>\
</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">\
<w:name w:val="Normal"/></w:style></w:styles>"""
_CORE_PROPERTIES = f"""{_XML_DECLARATION}<cp:coreProperties \
xmlns:cp="{_PACKAGE_NAMESPACE}/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>chiso</dc:creator>\
<dcterms:created xsi:type="dcterms:W3CDTF">{{0}}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{{0}}</dcterms:modified></cp:coreProperties>"""


def save_letter(letter: Letter, path: Path, letter_date: datetime) -> None:
    """Write the letter with the date `letter_date`: the same letter gives the same bytes."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE_RELATIONS,
        "word/document.xml": _render_document(letter),
        "word/_rels/document.xml.rels": _WORD_RELATIONS,
        "word/styles.xml": _WORD_STYLES,
        "docProps/core.xml": _CORE_PROPERTIES.format(
            f"{letter_date.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        ),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, text in parts.items():
            # This entry has the zip epoch as its date, not the time of writing.
            package.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    path.write_bytes(content.getvalue())


def _render_document(letter: Letter) -> str:
    return _load_letter_template().render(
        letter=letter,
        synthetic=_SYNTHETIC_LETTER_BANNER,
        head=HEAD_WIDTHS,
        columns=COLUMN_WIDTHS,
        padding=CELL_PADDING,
        foot=FOOT_WIDTHS,
    )


@lru_cache(maxsize=1)
def _load_letter_template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return environment.get_template("letter.xml.j2")
