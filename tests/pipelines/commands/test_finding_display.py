"""Whose a finding is: the unit with its code, a code alone, a file, or a dash."""

import pytest

from pipelines.commands.finding_display import format_unit_or_file
from tests import spec


@pytest.mark.parametrize(
    ("unit", "file_name", "lang", "text"),
    [
        ("DK-DAPHUC", "a.xlsx", "vi", "Phường Đa Phúc (DK-DAPHUC)"),
        ("DK-DAPHUC", None, "en", "Da Phuc Ward (DK-DAPHUC)"),
        ("DK-GONE", "a.xlsx", "vi", "DK-GONE"),
        (None, "a.xlsx", "vi", "a.xlsx"),
        ("", "a.xlsx", "vi", "a.xlsx"),
        (None, None, "en", "–"),
    ],
)
def test_a_finding_is_of_its_unit_or_else_of_its_file(unit, file_name, lang, text):
    assert format_unit_or_file(spec.catalogue(), unit, file_name, lang) == text
