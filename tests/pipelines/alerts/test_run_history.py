"""What is known of runs is read from Dagster's storage, which stays as it is."""

import shutil

import pytest

from pipelines.alerts.run_history import read_history
from pipelines.instance import DAGSTER_SETTINGS
from tests.pipelines.drawn_runs import draw, opened
from warehouse.home import Home

EARLIER_SETTINGS = "event_log_storage:\n  module: pipelines.gone\n  class: Gone\n  config: {}\n"


@pytest.fixture(scope="module")
def failed(storage, tmp_path_factory):
    """Return a home whose last run failed."""
    home = Home(tmp_path_factory.mktemp("failed") / "home")
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
