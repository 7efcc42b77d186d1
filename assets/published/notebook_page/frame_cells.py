"""The cells of a data frame as texts of a table in Vietnamese or English.

Text only: values in, texts out. May call the floors below.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

import pandas as pd

from assets.charts.number_texts import format_day, format_number
from assets.published.notebook_page.notebook_texts import format_notebook_text

_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class FrameTable:
    """The names of the columns, the texts of each row, and `numeric` for columns of numbers."""

    columns: list[str]
    numeric: list[bool]
    rows: list[list[str]]


def build_frame_table(frame: pd.DataFrame, lang: str) -> FrameTable:
    """Build the table of a frame, with a named index as its first columns."""
    has_named_index = any(name is not None for name in frame.index.names)
    flat = frame.reset_index() if has_named_index else frame
    return FrameTable(
        columns=[str(column) for column in flat.columns],
        numeric=[_is_numeric(flat.iloc[:, place]) for place in range(flat.shape[1])],
        rows=[
            [format_cell(value, lang) for value in row]
            for row in flat.itertuples(index=False, name=None)
        ],
    )


def format_cell(value: Any, lang: str) -> str:
    """Format a value of a frame; a missing one is empty, a list has commas."""
    if isinstance(value, str):
        return value
    if pd.api.types.is_list_like(value):
        return ", ".join(format_cell(part, lang) for part in value)
    if pd.isna(value):
        return ""
    if pd.api.types.is_bool(value):
        return format_notebook_text("yes" if value else "no", lang)
    if pd.api.types.is_number(value):
        number = float(cast("float", value))
        return format_number(number, 0 if number.is_integer() else _DECIMALS, lang)
    if isinstance(value, datetime):
        return _format_moment(value, lang)
    return format_day(value, lang) if isinstance(value, date) else str(value)


def _is_numeric(column: "pd.Series[Any]") -> bool:
    is_number = pd.api.types.is_numeric_dtype(column)
    return bool(is_number and not pd.api.types.is_bool_dtype(column))


def _format_moment(moment: datetime, lang: str) -> str:
    """Format a moment in its own zone; midnight without a zone is a day."""
    day = format_day(moment.date(), lang)
    is_day = moment.tzinfo is None and moment.time() == datetime.min.time()
    return day if is_day else f"{day} {moment:%H:%M}"
