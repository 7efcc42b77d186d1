"""The names of what goes back: the sender's name as far as it is safe, and our own, short."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.published.return_names import build_letter_path, build_returned_name


@pytest.mark.parametrize(
    ("file_name", "expected"),
    [
        ("Báo cáo (quý II).xls", "Báo cáo (quý II) [s1].xlsx"),
        (normalize("NFD", "Báo cáo.docx"), "Báo cáo [s1].xlsx"),
        ("bao.cao.2023.csv", "bao.cao.2023 [s1].xlsx"),
        ("no suffix", "no suffix [s1].xlsx"),
        ("../../etc/passwd.xlsx", "_.._etc_passwd [s1].xlsx"),
        ("a\u202eb\n<c>.xlsx", "a_b_c_ [s1].xlsx"),
        (".xlsx", "tep [s1].xlsx"),
        (" . .xlsx", "tep [s1].xlsx"),
        ("", "tep [s1].xlsx"),
        ("a" * 81 + ".xlsx", "a" * 80 + " [s1].xlsx"),
        ("𠀀" * 51 + ".xlsx", "𠀀" * 50 + " [s1].xlsx"),
    ],
)
def test_a_returned_workbook_has_the_senders_name_and_the_number_of_the_report(file_name, expected):
    assert build_returned_name(file_name, "s1") == expected


@given(st.text(max_size=100))
@settings(max_examples=25, deadline=None)
def test_any_name_gives_one_visible_name_that_a_disk_takes(file_name):
    name = build_returned_name(file_name, "0" * 16)
    assert len(name.encode()) <= 255
    assert Path(name).name == name
    assert not name.startswith(".")
    assert name.isprintable()
    assert name.endswith(" [0000000000000000].xlsx")


def test_the_letter_stands_beside_the_workbook_under_its_name():
    workbook = Path("returned/2023.05 báo cáo [s1].xlsx")
    assert build_letter_path(workbook) == Path("returned/2023.05 báo cáo [s1].docx")
