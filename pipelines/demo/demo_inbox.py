"""The whole five-year inbox: each planned sending becomes a file with a moment of receipt.

Every file says that it is synthetic, in its name and in its content. May call `warehouse`.
"""

import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import xlsxwriter

from pipelines.demo import chance
from pipelines.demo.fault_kinds import FaultKind, PlantedFault
from pipelines.demo.office_wording import format_report_file_name, format_report_period
from pipelines.demo.plan import DEFAULT_SEED, plan_inbox
from pipelines.demo.remarks import draw_notes, draw_obstacles
from pipelines.demo.report_deck import PlannedFile
from pipelines.demo.typed_report import TypedReport
from pipelines.demo.typed_workbook import CREATED_AT, SYNTHETIC_LINE, write_typed_reports
from warehouse.catalogue import Catalogue
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.blank.unit_texts import SYNTHETIC_NAME_PREFIX

WritingProgress = Callable[[int, int], None]
_STATIONERY = (
    ("Giấy A4", "ram"),
    ("Bút bi xanh", "hộp"),
    ("Kẹp tài liệu", "hộp"),
    ("Mực in", "hộp"),
    ("Sổ công văn", "quyển"),
)


def write_inbox(
    catalogue: Catalogue,
    folder: Path,
    *,
    seed: int = DEFAULT_SEED,
    progress: WritingProgress | None = None,
) -> list[PlantedFault]:
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
    writer = _InboxWriter(catalogue, folder, seed)
    planned_files = plan_inbox(catalogue, seed)
    planted_faults: list[PlantedFault] = []
    for number, planned_file in enumerate(planned_files, 1):
        planted_faults += writer.write_file(planned_file)
        if progress:
            progress(number, len(planned_files))
    return planted_faults


class _InboxWriter:
    """A writer of sendings in order of arrival; remembers the latest file of each report."""

    def __init__(self, catalogue: Catalogue, folder: Path, seed: int) -> None:
        self._catalogue = catalogue
        self._folder = folder
        self._seed = seed
        self._latest_paths: dict[tuple[str, str], Path] = {}

    def write_file(self, planned_file: PlannedFile) -> list[PlantedFault]:
        report = planned_file.reports[0]
        path = self._folder / self._choose_file_name(planned_file)
        cell = self._fill_file(planned_file, path)
        received_seconds = planned_file.received_at.timestamp()
        os.utime(path, (received_seconds, received_seconds))
        self._latest_paths[report.unit, report.period.code] = path
        if planned_file.fault_kind is None:
            return []
        is_recognisable = (
            planned_file.fault_kind is not FaultKind.UNRECOGNISABLE
            and planned_file.fault_kind is not FaultKind.UNREADABLE
        )
        fault = PlantedFault(
            file_name=path.name,
            kind=planned_file.fault_kind,
            form=report.form if is_recognisable else None,
            unit=report.unit if is_recognisable else None,
            period=report.period.code if is_recognisable else None,
            element=planned_file.element,
            cell=cell,
            expected_code=_choose_expected_code(path)
            if planned_file.fault_kind is FaultKind.UNREADABLE
            else planned_file.expected_code,
        )
        return _split_missing_row(fault) if report.labels else [fault]

    def _fill_file(self, planned_file: PlannedFile, path: Path) -> str | None:
        """Write the file and return the cell of the fault, if the fault is in a cell."""
        report = planned_file.reports[0]
        earlier_path = self._latest_paths.get((report.unit, report.period.code))
        if planned_file.copy_kind and earlier_path:
            copy_file = _copy_bytes if planned_file.copy_kind == "bytes" else _repack_workbook
            copy_file(earlier_path, path)
        elif planned_file.fault_kind is FaultKind.UNRECOGNISABLE:
            self._write_other_table(report, path)
        elif planned_file.style:
            addresses = write_typed_reports(
                self._catalogue, planned_file.reports, planned_file.style, path
            )
            row_labels = [*(row.label for row in report.extra_rows), *report.labels.values()]
            place = row_labels[0] if row_labels else planned_file.element
            return addresses[report.unit, place][1] if place else None
        else:
            cells = self._write_form(report, path)
            if planned_file.fault_kind is FaultKind.UNREADABLE:
                self._corrupt_file(report, path)
            return cells.get(planned_file.element or "")
        return None

    def _write_form(self, report: TypedReport, path: Path) -> dict[str, str]:
        values = {e: v for e, v in report.values.items() if v is not None}
        place = (self._seed, report.unit, report.period.code)
        blank = BlankForm(
            report.form,
            report.unit,
            report.period,
            values,
            synthetic=True,
            notes=draw_notes(*place, [*values]),
            obstacles=draw_obstacles(*place),
        )
        return dict(write_form(self._catalogue, blank, path).cells)

    def _corrupt_file(self, report: TypedReport, path: Path) -> None:
        """Cut the file off after two thirds, or replace the workbook by a plain text."""
        rng = chance.seed_generator(self._seed, "broken", report.unit, report.period.code)
        content = path.read_bytes()
        text = f"{SYNTHETIC_LINE}: {self._format_sender(report)} gửi nhầm dạng văn bản.\n".encode()
        path.write_bytes(content[: len(content) * 2 // 3] if rng.random() < 0.6 else text)

    def _write_other_table(self, report: TypedReport, path: Path) -> None:
        """Write a workbook unrelated to the programme."""
        rng = chance.seed_generator(self._seed, "stationery", report.unit, report.period.code)
        with xlsxwriter.Workbook(path) as book:
            book.set_properties({"created": CREATED_AT})
            sheet = book.add_worksheet("VPP")
            sheet.set_column(1, 1, 30)
            sheet.write_string(
                0, 0, f"BẢNG THEO DÕI VĂN PHÒNG PHẨM - {self._format_sender(report)}"
            )
            sheet.write_string(1, 0, SYNTHETIC_LINE)
            sheet.write_row(3, 0, ("STT", "Tên hàng", "ĐVT", "Số lượng"))
            for row, (item, unit) in enumerate(_STATIONERY):
                sheet.write_row(4 + row, 0, (row + 1, item, unit, rng.randint(2, 40)))

    def _format_sender(self, report: TypedReport) -> str:
        unit = self._catalogue.units[report.unit]
        return f"{unit.name_vi}, {report.period.format_label()}"

    def _choose_file_name(self, planned_file: PlannedFile) -> str:
        report = planned_file.reports[0]
        unit = self._catalogue.units[report.unit]
        habit = chance.seed_generator(self._seed, "name", report.unit).randrange(12)
        name = format_report_file_name(unit, report.period, habit)
        if len(planned_file.reports) > 1:
            period_text = format_report_period(report.period, habit).replace("/", "-")
            name = f"Tổng hợp {len(planned_file.reports)} đơn vị {period_text} - {report.unit}"
        if planned_file.resend_number:
            name += (
                " - bản sao"
                if planned_file.copy_kind
                else f" (gửi lại lần {planned_file.resend_number})"
            )
        return f"{SYNTHETIC_NAME_PREFIX}{name}.xlsx"


def _split_missing_row(fault: PlantedFault) -> list[PlantedFault]:
    """Return both findings of a reworded row: a row is missing, and a cell has unknown words."""
    return [
        replace(fault, cell=None),
        replace(fault, element=None, expected_code="W-ROW-002"),
    ]


def _copy_bytes(source: Path, path: Path) -> None:
    path.write_bytes(source.read_bytes())


def _repack_workbook(source: Path, path: Path) -> None:
    """Copy the same parts with another compression, as saving an opened workbook does."""
    with zipfile.ZipFile(source) as source_archive, zipfile.ZipFile(path, "w") as new_archive:
        for part in source_archive.infolist():
            new_archive.writestr(part, source_archive.read(part), zipfile.ZIP_DEFLATED, 1)


def _choose_expected_code(path: Path) -> str:
    """Return the expected code: a workbook cut short is damaged, a plain text is no form."""
    return "E-FILE-012" if path.read_bytes().startswith(b"PK") else "E-FORM-001"
