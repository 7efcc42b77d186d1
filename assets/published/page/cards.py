"""The five figures at the top of the page, each with a sentence.

Counting and wording only, on data already read. May call the floors below.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assets.charts.indicator_series import IndicatorSeries
from assets.charts.number_texts import format_number, format_percent
from assets.owed_reports import OwedReport
from assets.published.page.indicator_table import IndicatorRow
from assets.published.page.page_texts import PageWording
from assets.published.page.reporting_grid import ReturnCounts
from warehouse.catalogue import Catalogue
from warehouse.periods import Grain

NAMES_ON_CARD = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A figure, a sentence, and a detail; of a year, or of the latest reports."""

    figure: str
    sentence: str
    detail: str
    year: int | None = None


def find_latest_year(series: dict[str, IndicatorSeries], years: Mapping[int, bool]) -> int | None:
    """Return the latest past year with a value of the whole year, or else the running year."""
    years_with_value = {
        year
        for indicator_series in series.values()
        for year, p in indicator_series.years.items()
        if p.value is not None and p.period.grain is Grain.YEAR
    }
    past_years = {year for year in years_with_value if years.get(year)}
    return max(past_years or years_with_value, default=None)


def build_target_card(rows: list[IndicatorRow], year: int, wording: PageWording) -> Card:
    """Build the card of indicators meeting their own target in a year, of those decided."""
    verdicts = Counter(cell.verdict for row in rows for cell in row.years if cell.year == year)
    decided = verdicts["met"] + verdicts["not_met"]
    return Card(
        figure=f"{verdicts['met']}/{decided}" if decided else "–",
        sentence=wording.format_page_text("met_card", year),
        detail=wording.format_page_text(
            "met_card_of", decided, verdicts["not_decided"] + verdicts["not_due"], len(rows)
        ),
        year=year,
    )


def build_reporting_cards(
    owed_reports: list[OwedReport], return_counts: ReturnCounts, wording: PageWording
) -> Iterator[Card]:
    """Build the cards of accepted, punctual and returned reports due in a year."""
    year = return_counts.year
    due_reports = [o for o in owed_reports if o.is_due and o.period.year == year]
    for key, report_count in (
        ("rate_card", sum(o.accepted for o in due_reports)),
        ("time_card", sum(o.on_time for o in due_reports)),
    ):
        share = (
            format_percent(100 * report_count / len(due_reports), wording.lang)
            if due_reports
            else "–"
        )
        ratio = (
            f"{format_number(report_count, 0, wording.lang)}/"
            f"{format_number(len(due_reports), 0, wording.lang)}"
        )
        yield Card(
            share,
            wording.format_page_text(key, year),
            wording.format_page_text("reports_of", ratio),
            year,
        )
    detail = "returned_open" if return_counts.open_count else "returned_closed"
    yield Card(
        figure=format_number(return_counts.return_count, 0, wording.lang),
        sentence=wording.format_page_text("returned_card", year),
        year=year,
        detail=wording.format_page_text(detail, return_counts.open_count)
        if return_counts.return_count
        else "",
    )


def build_late_card(
    catalogue: Catalogue, latest_reports: list[OwedReport], wording: PageWording
) -> Card:
    """Build the card of units late with, or still owing, their latest report."""
    late_reports = [o for o in latest_reports if o.report_state != "on_time"]
    late_names = [
        _format_late_name(catalogue.units[o.unit].get_name(wording.lang), o, wording)
        for o in late_reports
    ]
    card_names = late_names[:NAMES_ON_CARD]
    if len(late_names) > NAMES_ON_CARD:
        card_names.append(wording.format_page_text("late_more", len(late_names) - NAMES_ON_CARD))
    return Card(
        figure=f"{len(late_reports)}/{len(latest_reports)}" if latest_reports else "–",
        sentence=wording.format_page_text("late_card"),
        detail=", ".join(card_names)
        if latest_reports and late_reports
        else wording.format_page_text("late_none")
        if latest_reports
        else "",
    )


def _format_late_name(name: str, report: OwedReport, wording: PageWording) -> str:
    if report.days_late is None:
        return wording.format_page_text(
            "late_returned" if report.returned else "late_missing", name
        )
    return wording.format_page_text("late_days", name, report.days_late)
