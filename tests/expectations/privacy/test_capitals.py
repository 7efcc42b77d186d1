"""Names typed in small letters, or in a text of capitals, get their capitals back; words do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.privacy.capitals import restore_capitals


@pytest.mark.parametrize(
    ("text", "restored_text"),
    [
        ("chưa gặp được lê minh tuấn", "chưa gặp được Lê Minh Tuấn"),
        ("CHƯA GẶP ĐƯỢC LÊ MINH TUẤN", "chưa gặp được Lê Minh Tuấn"),
        ("tran duc long bo tron", "Tran Duc Long bo tron"),
        ("đã mời âu dương quốc bảo", "đã mời Âu Dương Quốc Bảo"),
        ("nhà chị thắm", "nhà chị Thắm"),
        ("nhận tiền: hoa, lài, cúc", "nhận tiền: Hoa, Lài, Cúc"),
        ("đ/t l.t.m, 1990", "đ/t L.T.M, 1990"),
        ("ntkl (93) hiv+", "NTKL (93) hiv+"),
        ("em th., 14 tuổi", "em th., 14 tuổi"),
        ("chị m, tổ 3", "chị M, tổ 3"),
        ("nguyen t.h 27t", "Nguyen T.H 27t"),
        ("DANH THI SA VEN", "Danh Thi Sa Ven"),
    ],
)
def test_a_name_gets_its_capitals(text, restored_text):
    assert restore_capitals(text) == restored_text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hành vi quy định tại khoản 1",
        "khám giang mai định kỳ",
        "dấu chú thích, cần chú ý",
        "nạn nhân mua bán người",
        "đối tượng sinh năm 1985: 12",
        "giu nguyen nhu ky truoc",
        "bao cao van duoc chap nhan",
        "bé gái, bé trai",
        "quán cơm cô lan",
        "phường anh dũng",
        "Đã gặp Lê Minh Tuấn",
    ],
)
def test_other_words_stay_as_typed(text):
    assert restore_capitals(text) == text


@given(st.text(max_size=60))
def test_nothing_but_the_case_of_letters_changes(text):
    assert restore_capitals(text).casefold() == text.casefold()
