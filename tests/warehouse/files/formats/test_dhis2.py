"""Data value sets in JSON and CSV: codes that move, and numbers a machine wrote."""

import json
from dataclasses import replace

import pytest

from tests.warehouse.forms.typed_files import (
    CATALOGUE,
    READER,
    RECEIVED,
    VALUES,
    is_whole,
    only,
    read,
    values,
)
from warehouse.files.formats.dhis2 import MAX_VALUE_SETS, JsonSyntaxError, parse_json_sets
from warehouse.forms.reading.value_sets import parse_dhis2_period
from warehouse.forms.report_reader import ReportReader

DATA = [{"dataElement": name, "value": str(value)} for name, value in VALUES.items()]
WARD = [e.element for e in CATALOGUE.forms["ward"].elements]


def as_json(values=DATA, **header):
    header = {"dataSet": "education", "period": "2023S1", "orgUnit": "DK-GDDT"} | header
    return json.dumps(header | {"dataValues": values}, ensure_ascii=False).encode()


def as_csv(rows, header="dataelement,period,orgunit,categoryoptioncombo,value,comment"):
    return "\n".join([header, *(",".join(row) for row in rows)]).encode()


def list_doubts(report):
    return [(d.code, d.cell, d.observed) for d in report.drafts]


def test_a_set_in_json_with_the_path_of_every_value():
    report = only(as_json())
    assert (report.form, report.unit, report.period) == ("education", "DK-GDDT", "2023-H1")
    assert (values(report), report.drafts) == (VALUES, ())
    assert report.cells.cell[1] == "$.dataValues[1].value"
    assert report.sheet == "dataValueSets"


def test_a_set_in_csv_names_no_form_and_takes_the_units():
    rows = [(name, "2023S1", "DK-GDDT", "default", str(v), "a;b") for name, v in VALUES.items()]
    report = only(as_csv(rows))
    assert (report.form, report.period, values(report)) == ("education", "2023-H1", VALUES)
    assert {c.element: c.cell for c in report.cells}["schools_with_activity"] == "E3"


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ({"orgUnit": "11689", "period": "202305"}, "DK-ANHDUNG"),
        ({"orgUnit": "11689", "period": "202508"}, "HP-HUNGDAO"),
        ({"orgUnit": "11686", "period": "202508"}, None),
        ({"orgUnit": "DK-ANHDUNG", "period": "202305"}, "DK-ANHDUNG"),
        ({"orgUnit": "Anh Dũng", "period": "202305"}, None),
    ],
)
def test_a_code_means_the_unit_that_bore_it_then(code, unit):
    (report,) = read(
        as_json([{"dataElement": WARD[0], "value": 3}], dataSet="ward", **code)
    ).reports
    assert report.unit == unit
    assert [d.code for d in report.drafts if d.code == "E-UNIT-004"] == (
        [] if unit else ["E-UNIT-004"]
    )


@pytest.mark.parametrize(
    ("code", "period"),
    [
        ("202305", "2023-05"),
        ("2023Q2", "2023-Q2"),
        ("2023S1", "2023-H1"),
        ("2023S2", "2023-H2"),
        ("2023", "2023"),
        ("202313", None),
        ("2023Q5", None),
        ("2023-05", None),
        ("20230514", None),
        ("", None),
    ],
)
def test_periods_as_dhis2_codes_them(code, period):
    parsed_period = parse_dhis2_period(code)
    assert (parsed_period and parsed_period.code) == period


def test_a_period_that_cannot_be_read_is_told_where_the_values_begin():
    (report,) = read(as_json(period="tháng 5")).reports
    assert report.period is None
    assert list_doubts(report) == [("E-PERIOD-008", "$.dataValues", "tháng 5")]


@pytest.mark.parametrize(
    ("written", "value", "code"),
    [
        ("1234", 1234, None),
        (1234, 1234, None),
        (12.0, 12, None),
        ("12.0", 12, None),
        ("1.234", None, "E-NUM-003"),
        (1.234, None, "E-NUM-003"),
        ("khoảng 300", None, "E-NUM-004"),
        ("1E3", None, "E-NUM-001"),
        (True, None, "E-NUM-001"),
        (["3"], None, "E-NUM-001"),
        ("9" * 25, None, "E-NUM-008"),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_machines_point_opens_decimals(written, value, code):
    (report,) = read(as_json([{"dataElement": "schools", "value": written}])).reports
    assert values(report)["schools"] == value
    assert [d.code for d in report.drafts] == ([code] if code else [])


@pytest.mark.parametrize(("written", "value"), [("true", 1), ("false", 0), (True, 1), ("1", 1)])
def test_yes_and_no(written, value):
    content = as_json(
        [{"dataElement": "plan_in_force", "value": written}],
        dataSet="ward", period="202305", orgUnit="DK-ANHDUNG",
    )  # fmt: skip
    assert values(only(content))["plan_in_force"] == value


def test_an_element_of_another_form_one_given_twice_and_one_deleted():
    data = [
        *DATA[:3],
        {"dataElement": "establishments", "value": 1},
        {"dataElement": "schools", "value": 99},
        {"dataElement": "school_sessions", "value": 5, "deleted": True},
    ]
    (report,) = read(as_json(data)).reports
    assert list_doubts(report) == [
        ("W-ROW-002", "$.dataValues[3].value", "establishments"),
        ("E-ROW-001", "$.dataValues[4].value", ""),
    ]
    assert values(report)["schools"] == 17
    states = {c.element: c.state for c in report.cells}
    assert states["school_sessions"] == states["students_reached"] == "missing"


# A value of a breakdown is one part, never the total


@pytest.mark.parametrize("field", ["categoryOptionCombo", "attributeOptionCombo"])
@pytest.mark.parametrize("combo", ["default", "HllvX50cXC0", "", None])
def test_the_default_combination_is_the_total(field, combo):
    assert is_whole(only(as_json([value | {field: combo} for value in DATA])))


@pytest.mark.parametrize("field", ["categoryOptionCombo", "attributeOptionCombo"])
def test_a_value_of_another_combination_is_a_finding_and_no_figure(field):
    (report,) = read(as_json([DATA[0] | {"value": "5", field: "FEMALE_0_4"}, *DATA[1:]])).reports
    assert list_doubts(report) == [("E-COMBO-001", "$.dataValues[0].value", "FEMALE_0_4 = 5")]
    first, *others = report.cells
    assert (first.element, first.cell, first.raw_text, first.state, first.value) == (
        "schools", "$.dataValues[0].value", "5", "unreadable", None,
    )  # fmt: skip
    assert {"schools": 17, **{c.element: c.value for c in others}} == VALUES


def test_a_total_beside_parts_stays_and_each_part_is_named():
    parts = [DATA[0] | {"categoryOptionCombo": name, "value": 3} for name in ("NAM", "NU")]
    (report,) = read(as_json([*parts, *DATA])).reports
    assert list_doubts(report) == [
        ("E-COMBO-001", "$.dataValues[0].value", "NAM = 3"),
        ("E-COMBO-001", "$.dataValues[1].value", "NU = 3"),
    ]
    assert values(report) == VALUES


@pytest.mark.parametrize(
    "combination", [{"attributeOptionCombo": "DU_AN"}, {"attributeCategoryOptions": ["DU_AN"]}]
)
def test_a_combination_of_the_whole_set_holds_for_each_value(combination):
    (report,) = read(as_json(**combination)).reports
    assert [d.code for d in report.drafts] == ["E-COMBO-001"] * len(DATA)
    assert set(values(report).values()) == {None}


def test_a_combination_in_csv_is_told_at_the_row_of_its_value():
    header = "dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value"
    rows = [(n, "2023S1", "DK-GDDT", "", "HllvX50cXC0", str(v)) for n, v in VALUES.items()]
    rows[2] = (*rows[2][:3], "LOP_10", "DU_AN", "9")
    (report,) = read(as_csv(rows, header)).reports
    assert list_doubts(report) == [("E-COMBO-001", "F4", "LOP_10, DU_AN = 9")]
    assert values(report) == VALUES | {"students": None}


def test_another_server_has_another_default():
    programme = CATALOGUE.programme.model_copy(update={"dhis2_default_combos": ("bjDvmb4bfuf",)})
    reader = ReportReader(replace(CATALOGUE, programme=programme))

    def read_codes(combo):
        content = as_json([value | {"categoryOptionCombo": combo} for value in DATA])
        (report,) = reader.read_reports(content, RECEIVED).reports
        return {d.code for d in report.drafts}

    assert read_codes("bjDvmb4bfuf") == set()
    assert read_codes("HllvX50cXC0") == {"E-COMBO-001"}


def test_values_of_several_units_and_periods_are_several_reports():
    data = [value | {"period": period} for period in ("2023S1", "2023S2") for value in DATA]
    reports = READER.read_reports(as_json(data), RECEIVED).reports
    assert [r.period for r in reports] == ["2023-H1", "2023-H2"]
    assert [values(r) for r in reports] == [VALUES, VALUES]
    listed = json.dumps([json.loads(as_json()), json.loads(as_json(period="2023S2"))]).encode()
    assert [r.period for r in read(listed).reports] == ["2023-H1", "2023-H2"]


def test_more_sets_than_an_office_can_owe_are_refused():
    data = [DATA[0] | {"period": str(number)} for number in range(MAX_VALUE_SETS + 1)]
    assert [d.code for d in read(as_json(data)).drafts] == ["E-FILE-002"]


def test_a_form_nobody_knows_is_a_doubt():
    reading = read(as_json(dataSet="xyz"))
    assert (reading.reports, list_doubts(reading)) == ((), [("E-FORM-003", "$.dataValues", "xyz")])


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("{", "E-JSON-001", "1:2"),
        ('{"a": 1,\n "b" 2}', "E-JSON-001", "2:6"),
        ("[1]", "E-JSON-002", "$[0]"),
        ('{"dataValues": 3}', "E-JSON-002", "$.dataValues"),
        ('{"a": 1}', "E-JSON-002", "$.dataValues"),
        ('{"dataValueSets": {}}', "E-JSON-002", "$.dataValueSets"),
        ('{"dataValues": [7]}', "E-JSON-002", "$.dataValues[0]"),
        ('{"dataValues": [{"value": 1}]}', "E-JSON-002", "$.dataValues[0].dataElement"),
        ("[" * 100_000, "E-JSON-002", "$"),
    ],
)
def test_json_of_another_shape_is_told_with_its_place(text, code, where):
    assert [(d.code, d.observed) for d in read(text.encode()).drafts] == [(code, where)]


@pytest.mark.parametrize("where", ["orgUnit", "dataSet", "dataElement", "value"])
def test_half_a_letter_is_no_text(where):
    content = json.dumps(
        {"dataSet": "education", "period": "2023S1", "orgUnit": "DK-GDDT"}
        | {"dataValues": [{"dataElement": "schools", "value": "5"} | {where: "\ud800"}]}
    )
    with pytest.raises(JsonSyntaxError) as raised:
        parse_json_sets(content)
    assert raised.value.message_values == {
        "line": "1",
        "column": str(content.index("\\ud800") + 1),
    }


def test_a_pair_of_halves_is_a_letter():
    content = as_json([{"dataElement": "schools", "value": 5}]).decode()
    parse_json_sets(content.replace("DK-GDDT", "\\ud83d\\ude00"))
