"""The walk of the hub's officer: from strange workbooks to accepted layouts, proposals in hand.

Run as `python -m benchmarks.layout_walk`: the drawn workbooks of twelve offices lie in the inbox of
a new home, a night proposes, every proposal is corrected as its office means it and dropped into
the inbox, and a second night reads. Counted is what the officer looks at and changes; the minutes
are these counts by the rule of `OfficerSteps.seconds`, and nobody's watch.
"""

from collections import Counter
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook, load_workbook
from rich.console import Console
from rich.table import Table

from benchmarks.drawn_workbooks import DrawnWorkbook, draw_workbooks
from benchmarks.measure import build_chiso_command, measure_command
from warehouse.forms.layouts.element_lines import CELL_COLUMN, CODE_COLUMN, NO_CELL, SURE_COLUMN
from warehouse.forms.layouts.proposal import ABSENT, DOUBTFUL, SURE
from warehouse.forms.layouts.proposal_workbook import (
    CONFIRMATION_CELL,
    CONFIRMED,
    FIRST_ROW,
    PERIOD_CELL,
    UNIT_CELL,
)
from warehouse.forms.layouts.sheet_references import ANSWER_SHEET
from warehouse.home import Home
from warehouse.periods import parse_period_code
from warehouse.store import Store

SECONDS_TO_OPEN_AND_SAVE, SECONDS_TO_GLANCE = 30, 5
SECONDS_TO_CHECK, SECONDS_TO_CORRECT = 15, 20
MOST_SECONDS = 120
"""A walk that takes longer is one to mend."""


@dataclass(slots=True)
class OfficerSteps:
    """The choices of the officer in a proposal; `titles` are unit and period.

    `groups` are the lines about sure lines folded together, `folded` the lines hidden so.
    """

    file_name: str
    sure: int = 0
    groups: int = 0
    folded: int = 0
    doubtful: int = 0
    absent: int = 0
    cells: int = 0
    titles: int = 0

    @property
    def seconds(self) -> int:
        """Return the seconds of the walk: a glance at each sure line, a check of every other.

        The line of a group is checked, the lines folded away are not looked at.
        """
        return (
            SECONDS_TO_OPEN_AND_SAVE
            + SECONDS_TO_GLANCE * self.sure
            + SECONDS_TO_CHECK * (self.groups + self.doubtful + self.absent)
            + SECONDS_TO_CORRECT * (self.cells + self.titles)
        )


def main() -> None:
    """Walk from every drawn workbook to its layout, and print the steps and what was read."""
    console, drawn = Console(width=120), draw_workbooks()
    with TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        home.create_folders()
        for workbook in drawn:
            _save_sheet(workbook, home.inbox_folder / workbook.file_name)
        _run_night(home)
        steps = [
            answer_proposal(path, drawn, home.inbox_folder)
            for path in sorted((home.root / "layouts").glob("de-xuat-*.xlsx"))
        ]
        _run_night(home)
        with Store(home.snapshot_file, read_only=True) as store:
            values = dict(store.query_rows(_VALUES_SQL))
            decisions = Counter(d for (d,) in store.query_rows(_DECISIONS_SQL))
    _print_steps(console, steps)
    console.print(f"{len(steps)} proposals of {len(drawn)} workbooks; decisions {dict(decisions)}")
    meant = {_make_key(w, e): value for w in drawn for e, (_, value) in w.figures.items()}
    right = sum(values.get(key) == value for key, value in meant.items())
    console.print(f"{right} of {len(meant)} figures read right after acceptance")
    for key in sorted(set(meant) - {k for k in meant if values.get(k) == meant[k]}):
        console.print(f"not read: {key} {meant[key]} {values.get(key)}")


def _run_night(home: Home) -> None:
    measure_command(build_chiso_command("nightly", "--home", str(home.root)))


def _make_key(workbook: DrawnWorkbook, element: str) -> str:
    return " ".join((workbook.form, workbook.unit, workbook.period, element))


def _save_sheet(workbook: DrawnWorkbook, path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, cells in enumerate(workbook.cells, 1):
        for column, value in enumerate(cells, 1):
            if value != "":
                sheet.cell(row, column, value)
    for (top, left), (bottom, right) in workbook.merged_ranges:
        sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    book.save(path)


def answer_proposal(path: Path, drawn: list[DrawnWorkbook], inbox: Path) -> OfficerSteps:
    """Correct a proposal as its office means it, and drop it into the inbox."""
    book = load_workbook(path)
    answer = book[ANSWER_SHEET]
    workbook = _find_workbook(book, drawn)
    steps = OfficerSteps(workbook.file_name)
    period = parse_period_code(workbook.period).format_label()
    for address, meant in ((UNIT_CELL, workbook.unit), (PERIOD_CELL, period)):
        if answer[address].value != meant:
            answer[address] = meant
            steps.titles += 1
    for row in answer.iter_rows(min_row=FIRST_ROW + 1):
        code = row[CODE_COLUMN].value if len(row) > CODE_COLUMN else None
        sure = row[SURE_COLUMN].value
        if sure not in (SURE, DOUBTFUL, ABSENT):
            continue
        if answer.row_dimensions[row[0].row].hidden:
            steps.folded += 1
            continue
        if not code:
            steps.groups += 1
            continue
        steps.sure += sure == SURE
        steps.doubtful += sure == DOUBTFUL
        steps.absent += sure == ABSENT
        meant = workbook.figures.get(str(code), (NO_CELL, 0))[0]
        if row[CELL_COLUMN].value != meant:
            row[CELL_COLUMN].value = meant
            steps.cells += 1
    answer[CONFIRMATION_CELL] = CONFIRMED
    book.save(inbox / path.name)
    return steps


def _find_workbook(book: Workbook, drawn: list[DrawnWorkbook]) -> DrawnWorkbook:
    """Find the drawn workbook with the texts of the copy in a proposal."""
    texts = {
        " ".join(str(cell.value).split())
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    }
    return max(drawn, key=lambda w: sum(str(v) in texts for row in w.cells for v in row))


def _print_steps(console: Console, steps: list[OfficerSteps]) -> None:
    names = [field.name for field in fields(OfficerSteps)]
    table = Table(*names, "seconds")
    for step in steps:
        table.add_row(*(str(getattr(step, name)) for name in (*names, "seconds")))
    seconds = sorted(step.seconds for step in steps)
    console.print(table)
    console.print(
        f"median {seconds[len(seconds) // 2]} s, longest {seconds[-1]} s, "
        f"{sum(s > MOST_SECONDS for s in seconds)} longer than {MOST_SECONDS} s"
    )


_VALUES_SQL = """
    SELECT form || ' ' || unit || ' ' || period || ' ' || element, value FROM core.observations
"""
_DECISIONS_SQL = "SELECT decision FROM core.submissions"


if __name__ == "__main__":
    main()
