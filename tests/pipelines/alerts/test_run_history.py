"""What is known of runs is read from Dagster's storage, which stays as it is."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from pipelines.alerts.health_check import check_health
from pipelines.alerts.run_history import (
    JOB_NAME,
    KILLED,
    STOPPED,
    RunError,
    explain_run_error,
    read_failure,
    read_history,
)
from pipelines.instance import DAGSTER_SETTINGS
from pipelines.last_night import LastNight, write_last_night
from tests.pipelines.drawn_runs import draw, opened
from warehouse.catalogue import load_catalogue
from warehouse.home import Home

EARLIER_SETTINGS = "event_log_storage:\n  module: pipelines.gone\n  class: Gone\n  config: {}\n"


@pytest.fixture(scope="module")
def failed(storage, tmp_path_factory):
    """Return a home whose last run failed."""
    home = Home(tmp_path_factory.mktemp("failed") / "home")
    home.create_folders()
    shutil.rmtree(home.dagster_folder, ignore_errors=True)
    shutil.copytree(storage, home.dagster_folder)
    with opened(home.dagster_folder) as instance:
        draw(instance, "FAILURE")
    return home


@pytest.mark.parametrize("settings", [DAGSTER_SETTINGS, "", EARLIER_SETTINGS, None])
def test_the_last_run_is_read_whatever_the_settings_say_and_they_stay(failed, tmp_path, settings):
    home = Home(shutil.copytree(failed.root, tmp_path / "home"))
    path = home.dagster_folder / "dagster.yaml"
    path.unlink()
    if settings is not None:
        path.write_text(settings, encoding="utf-8")
    names = sorted(p.name for p in home.dagster_folder.iterdir())
    history = read_history(home)
    assert history.is_readable
    assert history.last.succeeded is False
    assert sorted(p.name for p in home.dagster_folder.iterdir()) == names
    assert settings is None or path.read_text(encoding="utf-8") == settings


def test_a_home_without_dagster_has_no_run(tmp_path):
    home = Home(tmp_path)
    assert read_history(home).last is None
    assert list(tmp_path.iterdir()) == []


def test_the_last_success_is_that_of_the_night_and_not_of_dagster(failed, tmp_path):
    home = Home(shutil.copytree(failed.root, tmp_path / "home"))
    assert read_history(home).succeeded_at is None
    ended_at = datetime(2023, 8, 1, 2, tzinfo=UTC)
    write_last_night(home, LastNight("a run", ended_at))
    history = read_history(home)
    assert (history.succeeded_at, history.last.succeeded) == (ended_at, False)
    shutil.rmtree(home.dagster_folder)
    history = read_history(home)
    assert (history.succeeded_at, history.last, history.is_readable) == (ended_at, None, True)


def test_a_damaged_history_is_not_readable_and_hides_no_success(failed, tmp_path):
    home = Home(shutil.copytree(failed.root, tmp_path / "home"))
    ended_at = datetime(2023, 8, 1, 2, tzinfo=UTC)
    write_last_night(home, LastNight("a run", ended_at))
    (home.dagster_folder / "history" / "runs.db").write_bytes(b"not a database" * 500)
    history = read_history(home)
    assert (history.is_readable, history.last, history.succeeded_at) == (False, None, ended_at)


def test_a_queued_run_that_cannot_start_is_known_and_is_not_the_last_run(failed, tmp_path):
    """Killed runs of a closed `chiso ui` leave others behind them, which nobody brings on."""
    home = Home(shutil.copytree(failed.root, tmp_path / "home"))
    with opened(home.dagster_folder) as instance:
        first = instance.get_run_record_by_id(draw(instance, "QUEUED")).create_timestamp
        draw(instance, "QUEUED")
    history = read_history(home)
    assert (history.queued_at, history.last.succeeded) == (first, False)
    now = first + timedelta(minutes=11)
    state = check_health(home, load_catalogue(), now, 99_999)
    assert "queued" in state.problem_keys
    assert "không bắt đầu được" in "".join(state.format_messages("vi"))
    write_last_night(home, LastNight("by hand", now))  # a night that published since
    assert read_history(home).queued_at is None


@pytest.mark.parametrize(
    ("kind", "text", "explained"),
    [
        ("JournalError", "Sổ «a» / the register", "Sổ «a» / the register"),
        ("OSError", "No space left on device: '/srv/x'", "The disk that holds /srv/x is full"),
        ("KeyboardInterrupt", "", STOPPED.en.partition(";")[0]),
        ("ValueError", "Sổ «a» / the register", None),
        ("KeyError", "'0912345678'", None),
    ],
)
def test_only_a_sentence_of_our_own_or_a_known_cause_is_repeated(kind, text, explained):
    cause = explain_run_error(RunError("intake", kind, text), Path("/home"))
    assert (cause.en.partition(";")[0] if cause else None) == explained


def test_a_run_whose_process_was_killed_says_so(instance, tmp_path):
    """Under `chiso ui` Dagster finds that the process is gone, and marks the run as failed."""
    run = instance.get_run_by_id(draw(instance, "STARTED"))
    instance.report_engine_event("Run execution process unexpectedly exited with code -9.", run)
    instance.report_run_failed(run)
    failure = read_failure(instance, run.run_id, tmp_path)
    assert (failure.places, failure.cause) == ((), KILLED)
    assert "bị kết thúc từ bên ngoài" in failure.cause.vi


@dg.asset(
    check_specs=[dg.AssetCheckSpec(name, asset="findings") for name in ("suite_police", "rows")]
)
def findings():
    """Yield a warning that is normal, and a promise that was broken."""
    severities = {"suite_police": dg.AssetCheckSeverity.WARN, "rows": dg.AssetCheckSeverity.ERROR}
    yield dg.MaterializeResult(
        check_results=[
            dg.AssetCheckResult(passed=False, check_name=name, severity=severity)
            for name, severity in severities.items()
        ]
    )


@dg.asset(deps=[findings])
def page():
    """Fail as on a full disk."""
    raise OSError(28, "No space left on device", "/srv/x/build")


def test_a_warning_of_a_data_check_is_not_where_a_run_broke(instance, tmp_path):
    job = dg.define_asset_job(JOB_NAME, selection="*")
    defs = dg.Definitions(assets=[findings, page], jobs=[job]).resolve_job_def(JOB_NAME)
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    result = defs.execute_in_process(instance=instance, raise_on_error=False, run_config=quiet)
    failure = read_failure(instance, result.run_id, tmp_path)
    assert failure.places == ("page: OSError", "nightly: OSError", "findings: rows")
    assert failure.cause.en.startswith("The disk that holds /srv/x/build is full")
