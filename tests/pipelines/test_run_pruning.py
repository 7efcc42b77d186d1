"""The history of Dagster stays as long as was set: drawn runs, and idle nights in a real home."""

import os

import dagster as dg
import pytest

from pipelines.run_pruning import prune_runs
from tests.pipelines import nights
from tests.pipelines.drawn_runs import THIS, draw
from tests.sampling import choose_count
from tests.sent import new_home, schools, send

KEEP = 3


def list_runs(instance):
    return {record.dagster_run.run_id for record in instance.get_run_records()}


def test_the_newest_finished_runs_stay(instance, tmp_path):
    drawn = [draw(instance, "SUCCESS", THIS) for _ in range(KEEP + 2)]
    assert prune_runs(instance, tmp_path / "dagster", KEEP) == tuple(drawn[:2])
    assert list_runs(instance) == set(drawn[2:])
    assert prune_runs(instance, tmp_path / "dagster", KEEP) == ()


def test_with_a_run_go_its_database_and_its_output(instance, tmp_path):
    folder = tmp_path / "dagster"
    drawn = [draw(instance, "SUCCESS", THIS) for _ in range(KEEP + 1)]
    output = folder / "storage" / drawn[0] / "compute_logs"
    output.mkdir(parents=True)
    prune_runs(instance, folder, KEEP)
    databases = {path.name for path in (folder / "history/runs").glob("*-*-*.db")}
    assert databases == {f"{run_id}.db" for run_id in drawn[1:]}
    assert not output.parent.exists()


def test_the_last_success_stays_however_old(instance, tmp_path):
    success = draw(instance, "SUCCESS")
    failures = [draw(instance, "FAILURE") for _ in range(KEEP + 2)]
    prune_runs(instance, tmp_path / "dagster", KEEP)
    assert list_runs(instance) == {success, *failures[-KEEP:]}


def test_the_last_run_that_built_the_tables_stays_however_old(instance, tmp_path):
    """Idle nights check nothing anew: Dagster shows the checks of that run."""

    @dg.asset(key=["core", "submissions"])
    def submissions() -> None:
        """Return nothing: the asset stands for the tables."""

    builds = [dg.materialize([submissions], instance=instance).run_id for _ in range(2)]
    idle_nights = [draw(instance, "SUCCESS") for _ in range(KEEP + 2)]
    prune_runs(instance, tmp_path / "dagster", KEEP)
    assert list_runs(instance) == {builds[-1], *idle_nights[-KEEP:]}


@pytest.mark.parametrize("status", ["STARTED", "STARTING", "CANCELING"])
def test_a_run_in_progress_is_never_touched(instance, tmp_path, status):
    going = draw(instance, status)
    drawn = [draw(instance, "SUCCESS") for _ in range(KEEP)]
    assert prune_runs(instance, tmp_path / "dagster", KEEP) == ()
    assert list_runs(instance) == {going, *drawn}


# Idle nights


def measure(home):
    """Return the number of files below a home and their bytes, by folder."""
    sizes = {}
    for path in home.root.rglob("*"):
        if path.is_file() and not path.is_symlink():
            folder = path.relative_to(home.root).parts[0]
            count, size = sizes.get(folder, (0, 0))
            sizes[folder] = count + 1, size + path.stat().st_size
    return sizes


def test_idle_nights_keep_the_size_of_a_home(tmp_path):
    nights.warm_up()
    home = new_home(tmp_path / "home")
    send(home.inbox_folder / "first.xlsx", schools())
    for _ in range(KEEP + 2):
        assert nights.night(home, keep_few_runs).code == 0
    before = measure(home)
    for _ in range(choose_count(400, 4)):
        assert nights.night(home, keep_few_runs).code == 0
    after = measure(home)
    assert after["dagster"][0] == before["dagster"][0]
    assert after["dagster"][1] <= before["dagster"][1] * 1.1
    logs, dagster = after.pop("logs"), after.pop("dagster")
    assert {name: sizes for name, sizes in before.items() if name in after} == after
    assert logs[1] < 2000 + 500 * choose_count(400, 4)
    assert dagster[1] < 10_000_000


def keep_few_runs():
    os.environ["CHISO_KEEP_RUNS"] = str(KEEP)
