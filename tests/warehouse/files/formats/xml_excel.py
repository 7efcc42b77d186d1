"""A workbook as Excel writes it with «XML Spreadsheet 2003», by hand: no library writes one."""

from html import escape

from tests.warehouse.forms.typed_files import GRID

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
STYLES = (
    '<Styles><Style ss:ID="Default" ss:Name="Normal"><Alignment ss:Vertical="Bottom"/></Style>'
    '<Style ss:ID="s63"><NumberFormat ss:Format="0%"/></Style>'
    '<Style ss:ID="s64"><NumberFormat ss:Format="Percent"/></Style></Styles>'
)


def cell(content, attributes="", kind="String"):
    return f'<Cell{attributes}><Data ss:Type="{kind}">{content}</Data></Cell>'


def row(cells, attributes=""):
    return f"<Row{attributes}>{''.join(cells)}</Row>"


def rows_of(grid):
    """Write rows as Excel does: an empty cell is left out, the next one says where it stands."""
    for texts in grid:
        cells, following = [], 1
        for number, text in enumerate(texts, 1):
            if text:
                place = f' ss:Index="{number}"' if number != following else ""
                cells.append(cell(escape(text), place))
                following = number + 1
        yield row(cells)


def worksheet(rows, name="BC", visible=""):
    options = f"<Visible>{visible}</Visible>" if visible else ""
    return (
        f'<Worksheet ss:Name="{name}"><Table>{"".join(rows)}</Table><WorksheetOptions '
        f'xmlns="urn:schemas-microsoft-com:office:excel">{options}</WorksheetOptions></Worksheet>'
    )


def as_xml(*sheets, encoding="UTF-8", before=""):
    """Return the bytes of a workbook of these sheets, by default the education report."""
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\r\n<?mso-application progid="Excel.Sheet"?>'
        f'{before}<Workbook xmlns="{SPACE}" xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'xmlns:ss="{SPACE}" xmlns:html="http://www.w3.org/TR/REC-html40">'
        '<DocumentProperties xmlns="urn:schemas-microsoft-com:office:office"><Author>x</Author>'
        f"</DocumentProperties>{STYLES}{''.join(sheets or [worksheet(rows_of(GRID))])}</Workbook>"
    )
    return text.encode("utf-16" if encoding == "UTF-16" else encoding, "xmlcharrefreplace")
