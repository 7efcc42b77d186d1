"""How a name stands in its sentence: someone concerned, an official, a place or a business.

The name is drawn in capitals: `nan nhan TEO` asks about «teo».
"""

import re

import pytest

from expectations.privacy.person_names import PersonName
from expectations.privacy.standing import (
    is_addressed,
    is_concerned,
    is_of_place_or_business,
    is_official,
)


def ask(question, text):
    drawn_name = re.search(r"[A-Z]+(?: [A-Z]+)*", text)
    return question(text.lower(), PersonName(drawn_name.start(), drawn_name.end(), 2))


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("nan nhan TEO", True),
        ("nan nhan la TEO", True),
        ("nan nhan nu, 15 tuoi, TEO", True),
        ("con cua ba TEO", True),
        ("ho ngheo TEO", True),
        ("ho tro nan nhan theo loi TEO", False),
        ("TEO la nan nhan", False),
        ("banan nhan TEO", False),
        ("TEO", False),
        ("nan nhan" + " " * 40 + "TEO", False),  # too far away
    ],
)
def test_a_role_of_a_case_right_before_a_name(text, whether):
    assert ask(is_concerned, text) is whether


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("gap ong TEO", True),
        ("ba: TEO", True),
        ("chau ten TEO", True),
        ("ong truong TEO", False),
        ("khong TEO", False),
        ("TEO", False),
    ],
)
def test_a_form_of_address_right_before_a_name(text, whether):
    assert ask(is_addressed, text) is whether


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("chu tich TEO", True),
        ("pho chu tich ubnd phuong TEO", True),
        ("TEO, chu tich", True),
        ("TEO (can bo)", True),
        ("TEO lap", True),
        ("TEO phat bieu", True),
        ("TEO - ubnd phuong", True),
        ("TEO", False),
        ("phuong TEO", False),
        ("chu tich gap TEO", False),  # met by the chairman
        ("chu tich; TEO", False),
        ("can bo tham ho TEO", False),
        ("can bo ho tro TEO", False),
        ("nguoi ky la giam doc va TEO", True),
        ("can bo " + "phuong " * 7 + "TEO", False),  # too far behind the post
        ("TEO va chu tich", False),
        ("ban tong ket da ky: TEO", True),
        ("da ky cam ket: TEO", False),  # what was signed is no office
        ("da ky bien ban TEO", False),
        ("dc TEO", True),
        ("chua gap dc TEO", False),  # «được», not «đồng chí»
        ("khong lien he dc TEO", False),
    ],
)
def test_a_post_beside_a_name_with_nothing_done_to_it(text, whether):
    assert ask(is_official, text) is whether


def test_of_two_posts_the_nearer_one_counts():
    assert ask(is_official, "chu tich gap can bo TEO")
    assert not ask(is_official, "can bo, chu tich gap TEO")


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("duong TEO", True),
        ("truong thcs TEO", True),
        ("tuyen duong so 5 TEO", True),
        ("phuong TEO", True),
        ("karaoke TEO", True),
        ("karaoke sao mai TEO", True),
        ("cong ty tnhh TEO", True),
        ("TEO spa", True),
        ("TEO KARAOKE", True),
        ("karaoke cua TEO", False),
        ("chu karaoke TEO", False),
        ("nhan vien karaoke TEO", False),
        ("duong di cua TEO", False),
        ("dg TEO", True),
        ("p. TEO", True),
        ("12/8 TEO", True),
        ("ngay 12/8 TEO", False),  # a day is no house number
        ("cap phat 12/8: TEO", False),
        ("hoc nghe nail: TEO", False),  # a trade is no business
        ("clb thang 5: TEO", False),
        ("nail khoa 3 gom TEO", False),
        ("phong kham da khoa TEO", True),
        ("th TEO", True),
        ("th TEO: xin rut", False),  # a case, not a school
        ("th TEO da chuyen di", False),
        ("TEO o duong 5", False),
        ("gap TEO", False),
        ("TEO", False),
        ("karaoke " + "a " * 20 + "TEO", False),
    ],
)
def test_a_place_or_a_business_bears_a_name(text, whether):
    assert ask(is_of_place_or_business, text) is whether
