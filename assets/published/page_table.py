"""The table of indicators against target: a row each, every year's figures side by side.

Writes each cell in words; disclosure control was applied before. May call the floors below.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from assets.charts.numbers import aim, day, fraction, measured
from assets.charts.series import Point, Series
from assets.charts.sparkline import sparkline
from assets.published.page_wording import Voice
from warehouse.text import fold

SIGNS = {"not_reported": "[x]", "not_yet_due": "–", "no_row": "–"}
"""Signs of the reasons other than "cannot be computed", which is [z]."""
VERDICTS = {True: "met", False: "unmet", None: "none"}


@dataclass(frozen=True, slots=True)
class YearCell:
    """An indicator in a year; if there is no value, `value` is the reason and `mark` the sign.

    A value with a `caution` covers part of the year only and is not compared with the target.
    """

    year: int
    value: str
    has_value: bool
    mark: str
    parts: str
    target: str
    verdict: str
    verdict_words: str
    reported: str
    incomplete: str
    caution: str
    caution_words: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in the table; `search` is code and name without diacritics."""

    code: str
    name: str
    unit: str
    note: str
    search: str
    opens_group: bool
    years: tuple[YearCell, ...]
    spark: Markup


def indicator_rows(
    series: dict[str, Series], years: Mapping[int, bool], voice: Voice
) -> list[IndicatorRow]:
    """Build a row for every indicator; `years` maps each year to whether it is over."""
    rows: list[IndicatorRow] = []
    for code, one in series.items():
        indicator = one.indicator
        name = indicator.name(voice.lang)
        rows.append(
            IndicatorRow(
                code=code,
                name=name,
                unit=indicator.unit_text(voice.lang),
                note=voice.choose((indicator.note_vi or "", indicator.note_en or "")),
                search=fold(f"{code} {name}"),
                opens_group=bool(rows) and rows[-1].code[:2] != code[:2],
                years=tuple(
                    _year_cell(one, year, voice, is_over=is_over) for year, is_over in years.items()
                ),
                spark=Markup(sparkline(one)),  # noqa: S704  # numbers and our colours only
            )
        )
    return rows


def why_none(point: Point | None, voice: Voice) -> tuple[str, str]:
    """Return the sign and the reason of a missing value."""
    if point is None:
        return "–", voice.say("no_row")
    if point.suppressed:
        return "[c]", voice.say("suppressed")
    reason = point.null_reason or "no_row"
    if reason == "not_reported" and not point.units_owed:
        return "[z]", voice.say("nobody_owes")
    return SIGNS.get(reason, "[z]"), voice.say(reason)


def reported(point: Point) -> str:
    """Format `6/6`: units with a report, of all units owing a report; empty without any."""
    return f"{point.units_reported}/{point.units_owed}" if point.units_owed else ""


def shown(series: Series, point: Point | None, voice: Voice) -> tuple[str, str]:
    """Format a value; for a missing value return the reason and the sign."""
    if point is None or point.value is None:
        mark, words = why_none(point, voice)
        return words, mark
    return measured(point.value, series.indicator, voice.lang), ""


def parts(point: Point | None, voice: Voice) -> str:
    """Format the parts of a shown value: `120/126`."""
    if point is None or point.value is None:
        return ""
    return fraction(point.numerator, point.denominator, voice.lang)


def target(series: Series, point: Point | None, voice: Voice) -> str:
    """Format the target of a point, if any."""
    if point is None or point.target is None:
        return ""
    return aim(point.target, series.indicator, voice.lang)


def _year_cell(series: Series, year: int, voice: Voice, *, is_over: bool) -> YearCell:
    point = series.years.get(year)
    value, mark = shown(series, point, voice)
    caution, why = _caution(series, year, voice, is_over=is_over)
    return YearCell(
        year=year,
        value=value,
        has_value=not mark,
        mark=mark,
        parts=parts(point, voice),
        target=target(series, point, voice),
        verdict=VERDICTS[point.met if point and not caution else None],
        verdict_words=why or _verdict(point, voice),
        reported=reported(point) if point else "",
        incomplete=_incomplete(point, voice),
        caution=caution,
        caution_words=why,
    )


def _caution(series: Series, year: int, voice: Voice, *, is_over: bool) -> tuple[str, str]:
    """Explain a figure of a part of the year: the year runs, or its units ended with the hub."""
    if not is_over:
        return "[p]", voice.say("year_runs")
    breaks_on, ends = series.areas.breaks_on, series.areas.hub.valid_to
    if series.ends_with_hub and breaks_on and ends and breaks_on.year == year:
        return "[b]", voice.say("data_end", day(ends, voice.lang))
    return "", ""


def _incomplete(point: Point | None, voice: Voice) -> str:
    if point is None or point.is_complete:
        return ""
    return voice.say("reports_of", f"{point.reports_accepted}/{point.reports_owed}")


def _verdict(point: Point | None, voice: Voice) -> str:
    if point is None or point.target is None:
        return voice.say("no_target")
    if point.met is None:
        return voice.say("no_verdict")
    return voice.say("met" if point.met else "unmet")
