"""The code version of a table: of its own code, and of the catalogue where the table needs it."""

from dataclasses import replace

import pytest

from assets import asset_specs
from assets.asset_specs import code_version, source_file
from assets.table_assets import SqlTable, load_table_assets
from tests import spec

CATALOGUE = spec.catalogue()
OTHER_CATALOGUE = replace(CATALOGUE, fingerprint="other")
READS = {asset.name: asset.input_tables for asset in load_table_assets()}


def version(table, catalogue=CATALOGUE):
    return code_version(table, catalogue, READS.get(table, ()))


def test_every_table_that_is_built_has_the_file_that_builds_it():
    for asset in load_table_assets():
        path = source_file(asset.name)
        assert path.suffix == (".sql" if isinstance(asset, SqlTable) else ".py")
        assert path.with_suffix("").parts[-2:] == tuple(asset.name.split("."))
    assert source_file("raw.cells") is None


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("core.observations", False),
        ("marts.indicator_terms", True),
        ("core.signals", True),
        ("raw.cells", True),
    ],
)
def test_another_catalogue_is_another_version_where_a_table_depends_on_it(table, changes):
    assert (version(table) != version(table, OTHER_CATALOGUE)) is changes


@pytest.mark.parametrize(
    ("table", "changes"),
    [("core.observations", False), ("core.signals", True), ("raw.cells", True)],
)
def test_other_python_code_is_another_version_of_what_python_fills(monkeypatch, table, changes):
    before = version(table)
    monkeypatch.setattr(asset_specs, "hash_code", lambda: "other")
    assert (version(table) != before) is changes


def test_another_select_is_another_version_of_its_table_alone(monkeypatch, tmp_path):
    before = version("core.observations"), version("core.findings")
    changed = tmp_path / "observations.sql"
    text = source_file("core.observations").read_text(encoding="utf-8")
    changed.write_text(text + "\n-- changed", encoding="utf-8")
    real = source_file
    monkeypatch.setattr(
        asset_specs, "source_file", lambda t: changed if t == "core.observations" else real(t)
    )
    after = version("core.observations"), version("core.findings")
    assert (after[0] != before[0], after[1] == before[1]) == (True, True)
