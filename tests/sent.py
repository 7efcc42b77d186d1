"""Reports as an office sends them: our blank form filled in, saved, and dropped at a moment.

Makes files and nothing else; what becomes of them is the tests'.
"""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests import spec
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.manifest import Manifest
from warehouse.home import Home
from warehouse.periods import parse_period_code
from warehouse.store import Store

CATALOGUE = spec.catalogue()
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


POLICE = {
    "tips_received": 12,
    "tips_verified": 10,
    "tips_classified": 9,
    "tips_resolved_on_time": 8,
    "tips_resolved_late": 1,
    "tips_pending": 3,
    "raids": 6,
    "rings_dismantled": 1,
    "hotspots": 4,
    "violators": 56,
    "violators_sellers": 20,
    "sellers_under_18": 1,
    "violators_buyers": 30,
    "violators_harbouring": 3,
    "violators_brokering": 3,
    "violators_other_roles": 0,
    "administrative_sanctions": 50,
    "criminal_cases": 3,
    "trafficking_cases": 1,
    "child_cases": 1,
    "criminal_accused": 6,
}
LARGER_POLICE = {"violators": 140, "violators_sellers": 50, "violators_buyers": 84}
"""With these, DT04 of the police's report is 140 in place of 56."""


def police(**values: int) -> BlankForm:
    """Return the police's report of May 2023, with 56 violators by default."""
    return BlankForm("police", "DK-CA", parse_period_code("2023-05"), POLICE | values)


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
