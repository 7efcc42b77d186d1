"""A share beside the two numbers it is of: whether it follows from them."""

import json
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.codes import build_finding
from tests.warehouse.forms.typed_files import CATALOGUE, GRID, ROWS, VALUES, as_csv, only
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.reading.shares import parse_stated_share
from warehouse.periods import parse_period_code


@pytest.mark.parametrize(
    ("text", "expected"),
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
def test_a_stated_share(text, expected):
    assert parse_stated_share(text) == expected


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 2))
def test_a_share_rightly_rounded_is_right_and_the_next_but_one_is_wrong(part, whole, places):
    unit = Decimal(1).scaleb(-places)
    share = (Decimal(100 * part) / whole).quantize(unit, ROUND_HALF_UP)
    if share < 900:
        assert parse_stated_share(f"{part}/{whole} ({share}%)")[1]
        assert not parse_stated_share(f"{part}/{whole} ({share + 2 * unit}%)")[1]


def as_form(path, typed):
    """Fill our own form and type the text into the cell of the students reached."""
    period = parse_period_code("2023-H1")
    blank = BlankForm("education", "DK-GDDT", period, {**VALUES, "students_reached": typed})
    write_form(CATALOGUE, blank, path)
    return path.read_bytes()


@pytest.mark.parametrize("layout", ["template", "typed", "dhis2"])
def test_in_a_file_of_any_layout_the_cell_and_the_true_share_are_told(tmp_path, layout):
    typed = "1.195/2.767 (chiếm 46%)"
    sets = [
        {"dataElement": e, "value": v} for e, v in {**VALUES, "students_reached": typed}.items()
    ]
    files = {
        "template": lambda: as_form(tmp_path / "a.xlsx", typed),
        "typed": lambda: as_csv((*GRID[:9], (*ROWS[3][:3], typed), ROWS[4])).encode(),
        "dhis2": lambda: json.dumps(
            {
                "dataSet": "education",
                "period": "2023S1",
                "orgUnit": "DK-GDDT",
                "dataValues": sets,
            }
        ).encode(),
    }
    report = only(files[layout]())
    (doubt,) = report.drafts
    finding = build_finding(doubt, "s", report, CATALOGUE)
    assert (finding.code, finding.element) == ("E-SHARE-001", "students_reached")
    assert finding.observed == typed
    assert "43,2%" in finding.message_vi
