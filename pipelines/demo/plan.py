"""The plan of the five years: reports on time, late, missing, wrong, corrected, sent again.

Plans only; `inbox` writes the files. May call `warehouse`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from pipelines.demo import chance
from pipelines.demo.draws import Values
from pipelines.demo.faults import FILE_CODES, SPOILERS, TYPED_ONLY, Kind, Occasion, Spoilt, alone
from pipelines.demo.moments import Moments
from pipelines.demo.slips import HISTORY_SPOILERS
from pipelines.demo.typed import Typed, TypedStyle
from pipelines.demo.values import report_values
from pipelines.demo.wording import own_name
from warehouse.catalogue import Catalogue, Unit
from warehouse.periods import Period

STYLES = (
    TypedStyle(),
    TypedStyle(sections=True, column_numbers=False, phrasing=2),
    TypedStyle(two_columns=False, money_unit=1000, sheet="BC", phrasing=3),
    TypedStyle(as_text=True, old_tones=True, sheet="Báo cáo", phrasing=1),
    TypedStyle(as_text=True, nfd=True, sections=True, sheet="Bieu", phrasing=2),
    TypedStyle(dash_for_zero=True, money_unit=1000, phrasing=1),
    TypedStyle(two_columns=False, dashes=False, dash_for_zero=True, sheet="SL", phrasing=2),
)
"""The habits of offices with a layout of their own."""

_OWN_LAYOUT = 0.02
_FAULTY_OWN_LAYOUT = 0.2
_FAULT_CORRECTED = 0.85


@dataclass(frozen=True, slots=True)
class Sending:
    """An arriving file: the reports, the layout and the fault.

    Without a `style` the file is our own template. `again` counts the earlier files of this report;
    `copies` is `bytes` or `values` when the file repeats the file before.
    """

    reports: tuple[Typed, ...]
    at: datetime
    style: TypedStyle | None = None
    again: int = 0
    copies: str | None = None
    kind: Kind | None = None
    code: str | None = None
    element: str | None = None


def sendings(catalogue: Catalogue, seed: int) -> list[Sending]:
    """Plan every file of the inbox, in order of arrival."""
    deal = _Deal(catalogue, seed)
    sent = [
        *_together(deal),
        *_faulty(deal, Kind.CUMULATIVE_FALLS),
        *(s for kind in Kind if kind is not Kind.CUMULATIVE_FALLS for s in _faulty(deal, kind)),
        *_after_the_end(deal),
        *_corrected(deal),
        *_repeated(deal),
    ]
    deal.some(9)  # missing reports
    sent += [_plain(deal, report) for report in deal.some(1000)]
    return sorted(sent, key=lambda s: (s.at, s.reports[0].unit, s.again))


class _Deal:
    """The owed reports, shuffled once and dealt out: sound, faulty, corrected, repeated, lost."""

    def __init__(self, catalogue: Catalogue, seed: int) -> None:
        self.catalogue = catalogue
        self.seed = seed
        self.moments = Moments(catalogue, seed)
        self.values = report_values(catalogue, seed)
        self.owed = [
            Typed(unit.form or "", unit.unit, period, self.values[unit.unit, period.code])
            for unit in catalogue.units.values()
            for period in catalogue.periods()
            if catalogue.owes(unit, period)
        ]
        self.left = list(self.owed)
        chance.stream(seed, "deal").shuffle(self.left)

    def some(self, per_thousand: int) -> list[Typed]:
        """Take `per_thousand` of all reports, at least one while any remain."""
        wanted = max(1, len(self.owed) * per_thousand // 1000)
        taken, self.left = self.left[:wanted], self.left[wanted:]
        return taken

    def earlier(self, report: Typed) -> Values:
        """Return the unit's figures of the preceding period in the same year."""
        if report.period.number == 1:
            return {}
        before = replace(report.period, number=report.period.number - 1)
        return self.values.get((report.unit, before.code), {})

    def style(self, unit: str) -> TypedStyle:
        return chance.stream(self.seed, "style", unit).choice(STYLES)

    def chance(self, report: Typed, what: str) -> float:
        return chance.stream(self.seed, what, report.unit, report.period.code).random()


def _plain(deal: _Deal, report: Typed) -> Sending:
    own = deal.chance(report, "layout") < _OWN_LAYOUT
    return Sending(
        (report,), deal.moments.usual(report), style=deal.style(report.unit) if own else None
    )


def _together(deal: _Deal) -> Iterator[Sending]:
    """Plan workbooks of three sheets: three units of the same form and period share a file."""
    wanted = max(1, len(deal.owed) // 150)
    for first in list(deal.left):
        alike = [r for r in deal.left if (r.form, r.period) == (first.form, first.period)][:3]
        if wanted and first in alike and len(alike) == 3:
            wanted -= 1
            deal.left = [r for r in deal.left if r not in alike]
            at = deal.moments.on_time(first)
            yield Sending(tuple(alike), at, style=deal.style(first.unit))


def _faulty(deal: _Deal, kind: Kind) -> Iterator[Sending]:
    for report, spoilt in _spoilt(deal, kind):
        typed = kind in TYPED_ONLY or deal.chance(report, "layout") < _FAULTY_OWN_LAYOUT
        style = deal.style(report.unit) if typed and kind not in FILE_CODES else None
        at = deal.moments.on_time(report)
        first = Sending((spoilt.report,), at, style, kind=kind)
        yield replace(first, code=spoilt.code, element=spoilt.element)
        mended = kind not in HISTORY_SPOILERS and deal.chance(report, "mended") < _FAULT_CORRECTED
        if mended:
            yield Sending((report,), deal.moments.later(report, at), style, again=1)


def _spoilt(deal: _Deal, kind: Kind) -> list[tuple[Typed, Spoilt]]:
    """Choose a few reports with an occasion for the fault, each with the faulty version."""
    wanted = max(1, len(deal.owed) // 200)
    found: list[tuple[Typed, Spoilt]] = []
    for report in list(deal.left):
        spoilt = _spoil(deal, report, kind)
        if spoilt:
            found.append((report, spoilt))
            deal.left.remove(report)
        if len(found) == wanted:
            break
    return found


def _spoil(deal: _Deal, report: Typed, kind: Kind) -> Spoilt | None:
    if kind in FILE_CODES:
        return Spoilt(report, FILE_CODES[kind])
    on = Occasion(report, deal.catalogue.forms[report.form], deal.earlier(report))
    rng = chance.stream(deal.seed, "spoilt", report.unit, report.period.code)
    return {**SPOILERS, **HISTORY_SPOILERS}[kind](on, rng)


def _after_the_end(deal: _Deal) -> Iterator[Sending]:
    """Plan reports of two abolished units after their end, on our template and by hand."""
    ended = list(_ended(deal.catalogue))
    chance.stream(deal.seed, "ended").shuffle(ended)
    for (unit, period), typed in zip(ended, (False, True), strict=False):
        last = [report for report in deal.owed if report.unit == unit.unit][-1]
        report = replace(last, period=period)
        style = deal.style(unit.unit) if typed else None
        at = deal.moments.on_time(report)
        yield Sending((report,), at, style, kind=Kind.WRONG_PERIOD, code="E-PERIOD-003")


def _ended(catalogue: Catalogue) -> Iterator[tuple[Unit, Period]]:
    """Return the units abolished during the programme, each with the first period no longer owed.

    A unit whose name passed to another unit is left out: its report would count as the other's.
    """
    names = [own_name(catalogue, unit, 0) for unit in catalogue.units.values() if unit.form]
    for unit in catalogue.units.values():
        if unit.form and unit.valid_to and names.count(own_name(catalogue, unit, 0)) == 1:
            periods = catalogue.periods(catalogue.forms[unit.form].frequency)
            owed = [period for period in periods if catalogue.owes(unit, period)]
            after = [p for p in periods if catalogue.calendar.window(p)[1] > unit.valid_to]
            if owed and after:
                yield unit, after[0]


def _corrected(deal: _Deal) -> Iterator[Sending]:
    """Plan reports with an undetectable slip, followed by the right version.

    Every fifth report slips twice.
    """
    for number, report in enumerate(deal.some(40)):
        at = deal.moments.usual(report)
        slips = 2 if number % 5 == 0 else 1
        for again in range(slips):
            yield Sending((_slipped(deal, report, again),), at, again=again)
            at = deal.moments.later(report, at)
        yield Sending((report,), at, again=slips)


def _slipped(deal: _Deal, report: Typed, again: int) -> Typed:
    rng = chance.stream(deal.seed, "slip", again, report.unit, report.period.code)
    values = dict(report.values)
    counts = [e.element for e in alone(deal.catalogue.forms[report.form])]
    for element in rng.sample(counts, min(len(counts), rng.randint(1, 3))):
        value = report.values[element]
        assert isinstance(value, int)
        values[element] = value + rng.randint(1, 2 + value // 5)
    return replace(report, values=values)


def _repeated(deal: _Deal) -> Iterator[Sending]:
    """Plan reports sent twice: the same bytes under another name, or the same figures repacked."""
    for number, report in enumerate(deal.some(24)):
        first = _plain(deal, report)
        yield first
        how = "bytes" if number % 2 == 0 else "values"
        yield replace(first, at=deal.moments.later(report, first.at), again=1, copies=how)
