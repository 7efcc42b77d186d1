"""The live checks of our form: what a row says of what is typed in it, to Excel and to us alike."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.forms.blank import tiny_excel
from warehouse.catalogue import load_catalogue
from warehouse.forms.blank.live_checks import COMPLETE_TEXT, LiveChecks, dot_number

FORMS = ("ward", "police", "inspection_team", "education", "culture")


@cache
def catalogue():
    return load_catalogue()


def sound(form):
    """Fill a form without a fault: zeros, and Có for a yes-or-no question."""
    return {e.element: "Có" if e.is_yes_no else 0 for e in catalogue().forms[form].elements}


def ward(**typed):
    return LiveChecks.from_form(catalogue().forms["ward"], sound("ward") | typed)


@pytest.mark.parametrize(
    ("element", "typed", "expected_text"),
    [
        ("comm_sessions", 12, ""),
        ("comm_sessions", "-", ""),
        ("comm_sessions", " X ", ""),
        ("comm_sessions", None, "○ Chưa nhập"),
        ("comm_sessions", "…", "○ Chưa nhập"),
        ("online_posts", None, "◌ Được để trống"),
        ("online_posts", "…", "◌ Được để trống"),
        ("online_posts", "nhiều", "✘ Chỉ ghi số nguyên không âm, không kèm chữ"),
        ("comm_sessions", "khoảng 300", "✘ Chỉ ghi số nguyên không âm, không kèm chữ"),
        ("comm_sessions", "=1+1", "✘ Chỉ ghi số nguyên không âm, không kèm chữ"),
        ("comm_sessions", -1, "✘ Chỉ ghi số nguyên không âm, không kèm chữ"),
        ("comm_sessions", 1.5, "✘ Chỉ ghi số nguyên không âm, không kèm chữ"),
        ("comm_participants", 5001, "⚠ Khác thường (thường từ 0 đến 5.000), hãy xem lại"),
        ("integrated_programmes", 5, ""),
        ("integrated_programmes", 6, "✘ Chỉ ghi số nguyên từ 0 đến 5"),
        ("plan_in_force", "Không", ""),
        ("plan_in_force", 1, ""),
        ("plan_in_force", 2, "✘ Chọn Có hoặc Không"),
        ("plan_in_force", "rồi", "✘ Chọn Có hoặc Không"),
    ],
)
def test_one_cell(element, typed, expected_text):
    assert ward(**{element: typed}).evaluate_rows()[element] == expected_text


@pytest.mark.parametrize(
    ("typed", "element", "expected_text"),
    [
        ({"inspection_visits": 3, "inspection_visits_planned": 3}, "inspection_visits", ""),
        (
            {"inspection_visits": 4, "inspection_visits_planned": 3},
            "inspection_visits",
            "✘ Cộng các phần được 3, phải bằng 4",
        ),
        # Nothing is said of a sum that may still grow, unless it is too large already.
        ({"inspection_visits": 4, "inspection_visits_planned": None}, "inspection_visits", ""),
        (
            {
                "inspection_visits": 4,
                "inspection_visits_planned": 5,
                "inspection_visits_unannounced": None,
            },
            "inspection_visits",
            "✘ Cộng các phần được 5, phải bằng 4",
        ),
        (
            {"establishment_workers": 2, "establishment_workers_female": 2},
            "establishment_workers_female",
            "",
        ),
        (
            {"establishment_workers": 2, "establishment_workers_female": 3},
            "establishment_workers_female",
            "✘ Lớn hơn dòng 2 «Số người lao động tại các cơ sở»",
        ),
        (
            {"establishment_workers": "khoảng 2", "establishment_workers_female": 3},
            "establishment_workers_female",
            "",
        ),
    ],
)
def test_parts_and_wholes(typed, element, expected_text):
    assert ward(**typed).evaluate_rows()[element] == expected_text


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({}, COMPLETE_TEXT),
        ({"comm_participants": 5001}, COMPLETE_TEXT),
        ({"comm_sessions": "x"}, COMPLETE_TEXT),
        ({"online_posts": None, "leaflets_distributed": None}, COMPLETE_TEXT),
        ({"comm_sessions": "nhiều"}, "✘ Còn 1 chỗ cần sửa"),
        (
            {"comm_sessions": "nhiều", "volunteers": None},
            "✘ Còn 2 chỗ cần sửa (trong đó 1 ô chưa nhập)",
        ),
    ],
)
def test_the_status_line_counts(typed, status):
    assert ward(**typed).evaluate_status() == status


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({}, "✘ Còn 6 chỗ cần sửa (trong đó 6 ô chưa nhập)"),
        ({"posters": "…"}, "✘ Còn 6 chỗ cần sửa (trong đó 6 ô chưa nhập)"),
        ({"posters": 0}, COMPLETE_TEXT),
        ({"posters": "-"}, COMPLETE_TEXT),
    ],
)
def test_where_all_may_stay_blank_something_is_written(typed, status):
    assert LiveChecks.from_form(catalogue().forms["culture"], typed).evaluate_status() == status


def test_numbers_are_dotted_as_vietnamese_prints_them():
    assert [dot_number(n) for n in (0, 999, 1000, 5_000_000_000)] == [
        "0",
        "999",
        "1.000",
        "5.000.000.000",
    ]


SIGNS = ("-", "–", "x", "X", " - ", "Không", "…", "", "khoảng 300", "=1+1", "Có", "12")
CELL = st.one_of(
    st.none(),
    st.integers(-1, 4),
    st.sampled_from([301, 10**15 - 1, 10**15]),
    st.sampled_from(SIGNS),
)


@given(st.data())
def test_excel_and_we_say_the_same(data):
    form = catalogue().forms[data.draw(st.sampled_from(FORMS))]
    typed = sound(form.form) | {
        e.element: data.draw(CELL) for e in form.elements if data.draw(st.booleans())
    }
    checks = LiveChecks.from_form(form, typed)
    cells = {checks.cells[element]: value for element, value in typed.items()}
    formula_values = {
        f"F{checks.cells[e.element][1:]}": tiny_excel.value(checks.build_row_formula(e), cells)
        for e in form.elements
    }
    status = tiny_excel.value(checks.build_status_formula(), cells | formula_values)
    assert {"A9": status, **formula_values} == checks.list_formula_results()
