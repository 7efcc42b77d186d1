"""The changes between two moments as rows of text: figures, and cells with both reports.

Names are those of the catalogue, numbers those of the warehouse. Prints nothing.
"""

from collections.abc import Iterable

from assets.charts.number_texts import format_indicator_value, format_number
from pipelines.explanation_text import format_place, format_unit
from pipelines.messages.command_messages import format_message
from pipelines.table_output import TitledRows
from warehouse.catalogue import Catalogue, Indicator
from warehouse.language import Lang
from warehouse.lineage.changes import CellChange, FigureChange
from warehouse.periods import parse_period_code

_FIGURE_TITLES = (
    "indicator_title",
    "unit_title",
    "period_title",
    "old_title",
    "new_title",
    "because_title",
    "because_correction_title",
)
_CELL_TITLES = ("element_title", "unit_title", "period_title", "old_title", "new_title")


def build_figure_rows(
    figures: Iterable[FigureChange], catalogue: Catalogue, lang: Lang
) -> TitledRows:
    """Build a row for each changed figure; an incomplete value is marked as such."""

    def format_value(value: float | None, indicator: Indicator, *, is_complete: bool) -> str:
        if value is None:
            return format_message(lang, "change_none")
        text = format_indicator_value(value, indicator, lang)
        return text if is_complete else format_message(lang, "change_partial", value=text)

    rows = []
    for f in figures:
        indicator = catalogue.indicators[f.indicator]
        rows.append(
            (
                f"{f.indicator} {indicator.get_name(lang)}",
                format_unit(f.unit, catalogue, lang),
                parse_period_code(f.period).format_label(lang),
                format_value(f.old_value, indicator, is_complete=bool(f.was_complete)),
                format_value(f.new_value, indicator, is_complete=bool(f.is_complete)),
                f.because_of or "",
                f.because_of_corrections or "",
            )
        )
    titles = [format_message(lang, title) for title in _FIGURE_TITLES]
    return TitledRows(format_message(lang, "changed_figures"), titles, rows)


def build_cell_rows(cells: Iterable[CellChange], catalogue: Catalogue, lang: Lang) -> TitledRows:
    """Build a row for each changed value in force, with the report and cell of both values."""

    def format_cell(
        value: int | None, submission: str | None, place: str, correction: int | None
    ) -> str:
        if value is None:
            return format_message(lang, "change_none")
        return format_message(
            lang,
            "changed_cell_corrected" if correction else "changed_cell",
            number=format_number(value, 0, lang),
            submission=submission,
            place=place,
            correction=correction,
        )

    rows = [
        (
            f"{c.form}.{c.element}",
            format_unit(c.unit, catalogue, lang),
            parse_period_code(c.period).format_label(lang),
            format_cell(
                c.old_value,
                c.old_submission,
                format_place(c.old_sheet, c.old_cell),
                c.old_correction,
            ),
            format_cell(
                c.new_value,
                c.new_submission,
                format_place(c.new_sheet, c.new_cell),
                c.new_correction,
            ),
        )
        for c in cells
    ]
    titles = [format_message(lang, title) for title in _CELL_TITLES]
    return TitledRows(format_message(lang, "changed_cells"), titles, rows)
