"""The five figures at the top of the page, each with a sentence.

Counting and wording only, on data already read. May call the floors below.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assets.charts.numbers import number, percent
from assets.charts.series import Series
from assets.owed import Owed
from assets.published.page_reporting import Returned
from assets.published.page_table import IndicatorRow
from assets.published.page_wording import Voice
from warehouse.catalogue import Catalogue

NAMES_ON_CARD = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A figure, a sentence, and a detail."""

    figure: str
    sentence: str
    detail: str


def latest_year(series: dict[str, Series], years: Mapping[int, bool]) -> int | None:
    """Return the latest past year with a value, or else the latest running year."""
    with_value = {
        year for one in series.values() for year, p in one.years.items() if p.value is not None
    }
    over = {year for year in with_value if years.get(year)}
    return max(over or with_value, default=None)


def met_card(rows: list[IndicatorRow], year: int | None, voice: Voice) -> Card:
    """Build the card of indicators meeting their target in a year."""
    cells = [cell for row in rows for cell in row.years if cell.year == year]
    judged = [cell.verdict == "met" for cell in cells if cell.verdict != "none"]
    return Card(
        figure=f"{sum(judged)}/{len(judged)}" if judged else "–",
        sentence=voice.say("met_card", year or "–"),
        detail=voice.say("met_card_of", len(judged), len(rows)),
    )


def reporting_cards(owed: list[Owed], returned: Returned, voice: Voice) -> Iterator[Card]:
    """Build the cards of accepted, punctual and returned reports of the latest year due."""
    year = returned.year
    due = [o for o in owed if o.is_due and o.period.year == year]
    for key, good in (
        ("rate_card", sum(o.accepted for o in due)),
        ("time_card", sum(o.on_time for o in due)),
    ):
        share = percent(100 * good / len(due), voice.lang) if due else "–"
        counted = f"{number(good, 0, voice.lang)}/{number(len(due), 0, voice.lang)}"
        yield Card(share, voice.say(key, year or "–"), voice.say("reports_of", counted))
    detail = "returned_open" if returned.still_open else "returned_closed"
    yield Card(
        figure=number(returned.times, 0, voice.lang),
        sentence=voice.say("returned_card", year or "–"),
        detail=voice.say(detail, returned.still_open) if returned.times else "",
    )


def late_card(catalogue: Catalogue, latest: list[Owed], voice: Voice) -> Card:
    """Build the card of units late with, or still owing, their latest report."""
    late = [o for o in latest if o.state != "on_time"]
    named = [_late_name(catalogue.units[o.unit].name(voice.lang), o, voice) for o in late]
    told = named[:NAMES_ON_CARD]
    if len(named) > NAMES_ON_CARD:
        told.append(voice.say("late_more", len(named) - NAMES_ON_CARD))
    return Card(
        figure=f"{len(late)}/{len(latest)}" if latest else "–",
        sentence=voice.say("late_card"),
        detail=", ".join(told) if latest and late else voice.say("late_none") if latest else "",
    )


def _late_name(name: str, report: Owed, voice: Voice) -> str:
    if report.days_late is None:
        return voice.say("late_returned" if report.returned else "late_missing", name)
    return voice.say("late_days", name, report.days_late)
