"""Dagster's settings file: telemetry stays off, whatever became of the file."""

import os
import sqlite3

import dagster as dg
import pytest
import yaml

from pipelines.instance import prepare_instance, set_aside_damaged_files
from tests.sent import new_home


@dg.asset
def counts() -> None:
    """Return an asset without content."""


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", "elsewhere")


def test_a_new_home_gets_settings_and_dagster_is_pointed_at_it(tmp_path):
    prepare_instance(tmp_path / "dagster")
    assert os.environ["DAGSTER_HOME"] == str(tmp_path / "dagster")
    assert yaml.safe_load((tmp_path / "dagster/dagster.yaml").read_text(encoding="utf-8")) == {
        "telemetry": {"enabled": False},
        "nux": {"enabled": False},
        "concurrency": {"runs": {"max_concurrent_runs": 1}},
        "retention": {
            "schedule": {"purge_after_days": 90},
            "sensor": {
                "purge_after_days": {"skipped": 3, "success": 90, "failure": 90, "started": 90}
            },
        },
    }


OLD_SETTINGS = """\
telemetry:
  enabled: false
event_log_storage:
  module: pipelines.event_log
  class: KeptEventLog
  config:
    dagster_home:
      env: DAGSTER_HOME
"""
"""Settings of an earlier version; the module that they name exists no longer."""


@pytest.mark.parametrize(
    "content",
    ["", "telemetry:\n  enabled: true\n", OLD_SETTINGS],
    ids=["empty", "other", "earlier version"],
)
def test_settings_that_a_full_disk_emptied_or_anybody_changed_are_written_again(tmp_path, content):
    prepare_instance(tmp_path)
    settings = tmp_path / "dagster.yaml"
    wanted = settings.read_text(encoding="utf-8")
    settings.write_text(content, encoding="utf-8")
    prepare_instance(tmp_path)
    assert settings.read_text(encoding="utf-8") == wanted


def test_a_home_of_an_earlier_version_opens_and_keeps_its_history(tmp_path):
    prepare_instance(tmp_path)
    with dg.DagsterInstance.get() as instance:
        run_id = dg.materialize([counts], instance=instance).run_id
    (tmp_path / "dagster.yaml").write_text(OLD_SETTINGS, encoding="utf-8")
    prepare_instance(tmp_path)
    with dg.DagsterInstance.get() as instance:
        records = instance.fetch_materializations(counts.key, limit=9).records
    assert [record.run_id for record in records] == [run_id]


def test_settings_that_are_right_are_left_alone(tmp_path):
    prepare_instance(tmp_path)
    before = (tmp_path / "dagster.yaml").stat()
    prepare_instance(tmp_path)
    assert (tmp_path / "dagster.yaml").stat() == before
    assert [path.name for path in tmp_path.iterdir()] == ["dagster.yaml"]


def test_of_damaged_files_two_copies_are_left_the_newest_first(tmp_path):
    home = new_home(tmp_path / "home")
    (home.dagster_folder / "history").mkdir()
    whole = home.dagster_folder / "history" / "whole.db"
    sqlite3.connect(whole).execute("CREATE TABLE a (b)").connection.close()
    for content in (b"first", b"second", b"third"):
        (home.dagster_folder / "history" / "runs.db").write_bytes(content * 1000)
        (home.dagster_folder / "history" / "runs.db-wal").write_bytes(content)
        assert set_aside_damaged_files(home) == ("history/runs.db",)
    assert set_aside_damaged_files(home) == ()
    copies = [home.dagster_folder / f"damaged-{n}" / "history" / "runs.db-wal" for n in (1, 2)]
    assert [copy.read_bytes() for copy in copies] == [b"third", b"second"]
    assert sorted(path.name for path in home.dagster_folder.iterdir()) == [
        "damaged-1",
        "damaged-2",
        "history",
    ]
    assert [path.name for path in whole.parent.iterdir()] == ["whole.db"]
