"""Our own expectations work for any user of Great Expectations, and say what they expect."""

import importlib
import re
from pathlib import Path

import great_expectations as gx
import pandas as pd
import pytest
from great_expectations.core import ExpectationSuite
from great_expectations.expectations.metadata_types import DataQualityIssues

from tests.spec import drawn

FOLDER = Path(__file__).parents[4] / "expectations" / "intake" / "suites"
OWN = {
    name: getattr(importlib.import_module(f"expectations.intake.suites.{path.stem}"), name)
    for path in FOLDER.glob("*.py")
    for name in re.findall(r"^class (Expect\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}
POSITIVE, MULTIPLES, LIMITS = (
    "ExpectColumnPairValuesAToBePositiveOnlyIfBAre",
    "ExpectColumnPairValuesAToBeBetweenMultiplesOfB",
    "ExpectMulticolumnValuesToBeWithinRowLimits",
)
COLUMN_LIMITS = "ExpectTableColumnsToBeWithinLimits"
PAIR = {"column_A": "a", "column_B": "b"}
USED = {
    POSITIVE: (
        PAIR,
        """
        a | b | holds
        3 | 5 | yes
        0 | 0 | yes
        2 | 0 | no
        2 |   |
        """,
        "Values in a must be above zero only where those in b are",
    ),
    MULTIPLES: (
        PAIR | {"min_multiple": 5, "max_multiple": 500},
        """
        a   | b | holds
        120 | 3 | yes
        0   | 0 | yes
        9   | 3 | no
        4   | 0 | no
            | 3 |
        """,
        "Values in a must be between 5.0 and 500.0 times those in b",
    ),
    LIMITS: (
        {"column_list": ["a", "b", "c"]},
        """
        a  | b | c  | holds
        12 | 8 | 20 | yes
        7  | 8 | 20 | no
        7  | 8 |    |
        """,
        "Values in a must lie between b and c of the same row",
    ),
}


@pytest.fixture(scope="module")
def source():
    return gx.get_context(mode="ephemeral").data_sources.add_pandas("drawn")


def sentence(expectation):
    """Return the sentence that an expectation shows for itself."""
    expectation.render()
    (content,) = expectation.rendered_content
    rendered_content = (
        content.value.dict() if hasattr(content.value, "dict") else vars(content.value)
    )
    rendered_text = rendered_content["template"]
    for name, param in sorted(rendered_content["params"].items(), key=lambda item: -len(item[0])):
        rendered_text = rendered_text.replace(f"${name}", str(param["value"]))
    return rendered_text


def test_each_is_tried():
    assert {*USED, COLUMN_LIMITS} == set(OWN)


@pytest.mark.parametrize("name", USED)
def test_it_fails_the_rows_that_do_not_hold_and_passes_over_what_is_missing(source, name):
    arguments, text, _ = USED[name]
    rows = drawn(text)
    frame = pd.DataFrame(
        [{c: float(v or "nan") for c, v in row.items() if c != "holds"} for row in rows]
    )
    asset = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all")
    suite = ExpectationSuite(name=name, expectations=[OWN[name](**arguments, severity="warning")])
    validation = asset.get_batch({"dataframe": frame}).validate(suite, result_format="COMPLETE")
    (result,) = validation.results
    wrong = [number for number, row in enumerate(rows) if row["holds"] == "no"]
    assert (result.success, result.result["unexpected_index_list"]) == (False, wrong)


@pytest.mark.parametrize("name", USED)
def test_it_says_what_it_expects(name):
    arguments, _, expected_text = USED[name]
    assert sentence(OWN[name](**arguments)) == f"{expected_text}."
    mostly = sentence(OWN[name](**arguments, mostly=0.9))
    assert mostly == f"{expected_text}, at least 90 % of the time."


@pytest.mark.parametrize(
    ("limit", "is_broken"),
    [
        ({"column": "a", "min_value": 3, "max_value": 12}, False),  # the limits themselves
        ({"column": "a", "min_value": 4, "max_value": None}, True),
        ({"column": "a", "min_value": None, "max_value": 11}, True),
        ({"column": "a"}, True),
        ({"column": "b"}, False),
        ({"column": "empty"}, True),
        ({"column": "empty", "min_value": 3, "max_value": 3}, False),
    ],
)
def test_it_names_the_limits_that_a_column_breaks(source, limit, is_broken):
    frame = pd.DataFrame(
        {"a": [3.0, None, 12.0], "b": [0.0, 0.0, 0.0], "empty": [float("nan")] * 3}
    )
    expectation = OWN[COLUMN_LIMITS](column_limits={"one": limit, "other": {"column": "b"}})
    asset = source.add_dataframe_asset(repr(limit)).add_batch_definition_whole_dataframe("all")
    result = asset.get_batch({"dataframe": frame}).validate(expectation)
    assert (result.success, result.result["observed_value"]) == (
        not is_broken,
        ["one"] if is_broken else [],
    )


def test_it_shows_the_limits_that_it_expects():
    rendered_text = sentence(OWN[COLUMN_LIMITS](column_limits={"given": {"column": "visits"}}))
    assert rendered_text == "Columns must hold the limits {'given': {'column': 'visits'}}."


@pytest.mark.parametrize("name", OWN)
def test_it_is_documented_as_great_expectations_documents_its_own(name):
    text = OWN[name].__doc__
    titles = re.findall(r"^    (\w[\w ]+):$", text, re.MULTILINE)
    assert titles == [
        "Args",
        "Other Parameters",
        "Returns",
        "Supported Data Sources",
        "Data Quality Issues",
        "Example Data",
        "Code Examples",
    ]
    issue = re.search(r"Data Quality Issues:\n\s+(\w+)", text)[1]
    assert issue in {known.value for known in DataQualityIssues}
    assert text.startswith("Expect ")
    assert f"{name} is a " in text
