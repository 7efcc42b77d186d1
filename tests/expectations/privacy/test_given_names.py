"""People by their given names: in lists, behind a short form of address, behind a case."""

import pytest

from expectations.privacy.given_names import (
    has_usual_given_names,
    is_given_name,
    lists_given_names,
    names_someone_behind_case,
    names_someone_by_given_name,
)


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("Hoa, Lan, Huệ", True),
        ("Hoa, Lan", False),  # two may be anything
        ("chị Hoa, Lan", True),
        ("Xuân, Hạ, Thu", False),  # seasons
        ("Nam, Nữ", False),
        ("vắng: Hoa, Lan", True),
        ("vắng: Thu, Chi", False),  # both are usual words
        ("vắng: Hoa, Thu", True),
        ("3 cháu: Hoa, Lan", True),
        ("Hoa, Lan bị bắt", True),
        ("Hoa, Lan bị trả", False),  # reports are returned
        ("Hoa, Lan, Mai thuê nhà", True),
        ("Nguyen Lan, Tran Hoa", True),
        ("Hoa, Lan, Số", False),
        ("", False),
    ],
)
def test_given_names_in_a_list(text, whether):
    assert lists_given_names(text) is whether


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("gặp c. Hoa", True),
        ("hỏi a Lâm", True),
        ("c Hoa chưa nộp", True),
        ("c. Hoa", False),  # an item of a list
        ("a. Chi", False),
        ("c. Chi chưa nộp", False),  # a usual word
        ("c. Hoa, a. Lâm", True),
        ("a. Hoa, b. Lâm", False),  # items a and b
        ("Hoa (tổ 3)", True),
        ("Nam (tổ 3)", False),
        ("Phường (tổ 3)", False),
        ("gặp Hoa", False),
        ("", False),
    ],
)
def test_a_given_name_behind_a_short_form_of_address_or_at_the_opening(text, whether):
    assert names_someone_by_given_name(text) is whether


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("đơn của Phạm Hoa", True),
        ("hồ sơ Phạm Thùy Linh", True),
        ("truong hop pham thuy linh", True),
        ("đơn của PHẠM THÙY LINH", True),
        ("đơn của Phạm", False),
        ("đơn của Phường Mới", False),
        ("hồ sơ Công an phường", False),
        ("nộp Phạm Hoa", False),
        ("", False),
    ],
)
def test_a_name_right_behind_a_case(text, whether):
    assert names_someone_behind_case(text) is whether


@pytest.mark.parametrize(
    ("name", "whether"),
    [
        ("Phạm Thùy Linh", True),
        ("Pham Thuy Linh", True),
        ("Phạm Linh", False),  # one given name may be anything
        ("Phạm Số Linh", False),
        ("Phạm An Ninh", False),  # an office's words
    ],
)
def test_a_name_of_usual_given_names(name, whether):
    assert has_usual_given_names(name) is whether


@pytest.mark.parametrize(
    ("name", "whether"),
    [("Hoa", True), ("thùy linh", True), ("Hoa Phường", False), ("Nguyễn", False)],
)
def test_every_word_of_a_given_name_is_one(name, whether):
    assert is_given_name(name) is whether
