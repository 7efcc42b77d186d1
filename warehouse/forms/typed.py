"""A report typed in an office's own layout: title block above, labelled rows below.

Reads cells by the columns of `table`; an ambiguous figure gives a code, never a guess.
"""

from dataclasses import replace

from warehouse.catalogue import Catalogue, Element
from warehouse.forms.grid import Sheet, address
from warehouse.forms.labels import Labels
from warehouse.forms.money import Stated, in_row, over_table
from warehouse.forms.near import complete
from warehouse.forms.numbers import NOT_WHOLE, Reading, as_typed, read
from warehouse.forms.report import Cell, Doubt, Report, ReportCells
from warehouse.forms.table import Table, find_table, second_table, unknown_rows
from warehouse.forms.title import find_period, find_unit, title_cells
from warehouse.text import fold, key

_SYNTHETIC = "du lieu gia lap"
"""A title line by which the demo marks its files."""
_COLUMN_NUMBER = 3
"""Most letters of a column's number: «B», «(2)»."""
_NO_MONEY = Stated(1, "")


def read_sheet(sheet: Sheet, catalogue: Catalogue, labels: Labels) -> Report | None:
    """Read the report on a sheet; return None without the labels of any form."""
    table = find_table(sheet, catalogue, labels)
    if table is None:
        return None
    table, nearly = complete(table)
    texts = title_cells(sheet, table.header_row)
    counts_money = any(element.is_money for element in table.form.elements)
    over, money_doubts = over_table(texts) if counts_money else (None, [])
    period, period_doubts = find_period(table.form, texts)
    day = catalogue.calendar.window(period)[1] if period else None
    unit, unit_doubts = find_unit(table.form, texts, labels, day)
    cells, cell_doubts = _read_elements(table, over)
    more = second_table(table, catalogue, labels)
    found = [*unit_doubts, *period_doubts, *money_doubts, *_twice(table), *nearly, *cell_doubts]
    found += _below(table, more) if more else []
    return Report(
        form=table.form.form,
        unit=unit.unit if unit else None,
        period=period.code if period else None,
        sheet=sheet.name,
        layout="typed",
        form_version=None,
        synthetic=any(_SYNTHETIC in fold(text) for _, text in texts),
        cells=ReportCells.of(cells),
        doubts=tuple(replace(d, sheet=sheet.name) for d in [*found, *_strangers(table)]),
    )


def _below(table: Table, more: tuple[str, int, int]) -> list[Doubt]:
    name, row, rows = more
    cell = address(row, table.label_column)
    about = {"cell": cell, "form": name, "rows": str(rows)}
    return [Doubt("E-FORM-004", None, None, cell, "", about)]


def _twice(table: Table) -> list[Doubt]:
    first: dict[str, int] = {}
    doubts = []
    for row, element in table.rows:
        if element in first:
            about = {"other": address(first[element], table.label_column)}
            here = address(row, table.label_column)
            doubts.append(Doubt("E-ROW-001", element, None, here, "", about))
        first.setdefault(element, row)
    return doubts


def _read_elements(table: Table, over: Stated | None) -> tuple[list[Cell], list[Doubt]]:
    rows = {element: row for row, element in reversed(table.rows)}
    read_ones = [
        _read_element(table, element, rows[element.element], over)
        if element.element in rows
        else (_absent(table, element), None)
        for element in table.form.elements
    ]
    return [cell for cell, _ in read_ones], [doubt for _, doubt in read_ones if doubt]


def _absent(table: Table, element: Element) -> Cell:
    """Return a missing cell for an element without a row, at the start of the table."""
    return Cell(element.element, address(table.header_row, table.label_column), "", "missing", None)


def _read_element(
    table: Table, element: Element, row: int, over: Stated | None
) -> tuple[Cell, Doubt | None]:
    column, code = _column(table, element, row)
    raw = table.at(row, column)
    unit = in_row(table, row, column, over) if element.is_money else _NO_MONEY
    reading = read(raw, element, table.form.marks, unit.factor if isinstance(unit, Stated) else 1)
    told = as_typed(raw)
    if code:
        reading, unit = Reading("unreadable", code=code), _NO_MONEY
    elif isinstance(unit, Doubt) and (reading.value or reading.code == NOT_WHOLE):
        reading = Reading("unreadable", code=unit.code)
    cell = Cell(element.element, address(row, column), told, reading.state, reading.value)
    if not reading.code:
        return cell, None
    observed = unit.observed if isinstance(unit, Doubt) and unit.code == reading.code else told
    about = dict(reading.about)
    return cell, Doubt(reading.code, element.element, None, cell.cell, observed, about)


def _column(table: Table, element: Element, row: int) -> tuple[int, str | None]:
    """Choose the column for an element, with a code when the choice is unclear.

    Year-to-date figures stand under `Lũy kế` if this column exists.
    """
    period, to_date = table.columns.get("period", []), table.columns.get("cumulative", [])
    wanted, other = (to_date, period) if element.nature == "cumulative" else (period, to_date)
    if not wanted:
        wanted, other = other, []
    if len(wanted) != 1:
        return (wanted or [table.label_column + 1])[0], "E-COLUMN-001"
    elsewhere = [c for c in other if table.at(row, c) not in ("", None)]
    if elsewhere and table.at(row, wanted[0]) in ("", None):
        return elsewhere[0], "E-COLUMN-002"
    return wanted[0], None


def _strangers(table: Table) -> list[Doubt]:
    """Report the rows with figures under an unknown label, except the row of column numbers."""
    first = table.rows[0][0]
    return [
        Doubt("W-ROW-002", None, None, address(row, table.label_column), label)
        for row, label in unknown_rows(table, min(table.header_row + 1, first))
        if row > first or len(key(label)) > _COLUMN_NUMBER
    ]
