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
from warehouse.forms.template import Blank, write_form
from warehouse.periods import Period

_SHEET, _STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UNIT = Unit(
    unit="MAU-TRONG",
    kind="ward",
    name_vi="Xã Mẫu Trống",
    name_en="Blank",
    parent="MAU-CHA",
    valid_from=date(1900, 1, 1),
    form="ward",
    basis="benchmark",
)
_PARENT = _UNIT.model_copy(
    update={"unit": "MAU-CHA", "name_vi": "Huyện Mẫu Cha", "parent": None, "form": None}
)


@dataclass(frozen=True, slots=True)
class Mould:
    """A template split into constant and changing parts.

    `still` is an archive of the constant parts; `between` are the pieces of the sheet
    around the figures; `cells` are the elements of the figures with the beginning of their cells.
    """

    still: bytes
    between: tuple[bytes, ...]
    cells: tuple[tuple[Element, bytes], ...]
    strings: bytes

    @classmethod
    def of(cls, catalogue: Catalogue, period: Period, figures: Mapping[str, int]) -> Self:
        """Write a template for the period and split the file."""
        units = {**catalogue.units, _UNIT.unit: _UNIT, _PARENT.unit: _PARENT}
        blank = Blank("ward", _UNIT.unit, period, figures, synthetic=True)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "mould.xlsx"
            manifest = write_form(replace(catalogue, units=units), blank, path)
            still, parts = _taken_apart(path)
        elements = {manifest.cells[e.element]: e for e in catalogue.forms["ward"].elements}
        between, cells = _around(parts[_SHEET], elements)
        return cls(still, between, cells, parts[_STRINGS])

    def cast(self, path: Path, names: tuple[Unit, Unit], figures: Mapping[str, int]) -> None:
        """Write the workbook of a unit; `names` are the unit and the unit above."""
        pieces = [self.between[0]]
        for (element, opening), after in zip(self.cells, self.between[1:], strict=True):
            pieces += (opening, _content(element, figures[element.element]), after)
        packed = io.BytesIO(self.still)
        with zipfile.ZipFile(packed, "a") as archive:
            _add(archive, _SHEET, b"".join(pieces))
            _add(archive, _STRINGS, _named(self.strings, names))
        path.write_bytes(packed.getvalue())


def _taken_apart(path: Path) -> tuple[bytes, dict[str, bytes]]:
    still = io.BytesIO()
    changing = {}
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(still, "w") as rest:
        for part in whole.namelist():
            if part in (_SHEET, _STRINGS):
                changing[part] = whole.read(part)
            else:
                _add(rest, part, whole.read(part))
    return still.getvalue(), changing


def _around(
    sheet: bytes, elements: Mapping[str, Element]
) -> tuple[tuple[bytes, ...], tuple[tuple[Element, bytes], ...]]:
    """Cut the sheet at the figures; return the pieces between the figures, and the figures."""
    between, cells, end = [], [], 0
    for found in re.finditer(
        rb'<c r="([A-Z]+\d+)"( s="\d+")?(?: t="\w+")?><v>[^<]*</v></c>', sheet
    ):
        element = elements.get(found[1].decode())
        if element:
            between.append(sheet[end : found.start()])
            cells.append((element, b'<c r="' + found[1] + b'"' + (found[2] or b"")))
            end = found.end()
    if len(cells) != len(elements):
        raise ValueError(f"{len(elements)} figures expected on the template, {len(cells)} found")
    return (*between, sheet[end:]), tuple(cells)


def _content(element: Element, value: int) -> bytes:
    if element.is_yes_no:
        return f' t="inlineStr"><is><t>{"Có" if value else "Không"}</t></is></c>'.encode()
    return b"><v>%d</v></c>" % value


def _named(strings: bytes, names: tuple[Unit, Unit]) -> bytes:
    for blank, unit in zip((_UNIT, _PARENT), names, strict=True):
        for old, new in (
            (blank.name_vi, unit.name_vi),
            (blank.name_vi.upper(), unit.name_vi.upper()),
            (blank.unit, unit.unit),
        ):
            strings = strings.replace(old.encode(), new.encode())
    return strings


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    part = zipfile.ZipInfo(name, _LONG_AGO)
    part.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(part, content)
