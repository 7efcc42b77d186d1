"""Digits that are spoken, or typed as letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.privacy.digits import restore_zeros, write_spoken_digits


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("bien ba bay, k mot, nam khong hai cham ba tam", "bien 37, k 1, 502.38"),
        ("kh0ng chin 4 hai 6", "09426"),
        ("20f1o7935", "20f107935"),
        ("muoi hai nguoi", "muoi 2 nguoi"),
        ("to o", "to o"),
    ],
)
def test_spoken_digits_are_written(text, written):
    assert write_spoken_digits(text) == written


@given(st.text("0123456789o .", max_size=30))
def test_zeros_are_restored_place_by_place(text):
    restored = restore_zeros(text)
    assert len(restored) == len(text)
    assert all(
        new == old or (old == "o" and new == "0") for old, new in zip(text, restored, strict=True)
    )


@given(st.from_regex(r"[1-9]\d{3}0\d{5}", fullmatch=True))
def test_a_letter_among_digits_is_a_zero(digits):
    assert restore_zeros(digits[:4] + "o" + digits[5:]) == digits
