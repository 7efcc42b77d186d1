"""The same thing in the words of different offices, each of which is understood."""

import unicodedata

import pytest

from pipelines.demo import office_wording
from tests import spec
from warehouse.periods import Grain, find_periods, parse_period_code
from warehouse.text import fold_text

CATALOGUE = spec.catalogue()


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("Hòa Nghĩa", "Hoà Nghĩa"),
        ("PHƯỜNG HÒA NGHĨA", "PHƯỜNG HOÀ NGHĨA"),
        ("Lũy kế", "Luỹ kế"),
        ("ma túy", "ma tuý"),
        ("sức khỏe", "sức khoẻ"),
        ("Tòa án", "Toà án"),
        ("quý, toàn, khoảng", "quý, toàn, khoảng"),  # one way only
    ],
)
def test_older_typists_put_the_tone_on_the_other_letter(new, old):
    assert office_wording.apply_old_tones(new) == old
    assert fold_text(new) == fold_text(old)


def test_decomposed_letters_are_the_same_letters():
    apart = office_wording.decompose_text("Lũy kế")
    assert apart != "Lũy kế"
    assert unicodedata.normalize("NFC", apart) == "Lũy kế"


@pytest.mark.parametrize(
    ("number", "typed"),
    [(0, "00"), (8, "08"), (12, "12"), (1234, "1.234"), (11500000, "11.500.000"), (-5, "-5")],
)
def test_numbers_are_typed_with_dots_and_a_leading_zero(number, typed):
    assert office_wording.format_hand_typed_number(number) == typed


@pytest.mark.parametrize("period", CATALOGUE.list_periods(*Grain), ids=lambda period: period.code)
def test_every_wording_of_a_period_names_that_period(period):
    wordings = {office_wording.format_report_period(period, way) for way in range(4)}
    assert [find_periods(text) for text in wordings] == [[period]] * len(wordings)


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("DK-HOANGHIA", "UBND PHƯỜNG HÒA NGHĨA"),
        ("HP-HUNGDAO", "UBND PHƯỜNG HƯNG ĐẠO"),
        ("DK-TP", "PHÒNG TƯ PHÁP QUẬN DƯƠNG KINH"),
        ("DK-CA", "CÔNG AN QUẬN DƯƠNG KINH"),
    ],
)
def test_an_office_signs_with_its_full_name(unit, name):
    assert office_wording.format_letterhead_name(CATALOGUE, CATALOGUE.units[unit], 0) == name


def test_file_names_follow_the_habit_of_the_office():
    ward, month = CATALOGUE.units["DK-ANHDUNG"], parse_period_code("2023-05")
    assert [office_wording.format_report_file_name(ward, month, habit) for habit in (0, 1, 2)] == [
        "Báo cáo tháng 05 năm 2023 - Anh Dũng",
        "ANH DUNG 2023-05",
        "BC thang 5 nam 2023 Anh Dung",
    ]
