"""`chiso findings show ID`: a finding, the message, and every event of the finding's life.

Queries the publication in force.
"""

import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.commands.findings import WRONG, meant, where
from pipelines.settings import Settings
from pipelines.words import say
from warehouse.catalogue import Catalogue, load
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.periods import from_code
from warehouse.store import Store

_EVENTS = """
    SELECT
        e.happened_at,
        e.event,
        e.code,
        e.observed,
        s.file_name,
        e.reason,
        e.until,
        e.unit,
        e.period,
        coalesce(e.message_{lang}, e.message_vi) AS message,
        f.remedy_{lang} AS remedy,
        f.sheet,
        f.cell
    FROM core.finding_events AS e
    LEFT JOIN core.submissions AS s USING (submission)
    LEFT JOIN marts.findings AS f USING (finding)
    WHERE e.finding = ?
    ORDER BY e.sequence
"""


@dataclass(frozen=True, slots=True)
class FindingEvent:
    """An event of a finding; the remedy and the cell are those of a finding that stands."""

    happened_at: datetime
    event: str
    code: str
    observed: str | None
    file_name: str | None
    reason: str | None
    until: date | None
    unit: str | None
    period: str | None
    message: str
    remedy: str | None
    sheet: str | None
    cell: str | None


def main(*, home: Path, lang: Lang, finding: str) -> int:
    """Print a finding and return the exit code: 0, or 2 when the id fits no finding or several."""
    place, catalogue, console = Home(home), load(Settings().catalogue), Console()
    if not place.snapshot.exists():
        sys.stderr.write(say(lang, "nothing_published") + "\n")
        return WRONG
    with Store(place.snapshot, read_only=True) as store:
        ids = [found for (found,) in store.rows("SELECT DISTINCT finding FROM core.finding_events")]
        try:
            asked = meant(lang, finding, ids)
        except ValueError as error:
            sys.stderr.write(f"{error}\n")
            return WRONG
        events = store.query_records(FindingEvent, _EVENTS.format(lang=lang), [asked])
    for line in _about(catalogue, asked, events[-1], lang):
        console.print(line, markup=False, highlight=False)
    console.print(_table(catalogue, events, lang))
    return 0


def _about(catalogue: Catalogue, finding: str, event: FindingEvent, lang: Lang) -> list[str]:
    """Return the place, message and remedy of a finding; closed, the last message."""
    place = where(catalogue, event.unit, event.file_name, lang)
    label = from_code(event.period).label(lang) if event.period else None
    heading = " · ".join(filter(None, (finding, place, label, event.sheet, event.cell)))
    return [heading, event.message, *([event.remedy] if event.remedy else [])]


def _table(catalogue: Catalogue, events: list[FindingEvent], lang: Lang) -> Table:
    table = Table()
    for key in ("when", "event", "code", "observed", "file", "reason"):
        table.add_column(say(lang, key), overflow="fold", no_wrap=key in ("when", "code"))
    for event in events:
        said = f"{event.reason}, {event.until:%d/%m/%Y}" if event.until else ""
        table.add_row(
            f"{catalogue.calendar.to_local_time(event.happened_at):%d/%m/%Y %H:%M}",
            say(lang, event.event),
            event.code,
            escape(event.observed or ""),
            escape(event.file_name or ""),
            escape(said),
        )
    return table
