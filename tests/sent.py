"""Reports as an office sends them: our blank form filled in, saved, and dropped at a moment.

Makes files and nothing else; what becomes of them is the tests'.
"""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from warehouse.catalogue import load_catalogue
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.manifest import Manifest
from warehouse.home import Home
from warehouse.periods import parse_period_code
from warehouse.store import Store

CATALOGUE = load_catalogue()
RECEIVED = datetime(2023, 6, 15, 1, 30, tzinfo=UTC)
"""The day after the first half of 2023 closed: half past eight in the morning in Hải Phòng."""
SCHOOLS = {
    "schools": 20,
    "schools_with_activity": 12,
    "students": 9000,
    "students_reached": 7000,
    "school_sessions": 30,
}
CELLS = {name: f"D{row}" for row, name in enumerate(SCHOOLS, 11)}
"""Where the numbers of the education form stand."""


def schools(**values: int) -> BlankForm:
    """Return the education office's report of the first half of 2023, faultless by default."""
    return BlankForm("education", "DK-GDDT", parse_period_code("2023-H1"), SCHOOLS | values)


def send(
    path: Path, blank: BlankForm, typed: Mapping[str, Any] | None = None, *, at: datetime = RECEIVED
) -> Manifest:
    """Write a report that came at a moment; `typed` is typed over it, by address."""
    path.parent.mkdir(parents=True, exist_ok=True)
    manifest = write_form(CATALOGUE, blank, path)
    if typed:
        book = load_workbook(path)
        for address, content in typed.items():
            book[manifest.sheet][address] = content
        book.save(path)
    arrive(path, at)
    return manifest


def arrive(path: Path, at: datetime = RECEIVED) -> Path:
    """Set the moment at which a file came."""
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def new_home(folder: Path) -> Home:
    """Make a home with its folders."""
    home = Home(folder)
    home.create_folders()
    return home


def register_of(home: Home) -> Store:
    """Open the register of a home between two runs."""
    return Store(home.register_file)
