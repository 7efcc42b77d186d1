"""`chiso check FILE`: the findings of the nightly run in a file, without taking the file in.

The same reading and the same checks as `assets.raw.intake`; nothing is stored. The checks of
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

from assets.published.sending_back import filled_in, returned_name
from assets.raw.inbox import Delivery
from assets.raw.judging import judge, received
from assets.raw.reading_pool import ReadingPool
from assets.raw.submission import Submission
from expectations.checks import Key
from expectations.codes import Finding
from pipelines.settings import Settings
from pipelines.words import say
from warehouse.catalogue import Catalogue, load
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.store import Store

CLEAN, ERRORS, UNREADABLE = 0, 1, 2
STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}


def main(*, home: Path, lang: Lang, file: Path, as_json: bool, return_to: Path | None) -> int:
    """Check a file and return the exit code: 0 clean or warnings, 1 errors, 2 unreadable.

    A refused file gives 2 as well.
    """
    if not file.is_file():
        sys.stderr.write(say(lang, "no_file", path=file) + "\n")
        return UNREADABLE
    catalogue = load(Settings().catalogue)
    submissions = _check(catalogue, file, _history(Home(home), catalogue))
    if as_json:
        sys.stdout.write(json.dumps([_plain(s) for s in submissions], ensure_ascii=False) + "\n")
    else:
        console = Console()
        _show(console, submissions, lang)
        if any(submission.report for submission in submissions):
            console.print(say(lang, "series_at_night"), style="dim", markup=False)
    if return_to:
        for path in _send_back(catalogue, submissions, return_to):
            sys.stderr.write(say(lang, "wrote", path=path) + "\n")
    return _exit_code(submissions)


def _send_back(catalogue: Catalogue, submissions: list[Submission], folder: Path) -> Iterator[Path]:
    """Write the returned workbook and the letter of every faulty report, like the nightly run."""
    from assets.published.parcel import write_parcel
    from assets.published.returned import Returned

    folder.mkdir(parents=True, exist_ok=True)
    for submission in submissions:
        if _count(submission, "error"):
            path = folder / returned_name(submission.file_name, submission.submission)
            letter = write_parcel(catalogue, Returned(**_about(submission)), path)
            yield from (path, letter)


def _about(submission: Submission) -> dict[str, Any]:
    """Return the fields of a returned workbook; of a refused file, only the list of places."""
    about: dict[str, Any] = {
        "original": None if submission.is_refused else submission.delivery.path,
        "received_at": submission.delivery.received_at,
        "findings": submission.findings,
        "file_name": submission.file_name,
        "is_refused": submission.is_refused,
    }
    report = submission.report
    if report is None:
        return about
    return about | {
        "form": report.form,
        "unit": report.unit,
        "period": report.period,
        "sheet": report.sheet,
        "carries_manifest": report.layout == "template",
        "synthetic": report.synthetic,
        "values": filled_in(report.cells),
    }


def _check(catalogue: Catalogue, file: Path, history: dict[Key, int]) -> list[Submission]:
    came = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC)
    with TemporaryDirectory(prefix="chiso-check-") as nowhere:
        pool = ReadingPool(catalogue.folder, Path(nowhere), size=1, limits=Settings().limits)
        taken = list(pool.read([Delivery(file.absolute(), came)]))
    read = received(catalogue, [t for t in taken if t[1].sha256 is not None])
    submissions, _ = judge(catalogue, read, history)
    return submissions


def _history(home: Home, catalogue: Catalogue) -> dict[Key, int]:
    """Return the cumulative values in force, from the publication if there is one."""
    if not home.snapshot.exists():
        return {}
    with Store(home.snapshot, read_only=True) as store:
        rows = store.rows(
            "SELECT o.unit, o.period, o.element, o.value FROM core.observations AS o "
            "JOIN catalogue.elements AS e USING (form, element) "
            "WHERE o.known_to IS NULL AND e.nature = 'cumulative'"
        )
    return {(unit, period, element): value for unit, period, element, value in rows}


def _exit_code(submissions: list[Submission]) -> int:
    if not submissions or any(s.report is None for s in submissions):
        return UNREADABLE
    return ERRORS if any(_count(s, "error") for s in submissions) else CLEAN


def _count(submission: Submission, severity: str) -> int:
    return sum(finding.severity == severity for finding in submission.findings)


def _plain(submission: Submission) -> dict[str, object]:
    report = submission.report
    return {
        "form": report and report.form,
        "unit": report and report.unit,
        "period": report and report.period,
        "sheet": report and report.sheet,
        "findings": [asdict(finding) for finding in submission.findings],
    }


def _show(console: Console, submissions: list[Submission], lang: Lang) -> None:
    for submission in submissions:
        report = submission.report
        parts = [report.form, report.unit, report.period] if report else []
        name = " · ".join(str(part or "?") for part in parts) or submission.file_name
        if not submission.findings:
            console.print(say(lang, "clean", name=name), style="green", markup=False)
            continue
        errors, warnings = _count(submission, "error"), _count(submission, "warning")
        console.print(say(lang, "found", name=name, errors=errors, warnings=warnings), markup=False)
        console.print(_table(submission.findings, lang))


def _table(findings: tuple[Finding, ...], lang: Lang) -> Table:
    table = Table(show_lines=True)
    for key in ("cell", "severity", "what", "remedy", "code"):
        table.add_column(say(lang, key), overflow="fold", no_wrap=key in ("cell", "code"))
    for finding in findings:
        told = asdict(finding)
        table.add_row(
            finding.cell or "–",
            say(lang, finding.severity),
            _literal(told[f"message_{lang}"]),
            _literal(told[f"remedy_{lang}"]),
            finding.code,
            style=STYLES[finding.severity],
        )
    return table


def _literal(text: str) -> str:
    """Mark a sender's brackets as text: rich takes them for markup otherwise."""
    return text.replace("[", "\\[")
