"""What every test shares: properties are tried without a clock and the same way every time."""

from contextlib import ExitStack

import pytest
from hypothesis import settings

from tests.sampling import DRAWN_STORIES, SAMPLING, draw_stories

# A busy machine is no fault of the code, and a run that fails must fail again.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def warehouse_of(tmp_path_factory):
    """Rebuild a warehouse from drawn reports; `tests.spec` explains how both are drawn."""
    from tests import spec
    from warehouse.store import Store

    with ExitStack() as opened:

        def build(reports, as_of=spec.AFTER_ALL, stated=None):
            path = spec.rebuilt(reports, tmp_path_factory.mktemp("home"), as_of, stated)
            return spec.Warehouse(path, opened.enter_context(Store(path, read_only=True)))

        yield build


def pytest_addoption(parser):
    group = parser.getgroup("sampling")
    group.addoption("--whole", action="store_true", help="try every case, not a sample")
    group.addoption("--seed-of-samples", type=int, default=SAMPLING.seed, help="draw by this")


def pytest_configure(config):
    SAMPLING.is_whole = config.getoption("whole")
    SAMPLING.seed = config.getoption("seed_of_samples")


def pytest_collection_modifyitems(config, items):
    drawn = draw_stories(item.path for item in items if item.get_closest_marker("story"))
    skipped = [i for i in items if i.get_closest_marker("story") and i.path not in drawn]
    if skipped:
        config.hook.pytest_deselected(items=skipped)
        items[:] = [item for item in items if item not in set(skipped)]


def pytest_report_header():
    if SAMPLING.is_whole:
        return "every slow case, every file of nights"
    return f"slow cases drawn by seed {SAMPLING.seed}, {DRAWN_STORIES} files of nights by the code"
