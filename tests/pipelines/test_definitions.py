"""The graph is as it was drawn: nothing is added, dropped or loosened without being seen."""

import importlib
import shutil
from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest
import yaml

from pipelines.alerts.health import OVERDUE_HOURS
from pipelines.alerts.run_history import JOB_NAME
from pipelines.build import build_defs
from pipelines.idle_night import is_renewed_nightly
from pipelines.settings import Settings
from tests.pipelines import drawn_graph
from warehouse.catalogue import DEFAULT_CATALOGUE
from warehouse.schema.notice_tables import ALERT_TABLES
from warehouse.schema.tables import TABLES

ROOT = Path(__file__).parent.parent.parent
MEMORIES = {
    "raw.returns",
    "raw.returned_cells",
    "raw.finding_events",
    "raw.publication_ledger",
    "raw.publications",
    "raw.notices",
    "raw.notice_findings",
    "raw.notice_attempts",
    "raw.snoozes",
    "raw.accepted_losses",
    "raw.hold_decisions",
    "raw.corrections",
    "raw.exports",
    "raw.journal_entries",
    "raw.obstacle_replies",
    "raw.refusal_releases",
    "raw.layout_decisions",
    "raw.layout_waits",
    "raw.taught_labels",
}
"""What the last steps and people add to the register for the nights to come: no step waits."""


@pytest.fixture(scope="module")
def defs():
    return drawn_graph.shipped()


@pytest.fixture(scope="module")
def graph(defs):
    return drawn_graph.draw(defs)


def test_the_graph_is_as_drawn(graph):
    drawn = drawn_graph.FILE.read_text(encoding="utf-8")
    assert graph == drawn, f"if the change is meant, draw it anew: {drawn_graph.COMMAND}"


def test_the_schedule_runs_in_the_catalogues_time_zone(tmp_path):
    folder = shutil.copytree(DEFAULT_CATALOGUE, tmp_path / "catalogue")
    rules = folder / "calendar.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("Asia/Ho_Chi_Minh", "Asia/Tokyo"), encoding="utf-8")
    defs = build_defs(Settings(home=tmp_path / "home", catalogue=folder))
    assert [schedule.execution_timezone for schedule in defs.schedules] == ["Asia/Tokyo"]


def test_the_definitions_can_be_loaded(defs):
    dg.Definitions.validate_loadable(defs)


def test_dagster_is_pointed_at_these_definitions():
    workspace = yaml.safe_load((ROOT / "workspace.yaml").read_text(encoding="utf-8"))
    (place,) = workspace["load_from"]
    loaded = importlib.import_module(place["python_module"]["module_name"])
    assert isinstance(loaded.defs, dg.Definitions)
    assert drawn_graph.draw(loaded.defs).splitlines()[0].startswith("step intake")


def test_every_asset_says_what_it_is_and_grows_stale(defs):
    specs = list(defs.resolve_all_asset_specs())
    keys = {".".join(spec.key.path) for spec in specs}
    # What an output remembers from night to night is no asset beside it.
    memories = {
        "raw.returns",
        "raw.returned_cells",
        "raw.finding_events",
        "raw.publication_ledger",
        "raw.publications",
        "raw.hold_decisions",
        "raw.corrections",
        "raw.exports",
        "raw.journal_entries",
        "raw.obstacle_replies",
        "raw.layout_decisions",
        "raw.layout_waits",
        "raw.taught_labels",
        *(t.name for t in ALERT_TABLES),
    }
    assert {key for key in keys if not key.startswith("published.")} == set(TABLES) - memories
    for spec in specs:
        assert spec.description, spec.key
        assert spec.group_name == spec.key.path[0]
        if not is_renewed_nightly(spec.key):  # stays as it is while nothing changes
            assert spec.freshness_policy is None, spec.key
            continue
        assert isinstance(spec.freshness_policy, dg.FreshnessPolicy), spec.key
        fail_window = spec.freshness_policy.fail_window.to_timedelta()
        assert fail_window == timedelta(hours=OVERDUE_HOURS), spec.key


def test_every_table_that_is_built_is_an_asset_with_its_columns(defs):
    specs = {".".join(spec.key.path): spec for spec in defs.resolve_all_asset_specs()}
    tables = {name: table for name, table in TABLES.items() if name not in MEMORIES}
    assert set(tables) == {name for name in specs if not name.startswith("published.")}
    for name, table in tables.items():
        columns = specs[name].metadata["dagster/column_schema"].columns
        assert [column.name for column in columns] == list(table.columns)
        assert all(column.description for column in columns)


def test_every_asset_refers_to_code_and_every_table_has_a_code_version(defs):
    for spec in defs.resolve_all_asset_specs():
        references = spec.metadata["dagster/code_references"].code_references
        assert all(Path(r.file_path).is_relative_to(ROOT) for r in references), spec.key
        assert all(Path(r.file_path).is_file() for r in references), spec.key
        assert bool(spec.code_version) is (".".join(spec.key.path) in TABLES), spec.key


def test_the_night_makes_everything(defs):
    asset_keys = defs.resolve_job_def(JOB_NAME).asset_layer.executable_asset_keys
    assert asset_keys == {spec.key for spec in defs.resolve_all_asset_specs()}


@pytest.mark.parametrize(
    "change",
    [{"freshness_policy": None}, {"group_name": "elsewhere"}, {"description": "?"}],
    ids=lambda change: next(iter(change)),
)
def test_a_change_of_the_graph_is_seen(defs, graph, change):
    changed = dg.map_asset_specs(lambda spec: spec.replace_attributes(**change), defs.assets)
    drawn = drawn_graph.draw(dg.Definitions(assets=changed))
    assert graph.startswith(drawn_graph.draw(dg.Definitions(assets=defs.assets)))
    assert not graph.startswith(drawn)
