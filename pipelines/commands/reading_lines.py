"""What rebuild and restore print of the archive: lost files, and what is read otherwise.

No command is here, and none is imported.
"""

from collections.abc import Iterator

from assets.recovery.rebuilding import RebuildReport
from pipelines.messages.command_messages import format_message
from warehouse.language import Lang


def list_reading_lines(report: RebuildReport, lang: Lang) -> Iterator[str]:
    """Yield the lost files with the way back, and the entries that are read otherwise."""
    for file in report.lost_files:
        yield format_message(lang, "rebuilt_lost", **file._asdict())
    if report.lost_files:
        yield format_message(lang, "rebuilt_lost_way")
    for difference in report.totals.differences:
        yield format_message(
            lang,
            "read_otherwise",
            sequence=difference.sequence,
            written_at=difference.written_at,
            table=difference.table,
            before=difference.rows_before,
            now=difference.rows_now,
        )
