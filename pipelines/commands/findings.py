"""`chiso findings`: the open findings, the most important first; with `--all` every finding.

Queries the publication in force. Resolves a typed id too, for the commands beside this module.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from expectations.codes import codes
from pipelines.commands.check import STYLES
from pipelines.settings import Settings
from pipelines.words import say
from warehouse.catalogue import Catalogue, load
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.periods import PeriodError, from_code, parse
from warehouse.store import Store

WRONG = 2
LEAST = 8
"""The number of characters of an id that are shown at least and must be typed at least."""

_LISTED = """
    SELECT
        e.finding,
        coalesce(f.state, 'closed') AS state,
        e.severity,
        e.code,
        e.form,
        e.unit,
        e.period,
        s.file_name,
        coalesce(f.message_{lang}, e.message_{lang}, e.message_vi) AS message,
        coalesce(f.doubts, 1) AS doubts,
        coalesce(f.opened_at, e.happened_at) AS since
    FROM core.finding_events AS e
    LEFT JOIN marts.findings AS f USING (finding)
    LEFT JOIN core.submissions AS s ON s.submission = e.submission
    QUALIFY e.sequence = max(e.sequence) OVER (PARTITION BY e.finding)
    ORDER BY f.rank NULLS LAST, e.happened_at DESC, e.finding
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding in the list; a closed finding shows its last message."""

    finding: str
    state: str
    severity: str
    code: str
    form: str | None
    unit: str | None
    period: str | None
    file_name: str | None
    message: str
    doubts: int
    since: datetime


def main(*, home: Path, lang: Lang, asked: Sequence[str], everything: bool = False) -> int:
    """Print the findings and return the exit code: 0, or 2 for an unknown filter.

    Args:
        home: the data folder.
        lang: the language of the output.
        asked: units, forms, periods and codes; a kind without a name is not filtered.
        everything: whether to list acknowledged and closed findings too.
    """
    place, catalogue = Home(home), load(Settings().catalogue)
    try:
        wanted = _wanted(lang, asked, catalogue)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG
    if not place.snapshot.exists():
        sys.stderr.write(say(lang, "nothing_published") + "\n")
        return 0
    with Store(place.snapshot, read_only=True) as store:
        every = store.query_records(Listed, _LISTED.format(lang=lang))
    width = short([row.finding for row in every])
    rows = [row for row in every if all(getattr(row, k) in v for k, v in wanted.items())]
    shown = [row for row in rows if everything or row.state == "open"]
    console = Console()
    if shown:
        console.print(_table(catalogue, shown, width, lang))
    console.print(_counted(rows, lang), highlight=False)
    return 0


def _wanted(lang: Lang, asked: Sequence[str], catalogue: Catalogue) -> dict[str, set[str]]:
    """Parse the filters into allowed values by column.

    Raises:
        ValueError: an argument is no unit, form, period or code.
    """
    wanted: dict[str, set[str]] = {}
    for given in asked:
        what, value = _asked(lang, given, catalogue)
        wanted.setdefault(what, set()).add(value)
    return wanted


def _asked(lang: Lang, given: str, catalogue: Catalogue) -> tuple[str, str]:
    known = {"unit": catalogue.units, "form": catalogue.forms, "code": codes()}
    for what, names in known.items():
        if (name := given.upper() if what == "code" else given) in names:
            return what, name
    try:
        return "period", parse(given).code
    except PeriodError as error:
        raise ValueError(say(lang, "no_such", given=given)) from error


def _counted(rows: list[Listed], lang: Lang) -> str:
    states = Counter(row.state for row in rows)
    severities = Counter(row.severity for row in rows if row.state == "open")
    return say(
        lang,
        "counted",
        open=states["open"],
        acknowledged=states["acknowledged"],
        closed=states["closed"],
        errors=severities["error"],
        warnings=severities["warning"],
        notes=severities["note"],
    )


def _table(catalogue: Catalogue, rows: list[Listed], width: int, lang: Lang) -> Table:
    """Build a table of four columns with several lines each: eight do not fit a terminal."""
    table = Table(show_lines=True)
    table.add_column(say(lang, "finding"), no_wrap=True)
    table.add_column(say(lang, "severity"), no_wrap=True)
    table.add_column(say(lang, "where"), overflow="fold", ratio=2)
    table.add_column(say(lang, "what"), overflow="fold", ratio=3)
    for row in rows:
        since = catalogue.calendar.to_local_time(row.since)
        alike = " " + say(lang, "more_alike", doubts=row.doubts) if row.doubts > 1 else ""
        table.add_row(
            row.finding[:width],
            f"{say(lang, row.severity)}\n{say(lang, row.state)}\n{since:%d/%m/%Y}",
            escape(where(catalogue, row.unit, row.file_name, lang))
            + (f"\n{from_code(row.period).label(lang)}" if row.period else ""),
            f"{row.code}\n{escape(row.message + alike)}",
            style=STYLES[row.severity],
        )
    return table


def where(catalogue: Catalogue, unit: str | None, file_name: str | None, lang: Lang) -> str:
    """Return the unit of a finding, or the file name when the unit is unknown."""
    if unit in catalogue.units:
        return f"{catalogue.units[unit].name(lang)} ({unit})"
    return unit or file_name or "–"


def short(findings: Sequence[str]) -> int:
    """Return how many characters tell the findings apart, at least `LEAST`."""
    for width in range(LEAST, 16):
        if len({finding[:width] for finding in findings}) == len(set(findings)):
            return width
    return 16


def meant(lang: Lang, given: str, findings: Iterable[str]) -> str:
    """Find the finding whose id begins with the typed text.

    Raises:
        ValueError: the text is too short, or no finding or several findings begin with it.
    """
    if len(given) < LEAST:
        raise ValueError(say(lang, "short_finding", given=given, least=LEAST))
    found = sorted(finding for finding in findings if finding.startswith(given.lower()))
    if not found:
        raise ValueError(say(lang, "no_finding", given=given))
    if len(found) > 1:
        told = ", ".join(found)
        raise ValueError(say(lang, "which_finding", given=given, count=len(found), known=told))
    return found[0]
