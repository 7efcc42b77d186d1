"""A sender's workbook opened without any active content, and always written to the same bytes.

Knows openpyxl and zip, nothing of findings. Content unknown to openpyxl is dropped on purpose.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.packaging.core import DocumentProperties
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from warehouse.forms import guard
from warehouse.forms.manifest import SHEET, Manifest

_HARMLESS = frozenset(
    ("IF", "AND", "OR", "NOT", "N", "SUM", "SUMPRODUCT", "COUNT", "TRIM", "ISNUMBER", "INT", "LEFT")
)
"""The functions of our own formulas; a formula with any other function is kept as text."""

LIST = "LOI_CAN_SUA"
"""The sheet added in front by a return; a received file may hold the sheet of a former return."""
CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")

_OWN_CELLS = re.compile(r"\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?")
_EPOCH = (1980, 1, 1, 0, 0, 0)

Opened = tuple[Workbook, Manifest]
Shown = Mapping[str, Mapping[str, str]]
"""The texts shown by formulas, by sheet and cell: openpyxl writes formulas without results."""


def open_original(path: Path, values: Mapping[str, int | str]) -> Opened | None:
    """Open the sender's workbook and manifest without active content.

    Returns None if openpyxl cannot carry the workbook. `values` are the values read from its
    elements; they replace the formulas there.
    """
    content = path.read_bytes()
    if not guard.is_modest(content):
        return None
    try:
        workbook = _load(content)
        manifest = Manifest.from_json(str(workbook[SHEET]["A1"].value))
        sound = _is_sound(manifest, workbook)
    # openpyxl may fail in any way on a file that calamine can read; the sender then gets our
    # template with the same values.
    except Exception:
        return None
    if not sound:
        return None
    for element, address in manifest.cells.items():
        _settle(workbook[manifest.sheet][address], values.get(element))
    workbook[SHEET].sheet_state = "veryHidden"
    disarm(workbook)
    return workbook, manifest


def _is_sound(manifest: Manifest, workbook: Workbook) -> bool:
    """Return whether the manifest, open to edits by anyone, names cells of an existing sheet."""
    titles = {sheet.title for sheet in workbook.worksheets} - {SHEET, LIST}
    return manifest.sheet in titles and all(map(CELL.fullmatch, manifest.cells.values()))


def _settle(cell: Cell, value: int | str | None) -> None:
    """Replace a formula by the value read: openpyxl would save the formula without a result."""
    if cell.data_type == "f" and isinstance(value, str):
        write_text(cell, value)
    elif cell.data_type == "f":
        cell.value = value


def open_template(path: Path, manifest: Manifest) -> Opened:
    """Open a workbook just written by `write_form`."""
    return _load(path.read_bytes()), manifest


def _load(content: bytes) -> Workbook:
    # From bytes: archived files are named by hash, and openpyxl decides by the suffix.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(content), keep_links=False)


def disarm(workbook: Workbook) -> None:
    """Remove all active content: links, names, objects, metadata, and formulas unlike ours."""
    for sheet in workbook.chartsheets:
        workbook.remove(sheet)
    workbook.defined_names.clear()
    workbook.loaded_theme = None
    workbook.security = None
    workbook.custom_doc_props.props.clear()
    for sheet in workbook.worksheets:
        _disarm_sheet(sheet)


def plain(text: str) -> str:
    """Remove the control characters forbidden in XML."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def write_text(cell: Cell, text: str) -> None:
    """Write a text, never a formula, whatever the first character."""
    cell.value = plain(text)
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@", "\t", "\r")


def _disarm_sheet(sheet: Worksheet) -> None:
    sheet.defined_names.clear()
    for objects in (sheet._images, sheet._charts, sheet._pivots):
        objects.clear()
    sheet._tables.clear()
    # Only existing cells: with a cell at XFD1048576, iter_rows would walk over billions.
    for cell in sheet._cells.values():
        if not isinstance(cell, MergedCell):
            cell.hyperlink = None
            if cell.data_type == "f" and not is_harmless(_formula(cell.value)):
                write_text(cell, _formula(cell.value))
    sheet._hyperlinks.clear()
    validations = sheet.data_validations
    validations.dataValidation = [
        v for v in validations.dataValidation if _all_harmless((v.formula1, v.formula2))
    ]
    for area in list(sheet.conditional_formatting):
        if not all(_all_harmless(rule.formula) for rule in area.rules):
            del sheet.conditional_formatting[area.sqref]


def _formula(value: Any) -> str:
    """Return the text of a formula; an array formula is an object of openpyxl's."""
    return value if isinstance(value, str) else str(getattr(value, "text", None) or "=")


def _all_harmless(formulas: Any) -> bool:
    return all(is_harmless(f"={formula}") for formula in formulas if formula)


def is_harmless(formula: str) -> bool:
    """Return whether a formula only computes from cells of the same sheet."""
    try:
        return all(_is_plain(token) for token in Tokenizer(formula).items)
    except (TokenizerError, IndexError):
        return False


def _is_plain(token: Token) -> bool:
    if token.type == Token.FUNC and token.subtype == Token.OPEN:
        return token.value.rstrip("(").upper() in _HARMLESS
    if token.type == Token.OPERAND and token.subtype == Token.RANGE:
        return bool(_OWN_CELLS.fullmatch(token.value))
    return bool(token.type != Token.LITERAL)


def save(workbook: Workbook, path: Path, at: datetime, shown: Shown) -> None:
    """Write the workbook with the date `at`: the same workbook gives the same bytes."""
    moment = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    workbook.properties = DocumentProperties(creator="chiso", created=moment, modified=moment)
    workbook.calculation = CalcProperties(fullCalcOnLoad=True)
    with _FixedZip(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.shown = {
            f"xl/worksheets/sheet{number}.xml": shown[sheet.title]
            for number, sheet in enumerate(workbook.worksheets, 1)
            if sheet.title in shown
        }
        ExcelWriter(workbook, archive).write_data()


class _FixedZip(zipfile.ZipFile):
    """A zip with a fixed date on all entries, and with the formula results in the sheets."""

    shown: Shown = MappingProxyType({})

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        entry = zipfile.ZipInfo(zinfo_or_arcname, _EPOCH)
        super().writestr(entry, data, zipfile.ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        text = Path(filename).read_text(encoding="utf-8")
        self.writestr(arcname, _with_results(text, self.shown.get(arcname, {})))


_RESULT = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)><f>([^<]*)</f><v ?(?:/>|></v>)</c>')


def _with_results(sheet: str, shown: Mapping[str, str]) -> str:
    """Add the formula results to a sheet's XML: some viewers do not recalculate."""
    if not shown:
        return sheet

    def filled(found: re.Match[str]) -> str:
        if found[1] not in shown:
            return found[0]
        result = f"<v>{escape(shown[found[1]], quote=False)}</v>"
        return f'<c r="{found[1]}"{found[2]} t="str"><f>{found[3]}</f>{result}</c>'

    return _RESULT.sub(filled, sheet)
