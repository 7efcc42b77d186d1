"""Tables of an asset check: whatever a sender wrote is a plain text in a column, unchanged."""

from pathlib import Path

import dagster as dg
from hypothesis import given
from hypothesis import strategies as st

from assets.definitions.check_places import FindingPlace, build_column, build_table, tabulate_places
from tests.house_rules import PLAIN_KINDS
from tests.spec import catalogue

MEASURE = dg.TableColumn("số / number", "int")
PLAIN_VALUES = tuple(getattr(dg, f"{kind.title()}MetadataValue") for kind in PLAIN_KINDS)
HOSTILE = st.sampled_from(
    [
        "![a](/graphql?query={a})",
        "[a](javascript:b)",
        "<img src=x>",
        "a|b",
        "a\n\nb",
        "https://a.vn",
    ]
)
TEXTS = st.text() | HOSTILE
CELLS = TEXTS | st.none() | st.booleans() | st.integers() | st.floats()


def stored(value):
    """Return a table as Dagster reads it back from its event log."""
    return dg.deserialize_value(dg.serialize_value(value), dg.TableMetadataValue)


@given(sheet=TEXTS, cell=TEXTS, submission=TEXTS)
def test_any_text_of_a_place_is_a_plain_text_in_a_column_of_its_own(sheet, cell, submission):
    place = FindingPlace("ward", "E-NEG-001", None, sheet, cell, None, None, submission)
    table = stored(tabulate_places(catalogue(), MEASURE, [(place, 3)]))
    (record,) = table.records
    assert record.data["trang tính / sheet"] == sheet
    assert record.data["ô / cell"] == cell
    assert record.data["báo cáo / submission"] == submission
    assert [c.name for c in table.schema.columns if c.type != "string"] == [MEASURE.name]
    assert all(column.description is None for column in table.schema.columns)


@given(rows=st.lists(st.tuples(CELLS, TEXTS), max_size=4), names=st.tuples(TEXTS, TEXTS))
def test_any_table_holds_its_texts_unchanged_and_is_of_a_plain_kind(rows, names):
    first, second = f"1{names[0]}", f"2{names[1]}"
    columns = [build_column(first, [cell for cell, _ in rows]), build_column(second, [])]
    table = build_table(columns, rows)
    assert isinstance(table, PLAIN_VALUES)
    for (cell, text), record in zip(rows, stored(table).records, strict=True):
        assert record.data[second] == text
        if isinstance(cell, str | int | None):
            assert (type(record.data[first]), record.data[first]) == (type(cell), cell)


def test_a_column_has_the_type_of_its_values():
    assert build_column("a", [1, None, 2]).type == "int"
    assert build_column("a", [0.5]).type == "float"
    assert build_column("a", [True]).type == "bool"
    assert build_column("a", [None]).type == "string"
    assert build_column("a", [1, "a"]).type == "string"
    assert build_column("a", [float("inf")]).type == "string"


def test_what_is_no_value_of_json_is_shown_as_text():
    table = build_table([build_column("a", [])], [[Path("a/b")], [float("-inf")], [None]])
    assert [record.data["a"] for record in table.records] == ["a/b", "-inf", None]
