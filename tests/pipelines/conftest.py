"""What the tests of commands and runs share: a plain environment, and Dagster's own storage.

The storage is made once and copied for each test.
"""

import shutil

import pytest

from tests.pipelines.drawn_runs import opened


@pytest.fixture(scope="session")
def storage(tmp_path_factory):
    """Make a folder of Dagster without any run."""
    folder = tmp_path_factory.mktemp("storage") / "dagster"
    with opened(folder):
        return folder


@pytest.fixture(scope="module")
def shared_instance(storage, tmp_path_factory):
    """Open Dagster for runs that do not disturb each other."""
    folder = shutil.copytree(storage, tmp_path_factory.mktemp("shared") / "dagster")
    with opened(folder) as instance:
        yield instance


@pytest.fixture
def instance(storage, tmp_path):
    """Open Dagster for the runs of one test."""
    with opened(shutil.copytree(storage, tmp_path / "dagster")) as instance:
        yield instance


@pytest.fixture
def plain_surroundings(monkeypatch):
    """Set the day and a wide terminal, and nothing else that a command reads."""
    for name in ("CHISO_HOME", "CHISO_CATALOGUE", "CHISO_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CHISO_AS_OF", "2023-08-01")
    monkeypatch.setenv("COLUMNS", "300")
