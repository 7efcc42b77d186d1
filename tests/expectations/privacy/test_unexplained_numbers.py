"""A long number of someone is found by what does not explain it."""

import pytest

from expectations.privacy.unexplained_numbers import has_unexplained_number


@pytest.mark.parametrize(
    "text",
    ["ctv nhan qua tpb-0324-7715-801", "goi so 91-23 45 678", "so cua chi 397218640"],
)
def test_a_number_beside_someone_is_one(text):
    assert has_unexplained_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "397218640",
        "so du 1.250.000.000 cua chi em",
        "chi em vay 397218640 dong",
        "goi duong day nong 1900 545559",
        "so nguoi ngay 12.05.2024 - 13.05.2024",
        "bien ban so 20240614 cua doi",
        "cap the cho 12345678 nguoi",
        "anh em doi dan phong: 120 - 130 - 150",
        "so 397218640 cua don vi",
    ],
)
def test_an_amount_a_date_a_paper_or_a_count_is_none(text):
    assert not has_unexplained_number(text)
