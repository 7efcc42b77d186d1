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

from pipelines.commands.arguments import match_finding
from pipelines.commands.exit_codes import ExitCode
from pipelines.commands.finding_display import format_unit_or_file
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.periods import parse_period_code
from warehouse.store import Store

_EVENTS_SQL = """
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
        f.cell,
        f.note
    FROM core.finding_events AS e
    LEFT JOIN core.submissions AS s USING (submission)
    LEFT JOIN marts.findings AS f USING (finding)
    WHERE e.finding = ?
    ORDER BY e.sequence
"""


@dataclass(frozen=True, slots=True)
class FindingEvent:
    """An event of a finding; remedy and cell are those of the current finding."""

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
    note: str | None


def main(*, home: Path, lang: Lang, finding: str) -> int:
    """Print a finding; an id that fits no finding or several is `UNUSABLE`."""
    data_home, catalogue, console = Home(home), load_catalogue(Settings().catalogue), Console()
    if not data_home.is_published:
        sys.stderr.write(format_message(lang, "nothing_published") + "\n")
        return ExitCode.UNUSABLE
    with Store(data_home.snapshot_file, read_only=True) as store:
        ids = [
            finding_id
            for (finding_id,) in store.query_rows(
                "SELECT DISTINCT finding FROM core.finding_events"
            )
        ]
        try:
            finding_id = match_finding(lang, finding, ids)
        except ValueError as error:
            sys.stderr.write(f"{error}\n")
            return ExitCode.UNUSABLE
        events = store.query_records(FindingEvent, _EVENTS_SQL.format(lang=lang), [finding_id])
    for line in _describe_finding(catalogue, finding_id, events[-1], lang):
        console.print(line, markup=False, highlight=False)
    console.print(_build_event_table(catalogue, events, lang))
    return ExitCode.DONE


def _describe_finding(
    catalogue: Catalogue, finding: str, event: FindingEvent, lang: Lang
) -> list[str]:
    """Return the place, message and remedy of a finding; closed, the last message."""
    unit_or_file = format_unit_or_file(catalogue, event.unit, event.file_name, lang)
    label = parse_period_code(event.period).format_label(lang) if event.period else None
    heading = " · ".join(filter(None, (finding, unit_or_file, label, event.sheet, event.cell)))
    note = format_message(lang, "unit_note", note=event.note) if event.note else None
    return [heading, event.message, *filter(None, (event.remedy, note))]


def _build_event_table(catalogue: Catalogue, events: list[FindingEvent], lang: Lang) -> Table:
    table = Table()
    for key in ("when", "event", "code", "observed", "file", "reason"):
        table.add_column(
            format_message(lang, key), overflow="fold", no_wrap=key in ("when", "code")
        )
    for event in events:
        acknowledgement_text = f"{event.reason}, {event.until:%d/%m/%Y}" if event.until else ""
        table.add_row(
            f"{catalogue.calendar.to_local_time(event.happened_at):%d/%m/%Y %H:%M}",
            format_message(lang, event.event),
            event.code,
            escape(event.observed or ""),
            escape(event.file_name or ""),
            escape(acknowledgement_text),
        )
    return table
