"""Initials protect a person until a year, a place or a disease stands beside them."""

import pytest

from expectations.privacy.initials import has_initials_of_someone
from expectations.privacy.letters import fold_letters


def finds(text):
    return has_initials_of_someone(text, fold_letters(text))


@pytest.mark.parametrize(
    "text",
    [
        "L.T.M (1995)",
        "L.T.M., 13 tuổi",
        "L.T.M ở tổ 3",
        "L.T.M nhiễm HIV",
        "nghiện: L.T.M",
        "L-T-M sinh 1995",
        "L T M, tổ 3",
        "gặp LTM (1995)",
        "Nguyễn T.H 27t",
        "cháu L., tổ 3",
        "cháu T.H mang thai",
        "đối tượng Q, trú tại phường mới",
        "l.t.m, 1995",
        "LTM sinh 1995",
        "Q., 15 tuổi",
        "Nguyễn T H tổ 3",
        "H.M tổ 3",
        "L.T.M.N tổ 3",
        "chị LM, tổ 3",
        "đối tượng Q Hải Thành, tổ 3",
    ],
)
def test_initials_of_someone_who_is_known(text):
    assert finds(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ltm sinh",
        "L.T.M",  # nobody knows who
        "L-T-M, tổ 3",
        "cháu L. đã về",
        "U.B.N.D tổ 3",
        "UBND phường, tổ 3",
        "H.P.N tổ 3",  # a unit has a place
        "L.T.M.N.K tổ 3",  # too many letters for a person
        "TP. Hải Phòng, tổ 3",
        "đối tượng P. Hải Thành, tổ 3",
        "trường hợp Q 5, tổ 3",
        "các thôn 3 và L.T.M",
        "L.T.M 2021-2025",
        "L.T.M, 2023",
        "BHYT sinh 1995",
        "Hội T H tổ 3",
        "Tp.H, tổ 3",
        "chị CA, tổ 3",
        "NAM 1985 TỔ 3",
    ],
)
def test_initials_that_nobody_knows_and_abbreviations(text):
    assert not finds(text)


@pytest.mark.parametrize(
    ("text", "whether"),
    [("H.P.N, 1995", True), ("H.P.N tổ 3", False), ("L.T.M tổ 3", True), ("L.T.M, 1995", True)],
)
def test_the_initials_of_a_unit_are_a_persons_with_a_birth_year(text, whether):
    assert finds(text) is whether


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("Nguyễn Văn N, nhiễm HIV", True),
        ("Nguyễn N, tổ 3", True),
        ("Nguyễn N đã về", False),
        ("Lê Lợi Q. Ngô Quyền, thôn 3", False),  # a street, and the sign of a district
        ("Nguyễn H 27t", True),  # with an age, whatever the letter means elsewhere
    ],
)
def test_a_family_before_initials_hides_nothing(text, whether):
    assert finds(text) is whether


@pytest.mark.parametrize(
    ("words_between", "whether"), [(" ", True), (", " + "a" * 40 + " ", True), ("a" * 70, False)]
)
def test_a_place_counts_near_the_initials(words_between, whether):
    assert finds(f"L.T.M{words_between}tổ 3") is whether


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("L.T.M NHIỄM HIV", True),
        ("CHÁU L TỔ 3", False),  # in capitals every short word looks like initials
        ("CHÁU L. TỔ 3", True),
        ("CHÁU L TỔ 3. HẾT", False),
        ("L T M TỔ 3", False),
        ("L-T-M 1995", True),
    ],
)
def test_in_a_text_of_capitals_initials_have_dots(text, whether):
    assert finds(text) is whether
