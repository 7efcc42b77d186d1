"""One snapshot for all tests of what is published, never written to."""

import pytest

from tests.published.page_snapshot import write_snapshot
from warehouse.store import Store


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """Return the catalogue, and the path of a snapshot of it."""
    path = tmp_path_factory.mktemp("published") / "warehouse.duckdb"
    return write_snapshot(path), path


@pytest.fixture
def store(published):
    with Store(published[1], read_only=True) as store:
        yield store
