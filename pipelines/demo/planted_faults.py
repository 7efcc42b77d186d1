"""Planted faults: each turns a sound report into a faulty report and names the finding to expect.

Takes a report and returns it with a fault; `plan` decides when. Calls `warehouse`.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

from pipelines.demo.fault_kinds import FaultKind, FaultOccasion, FaultyReport
from pipelines.demo.office_wording import format_report_period
from pipelines.demo.typed_report import ExtraRow, TypedValue
from warehouse.catalogue import Element, Form
from warehouse.catalogue.bounds import valid_bounds
from warehouse.periods import Grain, Period

FaultMaker = Callable[[FaultOccasion, random.Random], FaultyReport | None]
"""Returns None when the report offers no occasion for the fault."""


def list_independent_counts(form: Form) -> list[Element]:
    """List the counts without a declared relation to another figure."""
    wholes = {e.part_of for e in form.elements}
    return [
        e
        for e in form.elements
        if e.nature == "flow"
        and not (e.is_money or e.is_yes_no or e.part_of or e.element in wholes)
    ]


def _replace_value(
    occasion: FaultOccasion, element: str, value: TypedValue, code: str
) -> FaultyReport:
    values = dict(occasion.report.values) | {element: value}
    return FaultyReport(replace(occasion.report, values=values), code, element)


def _get_figure(occasion: FaultOccasion, element: str) -> int:
    value = occasion.report.values[element]
    if not isinstance(value, int):
        raise TypeError(f"{element} was spoilt already")
    return value


def _type_as_text(
    occasion: FaultOccasion, rng: random.Random, texts_and_codes: list[tuple[str, str]]
) -> FaultyReport | None:
    """Replace a count by a text; `texts_and_codes` pairs each text with the expected code."""
    counts = list_independent_counts(occasion.form)
    if not counts:
        return None
    element = rng.choice(counts).element
    text, code = rng.choice(texts_and_codes)
    return _replace_value(
        occasion, element, text.format(n=max(10, _get_figure(occasion, element))), code
    )


def _raise_part_above_whole(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    parts = [
        e for e in occasion.form.elements if e.parts_are == "some" and e.nature != "cumulative"
    ]
    if not parts:
        return None
    part = rng.choice(parts)
    whole = _get_figure(occasion, part.part_of or "")
    return _replace_value(occasion, part.element, whole + rng.randint(1, 6), "E-PART-001")


def _break_sum_of_parts(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    wholes = sorted(
        {e.part_of for e in occasion.form.elements if e.part_of and e.parts_are == "all"}
    )
    if not wholes:
        return None
    whole = rng.choice(wholes)
    return _replace_value(
        occasion, whole, _get_figure(occasion, whole) + rng.randint(1, 5), "E-SUM-001"
    )


def _type_number_in_words(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    approximations = [(f"{word} {{n}}", "E-NUM-004") for word in ("khoảng", "gần", "trên")]
    return _type_as_text(
        occasion, rng, [*approximations, ("mười hai", "E-NUM-001"), ("khoảng 300", "E-NUM-004")]
    )


def _type_decimal(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    return _type_as_text(occasion, rng, [("{n},5", "E-NUM-003"), ("1,234", "E-NUM-002")])


def _negate_count(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    counts = [e for e in list_independent_counts(occasion.form) if valid_bounds(e)[0] == 0]
    if not counts:
        return None
    element = rng.choice(counts).element
    return _replace_value(occasion, element, -max(1, _get_figure(occasion, element)), "E-NEG-001")


def _empty_count(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    counts = list_independent_counts(occasion.form)
    required_counts = [e for e in counts if e.required]
    if not required_counts:
        return None
    return _replace_value(occasion, rng.choice(required_counts).element, None, "E-MISS-001")


def _type_excel_error(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    return _type_as_text(
        occasion, rng, [(error, "E-NUM-005") for error in ("#REF!", "#DIV/0!", "#VALUE!")]
    )


def _type_percent(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    return _type_as_text(occasion, rng, [("78,33%", "E-NUM-007"), ("95%", "E-NUM-007")])


def _lower_cumulative(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    candidates = [
        e.element
        for e in occasion.form.elements
        if e.nature == "cumulative"
        and not e.is_money
        and occasion.earlier_values.get(e.element, 0) > 1
    ]
    if not candidates:
        return None
    element = rng.choice(candidates)
    earlier_value = occasion.earlier_values[element]
    return _replace_value(
        occasion,
        element,
        earlier_value - rng.randint(1, max(1, earlier_value // 3)),
        "W-CUMULATIVE-001",
    )


def _exceed_plausible_range(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    candidates = [
        (e.element, e.plausible[1])
        for e in list_independent_counts(occasion.form)
        if e.plausible and e.plausible[1] > 0
    ]
    if not candidates:
        return None
    element, high = rng.choice(candidates)
    value = high * rng.randint(2, 9) + rng.randint(0, 9)
    return _replace_value(occasion, element, value, "W-RANGE-001")


def _type_unknown_unit(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    title = rng.choice(("UBND PHƯỜNG HOA MẪU ĐƠN", "UBND XÃ SÔNG TRĂNG", "PHÒNG TỔNG HỢP SỐ 7"))
    return FaultyReport(replace(occasion.report, unit_title=title), "E-UNIT-001")


def _type_wrong_period(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    """Label the last month of a quarter as if the report covered the quarter."""
    period = occasion.report.period
    if period.grain is not Grain.MONTH or period.number % 3:
        return None
    quarter = Period(period.year, Grain.QUARTER, period.number // 3)
    title = format_report_period(quarter, rng.randrange(4))
    return FaultyReport(replace(occasion.report, period_title=title), "E-PERIOD-002")


def _add_unknown_row(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    previous_element = rng.choice(occasion.form.elements).element
    label, unit = rng.choice(
        (
            ("Số lượt kiểm tra phòng cháy, chữa cháy", "lượt"),
            ("Số hộ đăng ký gia đình văn hóa", "hộ"),
            ("Số buổi tuyên truyền an toàn giao thông", "buổi"),
        )
    )
    row = ExtraRow(previous_element, label, unit, rng.randint(2, 40))
    return FaultyReport(replace(occasion.report, extra_rows=(row,)), "W-ROW-002")


def _repeat_element(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    counts = list_independent_counts(occasion.form)
    if not counts:
        return None
    element = rng.choice(counts)
    value = _get_figure(occasion, element.element) + rng.randint(1, 9)
    row = ExtraRow(element.element, element.name_vi, element.unit, value)
    return FaultyReport(replace(occasion.report, extra_rows=(row,)), "E-ROW-001", element.element)


def _reword_label(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    """Write a required row under words that nobody knows: the figure is there, the label is not."""
    counts = [e for e in list_independent_counts(occasion.form) if e.required]
    if not counts:
        return None
    element = rng.choice(counts).element
    label = rng.choice(("Kết quả mục chính (theo sổ)", "Mục thống kê riêng của đơn vị"))
    reworded = replace(occasion.report, labels={element: label})
    return FaultyReport(reworded, "E-MISS-003", element)


def _add_footnote_mark(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    return _type_as_text(occasion, rng, [("{n}¹", "E-NUM-010"), ("{n}*", "E-NUM-010")])


FAULT_MAKERS: Mapping[FaultKind, FaultMaker] = {
    FaultKind.PART_EXCEEDS_WHOLE: _raise_part_above_whole,
    FaultKind.PARTS_DO_NOT_SUM: _break_sum_of_parts,
    FaultKind.NUMBER_IN_WORDS: _type_number_in_words,
    FaultKind.DECIMAL: _type_decimal,
    FaultKind.NEGATIVE: _negate_count,
    FaultKind.EMPTY: _empty_count,
    FaultKind.EXCEL_ERROR: _type_excel_error,
    FaultKind.PERCENT: _type_percent,
    FaultKind.CUMULATIVE_FALLS: _lower_cumulative,
    FaultKind.IMPLAUSIBLE: _exceed_plausible_range,
    FaultKind.UNKNOWN_UNIT: _type_unknown_unit,
    FaultKind.WRONG_PERIOD: _type_wrong_period,
    FaultKind.UNKNOWN_ROW: _add_unknown_row,
    FaultKind.ELEMENT_TWICE: _repeat_element,
    FaultKind.UNKNOWN_WORDING: _reword_label,
    FaultKind.FOOTNOTE_MARK: _add_footnote_mark,
}
"""Faults visible in the report alone; `slips` makes the faults visible only in the history."""

OWN_LAYOUT_FAULTS = frozenset(
    {
        FaultKind.UNKNOWN_UNIT,
        FaultKind.WRONG_PERIOD,
        FaultKind.UNKNOWN_ROW,
        FaultKind.ELEMENT_TWICE,
        FaultKind.UNKNOWN_WORDING,
    }
)
"""Faults that our own template prevents."""

LATE_FAULTS = (FaultKind.UNKNOWN_WORDING, FaultKind.FOOTNOTE_MARK)
"""Faults planted last, in reports left over: the rest of the plan is as it would be without."""

FILE_FAULT_CODES: Mapping[FaultKind, str] = {
    FaultKind.UNRECOGNISABLE: "E-FORM-001",
    FaultKind.UNREADABLE: "E-FILE-001",
}
"""Faults of the whole file, with the finding to expect."""
