"""Formulas, relations and ranges in words."""

from typing import get_args

import pytest

from warehouse.catalogue import load_catalogue, phrases
from warehouse.catalogue.declarations import Total, Verdict
from warehouse.catalogue.indicators import Indicator, Measure, Term
from warehouse.catalogue.models import Element
from warehouse.periods import Grain


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def indicator(numerator, denominator=(), factor=1):
    looks_back = any(term.years_back for term in (*numerator, *denominator))
    kind = "change" if looks_back else "share" if denominator else "count"
    return Indicator(
        indicator="XX01",
        name_vi="x",
        name_en="x",
        kind=kind,
        count_kind="stock",
        numerator=tuple(numerator),
        denominator=tuple(denominator),
        factor=factor,
        unit_vi="%",
        unit_en="%",
        direction="none",
        basis="practice",
    )


def court(element, **more):
    return Term(form="court", element=element, **more)


TRIED, ACCEPTED = court("cases_tried"), court("cases_accepted")
TRIED_VI, ACCEPTED_VI = (
    "«Số vụ đã xét xử» (`court.cases_tried`)",
    "«Số vụ thụ lý» (`court.cases_accepted`)",
)


@pytest.mark.parametrize(
    ("numerator", "denominator", "factor", "vi"),
    [
        ([TRIED], [], 1, TRIED_VI),
        ([TRIED], [ACCEPTED], 100, f"100 × {TRIED_VI} ÷ {ACCEPTED_VI}"),
        ([TRIED, ACCEPTED], [], 1, f"{TRIED_VI} + {ACCEPTED_VI}"),
        (
            [TRIED, court("cases_tried", coefficient=-1, years_back=1)],
            [ACCEPTED],
            1,
            f"({TRIED_VI} − {TRIED_VI} cùng kỳ năm trước) ÷ {ACCEPTED_VI}",
        ),
        ([court("cases_tried", coefficient=-2)], [], 1, f"−2 × {TRIED_VI}"),
        (
            [Term(measure="units_with", form="court", element="cases_tried", at_least=3)],
            [Term(measure="units_owed", form="court")],
            100,
            f"100 × (số đơn vị có {TRIED_VI} từ 3 trở lên) ÷ (số đơn vị phải báo cáo (`court`))",
        ),
        (
            [
                Term(
                    measure="units_with",
                    form="court",
                    element="cases_tried",
                    at_least=3,
                    over_time="every",
                )
            ],
            [],
            1,
            f"số đơn vị có {TRIED_VI} từ 3 trở lên ở mọi báo cáo phải nộp của kỳ",
        ),
        ([Term(measure="reports_on_time")], [], 1, "số báo cáo ấy nhận đúng hạn"),
    ],
)
def test_formula(catalogue, numerator, denominator, factor, vi):
    description = phrases.describe_formula(
        indicator(numerator, denominator, factor), catalogue.forms
    )
    assert description[0] == vi


def test_formula_in_english(catalogue):
    description = phrases.describe_formula(catalogue.indicators["TP01"], catalogue.forms)[1]
    assert description == (
        "100 × «Cases tried» (`court.cases_tried`) ÷ «Cases accepted» (`court.cases_accepted`)"
    )


def test_every_measure_has_words(catalogue):
    for measure in set(get_args(Measure)) - {"element", "units_with"}:
        description = phrases.describe_formula(
            indicator([Term(measure=measure, form="ward")]), catalogue.forms
        )
        assert all("(`ward`)" in text for text in description)


def test_every_nature_frequency_and_direction_has_words():
    natures = get_args(Element.model_fields["nature"].annotation)
    directions = get_args(Indicator.model_fields["direction"].annotation)
    assert set(phrases.NATURE_NAMES) == set(phrases.NATURE_RULES) == set(natures)
    assert set(phrases.DIRECTION_PHRASES) == set(directions)
    assert set(phrases.FREQUENCY_NAMES) == set(Grain)


@pytest.mark.parametrize(
    ("form", "element", "vi", "en"),
    [
        ("court", "cases_tried", "", ""),
        ("court", "mobile_trials", "trong đó, của «Số vụ đã xét xử»", "of which, of «Cases tried»"),
        (
            "ward",
            "inspection_visits_unannounced",
            "một phần của «Số lượt kiểm tra cơ sở»; các phần cộng lại bằng tổng",
            "part of «Inspection visits»; the parts add up to the whole",
        ),
    ],
)
def test_relation(catalogue, form, element, vi, en):
    form = catalogue.forms[form]
    assert phrases.describe_part(form, form.get_element(element)) == (vi, en)


@pytest.mark.parametrize(
    ("form", "number", "vi", "en"),
    [
        (
            "ward",
            0,
            "«Lượt người tham dự tuyên truyền»: từ 5 đến 500 lượt người trên mỗi buổi "
            "(«Số buổi tuyên truyền trực tiếp»)",
            "«Participants in communication sessions» between 5 and 500 for each of "
            "«Communication sessions held»",
        ),
        (
            "finance",
            0,
            "«Kinh phí đã thực hiện (lũy kế từ đầu năm)» không quá «Kinh phí được bố trí trong "
            "năm», cho phép lệch 10%",
            "«Budget spent (year to date; VND)» at most «Budget allocated for the year (VND)», "
            "tolerance 10%",
        ),
        (
            "police",
            1,
            "có «Số bị can bị khởi tố» thì phải có «Số vụ khởi tố»",
            "«Accused» only with «Criminal cases opened»",
        ),
    ],
)
def test_declared(catalogue, form, number, vi, en):
    form = catalogue.forms[form]
    assert phrases.describe_relation(form, form.relations[number]) == (vi, en)


def test_total(catalogue):
    team = catalogue.forms["inspection_team"]
    assert phrases.describe_total(team, team.totals[0], catalogue.forms) == (
        "«Số lượt kiểm tra» cả quý không quá tổng «Số lượt kiểm tra cơ sở» "
        "(`ward.inspection_visits`) của các đơn vị cùng địa bàn",
        "«Inspection visits» of a quarter is at most the sum of «Inspection visits» "
        "(`ward.inspection_visits`) of the units of the same area",
    )


def test_jump(catalogue):
    ward = catalogue.forms["ward"]
    assert phrases.describe_stock_jump(None, ward.jump)[1] == (
        "a stock changes by at most 50% between reports (below 10 counts as 10)"
    )
    assert phrases.describe_stock_jump(ward.get_element("volunteers"), ward.jump)[0].startswith(
        "«Số tình nguyện"
    )


def test_every_verdict_and_kind_of_total_has_words():
    assert set(phrases.VERDICT_PHRASES) == set(get_args(Verdict))
    assert set(phrases.TOTAL_PHRASES) == set(get_args(Total.model_fields["kind"].annotation))


def test_ranges(catalogue):
    ward = catalogue.forms["ward"]
    assert phrases.describe_ranges(ward.get_element("plan_in_force")) == (
        "chỉ nhận 0–1",
        "only 0–1",
    )
    assert phrases.describe_ranges(ward.get_element("fines_amount"))[0] == "thường 0–5.000.000.000"


def test_a_range_below_zero_is_in_words(catalogue):
    posts = catalogue.forms["ward"].get_element("online_posts")
    balance = posts.model_copy(update={"valid": (-1200, 1200), "plausible": (-5, 5)})
    assert phrases.describe_ranges(balance) == (
        "chỉ nhận từ -1.200 đến 1.200; thường từ -5 đến 5",
        "only from -1.200 to 1.200; usually from -5 to 5",
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [(70.0, "70"), (1234, "1.234"), (1234.5, "1.234,5"), (0.25, "0,25"), (-3, "-3")],
)
def test_numbers_are_printed_as_in_vietnam(value, text):
    assert phrases.format_vietnamese_number(value) == text
