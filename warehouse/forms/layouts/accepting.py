"""The hub's answer to a proposal, and every reason against a layout from it.

An answer beyond headings is refused with the reason: two elements in one cell, or one
path leading to two cells. The layout must read the sheets of origin.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from warehouse.catalogue import Form
from warehouse.forms.layouts.figure_places import PATH_SEPARATOR, FigurePlace
from warehouse.forms.layouts.layout_fitting import (
    LayoutFit,
    fit_layout,
    make_paths,
)
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
from warehouse.forms.layouts.workbook_fitting import fit_workbook
from warehouse.language import Bilingual
from warehouse.periods import Period


@dataclass(frozen=True, slots=True)
class AnsweredProposal:
    """What the hub confirmed: the unit, the period, the money unit, and a cell for each element.

    `cells` maps elements to addresses, without the elements absent from the sheet. In a table of
    many units `lines` maps the key of each line to its meaning; the cells are those of one unit.
    `sheet_units` are the units of the other sheets too, where each has a period a column.
    """

    form: str
    unit: str
    period: Period
    money_factor: int
    cells: Mapping[str, str]
    arrangement: Arrangement = Arrangement.SINGLE
    lines: Mapping[str, str] = field(default_factory=dict)
    sheet_units: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """The units whose reports the sheet holds."""
        if self.sheet_units:
            return self.sheet_units
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
            example = f" («{places[0].address}»)" if places[0].names_sheet else ""
            yield Bilingual(
                f"«{name_vi}»: {cell} không phải ô số liệu của trang{example}",
                f"«{name_en}»: {cell} is no cell for a figure of the sheet{example}",
            )
        elif len(cells := counts[_make_sheet_paths(by_address[cell], answer.period)]) > 1:
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


def _count_paths(
    places: Sequence[FigurePlace], period: Period
) -> dict[tuple[str, HeadingPaths], list[str]]:
    cells: dict[tuple[str, HeadingPaths], list[str]] = {}
    for place in places:
        cells.setdefault(_make_sheet_paths(place, period), []).append(place.address)
    return cells


def _make_sheet_paths(place: FigurePlace, period: Period) -> tuple[str, HeadingPaths]:
    """Return the sheet and the headings of a place: the sheet's name may tell two places apart."""
    return place.sheet, make_paths(place, period)


def describe_misreadings(
    layout: OfficeLayout,
    answer: AnsweredProposal,
    strange_sheets: Sequence[StrangeSheet],
    known: KnownNames,
) -> Iterator[Bilingual]:
    """Describe every difference between an answer and the workbook read by the layout."""
    own_sheet = next(s for s in strange_sheets if _has_cell(s, answer))
    fit = fit_layout(layout, own_sheet, known)
    fits = [fit] if fit else fit_workbook(layout, strange_sheets, known)
    fit = next((f for f in fits if _is_of_answer(f, answer)), fits[0] if fits else None)
    if fit is None:
        yield Bilingual(
            "tiêu đề của các trang không nêu đơn vị hoặc kỳ này, nên lần sau không biết là của ai",
            "the titles of the sheets do not name this unit or period, so the next report would be "
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


def _has_cell(sheet: StrangeSheet, answer: AnsweredProposal) -> bool:
    return not {place.address for place in sheet.places}.isdisjoint(answer.cells.values())


def _is_of_answer(fit: LayoutFit, answer: AnsweredProposal) -> bool:
    return any((r.unit, r.period) == (answer.unit, answer.period) for r in fit.reports)


def describe_absent_elements(layout: OfficeLayout, form: Form) -> Bilingual | None:
    """Describe the compulsory elements that a layout has no cell for; None if it has them all."""
    absent = [e for e in form.elements if e.required and e.element not in layout.all_elements]
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
