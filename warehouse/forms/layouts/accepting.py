"""From the hub's answer to a layout: the cell of each element becomes a heading path.

An answer beyond headings is refused with the reason: two elements in one cell, or one
path leading to two cells. The layout must read the sheet of origin.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from warehouse.catalogue import Form
from warehouse.forms.layouts.figure_places import PATH_SEPARATOR, FigurePlace
from warehouse.forms.layouts.layout_fitting import fit_layout, list_heads, make_paths, make_row_key
from warehouse.forms.layouts.office_layout import HeadingPaths, OfficeLayout
from warehouse.forms.layouts.shared_tables import (
    IGNORED,
    ONE_UNIT_ARRANGEMENTS,
    TOTAL,
    Arrangement,
    list_filled_lines,
    split_places,
)
from warehouse.forms.layouts.sheet_titles import KnownNames, StrangeSheet
from warehouse.language import Bilingual
from warehouse.periods import Period


@dataclass(frozen=True, slots=True)
class AnsweredProposal:
    """What the hub confirmed: the unit, the period, the money unit, and a cell for each element.

    `cells` maps elements to addresses, without the elements absent from the sheet. In a table of
    many units `lines` maps the key of each line to its meaning; the cells are those of one unit.
    """

    form: str
    unit: str
    period: Period
    money_factor: int
    cells: Mapping[str, str]
    arrangement: Arrangement = Arrangement.SINGLE
    lines: Mapping[str, str] = field(default_factory=dict)

    @property
    def units(self) -> tuple[str, ...]:
        """The units whose reports the sheet holds."""
        if self.arrangement in ONE_UNIT_ARRANGEMENTS:
            return (self.unit,)
        return tuple(m for m in self.lines.values() if m not in (TOTAL, IGNORED))

    @property
    def is_whole_sheet(self) -> bool:
        """Whether a report has a sheet of its own."""
        return self.arrangement in (Arrangement.SINGLE, Arrangement.UNIT_A_SHEET)

    def choose_places(self, places: Sequence[FigurePlace]) -> list[FigurePlace]:
        """Choose the places of the report with the cells answered; empty without such a report.

        In a table of many units the places of a line lack the heading of the line.
        """
        wanted = set(self.cells.values())
        reports = self.list_report_places(places)
        if self.is_whole_sheet:
            return reports[0]
        return next((r for r in reports if {place.address for place in r} >= wanted), [])

    def list_report_places(self, places: Sequence[FigurePlace]) -> list[list[FigurePlace]]:
        """List the places of each report of the sheet."""
        if self.is_whole_sheet:
            return [list(places)]
        split = split_places(places, self.arrangement, self.lines)
        return [
            line_places
            for key, line_places in list_filled_lines(split)
            if self.lines[key] not in (TOTAL, IGNORED)
        ]


def describe_faults(
    answer: AnsweredProposal, sheet_places: Sequence[FigurePlace], form: Form
) -> Iterator[Bilingual]:
    """Describe every reason against a layout from an answer."""
    places = answer.choose_places(sheet_places)
    if not places:
        yield Bilingual(
            "các ô đã chọn phải thuộc cùng một dòng (hay cột) của một đơn vị",
            "the cells chosen must belong to one line, the line of a unit",
        )
        return
    yield from _describe_repeated_units(answer)
    by_address = {place.address: place for place in places}
    elements_by_cell: dict[str, list[str]] = {}
    counts = _count_paths(places, answer.period)
    if not answer.cells:
        yield Bilingual("không chỉ tiêu nào có ô", "no element has a cell")
    for element, cell in answer.cells.items():
        name_vi, name_en = form.get_element(element).name_vi, form.get_element(element).name_en
        elements_by_cell.setdefault(cell, []).append(name_vi)
        if cell not in by_address:
            yield Bilingual(
                f"«{name_vi}»: {cell} không phải ô số liệu của trang",
                f"«{name_en}»: {cell} is no cell for a figure of the sheet",
            )
        elif len(cells := counts[make_paths(by_address[cell], answer.period)]) > 1:
            shared = ", ".join(cells)
            yield Bilingual(
                f"«{name_vi}»: các ô {shared} có cùng tiêu đề, không phân biệt được",
                f"«{name_en}»: the cells {shared} have the same headings",
            )
    for cell, names in elements_by_cell.items():
        if len(names) > 1:
            listed = "; ".join(names)
            yield Bilingual(f"ô {cell} dùng cho: {listed}", f"cell {cell} is used for: {listed}")


def _describe_repeated_units(answer: AnsweredProposal) -> Iterator[Bilingual]:
    for unit, count in Counter(answer.units).items():
        if count > 1:
            yield Bilingual(f"đơn vị {unit} có nhiều dòng", f"the unit {unit} has several lines")


def _count_paths(places: Sequence[FigurePlace], period: Period) -> dict[HeadingPaths, list[str]]:
    cells: dict[HeadingPaths, list[str]] = {}
    for place in places:
        cells.setdefault(make_paths(place, period), []).append(place.address)
    return cells


@dataclass(frozen=True, slots=True)
class LayoutOrigin:
    """The name of a layout, the file of origin, and the person and day of the acceptance."""

    layout: str
    source_sha256: str
    source_file: str
    accepted_by: str
    accepted_on: str


def build_layout(
    answer: AnsweredProposal, sheet_places: Sequence[FigurePlace], origin: LayoutOrigin
) -> OfficeLayout:
    """Build the layout of an answer without faults."""
    places = answer.choose_places(sheet_places)
    by_address = {place.address: place for place in places}
    chosen = {element: by_address[cell] for element, cell in answer.cells.items()}
    tables = {place.table for place in chosen.values()}
    used = [place for place in places if place.table in tables]
    rows = {(place.table, place.row) for place in chosen.values()}
    ignored = {
        make_row_key(place, answer.period) for place in used if (place.table, place.row) not in rows
    }
    return OfficeLayout(
        layout=origin.layout,
        form=answer.form,
        units=answer.units,
        elements={e: make_paths(place, answer.period) for e, place in chosen.items()},
        heads=list_heads(
            [p for r in answer.list_report_places(sheet_places) for p in r if p.table in tables],
            answer.period,
        ),
        ignored_rows=tuple(sorted(ignored)),
        arrangement=Arrangement.SINGLE if answer.is_whole_sheet else answer.arrangement,
        lines={} if answer.is_whole_sheet else dict(answer.lines),
        money_factor=answer.money_factor,
        source_sha256=origin.source_sha256,
        source_file=origin.source_file,
        accepted_by=origin.accepted_by,
        accepted_on=origin.accepted_on,
    )


def describe_misreadings(
    layout: OfficeLayout, answer: AnsweredProposal, strange: StrangeSheet, known: KnownNames
) -> Iterator[Bilingual]:
    """Describe every difference between an answer and the sheet read by the layout."""
    fit = fit_layout(layout, strange, known)
    if fit is None:
        yield Bilingual(
            "tiêu đề của trang không nêu đơn vị hoặc kỳ này, nên lần sau không biết là của ai",
            "the titles of the sheet do not name this unit or period, so the next report would be "
            "nobody's",
        )
        return
    yield from fit.misfits
    if answer.period not in {report.period for report in fit.reports}:
        period = fit.reports[0].period
        yield Bilingual(
            f"tiêu đề nêu kỳ {period.format_label()}",
            f"the titles name the period {period.format_label('en')}",
        )
    by_report = [
        {element: place.address for element, place in report.places_by_element.items()}
        for report in fit.reports
    ]
    if not fit.misfits and dict(answer.cells) not in by_report:
        read = by_report[0]
        differing = {e for e in answer.cells if read.get(e) != answer.cells[e]}
        listed = PATH_SEPARATOR.join(sorted(differing))
        yield Bilingual(f"đọc lại ra ô khác: {listed}", f"read again from other cells: {listed}")


def describe_absent_elements(layout: OfficeLayout, form: Form) -> Bilingual | None:
    """Describe the compulsory elements that a layout has no cell for; None if it has them all."""
    absent = [e for e in form.elements if e.required and e.element not in layout.elements]
    if not absent:
        return None
    vi = ", ".join(f"«{element.name_vi}»" for element in absent)
    en = ", ".join(f"«{element.name_en}»" for element in absent)
    return Bilingual(
        f"bảng không có chỉ tiêu bắt buộc {vi}: báo cáo đọc theo đó đều bị trả; đề nghị đơn vị "
        "thêm dòng rồi duyệt lại, hoặc dùng mẫu chuẩn",
        f"the table lacks the compulsory elements {en}: every report read by it goes back; ask the "
        "office to add the rows and accept anew, or to use the blank form",
    )
