"""The lists of names: with and without accents, and each list for its own use."""

import pytest

from expectations.privacy.name_lists import (
    is_family_name,
    is_namesake,
    load_family_names,
    load_name_words,
)


@pytest.mark.parametrize(
    ("word", "whether"),
    [
        ("Nguyễn", True),
        ("nguyen", True),
        ("NGUYỄN", True),
        ("Ngyuễn", False),
        ("Phường", False),
        ("", False),
    ],
)
def test_a_family_is_known_however_it_is_typed(word, whether):
    assert is_family_name(word) is whether


def test_a_family_has_the_words_that_make_another_word_of_it():
    families = load_family_names()
    assert {"nguyễn", "nguyen", "đặng", "dang"} <= families.keys()
    assert all(name == name.lower() for name in families)
    followers = {family: next_words for family, next_words in families.items() if next_words}
    assert followers, "«cao điểm», «hoàng hôn»"
    assert all(word == word.lower() for family in followers.values() for word in family)


@pytest.mark.parametrize(
    ("name", "whether"),
    [
        ("Lê Văn Tám", True),
        ("LÊ VĂN TÁM", True),
        ("le van tam", True),
        ("Lê Văn Tâm", False),  # another name, though the same without accents
        ("Lê Văn", False),
        ("", False),
    ],
)
def test_a_namesake_is_a_whole_name_with_its_own_accents(name, whether):
    assert is_namesake(name) is whether


def test_lists_of_words_are_read_with_and_without_accents():
    given_names = load_name_words("given_names")
    assert {"thủy", "thuy", "hoà", "hòa", "hoa"} <= given_names
    assert "nguyễn" not in given_names
    assert "ubnd" in load_name_words("abbreviations")
    assert not load_name_words("abbreviations") & {"nguyễn", "trần"}


def test_a_list_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError, match="surnames"):
        load_name_words("surnames")
