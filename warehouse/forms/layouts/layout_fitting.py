"""An accepted layout beside a sheet: the places of the elements, and every difference.

A layout fits when each compulsory element is found exactly once in each report, and when the heads
of the columns are the same as before; in a table of many units every line must be known.
`layout_reading` reads the sheets that fit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from warehouse.catalogue import Element, Form
from warehouse.forms.layouts.figure_places import PATH_SEPARATOR, FigurePlace
from warehouse.forms.layouts.heading_variables import make_heading_key, make_sheet_key
from warehouse.forms.layouts.line_periods import build_period, find_only_year
from warehouse.forms.layouts.office_layout import HeadingPaths, OfficeLayout, SheetPart
from warehouse.forms.layouts.shared_tables import (
    Arrangement,
    SplitPlaces,
    get_row_label,
    is_filled,
    list_filled_lines,
    split_places,
)
from warehouse.forms.layouts.sheet_titles import (
    KnownNames,
    StrangeSheet,
    find_title_period,
    find_title_unit,
)
from warehouse.language import Bilingual
from warehouse.periods import Period

PlacesByElement = dict[str, FigurePlace]
_OTHER_SHEET_NAME = Bilingual(
    "trang có tên khác với trang đã duyệt, mà tệp ấy có hai trang cùng tiêu đề",
    "the sheet has another name than the accepted one, beside which stood one of the same heads",
)
ReportTitle = tuple[str, Period]
"""The unit and the period of a report."""


@dataclass(frozen=True, slots=True)
class FittedReport:
    """One report of a sheet: unit, period, the place of each element, rows unknown to the hub."""

    unit: str
    period: Period
    places_by_element: PlacesByElement
    new_rows: tuple[FigurePlace, ...] = ()


@dataclass(frozen=True, slots=True)
class LayoutFit:
    """A layout beside a sheet of the same units: the reports, the totals of all, the misfits."""

    layout: OfficeLayout
    reports: tuple[FittedReport, ...]
    totals: tuple[PlacesByElement, ...]
    misfits: tuple[Bilingual, ...]


def fit_layout(layout: OfficeLayout, strange: StrangeSheet, known: KnownNames) -> LayoutFit | None:
    """Return how a layout fits a sheet; None for a sheet of other units, or without a period.

    A layout over several sheets fits none: `workbook_fitting` compares it.
    """
    form = known.catalogue.forms.get(layout.form)
    if form is None or not strange.places or layout.more_sheets:
        return None
    if layout.lines:
        titles = _list_line_titles(layout, strange, form, known)
        return _fit_lines(layout, strange.places, form, titles)
    period = find_title_period(form, strange)
    unit = find_title_unit(form, strange, known, period) if period else None
    if period is None or unit is None or unit.unit not in layout.units:
        return None
    (part,) = layout.parts
    report, misfits = fit_part(part, (unit.unit, period), strange.places, form)
    if part.sheet and make_sheet_key(strange.sheet, period) != part.sheet:
        misfits.append(_OTHER_SHEET_NAME)
    return LayoutFit(layout, (report,), (), tuple(misfits))


def fit_part(
    part: SheetPart, title: ReportTitle, places: Sequence[FigurePlace], form: Form
) -> tuple[FittedReport, list[Bilingual]]:
    """Compare the places of a sheet with a sheet of a layout; return the misfits."""
    report, path_misfits, heads = _fit_report(part, title, places, form)
    return report, [*path_misfits, *_describe_head_misfits(part, heads)]


def _list_line_titles(
    layout: OfficeLayout, strange: StrangeSheet, form: Form, known: KnownNames
) -> dict[str, ReportTitle]:
    """Map the lines with reports to unit and period; empty for a sheet of others."""
    if layout.arrangement is not Arrangement.PERIODS_ACROSS:
        period = find_title_period(form, strange)
        return {key: (unit, period) for key, unit in layout.report_lines.items()} if period else {}
    year = find_only_year([*(text for _, text in strange.titles), *strange.heads])
    periods = {key: build_period(year, key) for key in layout.report_lines} if year else {}
    first_period = next(iter(periods.values()), None)
    unit = find_title_unit(form, strange, known, first_period)
    if unit is None or unit.unit not in layout.units:
        return {}
    return {key: (unit.unit, period) for key, period in periods.items()}


def _fit_lines(
    layout: OfficeLayout,
    places: Sequence[FigurePlace],
    form: Form,
    titles: Mapping[str, ReportTitle],
) -> LayoutFit | None:
    """Compare each line of a table; None for a sheet without a line of the layout."""
    (part,) = layout.parts
    split = split_places(places, layout.arrangement, layout.lines)
    lines = dict(list_filled_lines(split))
    fitted = [
        _fit_report(part, title, lines[key], form) for key, title in titles.items() if key in lines
    ]
    if not fitted:
        return None
    any_title = next(iter(titles.values()))
    totals = [
        _fit_report(part, any_title, lines[key], form)[0].places_by_element
        for key in layout.total_lines
        if key in lines
    ]
    heads = tuple(sorted({head for *_, report_heads in fitted for head in report_heads}))
    misfits = dict.fromkeys(
        (
            *(misfit for _, misfits, _ in fitted for misfit in misfits),
            *_describe_head_misfits(part, heads),
            *_describe_new_lines(layout, split),
        )
    )
    reports = tuple(report for report, *_ in fitted)
    return LayoutFit(layout, reports, tuple(totals), tuple(misfits))


def _fit_report(
    part: SheetPart, title: ReportTitle, places: Sequence[FigurePlace], form: Form
) -> tuple[FittedReport, list[Bilingual], tuple[str, ...]]:
    """Find the elements of a report; return also the misfits, and the heads of the tables."""
    unit, period = title
    by_path: dict[HeadingPaths, list[FigurePlace]] = {}
    for place in places:
        by_path.setdefault(make_paths(place, period), []).append(place)
    elements = [e for e in form.elements if e.element in part.elements]
    hits = {e.element: by_path.get(part.elements[e.element], []) for e in elements}
    places_by_element = {element: hit[0] for element, hit in hits.items() if len(hit) == 1}
    tables = {place.table for place in places_by_element.values()}
    used_places = [place for place in places if place.table in tables]
    new_rows = tuple(_list_new_rows(part, used_places, places_by_element, period))
    report = FittedReport(unit, period, places_by_element, new_rows)
    heads = list_heads(used_places, period)
    return report, list(_describe_path_misfits(elements, hits)), heads


def _describe_new_lines(layout: OfficeLayout, split: SplitPlaces) -> Iterator[Bilingual]:
    """Describe the filled lines of which the hub said nothing: each may be a report."""
    is_down = layout.arrangement is Arrangement.UNITS_DOWN
    for place in filter(is_filled, split.rest):
        label = get_row_label(place) if is_down else PATH_SEPARATOR.join(place.column_path)
        text = label or place.address
        if is_down:
            yield Bilingual(f"có dòng mới «{text}»", f"there is a new row «{text}»")
        else:
            yield Bilingual(f"có cột mới «{text}»", f"there is a new column «{text}»")


def make_paths(place: FigurePlace, period: Period | None) -> HeadingPaths:
    """Return the headings of a place as keys."""
    return HeadingPaths(
        row=tuple(make_heading_key(text, period) for text in place.row_path),
        column=tuple(make_heading_key(text, period) for text in place.column_path),
    )


def list_heads(places: Sequence[FigurePlace], period: Period | None) -> tuple[str, ...]:
    """List the different headings of columns over some places, as keys in order."""
    paths = (make_paths(place, period).column for place in places)
    return tuple(sorted({PATH_SEPARATOR.join(path) for path in paths}))


def make_row_key(place: FigurePlace, period: Period | None) -> str:
    """Return the headings of a row as one key."""
    return PATH_SEPARATOR.join(make_paths(place, period).row)


def _list_new_rows(
    part: SheetPart,
    places: Sequence[FigurePlace],
    places_by_element: dict[str, FigurePlace],
    period: Period,
) -> Iterator[FigurePlace]:
    """Yield the first place of each row with figures unknown to the hub."""
    known = {(place.table, place.row) for place in places_by_element.values()}
    for place in places:
        if (place.table, place.row) in known or place.raw_value in ("", None):
            continue
        known.add((place.table, place.row))
        if make_row_key(place, period) not in part.ignored_rows:
            yield place


def _describe_path_misfits(
    elements: Sequence[Element], hits: dict[str, list[FigurePlace]]
) -> Iterator[Bilingual]:
    for element in elements:
        places = hits[element.element]
        if not places and element.required:
            yield Bilingual(
                f"không còn thấy «{element.name_vi}» theo tiêu đề đã duyệt",
                f"«{element.name_en}» is no longer found under the headings accepted",
            )
        elif len(places) > 1:
            cells = ", ".join(place.address for place in places)
            yield Bilingual(
                f"«{element.name_vi}» có ở nhiều ô: {cells}",
                f"«{element.name_en}» stands in several cells: {cells}",
            )


def _describe_head_misfits(part: SheetPart, heads: tuple[str, ...]) -> Iterator[Bilingual]:
    for head in sorted(set(part.heads) - set(heads)):
        yield Bilingual(f"không còn cột «{head}»", f"the column «{head}» is gone")
    for head in sorted(set(heads) - set(part.heads)):
        yield Bilingual(f"có cột mới «{head}»", f"there is a new column «{head}»")
