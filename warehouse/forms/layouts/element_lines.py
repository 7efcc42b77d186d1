"""The lines of a proposal workbook about the elements: one each, the surest ones folded together.

In the form's order; the lines of a group are hidden, and each group has a line below all of them.
"""

from collections.abc import Mapping
from typing import Any

from warehouse.catalogue import Form
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.line_groups import LineGroup, group_sure_lines
from warehouse.forms.layouts.proposal import SURE, Proposal, ProposedElement
from warehouse.forms.layouts.proposal_copies import format_copy_link
from warehouse.forms.layouts.proposal_lines import list_choices
from warehouse.forms.layouts.sheet_references import PLACES_SHEET
from warehouse.forms.reading.numbers import format_raw_text

NO_CELL = "không có"
"""The text in place of an address for an element that the sheet lacks."""
LABEL_COLUMN, SURE_COLUMN, CELL_COLUMN, CODE_COLUMN = 0, 1, 2, 7

_GROUPS_HEAD = "Các dòng chắc đã gộp: bấm + ở lề trái để mở"

_Context = tuple[Form, Mapping[str, FigurePlace], Mapping[str, Any]]
"""The form, the places by address, and the formats of the workbook."""


def write_elements(answer: Any, row: int, proposal: Proposal, context: _Context) -> int:
    """Write the lines of the elements and of the groups; return the next free row."""
    groups = group_sure_lines(proposal)
    folded = {element.element for group in groups for element in group.elements}
    for at, element in enumerate(proposal.elements, row):
        _write_element(answer, at, element, context)
        if element.element in folded:
            answer.set_row(at, None, None, {"level": 1, "hidden": True})
    row += len(proposal.elements) + 1
    if not groups:
        return row
    answer.write_string(row, LABEL_COLUMN, _GROUPS_HEAD, context[-1]["head"])
    for at, group in enumerate(groups, row + 1):
        _write_group(answer, at, group, context)
    return row + len(groups) + 2


def _write_group(answer: Any, row: int, group: LineGroup, context: _Context) -> None:
    """Write the line of a group: how many, the cells, the heads, the first and last names."""
    form, _, formats = context
    first, *_, last = (form.get_element(e.element).name_vi for e in group.elements)
    texts = (
        f"{len(group.elements)} chỉ tiêu cùng cột, đúng thứ tự của biểu: «{first}» đến «{last}»",
        SURE,
        group.cells,
        "",
        "",
        group.column_text,
    )
    for column, text in enumerate(texts):
        answer.write_string(row, column, text, formats[SURE])


def _write_element(
    answer: Any,
    row: int,
    element: ProposedElement,
    context: _Context,
) -> None:
    form, by_address, formats = context
    cell = element.place.cell if element.place else NO_CELL
    place = by_address.get(cell)
    others = [candidate.cell for candidate in element.candidates]
    answer.write_string(
        row, LABEL_COLUMN, form.get_element(element.element).name_vi, formats["text"]
    )
    answer.write_string(row, SURE_COLUMN, element.sure, formats[element.sure])
    answer.write_string(row, CELL_COLUMN, cell, formats["input"])
    answer.data_validation(
        row,
        CELL_COLUMN,
        row,
        CELL_COLUMN,
        list_choices([*dict.fromkeys((cell, *others, NO_CELL))]),
    )
    chosen = f"$C{row + 1}"
    table = f"'{PLACES_SHEET}'!$A$2:$C${len(by_address) + 1}"
    link = format_copy_link(chosen, list(by_address.values()))
    answer.write_formula(row, 3, link, formats["link"], "xem")
    value_text = format_raw_text(place.raw_value) if place else ""
    for column, number, text in ((4, 2, value_text), (5, 3, place.path_text if place else "")):
        formula = f'=IFERROR(VLOOKUP({chosen},{table},{number},FALSE),"")'
        answer.write_formula(row, column, formula, formats["text"], text)
    listed = "; ".join(f"{c.cell}: {c.path_text}" for c in element.candidates)
    answer.write_string(row, 6, listed, formats["text"])
    answer.write_string(row, CODE_COLUMN, element.element)
