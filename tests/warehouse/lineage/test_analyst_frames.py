"""The frames for analysts: what stands in them, that nothing is filled in unasked, as of when."""

from datetime import date

import pandas as pd
import pytest

from tests.spec import drawn, publish_drawn
from warehouse import open_published
from warehouse.lineage.analyst_frames import impute_gaps

NAMES = {"flow": "loudspeaker_broadcasts", "stock": "establishments"}
SENT = """
submission | received         | unit      | period  | flow | stock | says                  | found
a1         | 2023-02-03 08:00 | DK-DAPHUC | 2023-01 | 4    | 20    | obstacle: thiếu người |
a2         | 2023-03-03 08:00 | DK-DAPHUC | 2023-02 | 9    | 20    |                       | W-RANGE-001 in establishments
# March is missing, and in April the ward says the same again
a3         | 2023-05-03 08:00 | DK-DAPHUC | 2023-04 | 7    | 21    |                       |
"""  # noqa: E501 - drawn


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    home = publish_drawn(drawn(SENT, **NAMES), tmp_path_factory.mktemp("home"), date(2023, 6, 1))
    with open_published(home.root) as published:
        yield published


def select(rows, **where):
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows


def test_an_indicator_is_one_row_a_unit_and_period_with_names_and_days(published):
    rows = published.indicator("TT05")
    assert not rows.duplicated(["unit", "period"]).any()
    (january,) = select(rows, unit="DK-DAPHUC", period="2023-01").to_dict("records")
    names = ("unit_name", "unit_kind", "period_name", "grain", "segment", "value", "is_complete")
    expected = ("Phường Đa Phúc", "ward", "Tháng 01/2023", "month", 1, 4, True)
    assert tuple(january[name] for name in names) == expected
    days = [january[name] for name in ("unit_from", "unit_to", "period_start", "period_end")]
    assert days == [
        pd.Timestamp(day) for day in ("2021-01-01", "2025-06-30", "2022-12-15", "2023-01-14")
    ]


def test_a_missing_figure_stays_missing_and_says_why(published):
    rows = published.indicator("TT05")
    (march,) = select(rows, unit="DK-DAPHUC", period="2023-03").to_dict("records")
    assert (pd.isna(march["value"]), march["is_complete"]) == (True, False)
    assert march["null_reason"] == "not_reported"
    assert "imputed_value" not in rows


def test_the_frame_says_what_the_figures_are_and_when_they_were_published(published):
    attributes = published.indicator("TT05", "en").attrs
    assert attributes["unit_of_measure"] == "broadcasts"
    assert attributes["source"] == "plan II.1.b"
    assert attributes["as_of"].startswith("2023-06-01")
    assert published.reporting().attrs == {
        name: attributes[name] for name in ("published_at", "as_of")
    }


def test_filled_gaps_stand_beside_the_figures_with_their_method(published):
    rows = select(published.indicator("TT05", impute=True), unit="DK-DAPHUC", grain="month")
    filled = rows[rows["imputed_value"].notna()]
    assert filled[["period", "imputed_value", "imputation"]].to_numpy().tolist() == [
        ["2023-03", 8.0, "nội suy tuyến tính"]
    ]
    raw = select(published.indicator("TT05"), unit="DK-DAPHUC", grain="month")
    assert rows["value"].equals(raw["value"])


@pytest.mark.parametrize(
    ("segments", "values", "expected"),
    [
        ([1, 1, 1, 1], [2, None, None, 8], [None, 4, 6, None]),
        ([1, 1, 1, 1], [None, 2, 3, None], [None, None, None, None]),
        ([1, 1, 2, 2], [2, None, None, 8], [None, None, None, None]),
    ],
    ids=["between", "outside", "over a change of units"],
)
def test_only_what_lies_between_two_figures_of_one_stretch_is_filled(segments, values, expected):
    rows = pd.DataFrame(
        {"unit": "A", "grain": "month", "segment": segments, "value": pd.array(values, "Float64")}
    )
    rows.attrs = {"indicator": "X"}
    imputed = impute_gaps(rows.astype({"value": float}), "en")
    assert [None if pd.isna(v) else v for v in imputed["imputed_value"]] == expected
    assert imputed["imputation"].notna().tolist() == [v is not None for v in expected]
    assert imputed.attrs == {"indicator": "X"}


def test_figures_of_two_stretches_are_told_apart(tmp_path):
    with open_published(publish_drawn(drawn(SENT, **NAMES), tmp_path / "late").root) as late:
        segments = late.indicator("BC01").groupby("unit")["segment"]
    assert segments.agg(["min", "max"]).loc["DK-DAPHUC"].tolist() == [1, 1]
    assert segments.agg(["min", "max"]).loc["HP-DOSON"].tolist() == [2, 2]


def test_the_elements_of_a_form_lead_to_their_cells(published):
    rows = select(published.elements("ward"), element="loudspeaker_broadcasts")
    assert rows[["unit", "period", "value", "submission"]].to_numpy().tolist() == [
        ["DK-DAPHUC", "2023-01", 4, "a1"],
        ["DK-DAPHUC", "2023-02", 9, "a2"],
        ["DK-DAPHUC", "2023-04", 7, "a3"],
    ]
    assert rows["cell"].str.fullmatch(r"D\d+").all()


def test_reporting_has_what_is_owed_and_what_came(published):
    rows = select(published.reporting(), unit="DK-DAPHUC").set_index("period")
    assert rows.loc["2023-01":"2023-04", "accepted"].tolist() == [True, True, False, True]
    assert rows.loc["2023-03", "unit_name"] == "Phường Đa Phúc"


def test_findings_come_with_their_words_in_the_language_asked_for(published):
    (row,) = select(published.findings(), code="W-RANGE-001").to_dict("records")
    assert (row["unit_name"], row["message"]) == ("Phường Đa Phúc", "sai W-RANGE-001")
    assert published.findings("en").shape == published.findings().shape


def test_of_a_past_moment_the_frames_hold_what_was_known_then(published):
    with published.as_of("2023-03-01") as past:
        known = select(past.indicator("TT05"), unit="DK-DAPHUC", grain="month")
    assert known["value"].dropna().tolist() == [4]


@pytest.mark.parametrize(("method", "code"), [("indicator", "TT99"), ("elements", "wards")])
def test_what_does_not_exist_is_named(published, method, code):
    with pytest.raises(LookupError, match=f"«{code}»"):
        getattr(published, method)(code)


def test_findings_as_of_a_day_have_the_columns_of_today(published):
    today = published.findings()
    with published.as_of("2023-06-01") as past:
        then = past.findings()
    assert list(then.columns) == list(today.columns)
    assert set(then["finding"]) == set(today["finding"])
    assert then["opened_at"].notna().all()


def test_obstacles_come_with_unit_period_and_answer_and_only_as_of_today(published):
    (row,) = published.obstacles().to_dict("records")
    names = ("unit_name", "period_name", "kind", "text", "state")
    assert tuple(row[name] for name in names) == (
        "Phường Đa Phúc",
        "Tháng 01/2023",
        "obstacle",
        "thiếu người",
        "new",
    )
    assert pd.isna(row["reply"])
    assert published.obstacles("en")["unit_name"].tolist() == ["Da Phuc Ward"]
    with published.as_of("20/2/2023") as past, pytest.raises(ValueError, match="như hôm nay"):
        past.obstacles()
