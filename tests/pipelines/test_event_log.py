"""The event log: Dagster's own rows in Dagster's own files, through connections that are kept."""

import dagster as dg
import pytest
from dagster._core.storage.event_log import SqliteEventLogStorage

from pipelines.event_log import KEPT, KeptEventLog
from pipelines.instance import prepare_instance


@dg.asset
def counts() -> None:
    """Holds nothing."""


@pytest.fixture
def instance(tmp_path, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", "")
    prepare_instance(tmp_path)
    with dg.DagsterInstance.get() as made:
        yield made


def run(instance):
    """One run of one asset; its id."""
    return dg.materialize([counts], instance=instance).run_id


def kinds(log, run_id):
    return [entry.dagster_event_type for entry in log.get_logs_for_run(run_id)]


def ahead(folder):
    """The logs whose latest events still stand in the log beside the file."""
    return {path.name.removesuffix("-wal") for path in folder.glob("history/runs/*-wal")}


def test_dagster_itself_finds_every_event_where_it_would_have_written_it(instance, tmp_path):
    first, second = run(instance), run(instance)
    instance.dispose()
    stock = SqliteEventLogStorage(str(tmp_path / "history" / "runs"))
    for run_id in (first, second):
        assert kinds(stock, run_id) == kinds(instance.event_log_storage, run_id)
        assert dg.DagsterEventType.ASSET_MATERIALIZATION in kinds(stock, run_id)
    found = stock.fetch_materializations(dg.AssetKey("counts"), limit=9).records
    assert [record.run_id for record in found] == [second, first]


def test_an_event_is_not_folded_in_before_the_instance_is_closed(instance, tmp_path):
    run_id = run(instance)
    assert ahead(tmp_path) >= {"index.db", f"{run_id}.db"}
    instance.dispose()
    assert not ahead(tmp_path) & {"index.db", f"{run_id}.db"}


def test_however_many_runs_there_were_few_files_stay_open(instance, tmp_path):
    runs = [run(instance) for _ in range(KEPT + 1)]
    assert len(ahead(tmp_path) & {"index.db", *(f"{run_id}.db" for run_id in runs)}) == KEPT
    assert all(kinds(instance.event_log_storage, run_id) for run_id in runs)


def test_what_was_wiped_is_gone_and_the_log_goes_on(instance):
    gone = run(instance)
    instance.event_log_storage.wipe()
    assert kinds(instance.event_log_storage, gone) == []
    assert kinds(instance.event_log_storage, run(instance))


def test_the_nightly_instance_keeps_its_events_so(instance):
    assert isinstance(instance.event_log_storage, KeptEventLog)
