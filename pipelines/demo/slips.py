"""Slips invisible in a report alone: the figures are possible, but not beside the history.

Figures in, faulty figures out, or None where there is no occasion. Calls `warehouse`.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipelines.demo.faults import Kind, Occasion, Spoiler, Spoilt, alone
from warehouse.catalogue import Element, Form

Figures = Mapping[str, int]


class Slip(StrEnum):
    """The accidents of a figure on the way into a report."""

    DIGIT_TOO_MANY = "digit_too_many"
    DIGIT_TOO_FEW = "digit_too_few"
    DIGITS_SWAPPED = "digits_swapped"
    SPIKE = "spike"
    DROP_TO_ZERO = "drop_to_zero"
    UNIT_FACTOR = "unit_factor"
    OTHER_PERIOD = "other_period"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure before the slip, with the unit's values in the rest of the reports."""

    element: Element
    value: int
    others: Sequence[int] = ()


def _digit_too_many(figure: Figure, rng: random.Random) -> int | None:
    return figure.value * 10 + rng.randrange(10) if figure.value >= 2 else None


def _digit_too_few(figure: Figure, rng: random.Random) -> int | None:
    del rng
    return figure.value // 10 if figure.value >= 20 else None


def _digits_swapped(figure: Figure, rng: random.Random) -> int | None:
    digits = str(figure.value)
    unlike = [
        at
        for at in range(len(digits) - 1)
        if digits[at] != digits[at + 1] and (at > 0 or digits[1] != "0")
    ]
    if not unlike:
        return None
    at = rng.choice(unlike)
    return int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def _spike(figure: Figure, rng: random.Random) -> int | None:
    return round(figure.value * rng.uniform(3, 6)) + 3 if figure.value >= 2 else None


def _drop_to_zero(figure: Figure, rng: random.Random) -> int | None:
    del rng
    return 0 if figure.value >= 5 else None


def _unit_factor(figure: Figure, rng: random.Random) -> int | None:
    del rng
    return figure.value * 1000 if figure.element.is_money and figure.value else None


def _other_period(figure: Figure, rng: random.Random) -> int | None:
    others = [value for value in figure.others if value != figure.value]
    return rng.choice(others) if others else None


SLIPS: Mapping[Slip, Callable[[Figure, random.Random], int | None]] = {
    Slip.DIGIT_TOO_MANY: _digit_too_many,
    Slip.DIGIT_TOO_FEW: _digit_too_few,
    Slip.DIGITS_SWAPPED: _digits_swapped,
    Slip.SPIKE: _spike,
    Slip.DROP_TO_ZERO: _drop_to_zero,
    Slip.UNIT_FACTOR: _unit_factor,
    Slip.OTHER_PERIOD: _other_period,
}


def _flows(form: Form) -> list[str]:
    return [e.element for e in form.elements if e.nature == "flow"]


def copied(form: Form, figures: Figures, earlier: Figures) -> Figures | None:
    """Copy the flows of an earlier report; return None where too few are large enough to detect."""
    again = {name: earlier[name] for name in _flows(form) if name in earlier}
    if sum(value >= 10 for value in again.values()) < 4:
        return None
    return {**figures, **again}


def emptied(form: Form, figures: Figures) -> Figures | None:
    """Clear every flow of the report; return None where the unit reports few events anyway."""
    flows = _flows(form)
    if sum(figures[name] > 0 for name in flows) < 4:
        return None
    return {**figures, **dict.fromkeys(flows, 0)}


def rounded(form: Form, figures: Figures) -> Figures:
    """Replace the flows by estimates: multiples of five."""
    money = {e.element for e in form.elements if e.is_money}
    to_five = {
        name: 5 * round(figures[name] / 5)
        for name in _flows(form)
        if name not in money and figures[name] >= 10
    }
    return {**figures, **to_five}


def _one_digit_too_many(on: Occasion, rng: random.Random) -> Spoilt | None:
    figures = _figures(on)
    counts = [e for e in alone(on.form) if figures[e.element] >= 10]
    if not counts:
        return None
    element = rng.choice(counts)
    slipped = _digit_too_many(Figure(element, figures[element.element]), rng)
    report = replace(on.report, values={**figures, element.element: slipped})
    return Spoilt(report, "W-OUTLIER-001", element.element)


def _copied_report(on: Occasion, rng: random.Random) -> Spoilt | None:
    del rng
    return _whole(on, copied(on.form, _figures(on), on.earlier), "W-COPY-001")


def _emptied_report(on: Occasion, rng: random.Random) -> Spoilt | None:
    del rng
    return _whole(on, emptied(on.form, _figures(on)), "W-EMPTY-001")


def _whole(on: Occasion, figures: Figures | None, code: str) -> Spoilt | None:
    return Spoilt(replace(on.report, values=figures), code) if figures else None


def _figures(on: Occasion) -> Figures:
    return {name: value for name, value in on.report.values.items() if isinstance(value, int)}


HISTORY_SPOILERS: Mapping[Kind, Spoiler] = {
    Kind.DIGIT_TOO_MANY: _one_digit_too_many,
    Kind.COPIED_REPORT: _copied_report,
    Kind.EMPTIED_REPORT: _emptied_report,
}
"""The slips of the demo; nobody hears of a slip on the same day, so no slip is sent again."""
