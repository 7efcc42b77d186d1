"""The table "to add …, touch …" of CONTRIBUTING names places that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CATALOGUE = "warehouse/catalogue/duong_kinh"
OPTIONAL = {"contacts.csv", "sources.yaml"}
"""Files of a catalogue that the shipped one does not have."""
PLACE = re.compile(r"`([\w./<>]+\.(?:py|yaml|csv|sql|j2|css|md|toml)|[\w/]+/)(?::(\w+))?`")


def list_rows(text):
    section = text.partition("## Muốn thêm gì")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return lines[2:]


def find_missing(row):
    """Return the places of a row that are not in the repository."""
    for file, name in PLACE.findall(row):
        if "<" in file or file in OPTIONAL:
            continue
        paths = [ROOT / file, ROOT / CATALOGUE / file]
        path = next((path for path in paths if path.exists()), None)
        if path is None:
            yield file
        elif name and not re.search(
            rf"^(?:(?:class|def) )?{name}\b", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            yield f"{file}:{name}"


ROWS = list_rows((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))


def test_there_is_a_row_for_each_kind_of_addition():
    kinds = [row.split("|")[1].partition(" / ")[2].strip() for row in ROWS]
    assert len(kinds) == len(set(kinds)) >= 15
    assert {"an indicator", "a form", "a table", "a command", "a source"} <= set(kinds)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_every_place_of_a_row_exists(row):
    assert PLACE.search(row)
    assert list(find_missing(row)) == []


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ("`assets/intake.py:INTAKE_TABLES`; `units.csv`; `assets/<name>.py`", []),
        ("`assets/intake.py:TABLES`", ["assets/intake.py:TABLES"]),
        ("`assets/intak.py`; `unit.csv`; `asset/`", ["assets/intak.py", "unit.csv", "asset/"]),
    ],
)
def test_a_place_that_is_gone_is_found(row, missing):
    assert list(find_missing(row)) == missing
