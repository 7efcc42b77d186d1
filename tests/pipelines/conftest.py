"""Dagster's own storage for the tests that draw runs in it; made once, copied for each test."""

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
