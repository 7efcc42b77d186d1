"""One folded text for every way the same words are typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.text import fold_text, make_match_key, strip_accents

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
        ("１２ người", "12 nguoi"),
        ("Số vụ¹ ①", "so vu¹ ①"),  # a footnote mark is no digit
        ("Tin báo, tố giác (đã xử lý)", "tin bao, to giac (da xu ly)"),
        ("", ""),
    ],
)
def test_fold(typed, folded):
    assert fold_text(typed) == folded


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Phòng LĐ-TB&XH", "phong ld tb xh"),
        ("Phường Hưng Đạo (mới)", "phuong hung dao moi"),
        ("  1. Số buổi:", "1 so buoi"),
        ("…", ""),
        ("Số vụ²", "so vu"),
    ],
)
def test_key_drops_punctuation(typed, folded):
    assert make_match_key(typed) == folded


@given(vietnamese)
def test_normal_forms_and_case_fold_together(text):
    folded = fold_text(text)
    assert fold_text(unicodedata.normalize("NFD", text)) == folded
    assert fold_text(unicodedata.normalize("NFC", text)) == folded
    assert fold_text(text.upper()) == fold_text(text.lower()) == folded
    assert folded.isascii()


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold_text(fold_text(text)) == fold_text(text)
    assert (
        make_match_key(fold_text(text))
        == make_match_key(make_match_key(text))
        == make_match_key(text)
    )


@given(vietnamese, vietnamese)
def test_folded_words_stay_apart(one, other):
    assert fold_text(f"{one} {other}") == f"{fold_text(one)} {fold_text(other)}".strip()


@given(vietnamese)
def test_plain_letters_are_ascii_and_fold_alike(text):
    assert strip_accents(text).replace("Ð", "D").isascii()
    assert fold_text(strip_accents(text)) == fold_text(text)


def test_plain_letters_keep_their_case():
    assert strip_accents("Phường Đồ Sơn (mới), hạn 16/05") == "Phuong Do Son (moi), han 16/05"
