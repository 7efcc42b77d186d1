"""One folded text for every way the same words are typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.text import (
    escape_invisible,
    fold_text,
    has_mixed_digits,
    make_match_key,
    strip_accents,
)

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


@pytest.mark.parametrize(
    ("text", "is_mixed"),
    [
        ("", False),
        ("chữ", False),
        ("0123456789", False),
        ("٠١٢٣٤٥٦٧٨٩", False),
        ("12٣", True),
        ("१٢", True),
        ("1x٢", True),
        ("1²", False),  # a superscript is no decimal digit
    ],
)
def test_digits_of_two_scripts_are_mixed(text, is_mixed):
    assert has_mixed_digits(text) is is_mixed


@pytest.mark.parametrize(
    ("text", "escaped_text"),
    [
        ("Phường Đa Phúc", "Phường Đa Phúc"),
        ("a\nb", r"a\u000ab"),
        ("a\u202eb", r"a\u202eb"),
        ("\x1b[31m", r"\u001b[31m"),
        ("a\u200bb\u00a0c", "a\\u200bb\u00a0c"),  # a blank that is seen stays
        ("\U000e0041", r"\U000e0041"),
        ("\uffff", r"\uffff"),
    ],
)
def test_what_nobody_sees_is_written_as_its_code(text, escaped_text):
    assert escape_invisible(text) == escaped_text


def test_a_sign_to_keep_stays_and_the_others_do_not():
    assert escape_invisible("a\n\u200bb", keep="\n") == "a\n\\u200bb"


@given(st.text(max_size=20))
def test_an_escaped_text_holds_nothing_invisible_and_is_escaped_once(text):
    escaped_text = escape_invisible(text)
    assert all(unicodedata.category(c) not in {"Cc", "Cf"} for c in escaped_text)
    assert escape_invisible(escaped_text) == escaped_text
