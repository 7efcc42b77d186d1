"""The deck of reports from which the plan of the synthetic inbox draws, and a planned file.

Holds and draws reports; `plan` decides which become faulty, late or repeated.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from pipelines.demo import chance
from pipelines.demo.arrival_times import ArrivalSchedule
from pipelines.demo.draws import ReportValues
from pipelines.demo.fault_kinds import FaultKind
from pipelines.demo.report_values import draw_report_values
from pipelines.demo.typed_report import OfficeStyle, TypedReport
from warehouse.catalogue import Catalogue

OFFICE_STYLES = (
    OfficeStyle(),
    OfficeStyle(sections=True, column_numbers=False, phrasing=2),
    OfficeStyle(two_columns=False, money_unit=1000, sheet="BC", phrasing=3),
    OfficeStyle(as_text=True, old_tones=True, sheet="Báo cáo", phrasing=1),
    OfficeStyle(as_text=True, nfd=True, sections=True, sheet="Bieu", phrasing=2),
    OfficeStyle(dash_for_zero=True, money_unit=1000, phrasing=1),
    OfficeStyle(two_columns=False, dashes=False, dash_for_zero=True, sheet="SL", phrasing=2),
)
"""The habits of offices with a layout of their own."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """An arriving file: the reports, the layout and the fault.

    Without a `style` the file is our own template. `resend_number` counts the earlier files of this
    report; `copy_kind` is `bytes` or `report_values` when the file repeats the file before.
    """

    reports: tuple[TypedReport, ...]
    received_at: datetime
    style: OfficeStyle | None = None
    resend_number: int = 0
    copy_kind: str | None = None
    fault_kind: FaultKind | None = None
    expected_code: str | None = None
    element: str | None = None


class ReportDeck:
    """The owed reports, shuffled once and dealt out: sound, faulty, corrected, repeated, lost."""

    def __init__(self, catalogue: Catalogue, seed: int) -> None:
        self.catalogue = catalogue
        self.seed = seed
        self.arrival_schedule = ArrivalSchedule(catalogue, seed)
        self.report_values = draw_report_values(catalogue, seed)
        self.owed_reports = [
            TypedReport(
                unit.form or "", unit.unit, period, self.report_values[unit.unit, period.code]
            )
            for unit in catalogue.units.values()
            for period in catalogue.list_periods()
            if catalogue.owes_report(unit, period)
        ]
        self.remaining_reports = list(self.owed_reports)
        chance.seed_generator(seed, "deal").shuffle(self.remaining_reports)

    def deal_reports(self, per_thousand: int) -> list[TypedReport]:
        """Take `per_thousand` of all reports, at least one while any remain."""
        count = max(1, len(self.owed_reports) * per_thousand // 1000)
        reports, self.remaining_reports = (
            self.remaining_reports[:count],
            self.remaining_reports[count:],
        )
        return reports

    def get_earlier_values(self, report: TypedReport) -> ReportValues:
        """Return the unit's figures of the preceding period in the same year."""
        if report.period.number == 1:
            return {}
        earlier_period = replace(report.period, number=report.period.number - 1)
        return self.report_values.get((report.unit, earlier_period.code), {})

    def choose_style(self, unit: str) -> OfficeStyle:
        """Choose the habits of an office, the same for every report."""
        return chance.seed_generator(self.seed, "style", unit).choice(OFFICE_STYLES)

    def draw_chance(self, report: TypedReport, purpose: str) -> float:
        """Draw a number from 0 to 1 for a report and a purpose."""
        return chance.seed_generator(self.seed, purpose, report.unit, report.period.code).random()
