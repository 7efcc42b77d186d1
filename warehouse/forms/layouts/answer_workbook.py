"""What the hub made of a proposal workbook: the cells, unit, period and money unit confirmed.

Reads the three marks and the typed answers only; the proposal itself is in the home's record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from warehouse.catalogue import Catalogue
from warehouse.files.formats.workbook import Workbook
from warehouse.files.grid import Sheet, UnreadableError
from warehouse.forms.layouts.accepting import AnsweredProposal
from warehouse.forms.layouts.element_lines import CELL_COLUMN, CODE_COLUMN, NO_CELL
from warehouse.forms.layouts.line_answers import read_line_answers
from warehouse.forms.layouts.proposal import Proposal
from warehouse.forms.layouts.proposal_lines import ARRANGEMENT_CELL, LINE_CODE
from warehouse.forms.layouts.proposal_workbook import (
    CONFIRMATION_CELL,
    CONFIRMED,
    FIRST_ROW,
    MONEY_CELL,
    MONEY_UNITS,
    PERIOD_CELL,
    UNIT_CELL,
)
from warehouse.forms.layouts.shared_tables import ONE_UNIT_ARRANGEMENTS
from warehouse.forms.layouts.sheet_references import ANSWER_SHEET, normalise_address
from warehouse.forms.manifest import MANIFEST_SHEET
from warehouse.forms.proposal_marks import read_proposal_manifest
from warehouse.language import Bilingual
from warehouse.periods import Period, PeriodError, parse_period
from warehouse.text import fold_text


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """The id and the signature of a proposal, and the sheet with the answers."""

    proposal_id: str
    signature: str
    sheet: Sheet


def read_answer_sheet(content: bytes) -> AnswerSheet | None:
    """Read the marks of a proposal workbook and the sheet with the answers; None for other files.

    The bytes come from the hub's own hands: they are opened in this process.
    """
    try:
        book = Workbook(content)
        if not {MANIFEST_SHEET, ANSWER_SHEET} <= set(book.sheet_names):
            return None
        manifest = read_proposal_manifest(str(book.load_sheet(MANIFEST_SHEET).get_value("A1")))
        if manifest is None:
            return None
        sheet = book.load_sheet(ANSWER_SHEET)
    except UnreadableError:
        return None
    return AnswerSheet(manifest.get("id", ""), manifest.get("mark", ""), sheet)


def read_answers(
    sheet: Sheet, proposal: Proposal, catalogue: Catalogue
) -> tuple[AnsweredProposal | None, list[Bilingual]]:
    """Read the answers to a proposal; None with the reasons against them."""
    line_answers, line_faults = read_line_answers(
        _read_text(sheet, ARRANGEMENT_CELL),
        dict(_iterate_line_answers(sheet)),
        proposal,
        catalogue,
    )
    has_unit_cell = (
        line_answers.arrangement in ONE_UNIT_ARRANGEMENTS and not line_answers.sheet_units
    )
    unit = _read_text(sheet, UNIT_CELL) if has_unit_cell else proposal.unit or ""
    period = _read_period(sheet)
    money_factor = MONEY_UNITS.get(_read_money_name(sheet))
    faults = [*_describe_faults(sheet, proposal, catalogue, unit), *line_faults]
    if faults or period is None or money_factor is None:
        return None, faults
    cells = dict(_iterate_cells(sheet, proposal))
    answer = AnsweredProposal(proposal.form, unit, period, money_factor, cells, *line_answers)
    return answer, []


def _describe_faults(
    sheet: Sheet, proposal: Proposal, catalogue: Catalogue, unit: str
) -> Iterator[Bilingual]:
    """Describe the answers about the whole sheet that are missing or wrong."""
    if fold_text(_read_text(sheet, CONFIRMATION_CELL)) != fold_text(CONFIRMED):
        yield Bilingual(
            f"chưa ghi «{CONFIRMED}» vào ô {CONFIRMATION_CELL}",
            f"{CONFIRMATION_CELL} does not say «{CONFIRMED}»",
        )
    if unit not in {u.unit for u in catalogue.units_by_form.get(proposal.form, [])}:
        yield Bilingual(
            f"«{unit}» (ô {UNIT_CELL}) không phải đơn vị nộp biểu này",
            f"«{unit}» ({UNIT_CELL}) is no unit that reports on this form",
        )
    period = _read_period(sheet)
    if period is None or period.grain is not catalogue.forms[proposal.form].frequency:
        yield Bilingual(
            f"ô {PERIOD_CELL} không nêu kỳ của biểu này",
            f"{PERIOD_CELL} does not name a period of this form",
        )
    if _read_money_name(sheet) not in MONEY_UNITS:
        yield Bilingual(
            f"ô {MONEY_CELL}: chọn một đơn vị tiền trong danh sách",
            f"{MONEY_CELL}: choose a unit of money of the list",
        )


def _read_period(sheet: Sheet) -> Period | None:
    try:
        return parse_period(_read_text(sheet, PERIOD_CELL))
    except PeriodError:
        return None


def _read_money_name(sheet: Sheet) -> str:
    return " ".join(_read_text(sheet, MONEY_CELL).lower().split())


def _read_text(sheet: Sheet, address: str) -> str:
    return str(sheet.get_value(address)).strip()


def _iterate_cells(sheet: Sheet, proposal: Proposal) -> Iterator[tuple[str, str]]:
    """Yield each element with the address answered; rows may stand in another order."""
    elements = {element.element for element in proposal.elements}
    for row in sheet.cells[FIRST_ROW:]:
        code, cell = _get_cell(row, CODE_COLUMN), _get_cell(row, CELL_COLUMN)
        if code in elements and cell and fold_text(cell) != fold_text(NO_CELL):
            yield code, normalise_address(cell, proposal.sheet_choices)


def _iterate_line_answers(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield the key of each line of a table of many units, with the answer."""
    for row in sheet.cells[FIRST_ROW:]:
        if (code := _get_cell(row, CODE_COLUMN)).startswith(LINE_CODE):
            yield code.removeprefix(LINE_CODE), _get_cell(row, CELL_COLUMN)


def _get_cell(row: list[Any], column: int) -> str:
    return str(row[column]).strip() if column < len(row) else ""
