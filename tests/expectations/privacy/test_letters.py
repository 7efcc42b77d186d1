"""Folding letter by letter, and what people do to hide a name from a machine."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.privacy.letters import CAPITAL, SMALL, fold_letters, undo_disguise


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Ưởng", "dang thi uong"),
        ("ÐẠI", "dai"),  # the Icelandic letter that some keyboards give
        ("PLAIN 12", "plain 12"),
        ("", ""),
        ("½ ℃ 漢", "½ ℃ 漢"),
    ],
)
def test_letters_are_folded_and_signs_are_kept(text, folded):
    assert fold_letters(text) == folded


@settings(max_examples=50)
@given(st.text())
def test_every_place_stays_the_same_and_folding_twice_changes_nothing(text):
    text = unicodedata.normalize("NFC", text)
    folded = fold_letters(text)
    assert len(folded) == len(text)
    assert fold_letters(folded) == folded
    assert fold_letters(text[:5]) == folded[:5]


def test_the_alphabet_has_both_cases_of_every_vietnamese_letter():
    for letter in "AĂÂĐEÊOÔƠUƯY":
        assert letter in CAPITAL
        assert letter.lower() in SMALL
        if letter != "Đ":
            for accent in "\u0300\u0301\u0303\u0309\u0323":
                composed = unicodedata.normalize("NFC", letter + accent)
                assert composed in CAPITAL
                assert composed.lower() in SMALL
    assert not set(CAPITAL) & set(SMALL) - set("[]")


@pytest.mark.parametrize(
    ("text", "plain_text"),
    [
        ("N g u y ễ n", "Nguyễn"),
        ("T H U", "T H U"),  # three letters are an abbreviation
        ("NguyễnVănTèo", "Nguyễn Văn Tèo"),
        ("VănTèo", "VănTèo"),  # two words may be a trade mark
        ("Nguyễn.Văn.Tèo", "Nguyễn Văn Tèo"),
        ("Nguyễn_Văn_Tèo", "Nguyễn Văn Tèo"),
        ("bao_cao.xlsx", "bao cao xlsx"),
        ("v.v. Tr.", "v.v. Tr."),
        ("Nguyễn-Văn-Tèo", "Nguyễn Văn Tèo"),
        ("Trần-thị-Bưởi", "Trần thị Bưởi"),
        ("Hà Nội-Hải Phòng", "Hà Nội-Hải Phòng"),
        ("Phạm thj Bưởi", "Phạm thi Bưởi"),
        ("cháu h0a", "cháu hoa"),
        ("Tj 0 10", "Tj 0 10"),
        ("số 10, tổ 5", "số 10, tổ 5"),
        ("quý I", "quý I"),
        ("", ""),
    ],
)
def test_a_disguise_is_undone_and_other_texts_are_left(text, plain_text):
    assert undo_disguise(text) == plain_text
