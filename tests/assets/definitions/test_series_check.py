"""The series stage as one asset check: counts by form, the worst signals, and nothing stopped."""

import pytest

from assets.definitions.series_check import build_series_result
from tests.spec import catalogue, drawn

COPIED = """
submission | unit      | period  | sessions | participants
a1         | DK-DAPHUC | 2023-01 | 197      | 2317
a2         | DK-DAPHUC | 2023-02 | 197      | 2317
"""
OTHERWISE = COPIED.replace("2023-02 | 197 ", "2023-02 | 198 ")


@pytest.fixture(scope="module")
def checked(warehouse_of):
    def check(text):
        reports = drawn(text, sessions="comm_sessions", participants="comm_participants")
        check_result = build_series_result(warehouse_of(reports).path, catalogue())
        return check_result, {name: value.value for name, value in check_result.metadata.items()}

    return check


def test_what_the_series_raise_is_told_by_form_and_with_its_place(checked):
    check_result, metadata = checked(COPIED)
    assert (check_result.passed, check_result.severity.value) == (False, "WARN")
    assert (metadata["failing_values"], metadata["checked_values"]) == (1, metadata["rules"])
    form = catalogue().forms["ward"].name_vi
    assert list(metadata["by_form"].records[0].data.values()) == [
        form,
        *(
            metadata[name]
            for name in ("rules", "checked_values", "failing_values", "unknown_values")
        ),
    ]
    assert [tuple(record.data.values()) for record in metadata["worst"].records] == [
        (
            "W-COPY-001",
            form,
            1.0,
            "Báo cáo",
            None,
            "Phường Đa Phúc",
            "Tháng 02/2023",
            "a2",
            "docs/findings/W-COPY-001.md",
        )
    ]


def test_series_without_a_doubt_pass(checked):
    check_result, metadata = checked(OTHERWISE)
    assert check_result.passed
    assert (metadata["failing_values"], metadata["worst"].records) == (0, [])


def test_nothing_to_compare_is_no_doubt(checked):
    check_result, metadata = checked("unit | period")
    assert check_result.passed
    assert (metadata["rules"], metadata["checked_values"], metadata["unknown_values"]) == (0, 0, 0)
