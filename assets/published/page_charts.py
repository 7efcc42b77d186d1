"""The charts section: each figure with a sentence, a table and a source.

The figure itself is `assets.charts.trends`. May call the floors below.
"""

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from assets.charts.numbers import day, measured, number, within
from assets.charts.series import Point, Series
from assets.charts.trends import trend_figure
from assets.published.page_table import parts, reported, shown, target
from assets.published.page_wording import Voice
from warehouse.catalogue import Catalogue
from warehouse.periods import Grain


@dataclass(frozen=True, slots=True)
class PointRow:
    """A period in the table below a chart."""

    period: str
    value: str
    mark: str
    parts: str
    target: str
    reported: str


@dataclass(frozen=True, slots=True)
class Chart:
    """An indicator's chart, and the same content in words."""

    code: str
    name: str
    sentence: str
    remarks: tuple[str, ...]
    source: str
    rows: tuple[PointRow, ...]
    figure: Markup
    height: int


def charts(catalogue: Catalogue, series: dict[str, Series], voice: Voice) -> list[Chart]:
    """Build a chart per indicator, in the catalogue's order."""
    return [_chart(catalogue, one, voice) for one in series.values()]


def sentence(series: Series, voice: Voice) -> str:
    """Write the latest value and compare the value with the year before and the target."""
    last = series.last
    if last is None:
        hidden = any(point.suppressed for point in series.points)
        return voice.say("all_suppressed" if hidden else "no_data")
    value, _ = shown(series, last, voice)
    made_of = f" ({parts(last, voice)})" if last.denominator is not None else ""
    said = [voice.say("now", within(last.period, voice.lang), value + made_of)]
    said.append(_compared(series, last, voice))
    said.append(_judged(series, last, voice))
    if any(p.suppressed for p in series.points[series.points.index(last) :]):
        said.append(voice.say("later_suppressed"))
    return " ".join(s for s in said if s)


def _judged(series: Series, last: Point, voice: Voice) -> str:
    """Compare the latest value with the target; cumulative figures only at the year's end."""
    aim = target(series, last, voice)
    if not aim:
        return ""
    if last.met is None or (series.is_cumulative and last.period.last_month < 12):
        return voice.say("target_is", aim)
    return voice.say("target_met" if last.met else "target_unmet", aim)


def _compared(series: Series, last: Point, voice: Voice) -> str:
    year, grain, number_ = last.period.year - 1, last.period.grain, last.period.number
    before = next(
        (p for p in series.points if (p.period.year, p.period.number) == (year, number_)), None
    )
    if before is None or before.value is None or last.value is None or grain is Grain.NINE_MONTHS:
        return ""
    if before.area != last.area and series.areas.breaks_on:
        return voice.say("not_comparable", day(series.areas.breaks_on, voice.lang))
    difference = _difference(series, last.value - before.value, voice)
    if not difference:
        return voice.say("same")
    way = "up" if last.value > before.value else "down"
    return voice.say(way, measured(before.value, series.indicator, voice.lang), difference)


def _difference(series: Series, change: float, voice: Voice) -> str:
    """Format the size of a change; empty if the change rounds to zero."""
    if series.indicator.unit_vi == "%":
        size = number(abs(change), 1, voice.lang)
        return "" if size == number(0, 1, voice.lang) else voice.say("points", size)
    size = measured(abs(change), series.indicator, voice.lang)
    return "" if size == measured(0, series.indicator, voice.lang) else size


def _chart(catalogue: Catalogue, series: Series, voice: Voice) -> Chart:
    figure = trend_figure(catalogue, series, voice.lang).to_plotly_json()
    return Chart(
        code=series.indicator.indicator,
        name=series.indicator.name(voice.lang),
        sentence=sentence(series, voice),
        remarks=tuple(_remarks(series, voice)),
        source=_source(catalogue, series, voice),
        rows=tuple(_row(series, point, voice) for point in reversed(series.points)),
        figure=_as_json(figure),
        height=figure["layout"]["height"],
    )


def _as_json(figure: dict[str, Any]) -> Markup:
    """Serialize the figure for a script element; the page has a title already."""
    layout = {key: value for key, value in figure["layout"].items() if key != "title"}
    text = json.dumps(
        {"data": figure["data"], "layout": layout}, ensure_ascii=False, separators=(",", ":")
    )
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704  # no tag can open in it


def _remarks(series: Series, voice: Voice) -> list[str]:
    indicator = series.indicator
    said = [voice.choose((indicator.note_vi or "", indicator.note_en or ""))]
    if series.is_coarsened and series.grain is Grain.YEAR:
        said.append(voice.say("coarsened_year"))
    elif series.is_coarsened:
        said.append(voice.say("coarsened", voice.say(str(series.grain))))
    if series.areas.breaks_on and series.ends_with_hub:
        said.append(voice.say("nobody_since", day(series.areas.breaks_on, voice.lang)))
    return [text for text in said if text]


def _source(catalogue: Catalogue, series: Series, voice: Voice) -> str:
    forms = dict.fromkeys(term.form for term in series.indicator.terms if term.form)
    names = [catalogue.forms[form].name(voice.lang) for form in forms]
    said = [voice.say("source", "; ".join(names) or voice.say("source_all"))]
    last = series.last
    if last and reported(last):
        said.append(voice.say("source_units", reported(last)))
    return " ".join(said)


def _row(series: Series, point: Point, voice: Voice) -> PointRow:
    value, mark = shown(series, point, voice)
    return PointRow(
        period=point.period.label(voice.lang),
        value=value,
        mark=mark,
        parts=parts(point, voice),
        target=target(series, point, voice),
        reported=reported(point),
    )
