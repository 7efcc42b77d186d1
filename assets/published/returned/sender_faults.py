"""The faults of a submission for the sender: findings by severity, with their cells.

Values only; `fault_sheet` and `cell_marks` put them into a workbook.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from assets.published.returned.cited_addresses import list_cited_addresses, translate_addresses
from expectations.codes import Finding
from warehouse.catalogue import Form
from warehouse.forms.manifest import Manifest

SEVERITY_LABELS = {
    "error": ("Lỗi: phải sửa", "Must be mended"),
    "warning": ("Cảnh báo: xem lại", "Please check"),
    "note": ("Ghi chú", "Note"),
}
"""Each severity in Vietnamese and English, the most severe first."""
NOTE_PHRASES = ("Ghi chú của đơn vị: «{note}»", "The unit's note: «{note}»")


_MESSAGE_NAMES = ("message_vi", "message_en", "remedy_vi", "remedy_en")


@dataclass(frozen=True, slots=True)
class ReturnedFault:
    """A finding as the sender sees it: `sheet` and `cell` are in the returned workbook.

    `sent_sheet` and `sent_cell` are the place in the received file. The texts cite cells of the
    returned workbook; `sent_address` is the address in the received file, if it was different.
    `note` is what the unit wrote beside the figure.
    """

    code: str
    severity: str
    element: str | None
    label: str
    sheet: str | None
    cell: str | None
    observed: str
    message_vi: str
    message_en: str
    remedy_vi: str
    remedy_en: str
    sent_address: str = ""
    sent_sheet: str | None = None
    sent_cell: str | None = None
    note: str = ""

    @property
    def cell_address(self) -> str:
        """`Báo cáo!D12`, as far as sheet and cell are known."""
        return "!".join(part for part in (self.sheet, self.cell) if part)

    @property
    def messages_with_note(self) -> tuple[str, str]:
        """What is wrong, in both languages, with the note by which the unit may explain it."""
        if not self.note:
            return self.message_vi, self.message_en
        note_vi, note_en = (phrase.format(note=self.note) for phrase in NOTE_PHRASES)
        return f"{self.message_vi}\n{note_vi}", f"{self.message_en}\n{note_en}"

    def locate_fault(self, manifest: Manifest) -> "ReturnedFault":
        """Find the cell of the fault in the sender's own workbook."""
        cell = self.cell or manifest.cells.get(self.element or "")
        return replace(self, sheet=self.sheet or (manifest.sheet if cell else None), cell=cell)

    def move_fault(self, manifest: Manifest, own_cells: Mapping[str, str]) -> "ReturnedFault":
        """Move the fault into our form: its cell, and every address that its texts cite.

        `own_cells` maps the address of a figure in the received file to the cell in our form.
        """
        template_cell = manifest.cells.get(self.element or "")
        cited_addresses = list_cited_addresses(self.message_vi)
        texts = {
            name: translate_addresses(getattr(self, name), cited_addresses, own_cells, name[-2:])
            for name in _MESSAGE_NAMES
        }
        moved_fault = replace(
            self,
            sheet=manifest.sheet if template_cell else None,
            cell=template_cell,
            sent_address=self.cell_address,
        )
        return replace(moved_fault, **texts)


FindingRecord = Finding | Mapping[str, Any]
"""A finding as a value, or as a row of core.findings."""


def list_faults(
    findings: Sequence[FindingRecord], form: Form | None, sheet: str | None
) -> list[ReturnedFault]:
    """Sort the findings by severity and return them as faults.

    `form` gives the labels; `sheet` is the sheet of findings that name only a cell.
    """
    labels = {e.element: e.name_vi for e in form.elements} if form else {}
    returned_faults = [_build_fault(finding, labels, sheet) for finding in findings]
    return sorted(returned_faults, key=lambda fault: list(SEVERITY_LABELS).index(fault.severity))


def _build_fault(
    finding: FindingRecord, labels: Mapping[str, str], sheet: str | None
) -> ReturnedFault:
    row = finding if isinstance(finding, Mapping) else _convert_to_row(finding)
    element = row.get("element") or None
    own_sheet = row.get("sheet") or (sheet if row.get("cell") else None)
    own_cell = row.get("cell") or None
    return ReturnedFault(
        code=row["code"],
        severity=row["severity"],
        element=element,
        label=labels.get(element or "", ""),
        sheet=own_sheet,
        cell=own_cell,
        sent_sheet=own_sheet,
        sent_cell=own_cell,
        **{name: str(row.get(name) or "") for name in ("observed", "note", *_MESSAGE_NAMES)},
    )


def _convert_to_row(finding: Finding) -> dict[str, Any]:
    return {column.name: getattr(finding, column.name) for column in fields(finding)}
