"""A report drawn figure by figure: a shape and a random generator become a number.

A figure never contradicts a declared relation, nor the same figure earlier in its year.
`report_values` decides which reports exist. May call `warehouse`.
"""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.demo import chance
from pipelines.demo.shapes import (
    CAMPAIGN,
    CLOSURE_FACTORS,
    ENFORCEMENT,
    SHAPES,
    STEADY,
    Cases,
    ExclusivePart,
    Level,
    Multiple,
    Proportion,
    Remainder,
    Shape,
    Switch,
)
from warehouse.catalogue import Element, Form, Unit
from warehouse.periods import Period

ReportValues = Mapping[str, int]
_CASES_A_MONTH = 1.7


@dataclass(frozen=True, slots=True)
class Office:
    """The reporting office: form, unit, size, and the years of the programme."""

    seed: int
    form: Form
    unit: Unit
    size: float
    first_year: int
    years: int

    def find_shape(self, element: Element) -> Shape:
        """Return how this figure behaves in this office."""
        return SHAPES.get(self.form.form, {}).get(element.element) or _guess_shape(element)


class ReportGenerator:
    """A report in progress: a figure is drawn after the figures it depends on."""

    def __init__(self, office: Office, period: Period, earlier_values: ReportValues) -> None:
        self._office = office
        self._period = period
        self._earlier_values = earlier_values
        self._figures: dict[str, int] = {}
        self._years_since_start = period.year - office.first_year + (period.last_month - 0.5) / 12

    def draw_values(self) -> ReportValues:
        """Draw every figure of the report, in the form's order."""
        elements = [e.element for e in self._office.form.elements]
        return {element: self._get_value(element) for element in elements}

    def _get_value(self, name: str) -> int:
        if name not in self._figures:
            element = self._office.form.get_element(name)
            shape = self._office.find_shape(element)
            if isinstance(shape, ExclusivePart):
                self._deal_parts(element.part_of or "")
            else:
                self._figures[name] = self._draw_value(element, shape)
        return self._figures[name]

    def _draw_value(self, element: Element, shape: Shape) -> int:
        match shape:
            case Level():
                return _clamp_value(element, self._draw_level(element, shape))
            case Proportion():
                return self._draw_share(element, shape)
            case Multiple():
                return _clamp_value(element, self._draw_multiple(element, shape))
            case Remainder():
                remainder = max(
                    0, self._get_value(shape.base_element) - self._get_value(shape.deduction)
                )
                return chance.draw_binomial(self._seed_generator(element), remainder, shape.share)
            case Switch():
                delay = self._seed_generator(element, self._period.year).gauss(0, 0.7)
                switch_month = shape.first_month + delay - self._years_since_start / 2
                return int(self._period.last_month >= switch_month)
            case Cases():
                return _count_cases(self._office, self._period, shape.lag_months)
            case ExclusivePart():
                raise AssertionError(f"{element.element} is dealt out with its whole")

    def _draw_level(self, element: Element, shape: Level) -> int:
        mean = shape.mean * math.pow(1 + shape.growth, self._years_since_start)
        mean *= self._office.size if shape.scales_with_size else 1
        if element.nature == "stock":
            return (
                0
                if self._is_lapsed(element, shape)
                else self._draw_stock(element, mean, shape.step)
            )
        mean *= self._office.form.frequency.month_count * _compute_season_factor(
            shape.season, self._period
        )
        mean *= math.exp(0.1 * self._draw_habit(element))
        events = shape.step * chance.draw_count(
            self._seed_generator(element), mean / shape.step, 0.12
        )
        if element.nature == "flow":
            return events
        if shape.pace_element:
            events = min(events, self._get_value(shape.pace_element))
        return self._earlier_values.get(element.element, 0) + events

    def _draw_share(self, element: Element, shape: Proportion) -> int:
        base = self._get_value(shape.base_element)
        if element.nature == "cumulative":
            return self._draw_cumulative_share(element, shape, base)
        progress = self._years_since_start / self._office.years
        share = self._compute_share(element, shape, progress)
        if element.nature == "stock":
            return min(base, round(base * min(1.0, share)))
        return chance.draw_binomial(self._seed_generator(element), base, share)

    def _draw_cumulative_share(self, element: Element, shape: Proportion, base: int) -> int:
        """Draw a cumulative on the way to the year's share of a stock.

        The result never falls and never exceeds the stock.
        """
        progress = (self._period.year - self._office.first_year) / max(1, self._office.years - 1)
        share = min(1.0, self._compute_share(element, shape, progress))
        share *= sum(CAMPAIGN[: self._period.last_month]) / sum(CAMPAIGN)
        earlier_value = self._earlier_values.get(element.element, 0)
        rise = max(0, round(base * share / shape.step) * shape.step - earlier_value)
        if shape.pace_element:
            rise = min(rise, self._get_value(shape.pace_element))
        return max(earlier_value, min(base, earlier_value + rise))

    def _compute_share(self, element: Element, shape: Proportion, progress: float) -> float:
        share = shape.first_share + (shape.last_share - shape.first_share) * progress
        return max(0.0, share + shape.spread * self._draw_habit(element))

    def _draw_multiple(self, element: Element, shape: Multiple) -> int:
        base = self._get_value(shape.base_element)
        per_unit = shape.rate * math.pow(1 + shape.growth, self._years_since_start)
        if element.nature == "stock":
            return self._draw_stock(element, base * per_unit, shape.step) if base else 0
        per_unit *= math.exp(self._seed_generator(element).gauss(0, 0.25 / math.sqrt(base or 1)))
        return shape.step * max(base, round(base * per_unit / shape.step))

    def _draw_stock(self, element: Element, mean: float, step: int) -> int:
        """Draw a state: counts hold for a quarter, money for a year."""
        steady_quarter = (self._period.last_month + 2) // 3 if step == 1 else 0
        rng = self._seed_generator(element, self._period.year, steady_quarter)
        return step * round(mean * math.exp(rng.gauss(0, 0.025)) / step)

    def _deal_parts(self, whole: str) -> None:
        parts = self._office.form.list_parts(whole, "all")
        shapes = [self._office.find_shape(part) for part in parts]
        weights = [s.weight if isinstance(s, ExclusivePart) else 1.0 for s in shapes]
        tilted_weights = [
            w * math.exp(0.2 * self._draw_habit(p)) for w, p in zip(weights, parts, strict=True)
        ]
        if parts[0].nature == "flow":
            part_values = chance.apportion_whole(
                self._seed_generator(parts[0]), self._get_value(whole), tilted_weights
            )
        else:
            part_values = chance.split_whole(self._get_value(whole), tilted_weights)
        self._figures |= {p.element: n for p, n in zip(parts, part_values, strict=True)}

    def _is_lapsed(self, element: Element, shape: Level) -> bool:
        risk = shape.lapse_risk * max(0.0, 1 - 1.5 * self._years_since_start / self._office.years)
        quarter = (self._period.last_month + 2) // 3
        return self._seed_generator(element, "lapse", self._period.year, quarter).random() < risk

    def _draw_habit(self, element: Element) -> float:
        """Draw this unit's constant deviation for this figure, within ±1.5."""
        deviation = chance.seed_generator(
            self._office.seed, self._office.unit.unit, element.element
        ).gauss()
        return max(-1.5, min(1.5, deviation))

    def _seed_generator(self, element: Element, *time_names: object) -> random.Random:
        office = self._office
        return chance.seed_generator(
            office.seed, office.unit.unit, element.element, *(time_names or [self._period.code])
        )


def _compute_season_factor(season: tuple[float, ...], period: Period) -> float:
    months = range(period.first_month, period.last_month + 1)
    closure_factors = CLOSURE_FACTORS if season is not STEADY else {}
    return sum(season[m - 1] * closure_factors.get((period.year, m), 1) for m in months) / len(
        months
    )


def _clamp_value(element: Element, value: int) -> int:
    low, high = element.valid or element.plausible or (0, value)
    return max(low, min(high, value))


def _guess_shape(element: Element) -> Shape:
    """Derive a shape from the declaration of an element."""
    if element.is_yes_no:
        return Switch(2)
    if element.part_of:
        return (
            ExclusivePart(1)
            if element.parts_are == "all"
            else Proportion(element.part_of, 0.3, 0.35)
        )
    low, high = element.valid or element.plausible or (0, 100)
    start = max(low, 0)
    share = 0.005 if element.nature == "cumulative" else 0.05
    return Level(start + max(high - start, 0) * share)


def _count_cases(office: Office, period: Period, lag: int) -> int:
    """Count the cases of an office in a period.

    Police, procuracy and court share one caseload.
    """
    months = [
        period.year * 12 + m - 1 - lag for m in range(period.first_month, period.last_month + 1)
    ]
    return sum(_draw_caseload(office, month // 12)[month % 12] for month in months)


def _draw_caseload(office: Office, year: int) -> list[int]:
    rng = chance.seed_generator(office.seed, "cases", office.unit.parent, year)
    expected_cases = 12 * _CASES_A_MONTH * 1.07 ** (year - office.first_year)
    return chance.apportion_whole(
        rng, max(0, round(expected_cases + rng.gauss(0, 0.8))), ENFORCEMENT
    )
