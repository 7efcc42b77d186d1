"""The open data of both halves, read back by those for whom they are made."""

import json
import warnings
from datetime import date

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from assets.published.open_data.data_folder import write_office_data, write_public_data
from assets.published.open_data.dhis2_values import format_dhis2_period
from assets.published.open_data.sdmx_observations import (
    ATTRIBUTES,
    DIMENSIONS,
    MEASURE,
    format_sdmx,
)
from assets.published.open_data.table_files import format_csv
from assets.published.public_tables import open_public_store
from tests import spec
from warehouse.store import Store

CATALOGUE = spec.catalogue()
TODAY = date(2023, 8, 1)
REPORTS = """
unit      | period  | comm_sessions | loudspeaker_broadcasts | violators_sellers | violators_buyers | says
DK-DAPHUC | 2023-01 | 3             | 8                      |                   |                  | obstacle: =thiếu người
DK-DAPHUC | 2023-02 | 4             | 0                      |                   |                  |
DK-CA     | 2023-01 |               |                        | 2                 | 1                |
DK-CA     | 2023-02 |               |                        | 0                 | 0                |
DK-CA     | 2023-03 |               |                        | 0                 | 0                |
"""  # noqa: E501 - drawn


@pytest.fixture(scope="module")
def warehouse_path(tmp_path_factory):
    return spec.rebuilt(spec.drawn(REPORTS), tmp_path_factory.mktemp("source"), TODAY)


@pytest.fixture(scope="module")
def folders(warehouse_path, tmp_path_factory):
    """Write both folders; return the public and the office's."""
    folder = tmp_path_factory.mktemp("data")
    with Store(warehouse_path, read_only=True) as warehouse:
        write_office_data(CATALOGUE, warehouse, folder / "office")
        with open_public_store(CATALOGUE, warehouse) as public_store:
            write_public_data(CATALOGUE, public_store, folder / "public")
    return folder / "public", folder / "office"


@pytest.fixture(scope="module")
def public(folders):
    return folders[0]


@pytest.fixture(scope="module")
def office(folders):
    return folders[1]


def test_the_package_of_either_half_is_valid(folders):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library's own
        from frictionless import Package

        for folder in folders:
            report = Package(str(folder / "datapackage.json")).validate()
            assert report.flatten(["title", "message"]) == []
            assert report.stats["tasks"] == len(list(folder.glob("*.parquet")))


def test_a_package_with_a_broken_file_is_not(office, tmp_path):
    for path in office.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rows = (tmp_path / "units.csv").read_text(encoding="utf-8")
    (tmp_path / "units.csv").write_text(rows.replace("DK-DAPHUC", "DK-DAPHUD"), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package

        report = Package(str(tmp_path / "datapackage.json")).validate()
    titles = {title for (title,) in report.flatten(["title"])}
    assert {"Hash Count Error", "ForeignKey Error"} <= titles


def test_the_terms_are_those_of_the_public_half(public, office):
    package, own = (
        json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        for folder in (public, office)
    )
    assert [terms["name"] for terms in package["licenses"]] == ["CC-BY-4.0"]
    assert "licenses" not in own


def test_pandas_and_duckdb_read_the_same_from_both_formats(public, office):
    for folder in (public, office):
        for path in folder.glob("*.parquet"):
            of_parquet = duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall()
            csv_path = path.with_suffix(".csv")
            of_csv = duckdb.sql(f"SELECT count(*) FROM read_csv('{csv_path}')").fetchall()
            assert of_csv == of_parquet
            assert len(pd.read_csv(csv_path)) == len(pd.read_parquet(path))
    values = pd.read_csv(office / "indicator_values.csv")
    value = values.query("indicator == 'TT05' and unit == 'DK-DAPHUC' and period == '2023-02'")
    assert value["value"].tolist() == [0]


def test_what_is_hidden_is_in_no_public_file(public, office):
    exact = pd.read_csv(office / "indicator_values.csv")
    hidden = exact.query("indicator == 'DT06' and unit == 'DK' and period == '2023-Q1'")
    assert hidden["value"].tolist() == [2]
    values = pd.read_csv(public / "indicator_values.csv")
    row = values.query("indicator == 'DT06' and unit == 'DK' and period == '2023-Q1'")
    assert row["suppressed"].tolist() == [True]
    assert row[["numerator", "value"]].isna().all(axis=None)
    value_set = json.loads((public / "dataValueSets.json").read_text(encoding="utf-8"))
    assert "DT06" not in {value["dataElement"] for value in value_set["dataValues"]}


def test_obstacles_are_the_offices_alone_and_are_no_formula(public, office):
    rows = pd.read_csv(office / "obstacles.csv")
    assert rows[["unit", "period", "text"]].to_numpy().tolist() == [
        ["DK-DAPHUC", "2023-01", "'=thiếu người"]
    ]
    assert not any("thiếu người".encode() in path.read_bytes() for path in public.iterdir())


def test_sdmx1_reads_the_observations(public):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import sdmx
        from sdmx.model import v21

        structure = v21.DataStructureDefinition(id="INDICATORS")
        for name in DIMENSIONS:
            structure.dimensions.getdefault(id=name)
        structure.measures.getdefault(id=MEASURE)
        for name in ATTRIBUTES:
            structure.attributes.getdefault(id=name)
        message = sdmx.read_sdmx(public / "indicator_values.sdmx.csv", structure=structure)
    observations = {
        tuple(str(obs.dimension[name].value) for name in DIMENSIONS): obs
        for data_set in message.data
        for obs in data_set.obs
    }
    hidden = observations["Q", "DT06", "DK", "2023-Q1"]
    assert hidden.attached_attribute["CONF_STATUS"].value == "C"
    assert hidden.value == ""
    whole = observations["M", "BC01", "DK", "2023-01"]
    assert (float(whole.value) > 0, whole.attached_attribute["OBS_STATUS"].value) == (True, "A")


def test_a_suppressed_and_a_provisional_observation_say_so():
    row = {"indicator": "TT05", "unit": "DK", "numerator": 3, "denominator": None, "value": 3.0}
    row |= {"period": "2023-H1", "is_complete": False, "has_doubt": False, "suppressed": False}
    nine_months = row | {"period": "2023-9M"}
    hidden = row | {"value": None, "numerator": None, "suppressed": True}
    whole = row | {"is_complete": True}
    rows = pa.Table.from_pylist([row, nine_months, hidden, whole])
    _, *lines = format_sdmx(rows).decode().replace('"', "").splitlines()
    beginning = "dataflow,CHISO:INDICATORS(1.0),I,S,TT05,DK,2023-S1"
    assert lines == [f"{beginning},{end}" for end in ("3,P,F,3,", ",M,C,,", "3,A,F,3,")]


def test_the_offices_value_set_has_every_figure_as_reported(office):
    value_set = json.loads((office / "dataValueSets.json").read_text(encoding="utf-8"))
    reported = {
        (value["dataElement"], value["orgUnit"], value["period"]): value["value"]
        for value in value_set["dataValues"]
    }
    assert len(reported) == len(value_set["dataValues"]) == 10
    assert reported["ward.loudspeaker_broadcasts", "DK-DAPHUC", "202302"] == "0"


@pytest.mark.parametrize(
    ("code", "dhis2"),
    [("2023-05", "202305"), ("2023-Q2", "2023Q2"), ("2023-H1", "2023S1"), ("2023", "2023"),
     ("2023-9M", None)],
)  # fmt: skip
def test_periods_are_written_as_dhis2_writes_them(code, dhis2):
    assert format_dhis2_period(code) == dhis2


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1"])
def test_a_text_like_a_formula_is_none_in_a_csv(text):
    rows = pa.table({"name": [text, "phường", None], "value": [-1, 2, None]})
    table = pd.read_csv(pd.io.common.BytesIO(format_csv(rows)))
    assert table["name"].tolist()[:2] == [f"'{text}", "phường"]
    assert table["value"].tolist()[0] == -1


def test_every_column_is_in_the_dictionary(folders):
    for folder in folders:
        dictionary = pd.read_csv(folder / "dictionary.csv")
        described = set(zip(dictionary["table"], dictionary["column"], strict=True))
        columns = {
            (path.stem, column)
            for path in folder.glob("*.parquet")
            if path.stem != "dictionary"
            for column in pd.read_parquet(path).columns
        }
        assert described == columns
        assert not dictionary[["meaning_vi", "meaning_en"]].isna().any(axis=None)


def test_the_same_figures_give_the_same_bytes(warehouse_path, office, tmp_path):
    with Store(warehouse_path, read_only=True) as warehouse:
        write_office_data(CATALOGUE, warehouse, tmp_path / "again")
    assert [path.name for path in sorted(office.iterdir())] == [
        path.name for path in sorted((tmp_path / "again").iterdir())
    ]
    for path in office.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes(), path.name
