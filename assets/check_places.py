"""The worst cells of an asset check as a table: names for people, and never what a sender typed.

Says where something is; what is wrong there is the code's own page.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import dagster as dg

from warehouse.catalogue import Catalogue
from warehouse.periods import from_code

SHOWN = 10
PAGE = "docs/expectations.md"
"""Every expectation in words; beside it a page for each code, all in the project's folder."""

_COLUMNS = (
    "mã / code",
    "chỉ tiêu / row",
    "ô / cell",
    "đơn vị / unit",
    "kỳ / period",
    "báo cáo / submission",
    "giải thích / page",
)


class Place(NamedTuple):
    """Where a code was raised; without `element` it is the whole report."""

    form: str
    code: str
    element: str | None
    sheet: str | None
    cell: str | None
    unit: str | None
    period: str | None
    submission: str


def places(
    catalogue: Catalogue, measure: str, found: Iterable[tuple[Place, object]]
) -> dg.MarkdownMetadataValue:
    """Places as a table, each with its measure."""
    columns = (*_COLUMNS[:2], measure, *_COLUMNS[2:])
    return table(columns, [_row(catalogue, place, str(number)) for place, number in found])


def _row(catalogue: Catalogue, place: Place, number: str) -> Sequence[str]:
    form, unit = catalogue.forms[place.form], catalogue.units.get(place.unit or "")
    return (
        place.code,
        form.element(place.element).name_vi if place.element else form.name_vi,
        number,
        "!".join(filter(None, (place.sheet, place.cell))) or "–",
        unit.name_vi if unit else "–",
        from_code(place.period).label() if place.period else "–",
        place.submission,
        f"docs/findings/{place.code}.md",
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> dg.MarkdownMetadataValue:
    """Rows as a Markdown table; a cell cannot break out of it."""
    lines = [_line(columns), _line(["---"] * len(columns)), *(_line(row) for row in rows)]
    return dg.MetadataValue.md("\n".join(lines) if columns else "–")


def _line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(" ".join(str(c).split()).replace("|", "\\|") for c in cells) + " |"
