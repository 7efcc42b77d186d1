"""Names of the highlands, the Khmer and rare families are known by their form."""

import pytest

from expectations.privacy.name_forms import find_spans_by_form


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("gặp Giàng Thị Mỷ hôm qua", ["Giàng Thị Mỷ"]),
        ("Y Blơm Ksor chở gái", ["Y Blơm Ksor"]),
        ("Giang A Pao vang", ["Giang A Pao"]),
        ("Khương Ngọc Lan rút đơn", ["Khương Ngọc Lan"]),
        ("Trạm Y Tế phường", []),
        ("không có tên", []),
    ],
)
def test_a_form_gives_a_name_away(text, names):
    assert [text[start:end] for start, end in find_spans_by_form(text)] == names
