"""`chiso findings`: the open findings, the most important first; with `--all` every finding.

Queries the publication in force.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from expectations.codes import load_codes
from pipelines.commands.arguments import SHORTEST_ID_PREFIX
from pipelines.commands.exit_codes import ExitCode
from pipelines.commands.finding_display import SEVERITY_STYLES, format_unit_or_file
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.periods import PeriodError, parse_period, parse_period_code
from warehouse.store import Store

_FINDINGS_SQL = """
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
        coalesce(f.opened_at, e.happened_at) AS opened_at
    FROM core.finding_events AS e
    LEFT JOIN marts.findings AS f USING (finding)
    LEFT JOIN core.submissions AS s ON s.submission = e.submission
    QUALIFY e.sequence = max(e.sequence) OVER (PARTITION BY e.finding)
    ORDER BY f.rank NULLS LAST, e.happened_at DESC, e.finding
"""


@dataclass(frozen=True, slots=True)
class FindingRow:
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
    opened_at: datetime


def main(
    *, home: Path, lang: Lang, filter_arguments: Sequence[str], everything: bool = False
) -> int:
    """Print the findings; an unknown filter is `UNUSABLE`.

    Args:
        home: the data folder.
        lang: the language of the output.
        filter_arguments: units, forms, periods and codes; a kind without a name is not filtered.
        everything: whether to list acknowledged and closed findings too.
    """
    data_home, catalogue = Home(home), load_catalogue(Settings().catalogue)
    try:
        filters = _parse_filters(lang, filter_arguments, catalogue)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return ExitCode.UNUSABLE
    if not data_home.is_published:
        sys.stderr.write(format_message(lang, "nothing_published") + "\n")
        return ExitCode.DONE
    with Store(data_home.snapshot_file, read_only=True) as store:
        all_rows = store.query_records(FindingRow, _FINDINGS_SQL.format(lang=lang))
    id_length = find_id_length([row.finding for row in all_rows])
    matching_rows = [
        row for row in all_rows if all(getattr(row, k) in v for k, v in filters.items())
    ]
    printed_rows = [row for row in matching_rows if everything or row.state == "open"]
    console = Console()
    if printed_rows:
        console.print(_build_findings_table(catalogue, printed_rows, id_length, lang))
    console.print(_format_counts(matching_rows, lang), highlight=False)
    return ExitCode.DONE


def _parse_filters(
    lang: Lang, arguments: Sequence[str], catalogue: Catalogue
) -> dict[str, set[str]]:
    """Parse the filters into allowed values by column.

    Raises:
        ValueError: an argument is no unit, form, period or code.
    """
    filters: dict[str, set[str]] = {}
    for argument in arguments:
        column, value = _parse_filter(lang, argument, catalogue)
        filters.setdefault(column, set()).add(value)
    return filters


def _parse_filter(lang: Lang, argument: str, catalogue: Catalogue) -> tuple[str, str]:
    names_by_column = {"unit": catalogue.units, "form": catalogue.forms, "code": load_codes()}
    for column, names in names_by_column.items():
        if (name := argument.upper() if column == "code" else argument) in names:
            return column, name
    try:
        return "period", parse_period(argument).code
    except PeriodError as error:
        raise ValueError(format_message(lang, "no_such", given=argument)) from error


def _format_counts(rows: list[FindingRow], lang: Lang) -> str:
    states = Counter(row.state for row in rows)
    severities = Counter(row.severity for row in rows if row.state == "open")
    return format_message(
        lang,
        "counted",
        open=states["open"],
        acknowledged=states["acknowledged"],
        closed=states["closed"],
        errors=severities["error"],
        warnings=severities["warning"],
        notes=severities["note"],
    )


def _build_findings_table(
    catalogue: Catalogue, rows: list[FindingRow], id_length: int, lang: Lang
) -> Table:
    """Build a table of four columns with several lines each: eight do not fit a terminal."""
    table = Table(show_lines=True)
    table.add_column(format_message(lang, "finding"), no_wrap=True)
    table.add_column(format_message(lang, "severity"), no_wrap=True)
    table.add_column(format_message(lang, "where"), overflow="fold", ratio=2)
    table.add_column(format_message(lang, "what"), overflow="fold", ratio=3)
    for row in rows:
        since = catalogue.calendar.to_local_time(row.opened_at)
        merge_note = (
            " " + format_message(lang, "more_alike", doubts=row.doubts) if row.doubts > 1 else ""
        )
        table.add_row(
            row.finding[:id_length],
            f"{format_message(lang, row.severity)}\n{format_message(lang, row.state)}"
            f"\n{since:%d/%m/%Y}",
            escape(format_unit_or_file(catalogue, row.unit, row.file_name, lang))
            + (f"\n{parse_period_code(row.period).format_label(lang)}" if row.period else ""),
            f"{row.code}\n{escape(row.message + merge_note)}",
            style=SEVERITY_STYLES[row.severity],
        )
    return table


def find_id_length(findings: Sequence[str]) -> int:
    """Return how many characters tell the findings apart, at least `SHORTEST_ID_PREFIX`."""
    for id_length in range(SHORTEST_ID_PREFIX, 16):
        if len({finding[:id_length] for finding in findings}) == len(set(findings)):
            return id_length
    return 16
