"""A workbook saved as XML Spreadsheet 2003: one XML text, often under the name .xls.

Parsed as a stream within bounds, without a document type; what a cell shows as a percentage stays
one. Comments and properties are no cells: the search for personal data reads the text itself.
"""

from datetime import datetime
from typing import Any
from xml.parsers import expat

from warehouse.files.grid import (
    BYTE_MEASURE,
    CELL_MEASURE,
    CellRows,
    DamagedFileError,
    OversizedError,
    Sheet,
    SheetBook,
    UnreadableError,
)

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_VISIBLE_TAG = "urn:schemas-microsoft-com:office:excel Visible"
MAX_XML_BYTES = 16 << 20
MAX_XML_CELLS = 500_000
_BEGINNING_BYTES = 4096
_HIDDEN_STATES = ("SheetHidden", "SheetVeryHidden")
_PERCENT_FORMATS = ("%", "Percent")

Attributes = dict[str, str]


class DoctypeError(UnreadableError):
    """The text declares a document type, which no spreadsheet needs."""

    code = "E-FILE-015"


def is_spreadsheet_xml(content: bytes) -> bool:
    """Return whether a text is a workbook in XML, in any encoding."""
    beginning = content[:_BEGINNING_BYTES].replace(b"\0", b"")
    return b"<" in beginning[:4] and f'"{_NAMESPACE}"'.encode() in beginning


class XmlWorkbook(SheetBook):
    """The sheets of an XML workbook, all in memory."""

    def __init__(self, content: bytes) -> None:
        if len(content) > MAX_XML_BYTES:
            raise OversizedError(f"{len(content)} > {MAX_XML_BYTES}", BYTE_MEASURE)
        try:
            sheets = _WorkbookParser().parse_sheets(content)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise DamagedFileError("XML") from error
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self.sheet_names = list(self._sheets)
        self.visibility = {name: sheet.is_visible for name, sheet in self._sheets.items()}

    def load_sheet(self, name: str) -> Sheet:
        """Return one sheet."""
        if name not in self._sheets:
            raise UnreadableError(name)
        return self._sheets[name]


class _WorkbookParser:
    """A parser that collects the sheets of an XML workbook."""

    def __init__(self) -> None:
        self._sheets: list[_SheetBuilder] = []
        self._percent_styles: set[str] = set()
        self._open_style = ""
        self._open_texts: list[str] | None = None
        self._comment_depth = 0

    def parse_sheets(self, content: bytes) -> list[Sheet]:
        """Parse the bytes; the XML declaration states the encoding."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = self._start_element
        parser.EndElementHandler = self._end_element
        parser.CharacterDataHandler = self._add_text
        parser.Parse(content, True)
        return [builder.build_sheet() for builder in self._sheets]

    def _start_element(self, tag: str, attributes: Attributes) -> None:
        namespace, _, name = tag.rpartition(" ")
        if tag == _VISIBLE_TAG:
            self._open_texts = []
        elif namespace == _NAMESPACE:
            self._start_own_element(name, {k.rpartition(" ")[2]: v for k, v in attributes.items()})

    def _start_own_element(self, name: str, attributes: Attributes) -> None:
        self._comment_depth += name == "Comment"
        if name in ("Style", "NumberFormat"):
            self._add_style(name, attributes)
        elif name == "Worksheet":
            self._sheets.append(_SheetBuilder(attributes.get("Name", "")))
        elif self._sheets and not self._comment_depth:
            self._start_sheet_element(self._sheets[-1], name, attributes)

    def _add_style(self, name: str, attributes: Attributes) -> None:
        if name == "Style":
            self._open_style = attributes.get("ID", "")
        elif any(sign in attributes.get("Format", "") for sign in _PERCENT_FORMATS):
            self._percent_styles.add(self._open_style)

    def _start_sheet_element(
        self, builder: "_SheetBuilder", name: str, attributes: Attributes
    ) -> None:
        if name == "Row":
            builder.start_row(attributes)
        elif name == "Cell":
            builder.start_cell(attributes)
        elif name == "Data":
            self._open_texts = []
            builder.data_type = attributes.get("Type", "String")

    def _end_element(self, tag: str) -> None:
        namespace, _, name = tag.rpartition(" ")
        if namespace == _NAMESPACE and name == "Comment":
            self._comment_depth -= 1
        elif self._open_texts is not None and self._sheets and not self._comment_depth:
            builder, text = self._sheets[-1], "".join(self._open_texts)
            if tag == _VISIBLE_TAG:
                builder.is_visible = text.strip() not in _HIDDEN_STATES
            elif tag == f"{_NAMESPACE} Data":
                builder.place_value(text, self._percent_styles)
            else:
                return  # formatted text within a cell
            self._open_texts = None

    def _add_text(self, text: str) -> None:
        if self._open_texts is not None and not self._comment_depth:
            self._open_texts.append(text)


def _refuse_doctype(*_: object) -> None:
    raise DoctypeError


class _SheetBuilder:
    """A sheet under construction: values by place, counted from 0."""

    def __init__(self, name: str) -> None:
        self.name, self.is_visible, self.data_type = name, True, "String"
        self._values: dict[tuple[int, int], Any] = {}
        self._merged_ranges: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self._row = self._next_row = self._column = self._next_column = 0
        self._row_style = self._cell_style = ""

    def start_row(self, attributes: Attributes) -> None:
        """Move to the next row, or to the row that the element names."""
        self._row = int(attributes.get("Index", self._next_row + 1)) - 1
        self._next_row = self._row + 1 + int(attributes.get("Span", 0))
        self._next_column, self._row_style = 0, attributes.get("StyleID", "")

    def start_cell(self, attributes: Attributes) -> None:
        """Move to the next cell, or to the column that the element names."""
        self._column = int(attributes.get("Index", self._next_column + 1)) - 1
        across = int(attributes.get("MergeAcross", 0))
        down = int(attributes.get("MergeDown", 0))
        self._next_column = self._column + 1 + across
        self._cell_style = attributes.get("StyleID", self._row_style)
        if min(self._row, self._column, across, down) < 0:
            raise ValueError("a place before the first cell")
        if across or down:
            last_place = (self._row + down, self._column + across)
            self._merged_ranges.append(((self._row, self._column), last_place))

    def place_value(self, text: str, percent_styles: set[str]) -> None:
        """Put a value into the open cell."""
        value = _parse_value(text, self.data_type)
        if isinstance(value, float) and self._cell_style in percent_styles:
            value = f"{round(value * 100, 10):g}%"
        self._values[self._row, self._column] = value
        if len(self._values) > MAX_XML_CELLS:
            raise OversizedError(f"> {MAX_XML_CELLS}", CELL_MEASURE)

    def build_sheet(self) -> Sheet:
        """Build the sheet, with rows padded to one width."""
        height = max((row for row, _ in self._values), default=-1) + 1
        width = max((column for _, column in self._values), default=-1) + 1
        if height * width > MAX_XML_CELLS:
            raise OversizedError(f"{height} x {width} > {MAX_XML_CELLS}", CELL_MEASURE)
        cells: CellRows = [[""] * width for _ in range(height)]
        for (row, column), value in self._values.items():
            cells[row][column] = value
        return Sheet(self.name, self.is_visible, cells, self._merged_ranges)


def _parse_value(text: str, data_type: str) -> Any:
    """Parse a cell's value by its stated type; an error value stays a text like `#DIV/0!`."""
    match data_type:
        case "Number":
            return float(text)
        case "Boolean":
            return text.strip() == "1"
        case "DateTime":
            return datetime.fromisoformat(text.strip())
        case _:
            return text
