"""A figure with its names beside it, as an analyst reads it without a join."""

from tests.spec import drawn

WARDS = """
unit      | period  | loudspeaker_broadcasts
DK-DAPHUC | 2023-01 | 8
"""


def test_a_figure_stands_beside_its_names_and_days(warehouse_of):
    warehouse_of(drawn(WARDS)).shows(
        "marts.named_values",
        """
        indicator | unit      | period  | indicator_name_vi            | unit_name_vi   | period_name_vi | window_start | window_end | value | measure_vi
        TT05      | DK-DAPHUC | 2023-01 | Số lượt phát trên loa truyền thanh | Phường Đa Phúc | Tháng 01/2023  | 2022-12-15   | 2023-01-14 | 8     | lượt
        """,  # noqa: E501 - drawn
    )


def test_every_figure_has_one_row(warehouse_of):
    store = warehouse_of(drawn(WARDS)).store
    ((figures, rows),) = store.query_rows(
        "SELECT (SELECT count(*) FROM marts.indicator_values), "
        "(SELECT count(*) FROM marts.named_values)"
    )
    assert figures == rows > 0
