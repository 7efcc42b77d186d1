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

from assets.published.letter_page import COLUMNS, FOOT, HEAD, PADDING, Letter

_SYNTHETIC = "DỮ LIỆU GIẢ LẬP – KHÔNG PHẢI CÔNG VĂN THẬT"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = f"""{_XML}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>\
<Override PartName="/docProps/core.xml" \
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""
_RELATIONS = f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>"""
_WORD_RELATIONS = f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/>\
</Relationships>"""
_FONT = " ".join(f'w:{script}="Times New Roman"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
_STYLES = f"""{_XML}<w:styles \
xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults>\
<w:rPrDefault><w:rPr><w:rFonts {_FONT}/><w:sz w:val="26"/><w:lang w:val="vi-VN"/></w:rPr>\
</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">\
<w:name w:val="Normal"/></w:style></w:styles>"""
_CORE = f"""{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>chiso</dc:creator>\
<dcterms:created xsi:type="dcterms:W3CDTF">{{0}}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{{0}}</dcterms:modified></cp:coreProperties>"""


def save(letter: Letter, path: Path, at: datetime) -> None:
    """Write the letter with the date `at`: the same letter gives the same bytes."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": _document(letter),
        "word/_rels/document.xml.rels": _WORD_RELATIONS,
        "word/styles.xml": _STYLES,
        "docProps/core.xml": _CORE.format(f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, text in parts.items():
            # This entry has the zip epoch as its date, not the time of writing.
            package.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    path.write_bytes(content.getvalue())


def _document(letter: Letter) -> str:
    return _template().render(
        letter=letter,
        synthetic=_SYNTHETIC,
        head=HEAD,
        columns=COLUMNS,
        padding=PADDING,
        foot=FOOT,
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return environment.get_template("letter.xml.j2")
