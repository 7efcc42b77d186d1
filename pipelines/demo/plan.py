"""The plan of the five years: reports on time, late, missing, wrong, corrected, sent again.

Plans only; `demo_inbox` writes the files. May call `warehouse`.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipelines.demo import chance
from pipelines.demo.fault_kinds import FaultKind, FaultOccasion, FaultyReport
from pipelines.demo.office_wording import format_letterhead_name
from pipelines.demo.planted_faults import (
    FAULT_MAKERS,
    FILE_FAULT_CODES,
    LATE_FAULTS,
    OWN_LAYOUT_FAULTS,
    list_independent_counts,
)
from pipelines.demo.report_deck import PlannedFile, ReportDeck
from pipelines.demo.slips import HISTORY_FAULT_MAKERS
from pipelines.demo.typed_report import TypedReport
from warehouse.catalogue import Catalogue, Unit
from warehouse.periods import Period

_OWN_LAYOUT_SHARE = 0.02
_FAULTY_OWN_LAYOUT_SHARE = 0.2
_CORRECTION_SHARE = 0.85
_BLANK_SHARE = 0.05


def plan_inbox(catalogue: Catalogue, seed: int) -> list[PlannedFile]:
    """Plan every file of the inbox, in order of arrival."""
    deck = ReportDeck(catalogue, seed)
    planned_files = [
        *_plan_shared_workbooks(deck),
        *_plan_faulty_reports(deck, FaultKind.CUMULATIVE_FALLS),
        *(
            s
            for kind in FaultKind
            if kind not in (FaultKind.CUMULATIVE_FALLS, *LATE_FAULTS)
            for s in _plan_faulty_reports(deck, kind)
        ),
        *_plan_reports_after_end(deck),
        *_plan_corrected_reports(deck),
        *_plan_repeated_reports(deck),
    ]
    deck.deal_reports(9)  # missing reports
    planned_files += [s for kind in LATE_FAULTS for s in _plan_faulty_reports(deck, kind)]
    planned_files += [_plan_sound_report(deck, report) for report in deck.deal_reports(1000)]
    return sorted(planned_files, key=lambda s: (s.received_at, s.reports[0].unit, s.resend_number))


def _plan_sound_report(deck: ReportDeck, report: TypedReport) -> PlannedFile:
    uses_own_layout = deck.draw_chance(report, "layout") < _OWN_LAYOUT_SHARE
    return PlannedFile(
        (_leave_blank(deck, report),),
        deck.arrival_schedule.draw_usual_arrival(report),
        style=deck.choose_style(report.unit) if uses_own_layout else None,
    )


def _leave_blank(deck: ReportDeck, report: TypedReport) -> TypedReport:
    """Leave a cell blank in some reports, where the form allows it; nothing is wrong with them."""
    optional = [e.element for e in deck.catalogue.forms[report.form].elements if not e.required]
    if not optional or deck.draw_chance(report, "blank") >= _BLANK_SHARE:
        return report
    rng = chance.seed_generator(deck.seed, "blank cell", report.unit, report.period.code)
    return replace(report, values=dict(report.values) | {rng.choice(optional): None})


def _plan_shared_workbooks(deck: ReportDeck) -> Iterator[PlannedFile]:
    """Plan workbooks of three sheets: three units of the same form and period share a file."""
    remaining_count = max(1, len(deck.owed_reports) // 150)
    for first in list(deck.remaining_reports):
        group = [
            r for r in deck.remaining_reports if (r.form, r.period) == (first.form, first.period)
        ][:3]
        if remaining_count and first in group and len(group) == 3:
            remaining_count -= 1
            deck.remaining_reports = [r for r in deck.remaining_reports if r not in group]
            received_at = deck.arrival_schedule.draw_punctual_arrival(first)
            yield PlannedFile(tuple(group), received_at, style=deck.choose_style(first.unit))


def _plan_faulty_reports(deck: ReportDeck, kind: FaultKind) -> Iterator[PlannedFile]:
    for report, faulty_report in _select_faulty_reports(deck, kind):
        uses_own_layout = (
            kind in OWN_LAYOUT_FAULTS
            or deck.draw_chance(report, "layout") < _FAULTY_OWN_LAYOUT_SHARE
        )
        style = (
            deck.choose_style(report.unit)
            if uses_own_layout and kind not in FILE_FAULT_CODES
            else None
        )
        received_at = deck.arrival_schedule.draw_punctual_arrival(report)
        first_file = PlannedFile((faulty_report.report,), received_at, style, fault_kind=kind)
        yield replace(first_file, expected_code=faulty_report.code, element=faulty_report.element)
        is_corrected = (
            kind not in HISTORY_FAULT_MAKERS
            and deck.draw_chance(report, "mended") < _CORRECTION_SHARE
        )
        if is_corrected:
            yield PlannedFile(
                (report,),
                deck.arrival_schedule.draw_later_arrival(report, received_at),
                style,
                resend_number=1,
            )


def _select_faulty_reports(
    deck: ReportDeck, kind: FaultKind
) -> list[tuple[TypedReport, FaultyReport]]:
    """Choose a few reports with an occasion for the fault, each with the faulty version."""
    count = max(1, len(deck.owed_reports) // 200)
    faulty_reports: list[tuple[TypedReport, FaultyReport]] = []
    for report in list(deck.remaining_reports):
        faulty_report = _plant_fault(deck, report, kind)
        if faulty_report:
            faulty_reports.append((report, faulty_report))
            deck.remaining_reports.remove(report)
        if len(faulty_reports) == count:
            break
    return faulty_reports


def _plant_fault(deck: ReportDeck, report: TypedReport, kind: FaultKind) -> FaultyReport | None:
    if kind in FILE_FAULT_CODES:
        return FaultyReport(report, FILE_FAULT_CODES[kind])
    occasion = FaultOccasion(
        report, deck.catalogue.forms[report.form], deck.get_earlier_values(report)
    )
    rng = chance.seed_generator(deck.seed, "spoilt", report.unit, report.period.code)
    return {**FAULT_MAKERS, **HISTORY_FAULT_MAKERS}[kind](occasion, rng)


def _plan_reports_after_end(deck: ReportDeck) -> Iterator[PlannedFile]:
    """Plan reports of two abolished units after their end, on our template and by hand."""
    ended_units = list(_list_ended_units(deck.catalogue))
    chance.seed_generator(deck.seed, "ended").shuffle(ended_units)
    for (unit, period), uses_own_layout in zip(ended_units, (False, True), strict=False):
        last_report = [report for report in deck.owed_reports if report.unit == unit.unit][-1]
        report = replace(last_report, period=period)
        style = deck.choose_style(unit.unit) if uses_own_layout else None
        received_at = deck.arrival_schedule.draw_punctual_arrival(report)
        yield PlannedFile(
            (report,),
            received_at,
            style,
            fault_kind=FaultKind.WRONG_PERIOD,
            expected_code="E-PERIOD-003",
        )


def _list_ended_units(catalogue: Catalogue) -> Iterator[tuple[Unit, Period]]:
    """Return the units abolished during the programme, each with the first period no longer owed.

    A unit whose name passed to another unit is left out: its report would count as the other's.
    """
    names = [
        format_letterhead_name(catalogue, unit, 0) for unit in catalogue.units.values() if unit.form
    ]
    for unit in catalogue.units.values():
        if (
            unit.form
            and unit.valid_to
            and names.count(format_letterhead_name(catalogue, unit, 0)) == 1
        ):
            periods = catalogue.list_periods(catalogue.forms[unit.form].frequency)
            owed_periods = [period for period in periods if catalogue.owes_report(unit, period)]
            later_periods = [
                p for p in periods if catalogue.calendar.compute_window(p)[1] > unit.valid_to
            ]
            if owed_periods and later_periods:
                yield unit, later_periods[0]


def _plan_corrected_reports(deck: ReportDeck) -> Iterator[PlannedFile]:
    """Plan reports with an undetectable slip, followed by the right version.

    Every fifth report slips twice.
    """
    for number, report in enumerate(deck.deal_reports(40)):
        received_at = deck.arrival_schedule.draw_usual_arrival(report)
        slip_count = 2 if number % 5 == 0 else 1
        for resend_number in range(slip_count):
            yield PlannedFile(
                (_plant_slips(deck, report, resend_number),),
                received_at,
                resend_number=resend_number,
            )
            received_at = deck.arrival_schedule.draw_later_arrival(report, received_at)
        yield PlannedFile((report,), received_at, resend_number=slip_count)


def _plant_slips(deck: ReportDeck, report: TypedReport, resend_number: int) -> TypedReport:
    rng = chance.seed_generator(deck.seed, "slip", resend_number, report.unit, report.period.code)
    values = dict(report.values)
    counts = [e.element for e in list_independent_counts(deck.catalogue.forms[report.form])]
    for element in rng.sample(counts, min(len(counts), rng.randint(1, 3))):
        value = report.values[element]
        assert isinstance(value, int)
        values[element] = value + rng.randint(1, 2 + value // 5)
    return replace(report, values=values)


def _plan_repeated_reports(deck: ReportDeck) -> Iterator[PlannedFile]:
    """Plan reports sent twice: the same bytes under another name, or the same figures repacked."""
    for number, report in enumerate(deck.deal_reports(24)):
        first_file = _plan_sound_report(deck, report)
        yield first_file
        copy_kind = "bytes" if number % 2 == 0 else "values"
        yield replace(
            first_file,
            received_at=deck.arrival_schedule.draw_later_arrival(report, first_file.received_at),
            resend_number=1,
            copy_kind=copy_kind,
        )
