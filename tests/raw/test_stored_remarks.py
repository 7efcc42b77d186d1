"""Words of a report in the register: with their cells, and beside the finding that they explain."""

from dataclasses import replace

import pytest

from assets.intake import ingest_inbox
from tests.sent import CATALOGUE, new_home, register_of, schools, send

NOTES = {"schools": "vừa tách thêm trường", "students": "theo sổ mới"}
OBSTACLES = {"obstacle_1": "Thiếu kinh phí in tờ rơi.", "proposal_1": "Đề nghị tập huấn lại."}


@pytest.fixture
def register(tmp_path):
    home = new_home(tmp_path)
    send(
        home.inbox_folder / "a.xlsx",
        replace(schools(schools=900), notes=NOTES, obstacles=OBSTACLES),
    )
    with register_of(home) as register:
        ingest_inbox(home, CATALOGUE, register)
        yield register


def test_every_remark_has_its_cell(register):
    rows = register.query_rows(
        "SELECT kind, element, sheet, cell, text, obstacle IS NULL FROM raw.remarks ORDER BY cell"
    )
    assert rows == [
        ("obstacle", None, "Báo cáo", "C18", "Thiếu kinh phí in tờ rơi.", False),
        ("proposal", None, "Báo cáo", "C20", "Đề nghị tập huấn lại.", False),
        ("note", "schools", "Báo cáo", "E11", "vừa tách thêm trường", True),
        ("note", "students", "Báo cáo", "E13", "theo sổ mới", True),
    ]


def test_a_finding_carries_the_note_beside_its_figure(register):
    rows = register.query_rows("SELECT DISTINCT element, note FROM raw.findings ORDER BY element")
    assert ("schools", "vừa tách thêm trường") in rows
    assert [note for element, note in rows if element not in NOTES] == []
