"""A share beside the two numbers it is of: whether it follows from them."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.forms.shares import stated_share


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.195/2.767 (chiem 46%)", ("43,2%", False)),
        ("1.195/2.767 (chiem 43%)", ("43,2%", True)),
        ("1.195/2.767 (chiem 43,2%)", ("43,2%", True)),
        ("1195/2767, dat 43.19 %", ("43,2%", True)),
        ("1195 / 2767 = 43,1%", ("43,2%", False)),
        ("1/8 (12,5%)", ("12,5%", True)),
        ("1/8 (12%)", ("12,5%", True)),
        ("1/8 (13%)", ("12,5%", True)),
        ("6/5 (120%)", ("120,0%", True)),
        ("1/0 (100%)", None),
        ("1.195/2.767", None),
        ("12/05/2023", None),
        ("46%", None),
        ("1.195 (46%)", None),
        ("1.195/2.767 (46% va 54%)", None),
    ],
)
def test_a_stated_share(text, found):
    assert stated_share(text) == found


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 2))
def test_a_share_rightly_rounded_is_right_and_the_next_but_one_is_wrong(part, whole, places):
    unit = Decimal(1).scaleb(-places)
    share = (Decimal(100 * part) / whole).quantize(unit, ROUND_HALF_UP)
    if share < 900:
        assert stated_share(f"{part}/{whole} ({share}%)")[1]
        assert not stated_share(f"{part}/{whole} ({share + 2 * unit}%)")[1]
