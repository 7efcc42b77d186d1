"""Names that no list of families holds, known by a birth year or an age right behind them."""

import pytest

from expectations.privacy.evidence import DECISIVE, INITIALS, NAME_AND_BIRTH
from expectations.privacy.letters import fold_letters
from expectations.privacy.unlisted_names import find_stranger_evidence


def find_kinds(text):
    pieces = list(find_stranger_evidence(text, fold_letters(text)))
    assert all(piece.weight == DECISIVE for piece in pieces)
    return [piece.kind for piece in pieces]


@pytest.mark.parametrize(
    "text",
    [
        "K'Brêu, sinh 1990",
        "John Smith born in 1990",
        "Kpă Thuyên (sinh ngày 12/3/1990)",
        "Ama Kông 45 tuổi",
        "Ama Kông SN 1990",
        "ngtuen van hai sn1988",
    ],
)
def test_capitalised_words_right_before_a_birth(text):
    assert find_kinds(text) == [NAME_AND_BIRTH]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "John Smith",
        "Smith, sinh 1990",  # one word is no name
        "john smith, sinh 1990",
        "John Smith, sinh 1990-1995",
        "John Smith, 45 tuổi trở lên",
        "John Smith đến họp, sinh 1990",
        "Đoàn Thanh niên sinh năm 1990",
        "Hội Phụ Nữ, 45 tuổi",
        "Đoàn Thanh Niên sinh năm 1990",
        "JOHN SMITH, SINH 1990",  # in capitals a capital marks nothing
        "John Smith, sinh 1919",
        "John Smith, sinh 2030",
    ],
)
def test_groups_spans_and_single_words_are_nobody(text):
    assert find_kinds(text) == []


def test_initials_and_a_stranger_are_two_pieces_of_evidence():
    assert find_kinds("L.T.M (1995) và John Smith, sinh 1990") == [INITIALS, NAME_AND_BIRTH]
    assert find_kinds("L.T.M (1995)") == [INITIALS]
    assert find_kinds("L.T.M (1995), JOHN SMITH, SINH 1990".upper()) == [INITIALS]
