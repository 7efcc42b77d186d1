"""The contents of the page, in order: header, five cards, table, charts, reporting, notes.

Converts data to words and figures; the template decides the looks. May call the floors below.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assets.charts.numbers import day, within
from assets.charts.series import Areas, areas, read
from assets.owed import Owed
from assets.published import page_reporting as reporting
from assets.published.page_cards import Card, late_card, latest_year, met_card, reporting_cards
from assets.published.page_charts import Chart, charts
from assets.published.page_quality import QualityTable, quality_table
from assets.published.page_table import IndicatorRow, indicator_rows
from assets.published.page_wording import ABOUT, BREAK_NOTE, NOTES, WINDOW_NOTE, Voice
from expectations.disclosure import MINIMUM
from warehouse.catalogue import Catalogue
from warehouse.periods import Grain, Period
from warehouse.store import Store


@dataclass(frozen=True, slots=True)
class Edition:
    """As of which day and in which language the page is."""

    as_of: date
    lang: str = "vi"


@dataclass(frozen=True, slots=True)
class GridCell:
    """A report in the grid: a short text in the cell and a sentence as the tooltip."""

    months: int
    state: str
    text: str
    told: str


@dataclass(frozen=True, slots=True)
class Page:
    """All contents printed by the template."""

    lang: str
    programme: str
    place: str
    facts: tuple[str, ...]
    is_synthetic: bool
    cards: tuple[Card, ...]
    years: tuple[int, ...]
    chosen_year: int
    break_year: int | None
    rows: tuple[IndicatorRow, ...]
    charts: tuple[Chart, ...]
    grid_months: tuple[Period, ...]
    grid_rows: tuple[tuple[str, tuple[GridCell, ...]], ...]
    quality: QualityTable
    notes: tuple[tuple[str, str], ...]
    about: tuple[str, ...]


def page_model(catalogue: Catalogue, store: Store, edition: Edition) -> Page:
    """Build the page of a snapshot in a language."""
    voice = Voice(edition.lang)
    series = read(catalogue, store)
    owed = reporting.read_owed(catalogue, store)
    shown = areas(catalogue)
    years = _years(catalogue, edition)
    latest = latest_year(series, years)
    rows = indicator_rows(series, years, voice)
    grid = reporting.grid(catalogue, owed)
    programme = catalogue.programme
    return Page(
        lang=edition.lang,
        programme=programme.name(edition.lang),
        place=_place(shown, voice),
        facts=tuple(_facts(owed, edition, voice)),
        is_synthetic=reporting.is_synthetic(store),
        cards=(
            met_card(rows, latest, voice),
            *reporting_cards(owed, reporting.read_returned(store, owed), voice),
            late_card(catalogue, reporting.latest_due(catalogue, owed, edition.as_of), voice),
        ),
        years=tuple(years),
        chosen_year=latest or max(years),
        break_year=shown.breaks_on.year if shown.breaks_on else None,
        rows=tuple(rows),
        charts=tuple(charts(catalogue, series, voice)),
        grid_months=grid.months,
        grid_rows=tuple(
            _grid_row(unit.name(edition.lang), spans, voice) for unit, spans in grid.rows
        ),
        quality=quality_table(catalogue, store, years, voice),
        notes=tuple(_notes(shown, voice)),
        about=tuple(_about(catalogue, voice)),
    )


def _years(catalogue: Catalogue, edition: Edition) -> dict[int, bool]:
    """Map the programme's years to whether each was over on the page's day."""
    windows = {p.year: catalogue.calendar.window(p) for p in catalogue.periods(Grain.YEAR)}
    return {year: ends < edition.as_of for year, (_, ends) in windows.items()}


def _place(shown: Areas, voice: Voice) -> str:
    hub = shown.hub.name(voice.lang)
    if shown.successor is None or shown.breaks_on is None:
        return hub
    since = voice.say(
        "successor", day(shown.breaks_on, voice.lang), shown.successor.name(voice.lang)
    )
    return f"{hub} · {since}"


def _facts(owed: list[Owed], edition: Edition, voice: Voice) -> Iterator[str]:
    latest = reporting.latest_month(owed)
    if latest:
        yield voice.say("data_to", within(latest, voice.lang))
    yield voice.say("as_of", day(edition.as_of, voice.lang))


def _grid_row(
    name: str, spans: tuple[reporting.Span, ...], voice: Voice
) -> tuple[str, tuple[GridCell, ...]]:
    return name, tuple(_grid_cell(span, voice) for span in spans)


def _grid_cell(span: reporting.Span, voice: Voice) -> GridCell:
    owed = span.owed
    if owed is None:
        return GridCell(span.months, "nothing", "", voice.say("nothing_owed"))
    days = owed.days_late or 0
    text = {
        "on_time": "✔",
        "late": voice.say("late_short", days),
        "returned": "↩",
        "missing": "✘",
        "pending": "…",
    }
    told = voice.say("late", days) if owed.state == "late" else voice.say(owed.state)
    return GridCell(
        span.months, owed.state, text[owed.state], f"{owed.period.label(voice.lang)}: {told}"
    )


def _notes(shown: Areas, voice: Voice) -> Iterator[tuple[str, str]]:
    for mark, pair in NOTES:
        yield mark, voice.choose(pair).format(largest=MINIMUM - 1)
    if shown.successor and shown.breaks_on and shown.hub.valid_to:
        mark, pair = BREAK_NOTE
        yield (
            mark,
            voice.choose(pair).format(
                hub=shown.hub.name(voice.lang),
                ends=day(shown.hub.valid_to, voice.lang),
                breaks=day(shown.breaks_on, voice.lang),
                successor=shown.successor.name(voice.lang),
                year=shown.breaks_on.year,
            ),
        )


def _about(catalogue: Catalogue, voice: Voice) -> Iterator[str]:
    start = catalogue.calendar.month_starts_on_day
    if start > 1:
        yield voice.choose(WINDOW_NOTE).format(start=start, end=start - 1)
    yield from (voice.choose(pair) for pair in ABOUT)
