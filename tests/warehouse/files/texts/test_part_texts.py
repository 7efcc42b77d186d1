"""Texts in binary records: found at any offset, whatever stands round them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.files.texts.part_texts import find_text_runs

NOTE = "Nguyễn Thị Hoa, sinh 1985"


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_a_wide_text_is_found_in_any_bytes(before, after):
    data = before + b"\x19\x00\x01" + NOTE.encode("utf-16-le") + b"\x00\x00\xff" + after
    assert any(NOTE in run for run in find_text_runs(data))


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_a_narrow_text_is_found_in_any_bytes(before, after):
    data = before + b"\x0b\x00\x00" + b"tel 0912345678" + b"\x00" + after
    assert any("0912345678" in run for run in find_text_runs(data))


def test_a_property_of_an_old_file_may_be_utf_8():
    assert list(find_text_runs(b"\x1e\x00\x00\x00" + NOTE.encode() + b"\x00")) == [NOTE]


@pytest.mark.parametrize("data", [b"", bytes(1000), bytes(range(32)) * 9])
def test_where_there_is_no_text_there_is_none(data):
    assert list(find_text_runs(data)) == []
