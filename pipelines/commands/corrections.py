"""`chiso corrections`: numbers of reports corrected by the hub: listed, made, undone.

Reads the publication in force and adds to the register while no run holds the home; the next run
publishes the correction.
"""

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from assets.outbox.hub_corrections import (
    CORRECTIONS_TABLE,
    ENDED,
    UNDOING,
    CorrectedNumber,
    ReportedPlace,
    query_corrections,
    query_reported_number,
    record_correction,
)
from pipelines.commands.arguments import check_reason
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.messages.correction_messages import format_correction
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.catalogue.bounds import valid_bounds
from warehouse.home import BusyError, Home
from warehouse.journal.settlement import open_register
from warehouse.language import Lang
from warehouse.periods import parse_period
from warehouse.store import Store
from warehouse.stored_tables import has_table
from warehouse.text import escape_invisible


@dataclass(frozen=True, slots=True)
class _Request:
    """The typed arguments; `undone` is the number of the correction to undo."""

    place: tuple[str, str, str] | None
    numbers: tuple[int, int]
    undone: int | None
    texts: tuple[str, str]


def main(
    *,
    home: Path,
    lang: Lang,
    place: tuple[str, str, str] | None = None,
    numbers: tuple[int, int] = (0, 0),
    undone: int | None = None,
    texts: tuple[str, str] = ("", ""),
) -> int:
    """List the corrections, or record or undo a correction; a refused one is `UNUSABLE`."""
    data_home = Home(home)
    reason, source = map(_clean_text, texts)
    request = _Request(place, numbers, undone, (reason, source))
    try:
        if place is None and undone is None:
            return _print_corrections(data_home, lang)
        return _record(data_home, lang, request)
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return ExitCode.UNUSABLE


def _clean_text(typed: str) -> str:
    return escape_invisible(" ".join(typed.split()))


@contextmanager
def _open_corrections(home: Home, lang: Lang) -> Iterator[Store]:
    """Open the register, with the publication in force attached.

    Raises:
        ValueError: nothing is published, or by a version without corrections.
    """
    if not home.is_published:
        raise ValueError(format_message(lang, "nothing_published"))
    with home.hold_lock(), open_register(home) as register:
        register.create_table(CORRECTIONS_TABLE)
        with register.attach_database(home.snapshot_file, "published"):
            if not has_table(register, "core.corrections", "published"):
                raise ValueError(format_message(lang, "nothing_published"))
            yield register


def _print_corrections(home: Home, lang: Lang) -> int:
    catalogue, console = load_catalogue(Settings().catalogue), Console(soft_wrap=True)
    with _open_corrections(home, lang) as register:
        corrections = query_corrections(register)
    lines = [line for c in corrections for line in format_correction(catalogue, c, lang)]
    for line in lines or [format_message(lang, "no_corrections")]:
        console.print(line, markup=False, highlight=False)
    return ExitCode.DONE


def _record(home: Home, lang: Lang, request: _Request) -> int:
    """Record a new correction, or the end of an earlier correction."""
    _check_texts(lang, request.texts)
    settings = Settings()
    catalogue = load_catalogue(settings.catalogue)
    with _open_corrections(home, lang) as register:
        find: Callable[..., tuple[ReportedPlace, tuple[int, int | None]]] = (
            _find_undone if request.place is None else _find_corrected
        )
        place, (expected, value) = find(catalogue, register, request, lang)
        made_at = settings.choose_run_at(catalogue)
        number = CorrectedNumber(expected, value, *request.texts, getpass.getuser(), made_at)
        correction = record_correction(register, place, number)
    key = "correction_made" if value is not None else "correction_undone"
    message = format_message(lang, key, correction=correction, given=request.undone)
    sys.stdout.write(f"{message}\n")
    return ExitCode.DONE


def _check_texts(lang: Lang, texts: tuple[str, str]) -> None:
    """Check the reason and the source.

    Raises:
        ValueError: a text is empty, or holds personal data.
    """
    for text in texts:
        if problem := next(check_reason(lang, text), ""):
            raise ValueError(problem)


def _find_undone(
    _: Catalogue, register: Store, request: _Request, lang: Lang
) -> tuple[ReportedPlace, tuple[int, None]]:
    """Find the correction to undo, and the expected number.

    Raises:
        ValueError: the number is unknown, or the correction counts no more.
    """
    by_number = {correction.correction: correction for correction in query_corrections(register)}
    undone = by_number.get(request.undone or 0)
    if undone is None:
        raise ValueError(format_message(lang, "no_correction", given=request.undone))
    if undone.state in (ENDED, UNDOING):
        raise ValueError(format_message(lang, "correction_over", given=request.undone))
    return undone.place, (undone.expected, None)


def _find_corrected(
    catalogue: Catalogue, register: Store, request: _Request, lang: Lang
) -> tuple[ReportedPlace, tuple[int, int]]:
    """Find the number to correct; the report in force must have the expected number.

    Raises:
        ValueError: there is no number, or another, or the new number is not valid.
    """
    figure, unit, typed_period = request.place or ("", "", "")
    form, _, element = figure.partition(".")
    if form not in catalogue.forms or element not in {
        e.element for e in catalogue.forms[form].elements
    }:
        raise ValueError(format_message(lang, "correction_not_element", given=figure))
    place = ReportedPlace(form, element, unit, parse_period(typed_period).code)
    expected, value = request.numbers
    low, high = valid_bounds(catalogue.forms[form].get_element(element))
    reported = query_reported_number(register, place)
    problem = ""
    if reported is None:
        problem = "correction_no_number"
    elif reported != expected:
        problem = "correction_unexpected"
    elif value == expected:
        problem = "correction_same"
    elif not low <= value <= high:
        problem = "correction_not_valid"
    if problem:
        blanks = {"figure": figure, "unit": unit, "period": place.period, "reported": reported}
        limits = {"expected": expected, "value": value, "low": low, "high": high}
        raise ValueError(format_message(lang, problem, **blanks, **limits))
    return place, (expected, value)
