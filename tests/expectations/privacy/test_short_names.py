"""A family and one given name in a sentence are a person; in a list of places they are not told."""

import pytest

from expectations.privacy.letters import fold_letters
from expectations.privacy.short_names import (
    find_two_word_names,
    is_listed,
    names_someone_shortly,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("chưa gặp được Lê Tuấn", ["Lê Tuấn"]),
        ("Trần Phú vắng khách", []),
        ("Le Tuan vang", []),
        ("Lê Tuấn Anh vắng", []),
        ("chợ «Lê Tuấn»", []),
    ],
)
def test_two_words_are_a_name(text, names):
    assert [text[n.start : n.end] for n in find_two_word_names(text)] == names


def test_a_name_beside_a_comma_is_listed():
    text = "xã Hồng Thái, Lê Hoa, và Lê Lan"
    listed_name, last_name = find_two_word_names(text)
    assert is_listed(text, listed_name)
    assert not is_listed(text, last_name)


@pytest.mark.parametrize(
    ("text", "is_someone"),
    [
        ("nạn nhân Hoa đã về", True),
        ("bà Huỳnh Thị Tố Nga - Phó Giám đốc Sở chủ trì", False),
        ("các chị em hội viên", False),
    ],
)
def test_a_short_name_behind_a_role_is_someone_and_an_official_is_not(text, is_someone):
    assert names_someone_shortly(text, fold_letters(text)) is is_someone
