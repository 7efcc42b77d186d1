"""`chiso findings show ID`: a finding, the message, and every event of the finding's life.

Queries the publication in force.
"""

import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.commands.findings import WRONG, meant, where
from pipelines.settings import Settings
from pipelines.words import Lang, say
from warehouse.catalogue import Catalogue, load
from warehouse.home import Home
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
        coalesce(e.message_{lang}, e.message_vi),
        f.remedy_{lang},
        f.sheet,
        f.cell
    FROM core.finding_events AS e
    LEFT JOIN core.submissions AS s USING (submission)
    LEFT JOIN marts.findings AS f USING (finding)
    WHERE e.finding = ?
    ORDER BY e.sequence
"""


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
        events = store.rows(_EVENTS.format(lang=lang), [asked])
    for line in _about(catalogue, asked, events[-1], lang):
        console.print(line, markup=False, highlight=False)
    console.print(_table(catalogue, events, lang))
    return 0


def _about(catalogue: Catalogue, finding: str, event: tuple[Any, ...], lang: Lang) -> list[str]:
    """Return the place, message and remedy of a finding; closed, the last message."""
    *_, file_name, _, _, unit, period, message, remedy, sheet, cell = event
    place = where(catalogue, unit, file_name, lang)
    label = from_code(period).label(lang) if period else None
    lines = [" · ".join(filter(None, (finding, place, label, sheet, cell))), message]
    return [*lines, remedy] if remedy else lines


def _table(catalogue: Catalogue, events: list[tuple[Any, ...]], lang: Lang) -> Table:
    table = Table()
    for key in ("when", "event", "code", "observed", "file", "reason"):
        table.add_column(say(lang, key), overflow="fold", no_wrap=key in ("when", "code"))
    for happened_at, event, code, observed, file_name, reason, until, *_ in events:
        said = f"{reason}, {until:%d/%m/%Y}" if until else ""
        table.add_row(
            f"{catalogue.calendar.to_local_time(happened_at):%d/%m/%Y %H:%M}",
            say(lang, event),
            code,
            escape(observed or ""),
            escape(file_name or ""),
            escape(said),
        )
    return table
