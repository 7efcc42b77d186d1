"""The child process for one proposal: search a file for personal data, open the file, propose.

A stranger's file may abort or swell the parser: one file a process, under limits. The
parent gets the proposal and a copy of the sheet, or nothing.
"""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from assets.raw.reading_limits import ReadingLimits
from assets.raw.refusal import search_file
from warehouse.catalogue import load_catalogue
from warehouse.files.grid import Sheet, SheetBook
from warehouse.files.legacy_text import convert_legacy_sheet
from warehouse.files.opening import open_documents
from warehouse.forms.layouts.proposal import Proposal
from warehouse.forms.reading.numbers import format_raw_text

PERSONAL_DATA, NO_PROPOSAL, PROPOSED, LOST = "personal_data", "no_proposal", "proposed", "lost"
"""The possible outcomes of a proposal."""


@dataclass(frozen=True, slots=True)
class ProposedSheet:
    """The outcome for a file; with `PROPOSED` the proposal, and the visible sheets as copies."""

    outcome: str
    proposal: Proposal | None = None
    sheets: tuple[Sheet, ...] = ()


def propose_for_file(path: Path, catalogue_folder: Path, limits: ReadingLimits) -> ProposedSheet:
    """Run the proposal for a file in a process of its own."""
    arguments = [catalogue_folder.absolute(), path.absolute(), limits.seconds, limits.memory_mb]
    process = subprocess.run(  # noqa: S603 - our own interpreter, our own arguments
        [
            sys.executable,
            "-c",
            "from assets.layouts.proposing_process import main; main()",
            *map(str, arguments),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if process.returncode:
        return ProposedSheet(LOST)
    values = json.loads(process.stdout)
    if values["outcome"] != PROPOSED:
        return ProposedSheet(values["outcome"])
    return ProposedSheet(
        PROPOSED, Proposal.from_json(values["proposal"]), tuple(map(parse_sheet, values["sheets"]))
    )


def main() -> None:
    """Print the outcome for the file of the arguments as JSON."""
    catalogue_folder, path, seconds, memory_mb = sys.argv[1:]
    limits = ReadingLimits(float(seconds), int(memory_mb))
    limits.limit_memory()
    limits.limit_cpu_time()
    sys.stdout.write(json.dumps(_propose(Path(path), Path(catalogue_folder)), ensure_ascii=True))


def _propose(path: Path, catalogue_folder: Path) -> dict[str, Any]:
    from warehouse.forms.layouts.proposing import LayoutProposer

    catalogue, content = load_catalogue(catalogue_folder), path.read_bytes()
    search_result = search_file(content, path.name, catalogue)
    if search_result.drafts or search_result.unread_parts:
        return {"outcome": PERSONAL_DATA}
    sheets = list_file_sheets(content, path.name)
    proposal = LayoutProposer(catalogue).propose_reading(sheets, path.name)
    if proposal is None:
        return {"outcome": NO_PROPOSAL}
    return {
        "outcome": PROPOSED,
        "proposal": proposal.to_json(),
        "sheets": list(map(format_sheet, sheets)),
    }


def list_file_sheets(content: bytes, file_name: str) -> list[Sheet]:
    """List the visible sheets of a file, texts of old fonts in today's letters."""
    return [
        convert_legacy_sheet(sheet)
        for document in open_documents(content, file_name, lambda _: 0)
        for sheet in _list_sheets(document.body)
    ]


def _list_sheets(body: object) -> list[Sheet]:
    if isinstance(body, SheetBook):
        return list(body.iterate_visible_sheets())
    return [page for page in body if isinstance(page, Sheet)] if isinstance(body, list) else []


def format_sheet(sheet: Sheet) -> str:
    """Format a sheet as JSON; a date becomes its text."""
    cells = [[_format_value(value) for value in row] for row in sheet.cells]
    return json.dumps({**asdict(sheet), "cells": cells}, ensure_ascii=False)


def _format_value(value: object) -> object:
    return format_raw_text(value) if isinstance(value, date | time | timedelta) else value


def parse_sheet(text: str) -> Sheet:
    """Parse the JSON of a sheet."""
    values = json.loads(text)
    ranges = [(tuple(first), tuple(last)) for first, last in values["merged_ranges"]]
    above = [(place, line) for place, line in values["texts_above"]]
    return Sheet(values["name"], values["is_visible"], values["cells"], ranges, above)


if __name__ == "__main__":
    main()
