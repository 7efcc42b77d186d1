"""Headings that ask for the data of a person, and whether any data stand below or beside."""

import pytest

from expectations.privacy.evidence import DECISIVE, PERSONAL_HEADING
from expectations.privacy.headings import MAX_HEADING_LENGTH, find_heading_evidence, is_heading
from warehouse.files.texts.file_texts import FileText


def asks(text, **surroundings):
    pieces = list(find_heading_evidence(FileText(text, **surroundings)))
    assert pieces in ([], [(PERSONAL_HEADING, DECISIVE)])
    return bool(pieces)


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("Họ và tên", True),
        ("HỌ VÀ TÊN:", True),
        ("Ho ten", True),
        ("CCCD", True),
        ("Địa chỉ", True),
        ("Tên nạn nhân", True),
        ("SĐT người báo tin", True),
        ("Họ và tên người lập biểu", False),  # who signs
        ("Tên cơ sở", False),
        ("Số vụ án", False),
        ("Tên", False),
        ("", False),
        ("12", False),
    ],
)
def test_a_heading_is_known_with_and_without_accents(text, whether):
    assert is_heading(text) is whether


def test_a_longer_text_is_a_sentence():
    heading = "Họ và tên"
    assert is_heading(heading + " " * (MAX_HEADING_LENGTH - len(heading)))
    assert not is_heading(heading + " " * (MAX_HEADING_LENGTH - len(heading) + 1))


@pytest.mark.parametrize(
    ("below", "whether"),
    [
        ("Lan", True),
        ("0312", True),
        ("", False),
        ("…", False),
        ("Nam", False),  # a subheading
        ("1", False),  # the number of the column
        ("b", False),
        ("(12)", False),
        ("123", True),
        ("Số CCCD", False),  # another heading
        ("Địa chỉ: …", False),
        ("Ghi rõ: (1) ....", False),
    ],
)
def test_data_below_make_it_a_column_of_persons(below, whether):
    assert asks("Họ và tên", below_text=below) is whether


def test_data_below_another_heading_are_no_persons():
    assert not asks("Số vụ án", below_text="12")
    assert not asks("Lý do", right_text="Lan")


def test_data_to_the_right_count_outside_the_head_of_a_table():
    assert asks("Họ và tên", right_text="Lan")
    assert asks("Họ và tên", right_text="Lan", row_texts=("Lan",))
    assert not asks("Họ và tên", right_text="Lý do", row_texts=("Lý do", "Ghi chú"))
    assert asks("Họ và tên", right_text="", below_text="Lan", row_texts=("Lý do", "Ghi chú"))


@pytest.mark.parametrize(
    ("zone", "person", "contact"),
    [
        ("body", True, True),
        ("letterhead", True, False),
        ("signature", False, False),
        ("property", False, False),
    ],
)
def test_a_letterhead_has_the_address_of_an_office(zone, person, contact):
    assert asks("Họ và tên", zone=zone, below_text="Lan") is person
    assert asks("Địa chỉ", zone=zone, below_text="12 phố Mới") is contact


@pytest.mark.parametrize(
    ("heading", "contact"),
    [("Tên cơ sở", False), ("Đơn vị", False), ("Trường", False), ("Lý do", True)],
)
def test_a_contact_beside_an_organisation_is_the_organisations(heading, contact):
    assert asks("Điện thoại", row_texts=("Ghi chú", heading), below_text="0225") is contact
    assert asks("Họ và tên", row_texts=("Ghi chú", heading), below_text="Lan")


@pytest.mark.parametrize(
    ("above", "whether"),
    [
        (("Đơn vị báo cáo:",), False),
        (("Địa chỉ:", "UBND PHƯỜNG HƯNG ĐẠO"), False),
        (("TÒA ÁN NHÂN DÂN QUẬN",), False),
        ((), True),
        (("Số vụ",), True),
        (("Họ tên:", "Công an quận"), True),  # the card of someone in a case
    ],
)
def test_a_telephone_below_an_office_is_the_offices(above, whether):
    surroundings = {"right_text": "0225.3881234", "row_texts": ("0225.3881234",)}
    assert asks("Điện thoại:", above_texts=above, **surroundings) is whether
    assert asks("Họ tên:", above_texts=above, **surroundings)


def test_a_column_below_an_office_is_still_of_persons():
    heads = ("Số vụ", "Lý do")
    assert asks("Điện thoại", below_text="0225", row_texts=heads, above_texts=("Công an quận",))


@pytest.mark.parametrize(
    ("surroundings", "whether"),
    [
        ({"right_text": "12", "row_texts": ("12", "tin", "40"), "below_text": "Tờ rơi"}, False),
        ({"row_texts": ("Số vụ", "Ghi chú"), "below_text": "120"}, False),
        ({"row_texts": ("Số vụ", "Ghi chú"), "below_text": "0912345"}, True),
        ({"row_texts": ("Tên", "Ghi chú"), "below_text": "lan.anh"}, True),
    ],
)
def test_a_contact_in_a_table_of_counts_heads_no_data(surroundings, whether):
    for contact in ("Zalo", "Facebook", "Số ĐT", "ĐT"):
        assert asks(contact, **surroundings) is whether
    assert asks("Năm sinh", row_texts=("Số vụ", "Ghi chú"), below_text="1985")
