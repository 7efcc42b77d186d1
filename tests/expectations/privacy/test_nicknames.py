"""People by their short names: a nickname, a nationality, a form of address, a shortened family."""

import pytest

from expectations.privacy.nicknames import find_single_persons, names_someone_by_nickname


@pytest.mark.parametrize(
    "text",
    [
        "Long trọc",
        "Long «sẹo»",
        "thường gọi là Bi",
        "biệt danh: Sói",
        "John Smith, quốc tịch Anh",
        "John Smith (mang hộ chiếu Pháp)",
        "Tr. Thị Nga",
        "Ng. Văn Tuấn",
        "Nguyễn.T.Hoa",
        "tiếp viên: Hoa",
        "Phạm Hoa bỏ trốn",
        "Phạm Hoa chuyển trường",
        "Phạm Hoa xin nghỉ",
        "Phạm Hoa bị bắt",
        "nguyen lan bo tron",
    ],
)
def test_a_short_name_of_one_person(text):
    assert names_someone_by_nickname(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Phường trọc",
        "Long",
        "thường gọi là Công an phường",
        "Công an Thành phố, quốc tịch Anh",
        "T.P. Hải Phòng",
        "nạn nhân: Nam",  # a sex, not a name
        "Phạm Hoa",
        "Phạm Hoa chuyển biến tốt",
        "Phạm Hoa xin lùi hạn",
        "Phạm Hoa bị nhắc",
        "An Ninh bị nhắc",
        "nguyen nhan bi tre",
    ],
)
def test_a_post_a_place_and_a_usual_word_are_nobody(text):
    assert not names_someone_by_nickname(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("gặp ông Thuyết và bà Chắt", ["Thuyết", "Chắt"]),
        ("chị Hoa Mai", ["Hoa Mai"]),
        ("các chị Hoa", []),  # more than one
        ("3 anh Dũng", []),
        ("ông Chủ tịch", []),
        ("ông thuyết", []),
        ("", []),
    ],
)
def test_any_name_behind_a_form_of_address_to_one_person(text, names):
    assert [text[start:end] for start, end in find_single_persons(text)] == names
