"""One folded text for every way the same words are typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.text import fold, key, unaccented

LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
)
vietnamese = st.text(LETTERS + LETTERS.upper() + "Ð  .-/0123456789", max_size=40)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Hòa", "hoa"),
        ("Hoà", "hoa"),
        ("lũy kế", "luy ke"),
        ("luỹ kế", "luy ke"),
        ("Thuý", "thuy"),
        ("ĐỒ SƠN", "do son"),
        ("Ðồ Sơn", "do son"),  # eth, as old fonts type it
        ("Quận  Dương\u00a0Kinh\n", "quan duong kinh"),
        ("Phường\u200b Hưng\ufeff Đạo", "phuong hung dao"),
        ("Ｑuý Ⅱ", "quy ii"),  # full width, a numeral of one character
        ("Tin báo, tố giác (đã xử lý)", "tin bao, to giac (da xu ly)"),
        ("", ""),
    ],
)
def test_fold(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Phòng LĐ-TB&XH", "phong ld tb xh"),
        ("Phường Hưng Đạo (mới)", "phuong hung dao moi"),
        ("  1. Số buổi:", "1 so buoi"),
        ("…", ""),
    ],
)
def test_key_drops_punctuation(typed, folded):
    assert key(typed) == folded


@given(vietnamese)
def test_normal_forms_and_case_fold_together(text):
    folded = fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert fold(unicodedata.normalize("NFC", text)) == folded
    assert fold(text.upper()) == fold(text.lower()) == folded
    assert folded.isascii()


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert key(fold(text)) == key(key(text)) == key(text)


@given(vietnamese, vietnamese)
def test_folded_words_stay_apart(one, other):
    assert fold(f"{one} {other}") == f"{fold(one)} {fold(other)}".strip()


@given(vietnamese)
def test_plain_letters_are_ascii_and_fold_alike(text):
    assert unaccented(text).replace("Ð", "D").isascii()
    assert fold(unaccented(text)) == fold(text)


def test_plain_letters_keep_their_case():
    assert unaccented("Phường Đồ Sơn (mới), hạn 16/05") == "Phuong Do Son (moi), han 16/05"
