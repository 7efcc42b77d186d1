"""What is said of a point: why it is provisional, and whose target it is measured by."""

import pytest

from assets.charts.point_texts import (
    format_target_label,
    is_provisional,
    list_provisional_reasons,
)
from assets.charts.points import Point
from tests import spec
from warehouse.periods import parse_period_code

CATALOGUE = spec.catalogue()


def point(**changes):
    return Point(parse_period_code("2023"), "DK", **{"value": 5.0} | changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"is_complete": False}, True),
        ({"has_doubt": True}, True),
        ({"value": 0.0, "is_complete": False}, True),
        ({"value": None, "is_complete": False}, False),
    ],
)
def test_a_value_is_provisional_while_a_report_is_missing_or_in_doubt(changes, expected):
    assert is_provisional(point(**changes)) is expected


@pytest.mark.parametrize(
    ("changes", "vi", "en"),
    [
        ({}, [], []),
        ({"is_complete": False}, ["chưa đủ số liệu"], ["incomplete"]),
        ({"has_doubt": True}, ["có số liệu đang được hỏi lại"], ["a value is being checked"]),
        (
            {"reports_missing": 1, "missing_reports": "2023-05 DK-TA", "is_complete": False},
            ["thiếu 1 báo cáo: 2023-05 DK-TA"],
            ["1 reports are missing: 2023-05 DK-TA"],
        ),
        (
            {"reports_missing": 2, "missing_reports": "a, b", "has_doubt": True},
            ["thiếu 2 báo cáo: a, b", "có số liệu đang được hỏi lại"],
            ["2 reports are missing: a, b", "a value is being checked"],
        ),
    ],
)
def test_each_reason_is_given_once_in_both_languages(changes, vi, en):
    assert list_provisional_reasons(point(**changes), "vi") == vi
    assert list_provisional_reasons(point(**changes), "en") == en


@pytest.mark.parametrize(
    ("count", "ending"),
    [(2, "a, b"), (3, "a, b, …"), (9, "a, b, …")],
)
def test_an_ellipsis_says_that_more_reports_are_missing_than_are_named(count, ending):
    (reason,) = list_provisional_reasons(
        point(reports_missing=count, missing_reports="a, b", is_complete=False), "vi"
    )
    assert reason == f"thiếu {count} báo cáo: {ending}"


def test_names_of_reports_are_no_markup():
    (reason,) = list_provisional_reasons(point(reports_missing=1, missing_reports="<b>"), "vi")
    assert reason.endswith("&lt;b&gt;")


@pytest.mark.parametrize(
    ("scope", "binds", "vi", "en"),
    [
        ("DK", True, "Chỉ tiêu: 70", "Target: 70"),
        ("VN", False, "Mục tiêu cả nước: 70", "Target of the whole country: 70"),
        ("DK", False, "Mục tiêu Quận Dương Kinh: 70", "Target of Duong Kinh District: 70"),
    ],
)
def test_a_target_that_does_not_bind_is_named_by_its_area(scope, binds, vi, en):
    aim = point(target_scope=scope, target_binds=binds)
    arguments = {"separator": ": ", "target": "70"}
    assert format_target_label(CATALOGUE, aim, "vi", **arguments) == vi
    assert format_target_label(CATALOGUE, aim, "en", **arguments) == en
