"""A full name is known by its words: more must speak for it where they are usual words too."""

import pytest

from expectations.privacy.full_names import count_words_of_name, list_usual_words


def count(text, before=""):
    return count_words_of_name(text.split()[:5], before + text, len(before))


@pytest.mark.parametrize(
    ("text", "before", "length"),
    [
        ("nguyễn ngọc bảo trân", "gặp ", 4),
        ("lê thị hoa", "", 3),
        ("mai phương thảo", "", 3),
        ("hồng bàng", "", 2),
        ("vo hoai nam", "", 0),
        ("vu quoc tuan", "ho so ", 3),
        ("vu quoc tuan cho biet", "nay ", 0),
        ("tran hung dao", "pho ", 3),
    ],
)
def test_a_name_or_a_namesake_is_measured(text, before, length):
    assert count(text, before) == length


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("lê minh", ""),
        ("phạm quy định", "vi "),
        ("cao xuân quý", "nâng "),
        ("nguyen nhan tang", ""),
        ("Lê Minh Tuấn", ""),
    ],
)
def test_other_words_are_none(text, before):
    assert count(text, before) == 0


def test_plain_names_are_usual_in_a_plain_text_alone():
    assert "tuan" in list_usual_words(is_plain=True)
    assert "tuan" not in list_usual_words(is_plain=False)
