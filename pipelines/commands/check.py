"""`chiso check FILE`: the findings of the nightly run in a file, without taking the file in.

The same reading and the same checks as `assets.intake`; nothing is stored. The checks of
series need the other reports, so only the nightly run makes them.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from assets.published.report_returns import collect_cell_values, collect_sent_cells
from assets.published.return_names import build_letter_path, build_returned_name
from assets.raw.hub_teaching import query_hub_teaching
from assets.raw.inbox import Delivery, format_file_name
from assets.raw.reading_pool import ReadingPool
from assets.raw.submission import Submission
from assets.raw.submission_checks import build_submissions, check_submissions
from expectations.codes import Finding
from expectations.intake.form_checks import HistoryKey
from pipelines.commands.exit_codes import CheckExitCode
from pipelines.commands.finding_display import SEVERITY_STYLES
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.database_errors import DamagedDatabaseError
from warehouse.forms.file_names import FileNames
from warehouse.forms.hub_teaching import NOTHING_TAUGHT, HubTeaching
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.store import DatabaseError, Store


def main(*, home: Path, lang: Lang, file: Path, as_json: bool, return_to: Path | None) -> int:
    """Check a file and return a `CheckExitCode`."""
    if not file.is_file():
        sys.stderr.write(format_message(lang, "no_file", path=file) + "\n")
        return CheckExitCode.UNREADABLE
    catalogue = load_catalogue(Settings().catalogue)
    taught = _query_hub_teaching(Home(home), lang)
    history = _query_cumulative_values(Home(home), catalogue)
    submissions = _check_file(catalogue, file, history, taught)
    if as_json:
        sys.stdout.write(
            json.dumps([_serialize_submission(s) for s in submissions], ensure_ascii=False) + "\n"
        )
    else:
        console = Console()
        _print_submissions(console, submissions, lang)
        if any(submission.report for submission in submissions):
            console.print(format_message(lang, "series_at_night"), style="dim", markup=False)
    if return_to:
        for path in _return_reports(catalogue, submissions, return_to):
            sys.stderr.write(format_message(lang, "wrote", path=path) + "\n")
    return _choose_exit_code(submissions)


def _return_reports(
    catalogue: Catalogue, submissions: list[Submission], folder: Path
) -> Iterator[Path]:
    """Write the returned workbook and the letter of every faulty report, like the nightly run."""
    from assets.published.return_package import write_returned_package
    from assets.published.returned.returned_workbook import ReturnedReport

    folder.mkdir(parents=True, exist_ok=True)
    for submission in submissions:
        if _count_findings(submission, "error"):
            path = folder / build_returned_name(submission.file_name, submission.submission)
            write_returned_package(
                catalogue, ReturnedReport(**_describe_returned_report(submission)), path
            )
            yield from (path, build_letter_path(path))


def _describe_returned_report(submission: Submission) -> dict[str, Any]:
    """Return the fields of a returned workbook; of a refused file, only the list of places."""
    returned_fields: dict[str, Any] = {
        "original_file": None if submission.is_refused else submission.delivery.path,
        "received_at": submission.delivery.received_at,
        "findings": submission.findings,
        "file_name": submission.file_name,
        "is_refused": submission.is_refused,
    }
    place, report = submission.place, submission.report
    if place is None:
        return returned_fields
    returned_fields |= {
        "form": place.form,
        "unit": place.unit,
        "period": place.period,
        "synthetic": place.synthetic,
    }
    if report is None:
        return returned_fields
    return returned_fields | {
        "sheet": report.sheet,
        "carries_manifest": report.layout == "template",
        "values": collect_cell_values(report.cells),
        "sent_cells": collect_sent_cells(report.cells, report.other_sheets),
    }


def _check_file(
    catalogue: Catalogue,
    file: Path,
    history: dict[HistoryKey, int],
    taught: HubTeaching,
) -> list[Submission]:
    received_at = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC)
    with TemporaryDirectory(prefix="chiso-check-") as archive_folder:
        pool = ReadingPool(
            catalogue.folder,
            Path(archive_folder),
            size=1,
            limits=Settings().read_limits,
            taught=taught,
        )
        stored_name = FileNames(catalogue).reduce_name(format_file_name(file.name))
        delivery = Delivery(file.absolute(), received_at, stored_name=stored_name)
        read_results = list(pool.read_deliveries([delivery]))
    unchecked_submissions = build_submissions(
        catalogue, [t for t in read_results if t[1].sha256 is not None]
    )
    submissions, _ = check_submissions(catalogue, unchecked_submissions, history)
    return submissions


def _query_hub_teaching(home: Home, lang: Lang) -> HubTeaching:
    """Return what the hub taught; print a note while a run holds the register.

    Raises:
        DamagedDatabaseError: the register is damaged.
    """
    if not home.register_file.exists():
        return NOTHING_TAUGHT
    try:
        with Store(home.register_file, read_only=True) as register:
            return query_hub_teaching(register)
    except DamagedDatabaseError:
        raise
    except DatabaseError:
        sys.stderr.write(format_message(lang, "labels_unread") + "\n")
        return NOTHING_TAUGHT


def _query_cumulative_values(home: Home, catalogue: Catalogue) -> dict[HistoryKey, int]:
    """Return the cumulative values in force, from the publication if there is one."""
    if not home.is_published:
        return {}
    with Store(home.snapshot_file, read_only=True) as store:
        rows = store.query_rows(
            "SELECT o.unit, o.period, o.element, o.value FROM core.observations AS o "
            "JOIN catalogue.elements AS e USING (form, element) "
            "WHERE o.known_to IS NULL AND e.nature = 'cumulative'"
        )
    return {(unit, period, element): value for unit, period, element, value in rows}


def _choose_exit_code(submissions: list[Submission]) -> int:
    if not submissions or any(s.report is None for s in submissions):
        return CheckExitCode.UNREADABLE
    return (
        CheckExitCode.ERRORS
        if any(_count_findings(s, "error") for s in submissions)
        else CheckExitCode.CLEAN
    )


def _count_findings(submission: Submission, severity: str) -> int:
    return sum(finding.severity == severity for finding in submission.findings)


def _serialize_submission(submission: Submission) -> dict[str, object]:
    report = submission.report
    return {
        "form": report and report.form,
        "unit": report and report.unit,
        "period": report and report.period,
        "sheet": report and report.sheet,
        "findings": [asdict(finding) for finding in submission.findings],
    }


def _print_submissions(console: Console, submissions: list[Submission], lang: Lang) -> None:
    for submission in submissions:
        report = submission.report
        parts = [report.form, report.unit, report.period] if report else []
        name = " · ".join(str(part or "?") for part in parts) or submission.file_name
        if not submission.findings:
            console.print(format_message(lang, "clean", name=name), style="green", markup=False)
            continue
        errors, warnings = (
            _count_findings(submission, "error"),
            _count_findings(submission, "warning"),
        )
        console.print(
            format_message(lang, "found", name=name, errors=errors, warnings=warnings), markup=False
        )
        console.print(_build_check_table(submission.findings, lang))


def _build_check_table(findings: tuple[Finding, ...], lang: Lang) -> Table:
    table = Table(show_lines=True)
    for key in ("cell", "severity", "what", "remedy", "code"):
        table.add_column(
            format_message(lang, key), overflow="fold", no_wrap=key in ("cell", "code")
        )
    for finding in findings:
        finding_fields = asdict(finding)
        table.add_row(
            finding.cell or "–",
            format_message(lang, finding.severity),
            _escape_markup(finding_fields[f"message_{lang}"]),
            _escape_markup(finding_fields[f"remedy_{lang}"]),
            finding.code,
            style=SEVERITY_STYLES[finding.severity],
        )
    return table


def _escape_markup(text: str) -> str:
    """Mark a sender's brackets as text: rich takes them for markup otherwise."""
    return text.replace("[", "\\[")
