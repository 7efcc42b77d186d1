"""Reports whose sheets, files and folders have names that a page might take for markup.

Excel refuses such names; a sender who writes the workbook's XML by hand does not ask Excel.
"""

import io
from collections.abc import Sequence
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from tests.sent import CATALOGUE, arrive
from warehouse.home import Home

FORM = "mass_organisation"
WIPE = (
    "mutation{wipeAssets(assetPartitionRanges:"
    '[{assetKey:{path:["published","page"]}}]){__typename}}'
)
"""Deletes the history of an asset, once the browser asks Dagster for it by GET."""
SHEETS = {
    "DK-MTTQ": f"![a](/graphql?query={WIPE})",
    "DK-HPN": f"[mở](/graphql?query={WIPE})",
    "DK-DTN": '<img src="/graphql?query={__typename}" onerror="alert(1)">',
    "DK-LDLD": "[k](javascript:alert('1')) | `b` \"c\" https://chi-so.example.com/?a=1",
}
"""The name of the one sheet that a unit sends; each sheet has one fault, in another row."""
COPIED = SHEETS["DK-MTTQ"]
"""The name of the two sheets that hold the same figures."""
MEMBER = "![z](/graphql?query={__typename}).xlsx"
FOLDER = "![n](&sol;graphql?query={__typename})"
_PLACEHOLDER = "SHEET"
_USUAL_FIGURES = (17, 419, 3, 23, 7)
_COPIED_FIGURES = (197, 2317, 31, 419, 53)
"""Figures that no two quarters have in common by chance."""


def fill_inbox(home: Home) -> None:
    """Put five faulty reports, two that say the same, and a folder into the inbox."""
    for place, (unit, sheet) in enumerate(SHEETS.items()):
        report = _write_report(unit, "Quý 1 năm 2023", _with_fault(place), sheet)
        _drop(home, f"{unit}.xlsx", report)
    for quarter in (3, 4):
        report = _write_report("DK-MTTQ", f"Quý {quarter} năm 2022", _COPIED_FIGURES, COPIED)
        _drop(home, f"{quarter}.xlsx", report)
    packed = io.BytesIO()
    with ZipFile(packed, "w") as package:
        report = _write_report("DK-HPN", "Quý 4 năm 2022", _with_fault(4), "BC")
        package.writestr(MEMBER, report)
    _drop(home, "![f](&sol;graphql?query={__typename}).zip", packed.getvalue())
    (home.inbox_folder / FOLDER).mkdir()


def _with_fault(place: int) -> list[int]:
    """Return the usual figures, the one at a place below zero."""
    return [-number if at == place else number for at, number in enumerate(_USUAL_FIGURES)]


def _drop(home: Home, name: str, content: bytes) -> None:
    (home.inbox_folder / name).write_bytes(content)
    arrive(home.inbox_folder / name)


def _write_report(unit: str, period: str, figures: Sequence[int], sheet: str) -> bytes:
    """Return a report in an office's own layout, its sheet under a name that Excel would refuse."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet(_PLACEHOLDER)
        for row, title in enumerate((CATALOGUE.units[unit].name_vi, "BÁO CÁO", period)):
            page.write(row, 0, title)
        page.write_row(5, 0, ("TT", "Nội dung", "ĐVT", "Số liệu"))
        elements = zip(CATALOGUE.forms[FORM].elements, figures, strict=True)
        for number, (element, figure) in enumerate(elements, 1):
            page.write_row(5 + number, 0, (number, element.name_vi, element.unit, figure))
    return _rename_sheet(content, sheet)


def _rename_sheet(content: io.BytesIO, sheet: str) -> bytes:
    name = sheet.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    renamed = io.BytesIO()
    with ZipFile(content) as before, ZipFile(renamed, "w", ZIP_DEFLATED) as after:
        for part in before.namelist():
            text = before.read(part)
            if part == "xl/workbook.xml":
                assert text.count(f'"{_PLACEHOLDER}"'.encode()) == 1
                text = text.replace(f'"{_PLACEHOLDER}"'.encode(), f'"{name}"'.encode())
            after.writestr(part, text)
    return renamed.getvalue()
