"""A report typed in an office's own layout: title block above, labelled rows below.

Reads cells by the columns of `report_grid`; an ambiguous figure gives a code, never a guess.
"""

from dataclasses import replace

from warehouse.catalogue import Catalogue, Element
from warehouse.files.grid import Sheet, format_address
from warehouse.finding_draft import FindingDraft
from warehouse.forms.reading import unknown_rows
from warehouse.forms.reading.labels import LabelIndex
from warehouse.forms.reading.money import MoneyUnit, find_figure_unit, find_table_unit
from warehouse.forms.reading.near_labels import add_similar_rows
from warehouse.forms.reading.numbers import NOT_WHOLE, CellReading, format_raw_text, read_cell
from warehouse.forms.reading.remarks import cut_remarks, read_typed_remarks
from warehouse.forms.reading.report_grid import (
    FormTable,
    find_form_table,
    find_second_table,
    iterate_sheet_texts,
)
from warehouse.forms.reading.title_block import find_period, find_unit, list_title_texts
from warehouse.forms.report import Report, ReportCell, ReportCells
from warehouse.text import fold_text

_SYNTHETIC_TITLE = "du lieu gia lap"
"""A title line by which the demo marks its files."""
_PLAIN_UNIT = MoneyUnit(1, "")


def read_typed_sheet(sheet: Sheet, catalogue: Catalogue, label_index: LabelIndex) -> Report | None:
    """Read the report on a sheet; return None without the labels of any form.

    A label taught for one unit counts only in a report of this unit.
    """
    for unit in label_index.list_named_units(iterate_sheet_texts(sheet)):
        report = _read_sheet(sheet, catalogue, label_index.for_unit(unit))
        if report and report.unit == unit:
            return report
    return _read_sheet(sheet, catalogue, label_index)


def _read_sheet(sheet: Sheet, catalogue: Catalogue, label_index: LabelIndex) -> Report | None:
    table = find_form_table(sheet, catalogue, label_index)
    if table is None:
        return None
    table, similar_drafts = add_similar_rows(table)
    texts = list_title_texts(sheet, table.header_row)
    counts_money = any(element.is_money for element in table.form.elements)
    table_unit, money_drafts = find_table_unit(texts) if counts_money else (None, [])
    period, period_drafts = find_period(table.form, texts)
    day = catalogue.calendar.compute_window(period)[1] if period else None
    unit, unit_drafts = find_unit(table.form, texts, label_index, day)
    cells, cell_drafts = _read_table_elements(table, table_unit)
    next_table = find_second_table(table, catalogue, label_index)
    drafts = [
        *unit_drafts,
        *period_drafts,
        *money_drafts,
        *_draft_repeated_rows(table),
        *similar_drafts,
        *cell_drafts,
    ]
    drafts += _draft_second_table(table, next_table) if next_table else []
    drafts += [*unknown_rows.draft_unknown_rows(table), *_draft_taught_rows(table, label_index)]
    remarks, remark_drafts = cut_remarks(read_typed_remarks(table))
    return Report(
        form=table.form.form,
        unit=unit.unit if unit else None,
        period=period.code if period else None,
        sheet=sheet.name,
        layout="typed",
        form_version=None,
        synthetic=any(_SYNTHETIC_TITLE in fold_text(text) for _, text in texts),
        cells=ReportCells.from_cells(cells),
        drafts=tuple(replace(d, sheet=sheet.name) for d in (*drafts, *remark_drafts)),
        remarks=remarks,
    )


def _draft_second_table(table: FormTable, next_table: tuple[str, int, int]) -> list[FindingDraft]:
    form_name, row, rows = next_table
    cell = format_address(row, table.label_column)
    message_values = {"cell": cell, "form": form_name, "rows": str(rows)}
    return [FindingDraft("E-FORM-004", None, None, cell, "", message_values)]


def _draft_repeated_rows(table: FormTable) -> list[FindingDraft]:
    first_rows: dict[str, int] = {}
    drafts = []
    for row, element in table.rows:
        if element in first_rows:
            message_values = {"other": format_address(first_rows[element], table.label_column)}
            repeated_cell = format_address(row, table.label_column)
            drafts.append(
                FindingDraft("E-ROW-001", element, None, repeated_cell, "", message_values)
            )
        first_rows.setdefault(element, row)
    return drafts


def _draft_taught_rows(table: FormTable, label_index: LabelIndex) -> list[FindingDraft]:
    """Note the rows read because the hub taught their label: a figure can be traced to it."""
    labels = [(row, e, table.get_value(row, table.label_column)) for row, e in table.rows]
    return [
        FindingDraft(
            "N-LABEL-001", element, None, format_address(row, table.label_column), str(label)
        )
        for row, element, label in labels
        if label_index.is_taught(table.form.form, str(label))
    ]


def _read_table_elements(
    table: FormTable, table_unit: MoneyUnit | None
) -> tuple[list[ReportCell], list[FindingDraft]]:
    rows = {element: row for row, element in reversed(table.rows)}
    element_readings = [
        _read_table_element(table, element, rows[element.element], table_unit)
        if element.element in rows
        else (_build_absent_cell(table, element), None)
        for element in table.form.elements
    ]
    return [cell for cell, _ in element_readings], [draft for _, draft in element_readings if draft]


def _build_absent_cell(table: FormTable, element: Element) -> ReportCell:
    """Return a missing cell for an element without a row, at the start of the table."""
    return ReportCell(
        element.element, format_address(table.header_row, table.label_column), "", "missing", None
    )


def _read_table_element(
    table: FormTable, element: Element, row: int, table_unit: MoneyUnit | None
) -> tuple[ReportCell, FindingDraft | None]:
    column, code = _choose_column(table, element, row)
    raw_value = table.get_value(row, column)
    unit = find_figure_unit(table, row, column, table_unit) if element.is_money else _PLAIN_UNIT
    reading = read_cell(
        raw_value, element, table.form.marks, unit.factor if isinstance(unit, MoneyUnit) else 1
    )
    raw_text = format_raw_text(raw_value)
    if code:
        reading, unit = CellReading("unreadable", code=code), _PLAIN_UNIT
    elif isinstance(unit, FindingDraft) and (reading.value or reading.code == NOT_WHOLE):
        reading = CellReading("unreadable", code=unit.code)
    cell = ReportCell(
        element.element, format_address(row, column), raw_text, reading.state, reading.value
    )
    if not reading.code:
        return cell, None
    observed = (
        unit.observed if isinstance(unit, FindingDraft) and unit.code == reading.code else raw_text
    )
    message_values = dict(reading.message_values)
    return cell, FindingDraft(
        reading.code, element.element, None, cell.cell, observed, message_values
    )


def _choose_column(table: FormTable, element: Element, row: int) -> tuple[int, str | None]:
    """Choose the column for an element, with a code when the choice is unclear.

    Year-to-date figures stand under `Lũy kế` if this column exists.
    """
    period_columns, cumulative_columns = (
        table.columns_by_kind.get("period", []),
        table.columns_by_kind.get("cumulative", []),
    )
    own_columns, other_columns = (
        (cumulative_columns, period_columns)
        if element.nature == "cumulative"
        else (period_columns, cumulative_columns)
    )
    if not own_columns:
        own_columns, other_columns = other_columns, []
    if len(own_columns) != 1:
        return (own_columns or [table.label_column + 1])[0], "E-COLUMN-001"
    filled_columns = [c for c in other_columns if table.get_value(row, c) not in ("", None)]
    if filled_columns and table.get_value(row, own_columns[0]) in ("", None):
        return filled_columns[0], "E-COLUMN-002"
    return own_columns[0], None
