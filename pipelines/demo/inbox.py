"""The whole five-year inbox: each planned sending becomes a file with a moment of receipt.

Every file says that it is synthetic, in its name and in its content. May call `warehouse`.
"""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from pipelines.demo import chance
from pipelines.demo.faults import Kind, Planted
from pipelines.demo.plan import Sending, sendings
from pipelines.demo.typed import MADE, SYNTHETIC, Typed, write_typed
from pipelines.demo.wording import file_name, period_words
from warehouse.catalogue import Catalogue
from warehouse.forms.template import Blank, write_form

PREFIX = "GIA-LAP "
"""The beginning of every file name of the demo."""

Progress = Callable[[int, int], None]
_STATIONERY = (
    ("Giấy A4", "ram"),
    ("Bút bi xanh", "hộp"),
    ("Kẹp tài liệu", "hộp"),
    ("Mực in", "hộp"),
    ("Sổ công văn", "quyển"),
)


def write_inbox(
    catalogue: Catalogue, folder: Path, *, seed: int = 2021, progress: Progress | None = None
) -> list[Planted]:
    """Write every file of the demo into `folder`, with the moment of receipt as mtime.

    The same catalogue and seed give the same names, bytes and moments.

    Args:
        catalogue: states which unit owes which report when.
        folder: the inbox; created if missing.
        seed: picks another five years.
        progress: called with the number of files written and the number of all files.

    Returns:
        The planted faults, in order of arrival.
    """
    folder.mkdir(parents=True, exist_ok=True)
    writer = _Writer(catalogue, folder, seed)
    planned = sendings(catalogue, seed)
    planted: list[Planted] = []
    for number, sending in enumerate(planned, 1):
        planted += writer.write(sending)
        if progress:
            progress(number, len(planned))
    return planted


class _Writer:
    """A writer of sendings in order of arrival; remembers the latest file of each report."""

    def __init__(self, catalogue: Catalogue, folder: Path, seed: int) -> None:
        self._catalogue = catalogue
        self._folder = folder
        self._seed = seed
        self._last: dict[tuple[str, str], Path] = {}

    def write(self, sending: Sending) -> list[Planted]:
        report = sending.reports[0]
        path = self._folder / self._name(sending)
        cell = self._fill(sending, path)
        moment = sending.at.timestamp()
        os.utime(path, (moment, moment))
        self._last[report.unit, report.period.code] = path
        if sending.kind is None:
            return []
        told = sending.kind is not Kind.UNRECOGNISABLE and sending.kind is not Kind.UNREADABLE
        return [
            Planted(
                file_name=path.name,
                kind=sending.kind,
                form=report.form if told else None,
                unit=report.unit if told else None,
                period=report.period.code if told else None,
                element=sending.element,
                cell=cell,
                expected_code=_broken(path) if sending.kind is Kind.UNREADABLE else sending.code,
            )
        ]

    def _fill(self, sending: Sending, path: Path) -> str | None:
        """Write the file and return the cell of the fault, if the fault is in a cell."""
        report = sending.reports[0]
        before = self._last.get((report.unit, report.period.code))
        if sending.copies and before:
            copy = _same_bytes if sending.copies == "bytes" else _saved_again
            copy(before, path)
        elif sending.kind is Kind.UNRECOGNISABLE:
            self._write_other_table(report, path)
        elif sending.style:
            placed = write_typed(self._catalogue, sending.reports, sending.style, path)
            in_cell = sending.element and sending.kind is not Kind.ELEMENT_TWICE
            return placed[report.unit, sending.element or ""][1] if in_cell else None
        else:
            cells = self._write_form(report, path)
            if sending.kind is Kind.UNREADABLE:
                self._break(report, path)
            return cells.get(sending.element or "")
        return None

    def _write_form(self, report: Typed, path: Path) -> dict[str, str]:
        values = {e: v for e, v in report.values.items() if v is not None}
        blank = Blank(report.form, report.unit, report.period, values, synthetic=True)
        return dict(write_form(self._catalogue, blank, path).cells)

    def _break(self, report: Typed, path: Path) -> None:
        """Cut the file off after two thirds, or replace the workbook by a plain text."""
        rng = chance.stream(self._seed, "broken", report.unit, report.period.code)
        whole = path.read_bytes()
        text = f"{SYNTHETIC}: {self._name_of(report)} gửi nhầm dạng văn bản.\n".encode()
        path.write_bytes(whole[: len(whole) * 2 // 3] if rng.random() < 0.6 else text)

    def _write_other_table(self, report: Typed, path: Path) -> None:
        """Write a workbook unrelated to the programme."""
        rng = chance.stream(self._seed, "stationery", report.unit, report.period.code)
        with xlsxwriter.Workbook(path) as book:
            book.set_properties({"created": MADE})
            sheet = book.add_worksheet("VPP")
            sheet.set_column(1, 1, 30)
            sheet.write_string(0, 0, f"BẢNG THEO DÕI VĂN PHÒNG PHẨM - {self._name_of(report)}")
            sheet.write_string(1, 0, SYNTHETIC)
            sheet.write_row(3, 0, ("STT", "Tên hàng", "ĐVT", "Số lượng"))
            for row, (item, unit) in enumerate(_STATIONERY):
                sheet.write_row(4 + row, 0, (row + 1, item, unit, rng.randint(2, 40)))

    def _name_of(self, report: Typed) -> str:
        unit = self._catalogue.units[report.unit]
        return f"{unit.name_vi}, {report.period.label()}"

    def _name(self, sending: Sending) -> str:
        report = sending.reports[0]
        unit = self._catalogue.units[report.unit]
        habit = chance.stream(self._seed, "name", report.unit).randrange(12)
        name = file_name(unit, report.period, habit)
        if len(sending.reports) > 1:
            words = period_words(report.period, habit).replace("/", "-")
            name = f"Tổng hợp {len(sending.reports)} đơn vị {words} - {report.unit}"
        if sending.again:
            name += " - bản sao" if sending.copies else f" (gửi lại lần {sending.again})"
        return f"{PREFIX}{name}.xlsx"


def _same_bytes(source: Path, path: Path) -> None:
    path.write_bytes(source.read_bytes())


def _saved_again(source: Path, path: Path) -> None:
    """Copy the same parts with another compression, as saving an opened workbook does."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.infolist():
            new.writestr(part, old.read(part), zipfile.ZIP_DEFLATED, 1)


def _broken(path: Path) -> str:
    """Return the expected code: a workbook cut short is damaged, a plain text is no form."""
    return "E-FILE-012" if path.read_bytes().startswith(b"PK") else "E-FORM-001"
