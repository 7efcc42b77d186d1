"""Planted faults: each turns a sound report into a faulty report and names the finding to expect.

Takes a report and returns it with a fault; `plan` decides when. Calls `warehouse`.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pipelines.demo.typed import Cell, ExtraRow, Typed
from pipelines.demo.wording import period_words
from warehouse.catalogue import Element, Form
from warehouse.catalogue.bounds import valid_bounds
from warehouse.periods import Grain, Period


class Kind(StrEnum):
    """The kinds of faults in an arriving report."""

    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    PARTS_DO_NOT_SUM = "parts_do_not_sum"
    NUMBER_IN_WORDS = "number_in_words"
    DECIMAL = "decimal"
    NEGATIVE = "negative"
    EMPTY = "empty"
    EXCEL_ERROR = "excel_error"
    PERCENT = "percent"
    UNKNOWN_UNIT = "unknown_unit"
    WRONG_PERIOD = "wrong_period"
    UNRECOGNISABLE = "unrecognisable"
    UNREADABLE = "unreadable"
    CUMULATIVE_FALLS = "cumulative_falls"
    IMPLAUSIBLE = "implausible"
    UNKNOWN_ROW = "unknown_row"
    ELEMENT_TWICE = "element_twice"
    DIGIT_TOO_MANY = "digit_too_many"
    COPIED_REPORT = "copied_report"
    EMPTIED_REPORT = "emptied_report"


@dataclass(frozen=True, slots=True)
class Planted:
    """A planted fault: the file, the report in the file, and the place of the fault.

    `expected_code` is the expected finding; None where several would do.
    """

    file_name: str
    kind: str
    form: str | None
    unit: str | None
    period: str | None
    element: str | None = None
    cell: str | None = None
    expected_code: str | None = None


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A report with a fault, the element of the fault, and the expected finding."""

    report: Typed
    code: str
    element: str | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """A sound report, the form, and the unit's figures of the preceding period in the same year."""

    report: Typed
    form: Form
    earlier: Mapping[str, int]


Spoiler = Callable[[Occasion, random.Random], Spoilt | None]
"""Returns None when the report offers no occasion for the fault."""


def alone(form: Form) -> list[Element]:
    """List the counts without a declared relation to another figure."""
    wholes = {e.part_of for e in form.elements}
    return [
        e
        for e in form.elements
        if e.nature == "flow"
        and not (e.is_money or e.is_yes_no or e.part_of or e.element in wholes)
    ]


def _with(on: Occasion, element: str, value: Cell, code: str) -> Spoilt:
    values = dict(on.report.values) | {element: value}
    return Spoilt(replace(on.report, values=values), code, element)


def _figure(on: Occasion, element: str) -> int:
    value = on.report.values[element]
    if not isinstance(value, int):
        raise TypeError(f"{element} was spoilt already")
    return value


def _typed_as(on: Occasion, rng: random.Random, ways: list[tuple[str, str]]) -> Spoilt | None:
    """Replace a count by a text; `ways` pairs each text with the expected code."""
    counts = alone(on.form)
    if not counts:
        return None
    element = rng.choice(counts).element
    text, code = rng.choice(ways)
    return _with(on, element, text.format(n=max(10, _figure(on, element))), code)


def _part_exceeds_whole(on: Occasion, rng: random.Random) -> Spoilt | None:
    parts = [e for e in on.form.elements if e.parts_are == "some" and e.nature != "cumulative"]
    if not parts:
        return None
    part = rng.choice(parts)
    whole = _figure(on, part.part_of or "")
    return _with(on, part.element, whole + rng.randint(1, 6), "E-PART-001")


def _parts_do_not_sum(on: Occasion, rng: random.Random) -> Spoilt | None:
    wholes = sorted({e.part_of for e in on.form.elements if e.part_of and e.parts_are == "all"})
    if not wholes:
        return None
    whole = rng.choice(wholes)
    return _with(on, whole, _figure(on, whole) + rng.randint(1, 5), "E-SUM-001")


def _number_in_words(on: Occasion, rng: random.Random) -> Spoilt | None:
    about = [(f"{word} {{n}}", "E-NUM-004") for word in ("khoảng", "gần", "trên")]
    return _typed_as(on, rng, [*about, ("mười hai", "E-NUM-001"), ("khoảng 300", "E-NUM-004")])


def _decimal(on: Occasion, rng: random.Random) -> Spoilt | None:
    return _typed_as(on, rng, [("{n},5", "E-NUM-003"), ("1,234", "E-NUM-002")])


def _negative(on: Occasion, rng: random.Random) -> Spoilt | None:
    counts = [e for e in alone(on.form) if valid_bounds(e)[0] == 0]
    if not counts:
        return None
    element = rng.choice(counts).element
    return _with(on, element, -max(1, _figure(on, element)), "E-NEG-001")


def _empty(on: Occasion, rng: random.Random) -> Spoilt | None:
    counts = alone(on.form)
    return _with(on, rng.choice(counts).element, None, "E-MISS-001") if counts else None


def _excel_error(on: Occasion, rng: random.Random) -> Spoilt | None:
    return _typed_as(on, rng, [(error, "E-NUM-005") for error in ("#REF!", "#DIV/0!", "#VALUE!")])


def _percent(on: Occasion, rng: random.Random) -> Spoilt | None:
    return _typed_as(on, rng, [("78,33%", "E-NUM-007"), ("95%", "E-NUM-007")])


def _cumulative_falls(on: Occasion, rng: random.Random) -> Spoilt | None:
    falling = [
        e.element
        for e in on.form.elements
        if e.nature == "cumulative" and not e.is_money and on.earlier.get(e.element, 0) > 1
    ]
    if not falling:
        return None
    element = rng.choice(falling)
    before = on.earlier[element]
    return _with(on, element, before - rng.randint(1, max(1, before // 3)), "W-CUMULATIVE-001")


def _implausible(on: Occasion, rng: random.Random) -> Spoilt | None:
    bounded = [e for e in alone(on.form) if e.plausible and e.plausible[1] > 0]
    if not bounded:
        return None
    element = rng.choice(bounded)
    high = element.plausible[1] if element.plausible else 0
    return _with(on, element.element, high * rng.randint(2, 9) + rng.randint(0, 9), "W-RANGE-001")


def _unknown_unit(on: Occasion, rng: random.Random) -> Spoilt | None:
    title = rng.choice(("UBND PHƯỜNG HOA MẪU ĐƠN", "UBND XÃ SÔNG TRĂNG", "PHÒNG TỔNG HỢP SỐ 7"))
    return Spoilt(replace(on.report, unit_title=title), "E-UNIT-001")


def _wrong_period(on: Occasion, rng: random.Random) -> Spoilt | None:
    """Label the last month of a quarter as if the report covered the quarter."""
    period = on.report.period
    if period.grain is not Grain.MONTH or period.number % 3:
        return None
    quarter = Period(period.year, Grain.QUARTER, period.number // 3)
    words = period_words(quarter, rng.randrange(4))
    return Spoilt(replace(on.report, period_title=words), "E-PERIOD-002")


def _unknown_row(on: Occasion, rng: random.Random) -> Spoilt | None:
    below = rng.choice(on.form.elements).element
    label, unit = rng.choice(
        (
            ("Số lượt kiểm tra phòng cháy, chữa cháy", "lượt"),
            ("Số hộ đăng ký gia đình văn hóa", "hộ"),
            ("Số buổi tuyên truyền an toàn giao thông", "buổi"),
        )
    )
    row = ExtraRow(below, label, unit, rng.randint(2, 40))
    return Spoilt(replace(on.report, extra=(row,)), "W-ROW-002")


def _element_twice(on: Occasion, rng: random.Random) -> Spoilt | None:
    counts = alone(on.form)
    if not counts:
        return None
    element = rng.choice(counts)
    value = _figure(on, element.element) + rng.randint(1, 9)
    row = ExtraRow(element.element, element.name_vi, element.unit, value)
    return Spoilt(replace(on.report, extra=(row,)), "E-ROW-001", element.element)


SPOILERS: Mapping[Kind, Spoiler] = {
    Kind.PART_EXCEEDS_WHOLE: _part_exceeds_whole,
    Kind.PARTS_DO_NOT_SUM: _parts_do_not_sum,
    Kind.NUMBER_IN_WORDS: _number_in_words,
    Kind.DECIMAL: _decimal,
    Kind.NEGATIVE: _negative,
    Kind.EMPTY: _empty,
    Kind.EXCEL_ERROR: _excel_error,
    Kind.PERCENT: _percent,
    Kind.CUMULATIVE_FALLS: _cumulative_falls,
    Kind.IMPLAUSIBLE: _implausible,
    Kind.UNKNOWN_UNIT: _unknown_unit,
    Kind.WRONG_PERIOD: _wrong_period,
    Kind.UNKNOWN_ROW: _unknown_row,
    Kind.ELEMENT_TWICE: _element_twice,
}
"""Faults visible in the report alone; `slips` makes the faults visible only in the history."""

TYPED_ONLY = frozenset({Kind.UNKNOWN_UNIT, Kind.WRONG_PERIOD, Kind.UNKNOWN_ROW, Kind.ELEMENT_TWICE})
"""Faults that our own template prevents."""

FILE_CODES: Mapping[Kind, str] = {
    Kind.UNRECOGNISABLE: "E-FORM-001",
    Kind.UNREADABLE: "E-FILE-001",
}
"""Faults of the whole file, with the finding to expect."""
