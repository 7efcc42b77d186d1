"""`chiso diff A B`: the figures and cells that changed between two days or two publications.

Asks the publication in force what was known at both moments; the register knows when each
publication was made. Prints only.
"""

import json
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from assets.outbox.publication_ledger import RecordedPublication
from assets.past_publication import (
    NoSuchPublicationError,
    get_publication,
    read_publications,
)
from assets.published.publication_facts import query_published_at
from pipelines.change_rows import build_cell_rows, build_figure_rows
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.published_store import open_published_store
from pipelines.settings import Settings
from pipelines.table_output import print_tables
from pipelines.unknown_publication import describe_unknown_publication
from warehouse.catalogue import load_catalogue
from warehouse.home import BusyError, Home
from warehouse.language import Lang
from warehouse.lineage.changes import Changes
from warehouse.lineage.published_warehouse import PublishedWarehouse


def main(
    *, home: Path, lang: Lang, moments: tuple[str, str], unit: str | None, as_json: bool
) -> int:
    """Print what changed; a day or a publication that does not exist is `UNUSABLE`."""
    try:
        records = _find_publications(Home(home.absolute()), moments)
        with open_published_store(Home(home), lang) as published:
            changes = _compare(published, records, moments)
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    except NoSuchPublicationError as error:
        sys.stderr.write(describe_unknown_publication(lang, error.number, error.known) + "\n")
        return ExitCode.UNUSABLE
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return ExitCode.UNUSABLE
    if unit:
        changes = _select_unit(changes, unit)
    if as_json:
        text = json.dumps(changes.to_dict(), ensure_ascii=False, indent=1, default=str)
        sys.stdout.write(f"{text}\n")
        return ExitCode.DONE
    for line in _list_heading_lines(changes, moments, records, lang):
        sys.stdout.write(f"{line}\n")
    catalogue = load_catalogue(Settings().catalogue)
    tables = (
        build_figure_rows(changes.figures, catalogue, lang),
        build_cell_rows(changes.cells, catalogue, lang),
    )
    print_tables(Console(), tables)
    return ExitCode.DONE


def _find_publications(
    home: Home, moments: tuple[str, str]
) -> tuple[RecordedPublication | None, ...]:
    """Return the publication behind each number; None for a day."""
    if not any(map(str.isdecimal, moments)):
        return (None, None)
    with home.hold_lock():
        publications = read_publications(home) if home.register_file.exists() else {}
    return tuple(get_publication(publications, int(m)) if m.isdecimal() else None for m in moments)


def _compare(
    published: PublishedWarehouse,
    records: tuple[RecordedPublication | None, ...],
    moments: tuple[str, str],
) -> Changes:
    """Compare two publications as they were published, and two days by what had been received."""
    since, until = (
        record.published_at if record else moment
        for record, moment in zip(records, moments, strict=True)
    )
    from_number, to_number = (_get_number(record, published) for record in records)
    return published.compare_moments(since, until, publications=(from_number, to_number))


def _get_number(record: RecordedPublication | None, published: PublishedWarehouse) -> int | None:
    """Return the number of an earlier publication of which the register knows the rows."""
    if record is None or record.submission_count is None:
        return None
    is_earlier = record.published_at < query_published_at(published)
    return record.publication if is_earlier else None


def _select_unit(changes: Changes, unit: str) -> Changes:
    return replace(
        changes,
        figures=[figure for figure in changes.figures if figure.unit == unit],
        cells=[cell for cell in changes.cells if cell.unit == unit],
    )


def _list_heading_lines(
    changes: Changes,
    moments: tuple[str, str],
    records: tuple[RecordedPublication | None, ...],
    lang: Lang,
) -> list[str]:
    since, until = moments
    counts = {"figures": len(changes.figures), "cells": len(changes.cells)}
    key = "publications_heading" if all(records) else "changes_heading"
    lines = [format_message(lang, key, since=since, until=until, **counts)]
    hashes = [record.catalogue[:12] for record in records if record]
    with suppress(ValueError):  # of two days there is nothing to compare
        old, new = hashes
        if old != new:
            lines.append(format_message(lang, "changes_catalogues", old=old, new=new))
    return lines
