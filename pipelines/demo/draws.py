"""A report drawn figure by figure: a shape and a random generator become a number.

A figure never contradicts a declared relation, nor the same figure earlier in its year.
`values` decides which reports exist. May call `warehouse`.
"""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.demo import chance
from pipelines.demo.shapes import (
    CAMPAIGN,
    CLOSED,
    ENFORCEMENT,
    SHAPES,
    STEADY,
    Cases,
    Level,
    Part,
    Rest,
    Shape,
    Share,
    Switch,
    Times,
)
from warehouse.catalogue import Element, Form, Unit
from warehouse.periods import Period

Values = Mapping[str, int]
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

    def shape(self, element: Element) -> Shape:
        """Return how this figure behaves in this office."""
        return SHAPES.get(self.form.form, {}).get(element.element) or _likely(element)


class Report:
    """A report in progress: a figure is drawn after the figures it depends on."""

    def __init__(self, office: Office, period: Period, earlier: Values) -> None:
        self._office = office
        self._period = period
        self._earlier = earlier
        self._drawn: dict[str, int] = {}
        self._since = period.year - office.first_year + (period.last_month - 0.5) / 12

    def values(self) -> Values:
        """Draw every figure of the report, in the form's order."""
        elements = [e.element for e in self._office.form.elements]
        return {element: self._value(element) for element in elements}

    def _value(self, name: str) -> int:
        if name not in self._drawn:
            element = self._office.form.element(name)
            shape = self._office.shape(element)
            if isinstance(shape, Part):
                self._deal(element.part_of or "")
            else:
                self._drawn[name] = self._draw(element, shape)
        return self._drawn[name]

    def _draw(self, element: Element, shape: Shape) -> int:
        match shape:
            case Level():
                return _within(element, self._level(element, shape))
            case Share():
                return self._share(element, shape)
            case Times():
                return _within(element, self._times(element, shape))
            case Rest():
                left = max(0, self._value(shape.of) - self._value(shape.without))
                return chance.chosen(self._rng(element), left, shape.share)
            case Switch():
                delay = self._rng(element, self._period.year).gauss(0, 0.7)
                late = shape.first_month + delay - self._since / 2
                return int(self._period.last_month >= late)
            case Cases():
                return _cases(self._office, self._period, shape.lag)
            case Part():
                raise AssertionError(f"{element.element} is dealt out with its whole")

    def _level(self, element: Element, shape: Level) -> int:
        mean = shape.mean * math.pow(1 + shape.growth, self._since)
        mean *= self._office.size if shape.scales else 1
        if element.nature == "stock":
            return 0 if self._lapses(element, shape) else self._stock(element, mean, shape.step)
        mean *= self._office.form.frequency.months * _season(shape.season, self._period)
        mean *= math.exp(0.1 * self._habit(element))
        drawn = shape.step * chance.count(self._rng(element), mean / shape.step, 0.12)
        if element.nature == "flow":
            return drawn
        if shape.paced_by:
            drawn = min(drawn, self._value(shape.paced_by))
        return self._earlier.get(element.element, 0) + drawn

    def _share(self, element: Element, shape: Share) -> int:
        of = self._value(shape.of)
        if element.nature == "cumulative":
            return self._reached(element, shape, of)
        along = self._since / self._office.years
        share = self._part(element, shape, along)
        if element.nature == "stock":
            return min(of, round(of * min(1.0, share)))
        return chance.chosen(self._rng(element), of, share)

    def _reached(self, element: Element, shape: Share, of: int) -> int:
        """Draw a cumulative on the way to the year's share of a stock.

        The result never falls and never exceeds the stock.
        """
        along = (self._period.year - self._office.first_year) / max(1, self._office.years - 1)
        share = min(1.0, self._part(element, shape, along))
        share *= sum(CAMPAIGN[: self._period.last_month]) / sum(CAMPAIGN)
        before = self._earlier.get(element.element, 0)
        rise = max(0, round(of * share / shape.step) * shape.step - before)
        if shape.paced_by:
            rise = min(rise, self._value(shape.paced_by))
        return max(before, min(of, before + rise))

    def _part(self, element: Element, shape: Share, along: float) -> float:
        share = shape.first + (shape.last - shape.first) * along
        return max(0.0, share + shape.spread * self._habit(element))

    def _times(self, element: Element, shape: Times) -> int:
        of = self._value(shape.of)
        each = shape.per * math.pow(1 + shape.growth, self._since)
        if element.nature == "stock":
            return self._stock(element, of * each, shape.step) if of else 0
        each *= math.exp(self._rng(element).gauss(0, 0.25 / math.sqrt(of or 1)))
        return shape.step * max(of, round(of * each / shape.step))

    def _stock(self, element: Element, mean: float, step: int) -> int:
        """Draw a state: counts hold for a quarter, money for a year."""
        while_steady = (self._period.last_month + 2) // 3 if step == 1 else 0
        rng = self._rng(element, self._period.year, while_steady)
        return step * round(mean * math.exp(rng.gauss(0, 0.025)) / step)

    def _deal(self, whole: str) -> None:
        parts = self._office.form.parts(whole, "all")
        shapes = [self._office.shape(part) for part in parts]
        weights = [s.weight if isinstance(s, Part) else 1.0 for s in shapes]
        tilted = [w * math.exp(0.2 * self._habit(p)) for w, p in zip(weights, parts, strict=True)]
        if parts[0].nature == "flow":
            dealt = chance.apportion(self._rng(parts[0]), self._value(whole), tilted)
        else:
            dealt = chance.split(self._value(whole), tilted)
        self._drawn |= {p.element: n for p, n in zip(parts, dealt, strict=True)}

    def _lapses(self, element: Element, shape: Level) -> bool:
        risk = shape.lapse * max(0.0, 1 - 1.5 * self._since / self._office.years)
        quarter = (self._period.last_month + 2) // 3
        return self._rng(element, "lapse", self._period.year, quarter).random() < risk

    def _habit(self, element: Element) -> float:
        """Draw this unit's constant deviation for this figure, within ±1.5."""
        drawn = chance.stream(self._office.seed, self._office.unit.unit, element.element).gauss()
        return max(-1.5, min(1.5, drawn))

    def _rng(self, element: Element, *when: object) -> random.Random:
        of = self._office
        return chance.stream(of.seed, of.unit.unit, element.element, *(when or [self._period.code]))


def _season(season: tuple[float, ...], period: Period) -> float:
    months = range(period.first_month, period.last_month + 1)
    closed = CLOSED if season is not STEADY else {}
    return sum(season[m - 1] * closed.get((period.year, m), 1) for m in months) / len(months)


def _within(element: Element, value: int) -> int:
    low, high = element.valid or element.plausible or (0, value)
    return max(low, min(high, value))


def _likely(element: Element) -> Shape:
    """Derive a shape from the declaration of an element."""
    if element.is_yes_no:
        return Switch(2)
    if element.part_of:
        return Part(1) if element.parts_are == "all" else Share(element.part_of, 0.3, 0.35)
    low, high = element.valid or element.plausible or (0, 100)
    start = max(low, 0)
    share = 0.005 if element.nature == "cumulative" else 0.05
    return Level(start + max(high - start, 0) * share)


def _cases(office: Office, period: Period, lag: int) -> int:
    """Count the cases of an office in a period.

    Police, procuracy and court share one caseload.
    """
    months = [
        period.year * 12 + m - 1 - lag for m in range(period.first_month, period.last_month + 1)
    ]
    return sum(_caseload(office, month // 12)[month % 12] for month in months)


def _caseload(office: Office, year: int) -> list[int]:
    rng = chance.stream(office.seed, "cases", office.unit.parent, year)
    expected = 12 * _CASES_A_MONTH * 1.07 ** (year - office.first_year)
    return chance.apportion(rng, max(0, round(expected + rng.gauss(0, 0.8))), ENFORCEMENT)
