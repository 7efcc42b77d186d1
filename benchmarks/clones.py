"""Our own template cloned thousands of times: a template is written once and then filled in.

Only the parts that differ between units are rewritten; the rest of the archive stays compressed.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from warehouse.catalogue import Catalogue, Element, Unit
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.periods import Period

_SHEET_PART, _STRINGS_PART = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_ARCHIVE_DATE = (1980, 1, 1, 0, 0, 0)
_TEMPLATE_UNIT = Unit(
    unit="MAU-TRONG",
    kind="ward",
    name_vi="Xã Mẫu Trống",
    name_en="Blank",
    parent="MAU-CHA",
    valid_from=date(1900, 1, 1),
    form="ward",
    basis="benchmark",
)
_TEMPLATE_PARENT = _TEMPLATE_UNIT.model_copy(
    update={"unit": "MAU-CHA", "name_vi": "Huyện Mẫu Cha", "parent": None, "form": None}
)


@dataclass(frozen=True, slots=True)
class TemplateMould:
    """A template split into constant and changing parts.

    `constant_parts` is an archive of the constant parts; `sheet_pieces` are the pieces of the sheet
    around the figures; `cells` are the elements of the figures with the beginning of their cells.
    """

    constant_parts: bytes
    sheet_pieces: tuple[bytes, ...]
    cells: tuple[tuple[Element, bytes], ...]
    strings: bytes

    @classmethod
    def make_mould(cls, catalogue: Catalogue, period: Period, figures: Mapping[str, int]) -> Self:
        """Write a template for the period and split the file."""
        units = {
            **catalogue.units,
            _TEMPLATE_UNIT.unit: _TEMPLATE_UNIT,
            _TEMPLATE_PARENT.unit: _TEMPLATE_PARENT,
        }
        blank = BlankForm("ward", _TEMPLATE_UNIT.unit, period, figures, synthetic=True)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "mould.xlsx"
            manifest = write_form(replace(catalogue, units=units), blank, path)
            constant_parts, changing_parts = _split_workbook(path)
        elements = {manifest.cells[e.element]: e for e in catalogue.forms["ward"].elements}
        sheet_pieces, cells = _split_sheet(changing_parts[_SHEET_PART], elements)
        return cls(constant_parts, sheet_pieces, cells, changing_parts[_STRINGS_PART])

    def write_workbook(
        self, path: Path, names: tuple[Unit, Unit], figures: Mapping[str, int]
    ) -> None:
        """Write the workbook of a unit; `names` are the unit and the unit above."""
        pieces = [self.sheet_pieces[0]]
        for (element, opening), next_piece in zip(self.cells, self.sheet_pieces[1:], strict=True):
            pieces += (opening, _format_cell(element, figures[element.element]), next_piece)
        buffer = io.BytesIO(self.constant_parts)
        with zipfile.ZipFile(buffer, "a") as archive:
            _add_part(archive, _SHEET_PART, b"".join(pieces))
            _add_part(archive, _STRINGS_PART, _replace_unit_names(self.strings, names))
        path.write_bytes(buffer.getvalue())


def _split_workbook(path: Path) -> tuple[bytes, dict[str, bytes]]:
    constant_parts = io.BytesIO()
    changing_parts = {}
    with (
        zipfile.ZipFile(path) as workbook,
        zipfile.ZipFile(constant_parts, "w") as constant_archive,
    ):
        for part in workbook.namelist():
            if part in (_SHEET_PART, _STRINGS_PART):
                changing_parts[part] = workbook.read(part)
            else:
                _add_part(constant_archive, part, workbook.read(part))
    return constant_parts.getvalue(), changing_parts


def _split_sheet(
    sheet: bytes, elements: Mapping[str, Element]
) -> tuple[tuple[bytes, ...], tuple[tuple[Element, bytes], ...]]:
    """Cut the sheet at the figures; return the pieces between the figures, and the figures."""
    sheet_pieces, cells, end = [], [], 0
    for match in re.finditer(
        rb'<c r="([A-Z]+\d+)"( s="\d+")?(?: t="\w+")?><v>[^<]*</v></c>', sheet
    ):
        element = elements.get(match[1].decode())
        if element:
            sheet_pieces.append(sheet[end : match.start()])
            cells.append((element, b'<c r="' + match[1] + b'"' + (match[2] or b"")))
            end = match.end()
    if len(cells) != len(elements):
        raise ValueError(f"{len(elements)} figures expected on the template, {len(cells)} found")
    return (*sheet_pieces, sheet[end:]), tuple(cells)


def _format_cell(element: Element, value: int) -> bytes:
    if element.is_yes_no:
        return f' t="inlineStr"><is><t>{"Có" if value else "Không"}</t></is></c>'.encode()
    return b"><v>%d</v></c>" % value


def _replace_unit_names(strings: bytes, names: tuple[Unit, Unit]) -> bytes:
    for template_unit, unit in zip((_TEMPLATE_UNIT, _TEMPLATE_PARENT), names, strict=True):
        for old_name, new_name in (
            (template_unit.name_vi, unit.name_vi),
            (template_unit.name_vi.upper(), unit.name_vi.upper()),
            (template_unit.unit, unit.unit),
        ):
            strings = strings.replace(old_name.encode(), new_name.encode())
    return strings


def _add_part(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    part = zipfile.ZipInfo(name, _ARCHIVE_DATE)
    part.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(part, content)
