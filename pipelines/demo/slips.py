"""Slips invisible in a report alone: the figures are possible, but not beside the history.

Figures in, faulty figures out, or None where there is no occasion. Calls `warehouse`.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipelines.demo.fault_kinds import FaultKind, FaultOccasion, FaultyReport
from pipelines.demo.planted_faults import FaultMaker, list_independent_counts
from warehouse.catalogue import Element, Form

ReportFigures = Mapping[str, int]


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
    other_values: Sequence[int] = ()


def _append_digit(figure: Figure, rng: random.Random) -> int | None:
    return figure.value * 10 + rng.randrange(10) if figure.value >= 2 else None


def _drop_digit(figure: Figure, rng: random.Random) -> int | None:
    del rng
    return figure.value // 10 if figure.value >= 20 else None


def _swap_digits(figure: Figure, rng: random.Random) -> int | None:
    digits = str(figure.value)
    positions = [
        position
        for position in range(len(digits) - 1)
        if digits[position] != digits[position + 1] and (position > 0 or digits[1] != "0")
    ]
    if not positions:
        return None
    position = rng.choice(positions)
    return int(digits[:position] + digits[position + 1] + digits[position] + digits[position + 2 :])


def _multiply_figure(figure: Figure, rng: random.Random) -> int | None:
    return round(figure.value * rng.uniform(3, 6)) + 3 if figure.value >= 2 else None


def _drop_to_zero(figure: Figure, rng: random.Random) -> int | None:
    del rng
    return 0 if figure.value >= 5 else None


def _change_money_unit(figure: Figure, rng: random.Random) -> int | None:
    del rng
    return figure.value * 1000 if figure.element.is_money and figure.value else None


def _take_other_period(figure: Figure, rng: random.Random) -> int | None:
    other_values = [value for value in figure.other_values if value != figure.value]
    return rng.choice(other_values) if other_values else None


SLIPS: Mapping[Slip, Callable[[Figure, random.Random], int | None]] = {
    Slip.DIGIT_TOO_MANY: _append_digit,
    Slip.DIGIT_TOO_FEW: _drop_digit,
    Slip.DIGITS_SWAPPED: _swap_digits,
    Slip.SPIKE: _multiply_figure,
    Slip.DROP_TO_ZERO: _drop_to_zero,
    Slip.UNIT_FACTOR: _change_money_unit,
    Slip.OTHER_PERIOD: _take_other_period,
}


def _list_flows(form: Form) -> list[str]:
    return [e.element for e in form.elements if e.nature == "flow"]


def copy_figures(form: Form, earlier_figures: ReportFigures) -> ReportFigures | None:
    """Copy an earlier report; return None where too few flows are large enough to detect."""
    flow_values = [earlier_figures.get(name, 0) for name in _list_flows(form)]
    return dict(earlier_figures) if sum(value >= 10 for value in flow_values) >= 4 else None


def empty_flows(form: Form, figures: ReportFigures) -> ReportFigures | None:
    """Clear every flow of the report; return None where the unit reports few events anyway."""
    flows = _list_flows(form)
    if sum(figures[name] > 0 for name in flows) < 4:
        return None
    return {**figures, **dict.fromkeys(flows, 0)}


def round_flows(form: Form, figures: ReportFigures) -> ReportFigures:
    """Replace the flows by estimates: multiples of five."""
    money_elements = {e.element for e in form.elements if e.is_money}
    rounded_flows = {
        name: 5 * round(figures[name] / 5)
        for name in _list_flows(form)
        if name not in money_elements and figures[name] >= 10
    }
    return {**figures, **rounded_flows}


def _plant_extra_digit(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    figures = _collect_figures(occasion)
    counts = [e for e in list_independent_counts(occasion.form) if figures[e.element] >= 10]
    if not counts:
        return None
    element = rng.choice(counts)
    wrong_value = _append_digit(Figure(element, figures[element.element]), rng)
    report = replace(occasion.report, values={**figures, element.element: wrong_value})
    return FaultyReport(report, "W-OUTLIER-001", element.element)


def _plant_copied_report(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    del rng
    return _replace_figures(
        occasion, copy_figures(occasion.form, occasion.earlier_values), "W-COPY-001"
    )


def _plant_emptied_report(occasion: FaultOccasion, rng: random.Random) -> FaultyReport | None:
    del rng
    return _replace_figures(
        occasion, empty_flows(occasion.form, _collect_figures(occasion)), "W-EMPTY-001"
    )


def _replace_figures(
    occasion: FaultOccasion, figures: ReportFigures | None, code: str
) -> FaultyReport | None:
    return FaultyReport(replace(occasion.report, values=figures), code) if figures else None


def _collect_figures(occasion: FaultOccasion) -> ReportFigures:
    return {name: value for name, value in occasion.report.values.items() if isinstance(value, int)}


HISTORY_FAULT_MAKERS: Mapping[FaultKind, FaultMaker] = {
    FaultKind.DIGIT_TOO_MANY: _plant_extra_digit,
    FaultKind.COPIED_REPORT: _plant_copied_report,
    FaultKind.EMPTIED_REPORT: _plant_emptied_report,
}
"""The slips of the demo; nobody hears of a slip on the same day, so no slip is sent again."""
