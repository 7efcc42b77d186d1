"""What is new, for the office: figures that changed since the publication before, and signals.

Sentences over `marts.changes` and `marts.variation`, which have decided; judges nothing. May call
the floors below.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from assets.charts.chart_areas import ChartAreas
from assets.charts.number_texts import format_indicator_value, format_period_in_sentence
from assets.published.page.page_texts import PageWording
from warehouse.catalogue import Catalogue, Indicator
from warehouse.periods import parse_period_code
from warehouse.store import Store

Item = TypeVar("Item")

MOST_ITEMS = 6
"""The most sentences of each list; the tables have all."""
_COUNTS = """
    SELECT
        (SELECT count(*) FROM marts.changes),
        count(*) FILTER (is_accepted AND published_in IS NULL),
        count(published_in) > 0 OR (SELECT count(*) > 0 FROM marts.changes)
    FROM core.submissions
"""
_CHANGES = """
    SELECT indicator, unit, period, old_value, new_value, because_of_corrections
    FROM marts.changes
    WHERE list_contains($areas, unit) AND old_value IS DISTINCT FROM new_value
"""
_PERIODS = "SELECT DISTINCT period FROM marts.variation WHERE list_contains($areas, unit)"
_SIGNALS = """
    SELECT indicator, unit, period, words_{lang} AS sentence, meaning FROM marts.variation
    WHERE list_contains($areas, unit) AND signal_rule IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A sentence on an indicator; `address` is the view with the proof."""

    code: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class News:
    """What changed, and what stands out; each with a sentence on the whole."""

    changes_summary: str
    changes: tuple[NewsItem, ...]
    signals_summary: str
    signals: tuple[NewsItem, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    indicator: str
    unit: str
    period: str
    old_value: float | None
    new_value: float | None
    because_of_corrections: str | None


@dataclass(frozen=True, slots=True)
class _Signal:
    indicator: str
    unit: str
    period: str
    sentence: str
    meaning: str | None


def build_news(catalogue: Catalogue, store: Store, areas: ChartAreas, wording: PageWording) -> News:
    """Build the news of the areas of the page; signals are those of the last year with data."""
    parameters = {"areas": [area.unit for area in (areas.hub, areas.successor) if area]}
    all_changes = store.query_records(_Change, _CHANGES, parameters)
    all_signals = store.query_records(_Signal, _SIGNALS.format(lang=wording.lang), parameters)
    changes = _select_latest_changes(catalogue, all_changes)
    ends = [_find_end(catalogue, period) for (period,) in store.query_rows(_PERIODS, parameters)]
    signals = _select_latest_signals(catalogue, all_signals, max(ends, default=date.max))
    return News(
        _summarise_changes(store, wording),
        tuple(
            _build_item(change, _write_change(catalogue, wording, change))
            for change in changes[:MOST_ITEMS]
        ),
        wording.format_page_text("signals_of_year" if signals else "no_signals", len(signals)),
        tuple(
            _build_item(signal, _write_signal(catalogue, wording, signal))
            for signal in signals[:MOST_ITEMS]
        ),
    )


def _build_item(item: _Change | _Signal, text: str) -> NewsItem:
    address = f"#{item.indicator}/{item.period}/{item.unit}"
    return NewsItem(item.indicator, text, address)


def _select_latest_changes(catalogue: Catalogue, changes: list[_Change]) -> list[_Change]:
    """Select of each indicator the latest changed period of its shortest grain."""

    def rank(change: _Change) -> tuple[int, date]:
        period = parse_period_code(change.period)
        return -period.grain.month_count, _find_end(catalogue, change.period)

    return _select_last({c.indicator: c for c in sorted(changes, key=rank)}, catalogue)


def _select_latest_signals(
    catalogue: Catalogue, signals: list[_Signal], last_day: date
) -> list[_Signal]:
    """Select of each indicator the last signal of the year to a day, those for the worse first."""
    begin = last_day - timedelta(days=365)
    recent = [signal for signal in signals if _find_end(catalogue, signal.period) > begin]
    recent.sort(key=lambda signal: _find_end(catalogue, signal.period))
    latest = _select_last({signal.indicator: signal for signal in recent}, catalogue)
    return sorted(latest, key=lambda signal: signal.meaning != "worse")


def _select_last(last_items: dict[str, Item], catalogue: Catalogue) -> list[Item]:
    """Return the last item of each indicator, in the catalogue's order."""
    return [last_items[code] for code in catalogue.indicators if code in last_items]


def _find_end(catalogue: Catalogue, period: str) -> date:
    return catalogue.calendar.compute_window(parse_period_code(period))[1]


def _summarise_changes(store: Store, wording: PageWording) -> str:
    ((figures, reports, has_earlier),) = store.query_rows(_COUNTS)
    if not has_earlier:
        return wording.format_page_text("first_publication")
    if not figures:
        return wording.format_page_text("no_changes", reports)
    return wording.format_page_text("changes_since", figures, reports)


def _write_change(catalogue: Catalogue, wording: PageWording, change: _Change) -> str:
    indicator = catalogue.indicators[change.indicator]
    old, new = (
        wording.format_page_text("no_figure")
        if value is None
        else format_indicator_value(value, indicator, wording.lang)
        for value in (change.old_value, change.new_value)
    )
    unit = "" if indicator.unit_vi == "%" else f" {indicator.unit_text(wording.lang)}"
    sentence = f"{_name_figure(indicator, change.period, wording)}: {old} → {new}{unit}"
    if change.because_of_corrections:
        sentence += f" ({wording.format_page_text('corrected_by_hub')})"
    return sentence


def _write_signal(catalogue: Catalogue, wording: PageWording, signal: _Signal) -> str:
    name = _name_figure(catalogue.indicators[signal.indicator], signal.period, wording)
    if signal.meaning not in ("better", "worse"):
        return f"{name}: {signal.sentence}"
    return f"{name}: {signal.sentence} ({wording.format_page_text(signal.meaning)})"


def _name_figure(indicator: Indicator, period: str, wording: PageWording) -> str:
    label = format_period_in_sentence(parse_period_code(period), wording.lang)
    return f"{indicator.get_name(wording.lang)}, {label}"
