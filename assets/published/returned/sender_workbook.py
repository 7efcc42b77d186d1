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

from warehouse.files.guard import examination
from warehouse.forms.layout import FAULT_LIST_SHEET
from warehouse.forms.manifest import MANIFEST_SHEET, Manifest

_HARMLESS_FUNCTIONS = frozenset(
    ("IF", "AND", "OR", "NOT", "N", "SUM", "SUMPRODUCT", "COUNT", "TRIM", "ISNUMBER", "INT", "LEFT")
)
"""The functions of our own formulas; a formula with any other function is kept as text."""

CELL_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")

_OWN_CELL_RANGE = re.compile(r"\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)

ReturnWorkbook = tuple[Workbook, Manifest]
FormulaResults = Mapping[str, Mapping[str, str]]
"""The texts shown by formulas, by sheet and cell: openpyxl writes formulas without results."""


def open_original(path: Path, values: Mapping[str, int | str]) -> ReturnWorkbook | None:
    """Open the sender's workbook and manifest without active content.

    Returns None if openpyxl cannot carry the workbook. `values` are the values read from its
    elements; they replace the formulas there.
    """
    content = path.read_bytes()
    if not examination.is_editable_workbook(content):
        return None
    try:
        workbook = load_original(content)
        manifest = Manifest.from_json(str(workbook[MANIFEST_SHEET]["A1"].value))
        is_sound = _is_sound_manifest(manifest, workbook)
    # openpyxl may fail in any way on a file that calamine can read; the sender then gets our
    # template with the same values.
    except Exception:
        return None
    if not is_sound:
        return None
    for element, address in manifest.cells.items():
        _replace_formula(workbook[manifest.sheet][address], values.get(element))
    workbook[MANIFEST_SHEET].sheet_state = "veryHidden"
    disarm_workbook(workbook)
    return workbook, manifest


def _is_sound_manifest(manifest: Manifest, workbook: Workbook) -> bool:
    """Return whether the manifest, open to edits by anyone, names cells of an existing sheet."""
    titles = {sheet.title for sheet in workbook.worksheets} - {MANIFEST_SHEET, FAULT_LIST_SHEET}
    return manifest.sheet in titles and all(map(CELL_ADDRESS.fullmatch, manifest.cells.values()))


def _replace_formula(cell: Cell, value: int | str | None) -> None:
    """Replace a formula by the value read: openpyxl would save the formula without a result."""
    if cell.data_type == "f" and isinstance(value, str):
        write_text(cell, value)
    elif cell.data_type == "f":
        cell.value = value


def open_template(path: Path, manifest: Manifest) -> ReturnWorkbook:
    """Open a workbook just written by `write_form`."""
    return load_original(path.read_bytes()), manifest


def load_original(content: bytes, *, has_rich_text: bool = False) -> Workbook:
    """Load a workbook without links to others; rich text keeps the fonts inside a cell."""
    # From bytes: archived files are named by hash, and openpyxl decides by the suffix.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(content), keep_links=False, rich_text=has_rich_text)


def disarm_workbook(workbook: Workbook) -> None:
    """Remove all active content: links, names, objects, metadata, and formulas unlike ours."""
    for sheet in workbook.chartsheets:
        workbook.remove(sheet)
    workbook.defined_names.clear()
    workbook.loaded_theme = None
    workbook.security = None
    workbook.custom_doc_props.props.clear()
    for sheet in workbook.worksheets:
        _disarm_sheet(sheet)


def remove_control_characters(text: str) -> str:
    """Remove the control characters forbidden in XML."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def write_text(cell: Cell, text: str) -> None:
    """Write a text, never a formula, whatever the first character."""
    cell.value = remove_control_characters(text)
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
            if cell.data_type == "f" and not is_harmless_formula(_get_formula_text(cell.value)):
                write_text(cell, _get_formula_text(cell.value))
    sheet._hyperlinks.clear()
    validations = sheet.data_validations
    validations.dataValidation = [
        v for v in validations.dataValidation if _are_all_harmless((v.formula1, v.formula2))
    ]
    for area in list(sheet.conditional_formatting):
        if not all(_are_all_harmless(rule.formula) for rule in area.rules):
            del sheet.conditional_formatting[area.sqref]


def _get_formula_text(value: Any) -> str:
    """Return the text of a formula; an array formula is an object of openpyxl's."""
    return value if isinstance(value, str) else str(getattr(value, "text", None) or "=")


def _are_all_harmless(formulas: Any) -> bool:
    return all(is_harmless_formula(f"={formula}") for formula in formulas if formula)


def is_harmless_formula(formula: str) -> bool:
    """Return whether a formula only computes from cells of the same sheet."""
    try:
        return all(_is_harmless_token(token) for token in Tokenizer(formula).items)
    except (TokenizerError, IndexError):
        return False


def _is_harmless_token(token: Token) -> bool:
    if token.type == Token.FUNC and token.subtype == Token.OPEN:
        return token.value.rstrip("(").upper() in _HARMLESS_FUNCTIONS
    if token.type == Token.OPERAND and token.subtype == Token.RANGE:
        return bool(_OWN_CELL_RANGE.fullmatch(token.value))
    return bool(token.type != Token.LITERAL)


def save_workbook(
    workbook: Workbook, path: Path, saved_at: datetime, formula_results: FormulaResults
) -> None:
    """Write the workbook with the date `saved_at`: the same workbook gives the same bytes."""
    document_date = saved_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    workbook.properties = DocumentProperties(
        creator="chiso", created=document_date, modified=document_date
    )
    workbook.calculation = CalcProperties(fullCalcOnLoad=True)
    with _FixedDateZip(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.formula_results = {
            f"xl/worksheets/sheet{number}.xml": formula_results[sheet.title]
            for number, sheet in enumerate(workbook.worksheets, 1)
            if sheet.title in formula_results
        }
        ExcelWriter(workbook, archive).write_data()


class _FixedDateZip(zipfile.ZipFile):
    """A zip with a fixed date on all entries, and with the formula results in the sheets."""

    formula_results: FormulaResults = MappingProxyType({})

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        entry = zipfile.ZipInfo(zinfo_or_arcname, _ZIP_EPOCH)
        super().writestr(entry, data, zipfile.ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        text = Path(filename).read_text(encoding="utf-8")
        self.writestr(arcname, _add_formula_results(text, self.formula_results.get(arcname, {})))


_EMPTY_RESULT = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)><f>([^<]*)</f><v ?(?:/>|></v>)</c>')


def _add_formula_results(sheet: str, cell_results: Mapping[str, str]) -> str:
    """Add the formula results to a sheet's XML: some viewers do not recalculate."""
    if not cell_results:
        return sheet

    def fill_result(match: re.Match[str]) -> str:
        if match[1] not in cell_results:
            return match[0]
        result = f"<v>{escape(cell_results[match[1]], quote=False)}</v>"
        return f'<c r="{match[1]}"{match[2]} t="str"><f>{match[3]}</f>{result}</c>'

    return _EMPTY_RESULT.sub(fill_result, sheet)
