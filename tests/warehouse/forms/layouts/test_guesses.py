"""The period and the unit that a workbook most likely means, where it says so in odd places."""

import pytest

from tests.warehouse.forms.layouts.drawn_sheets import CATALOGUE, KNOWN
from warehouse.files.grid import Sheet
from warehouse.forms.layouts.period_guess import guess_period
from warehouse.forms.layouts.sheet_titles import read_strange_workbook
from warehouse.forms.layouts.unit_guess import guess_unit, list_subjects, weigh_forms
from warehouse.periods import parse_period_code

TABLE = [["Nội dung", "Số liệu"], ["Số vụ", 4.0], ["Số người", 6.0]]


def read(*titles, name="Sheet1", file_name="", notes=(), others=()):
    rows = [[title, ""] for title in titles] + [["", ""], *TABLE, *([n, ""] for n in notes)]
    sheets = [Sheet(name, True, rows), *(Sheet("Bìa", True, [[text]]) for text in others)]
    return read_strange_workbook(sheets, file_name)[0]


@pytest.mark.parametrize(
    ("form", "strange", "code"),
    [
        ("ward", read("Kỳ báo cáo: từ 15/5 đến 14/6/2023"), "2023-06"),
        ("ward", read("Từ ngày 15 tháng 12 năm 2022 đến ngày 14 tháng 1 năm 2023"), "2023-01"),
        ("police", read("Biểu 2", name="T5", notes=["Số liệu năm 2023"]), "2023-05"),
        ("court", read("Quý II", "Năm 2023 so với năm 2022"), "2023-Q2"),
        ("court", read("Biểu 1", others=["Kỳ: quý III và 9 tháng đầu năm 2023"]), "2023-Q3"),
        ("court", read("Biểu 1", file_name="Q4.2022.xlsx"), "2022-Q4"),
        ("court", read("Số liệu tính đến ngày 14/9/2023"), "2023-Q3"),
        ("court", read("6 tháng đầu năm 2023"), "2023-Q2"),
        ("finance", read("Cả năm 2023"), "2023-H2"),
        ("ward", read("Hải Phòng, ngày 16 tháng 6 năm 2023"), "2023-06"),
    ],
)
def test_a_period_is_guessed(form, strange, code):
    period = guess_period(CATALOGUE.forms[form], strange, CATALOGUE.calendar)
    assert period == parse_period_code(code)


def test_no_time_at_all_is_no_period():
    assert guess_period(CATALOGUE.forms["court"], read("Biểu"), CATALOGUE.calendar) is None


@pytest.mark.parametrize(
    ("form", "strange", "unit"),
    [
        ("court", read("Biểu 1"), "DK-TA"),
        ("ward", read("Hoà Nghĩa, ngày 15 tháng 6 năm 2023"), "DK-HOANGHIA"),
        ("ward", read("Biểu 1", notes=["TM. UBND PHƯỜNG TÂN THÀNH"]), "DK-TANTHANH"),
        ("mass_organisation", read("Biểu 1", file_name="Hội LHPN quận.xlsx"), "DK-HPN"),
        ("mass_organisation", read("HLHPN Q. DƯƠNG KINH"), "DK-HPN"),
        ("mass_organisation", read("UBMTTQVN quận"), "DK-MTTQ"),
    ],
)
def test_a_unit_is_guessed(form, strange, unit):
    period = parse_period_code("2023-Q2" if form != "ward" else "2023-06")
    assert guess_unit(CATALOGUE.forms[form], strange, KNOWN, period).unit == unit


def test_a_ward_not_named_is_no_unit():
    period = parse_period_code("2023-06")
    assert guess_unit(CATALOGUE.forms["ward"], read("Quận Dương Kinh"), KNOWN, period) is None


def test_the_sender_weighs_more_than_whoever_is_named_later():
    strange = read("TAND quận Dương Kinh", "Theo mẫu của Phòng Tư pháp", "Kính gửi: TTYT quận")
    assert weigh_forms(strange, KNOWN) == {"court": 1.0, "justice": 0.3}


def test_other_wards_are_other_subjects():
    subjects = list_subjects(CATALOGUE.units["DK-HOANGHIA"], KNOWN)
    assert {"tan thanh", "phuong anh dung"} <= subjects.others
    assert {"hoa nghia", "quan duong kinh"} <= subjects.names - subjects.others


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("P. LĐ - TB&XH quận", "social_affairs"),
        ("CA Q. Dương Kinh", "police"),
        ("PHÒNG VH-TT", "culture"),
        ("P.TP", "justice"),
        ("TTYT Q.DK", "health"),
    ],
)
def test_a_name_in_initials_says_the_form(title, form):
    assert list(weigh_forms(read(title), KNOWN)) == [form]


@pytest.mark.parametrize("title", ["Theo QĐ số 12", "TP Hải Phòng", "BCĐ PCMD quận"])
def test_other_initials_name_no_unit(title):
    assert weigh_forms(read(title), KNOWN) == {}
