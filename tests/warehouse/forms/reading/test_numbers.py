"""What a cell is taken for, sign by sign: the manual of numbers for senders."""

import math
import unicodedata
from datetime import date, time

import pytest
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from tests import spec
from warehouse.catalogue.bounds import MAX_NUMBER
from warehouse.forms.reading.numbers import format_raw_text, is_figure, read_cell
from warehouse.text import fold_text

WARD = spec.catalogue().forms["ward"]
COUNT = WARD.get_element("comm_sessions")
MONEY = WARD.get_element("fines_amount")
YES_NO = WARD.get_element("plan_in_force")

COUNTS = """
    12            | value          | 12
    08            | value          | 8
    08 buổi       | value          | 8
    1.234         | value          | 1234
    1.234.567     | value          | 1234567
    1 234         | value          | 1234
    1 234         | value          | 1234
    -5            | value          | -5
    −5            | value          | -5
    0             | value          | 0
    -             | zero           | 0
    –             | zero           | 0
    Không         | zero           | 0
    KHÔNG         | zero           | 0
    x             | not_applicable |
    X             | not_applicable |
    …             | missing        |
    ...           | missing        |
    ……            | missing        |
    .......       | missing        |
    1,234         | unreadable     | E-NUM-002
    1,234,567     | unreadable     | E-NUM-002
    78.33         | unreadable     | E-NUM-002
    0.123         | unreadable     | E-NUM-002
    12.34.56      | unreadable     | E-NUM-002
    12 34         | unreadable     | E-NUM-002
    (5)           | unreadable     | E-NUM-002
    46,58         | unreadable     | E-NUM-003
    1.234,5       | unreadable     | E-NUM-003
    khoảng 300    | unreadable     | E-NUM-004
    hơn 10,3 tỷ   | unreadable     | E-NUM-004
    trên 100.260  | unreadable     | E-NUM-004
    gần 50        | unreadable     | E-NUM-004
    > 10          | unreadable     | E-NUM-004
    ≥ 10          | unreadable     | E-NUM-004
    10 trở lên    | unreadable     | E-NUM-004
    #REF!         | unreadable     | E-NUM-005
    #DIV/0!       | unreadable     | E-NUM-005
    #N/A          | unreadable     | E-NUM-005
    15%           | unreadable     | E-NUM-007
    1.195/2.767 (chiếm 46%) | unreadable | E-SHARE-001
    1.195/2.767 (chiếm 43%) | unreadable | E-SHARE-002
    1.195/2.767   | unreadable     | E-NUM-001
    46,5 %        | unreadable     | E-NUM-007
    99999999999999999 | unreadable | E-NUM-008
    mười hai      | unreadable     | E-NUM-001
    12 vụ         | unreadable     | E-NUM-001
    5 + 3         | unreadable     | E-NUM-001
    1e3           | unreadable     | E-NUM-001
    10,3 tỷ       | unreadable     | E-NUM-001
    １２          | value          | 12
    12¹           | unreadable     | E-NUM-010
    12 ²          | unreadable     | E-NUM-010
    12*           | unreadable     | E-NUM-010
    1.234¹        | unreadable     | E-NUM-010
    ①             | unreadable     | E-NUM-010
    ⑴             | unreadable     | E-NUM-010
    12½           | unreadable     | E-NUM-010
    12 vụ¹        | unreadable     | E-NUM-001
    *             | unreadable     | E-NUM-001
    1٢            | unreadable     | E-NUM-011
    1.٢٣٤         | unreadable     | E-NUM-011
    ١٢            | value          | 12
    Ⅻ             | unreadable     | E-NUM-001
"""


def drawn(table):
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("typed", "state", "outcome"), drawn(COUNTS))
def test_a_count_typed_as_text(typed, state, outcome):
    reading = read_cell(typed, COUNT, WARD.marks)
    result = reading.code or ("" if reading.value is None else str(reading.value))
    assert (reading.state, result) == (state, outcome)


@pytest.mark.parametrize("empty", ["", "   ", "\u00a0", None])
def test_an_empty_cell_is_missing_not_zero(empty):
    assert read_cell(empty, COUNT, WARD.marks).state == "missing"


@pytest.mark.parametrize(
    ("raw", "state", "outcome"),
    [
        (18.0, "value", 18),
        (18, "value", 18),
        (0.0, "value", 0),
        (-3.0, "value", -3),
        (1.234, "unreadable", "E-NUM-003"),
        (True, "unreadable", "E-NUM-001"),
        (date(2023, 5, 1), "unreadable", "E-NUM-006"),
        (time(8, 0), "unreadable", "E-NUM-006"),
        (1e17, "unreadable", "E-NUM-008"),
    ],
)
def test_a_count_kept_as_a_number(raw, state, outcome):
    reading = read_cell(raw, COUNT, WARD.marks)
    assert (reading.state, reading.code or reading.value) == (state, outcome)


@pytest.mark.parametrize(
    ("raw", "factor", "value"),
    [
        ("1.234", 1000, 1_234_000),
        ("1.234,5", 1000, 1_234_500),
        ("46,58", 1_000_000, 46_580_000),
        (1934462.0, 1000, 1_934_462_000),
        (12.5, 1000, 12_500),
        (0.1, 1000, 100),
        (0.1 + 0.2, 10**6, 300_000),  # a sum Excel keeps as 0.30000000000000004 and shows as 0.3
        ("342.207.000đ", 1, 342_207_000),
        ("342.207.000 VNĐ", 1, 342_207_000),
        (1.1, 1000, 1100),  # 1.1 * 1000 is 1100.0000000000002 in binary
    ],
)
def test_money_in_thousands(raw, factor, value):
    assert read_cell(raw, MONEY, WARD.marks, factor).value == value


def test_a_fraction_that_stays_a_fraction_is_not_rounded():
    assert read_cell("1.234,5678", MONEY, WARD.marks, 1000).code == "E-NUM-003"


@pytest.mark.parametrize(
    ("raw", "value"),
    [("Có", 1), ("có", 1), ("CÓ", 1), ("Không", 0), ("1", 1), (1.0, 1), (0, 0), (True, 1)],
)
def test_yes_and_no(raw, value):
    assert read_cell(raw, YES_NO, WARD.marks).value == value


@pytest.mark.parametrize("raw", ["đang làm", "2", 3.0, "12"])
def test_neither_yes_nor_no(raw):
    assert read_cell(raw, YES_NO, WARD.marks).code == "E-BOOL-001"


@given(st.integers(min_value=0, max_value=MAX_NUMBER))
@example(1000)
@example(999)
def test_a_number_printed_the_vietnamese_way_reads_back(number):
    printed = format_decimal(number, locale="vi")
    assert read_cell(printed, COUNT, WARD.marks).value == number
    assert read_cell(str(number), COUNT, WARD.marks).value == number
    assert read_cell(float(number), COUNT, WARD.marks).value == number


@given(st.one_of(st.text(), st.floats(allow_nan=False, allow_infinity=False), st.integers()))
def test_whatever_stands_in_a_cell_is_a_value_a_sign_or_a_code(raw):
    reading = read_cell(raw, COUNT, WARD.marks)
    assert (reading.value is not None) == (reading.state in ("value", "zero"))
    assert (reading.code is not None) == (reading.state == "unreadable")


def test_a_cell_is_shown_as_typed():
    assert [format_raw_text(raw) for raw in (18.0, 1.5, "08", None, "")] == [
        "18",
        "1.5",
        "08",
        "",
        "",
    ]


numerals = st.characters(categories=("Nd", "Nl", "No"))


@given(st.text(numerals, min_size=1, max_size=6))
@example("12¹")
@example("①")
@example("1２")
@example("1٢")
def test_only_decimal_digits_of_one_script_are_a_number(typed):
    folded = unicodedata.normalize("NFKC", typed)
    is_number = typed.isdecimal() and len({ord(c) - int(c) for c in folded}) == 1
    reading = read_cell(typed, COUNT, WARD.marks)
    assert reading.value == (int(typed) if is_number else None)
    assert (reading.code is None) == is_number


@given(st.text(st.characters(exclude_categories=("Nd",)), min_size=1, max_size=3))
@example("¹")
@example("㍘")
def test_a_sign_that_is_no_decimal_digit_never_adds_one(sign):
    assert read_cell(f"12{sign}", COUNT, WARD.marks).value in (None, 12)
    assert not any(c.isdecimal() for c in fold_text(sign))


@pytest.mark.parametrize("raw", ["①", "¹", "1¹"])
def test_yes_is_not_a_sign_that_resembles_one(raw):
    assert read_cell(raw, YES_NO, WARD.marks).code == "E-BOOL-001"


@pytest.mark.parametrize("raw", [math.inf, -math.inf, math.nan])
def test_no_number_at_all(raw):
    assert read_cell(raw, COUNT, WARD.marks).code == "E-NUM-001"


@pytest.mark.parametrize(
    ("text", "code"),
    [("1" * 5000, "E-NUM-008"), ("1" * 100_000 + "x", "E-NUM-001"), ("(" * 99_999, "E-NUM-001")],
)
def test_a_text_without_end_is_no_number_and_costs_no_time(text, code):
    assert read_cell(text, COUNT, WARD.marks).code == code
    assert len(format_raw_text(text)) <= 32_767


@pytest.mark.parametrize(
    ("raw", "is_one"), [("12", True), ("12¹", True), ("12*", True), ("*", False), ("vụ¹", False)]
)
def test_a_figure_with_a_footnote_mark_is_still_a_figure(raw, is_one):
    assert is_figure(raw) == is_one
