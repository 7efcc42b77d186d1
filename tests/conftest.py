"""What every test shares: properties are tried without a clock and the same way every time."""

import resource
from contextlib import ExitStack

import pytest
from hypothesis import settings

from tests.sampling import SAMPLING, compute_code_seed, list_undrawn_tests

# A busy machine is no fault of the code, and a run that fails must fail again.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


LIMITS = (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE)


@pytest.fixture(autouse=True)
def _check_kernel_limits():
    """Require the limits of before: one left on this process ends it later, in another test."""
    before = [resource.getrlimit(limit) for limit in LIMITS]
    yield
    assert [resource.getrlimit(limit) for limit in LIMITS] == before


@pytest.fixture(scope="session")
def warehouse_of(tmp_path_factory):
    """Rebuild a warehouse from drawn reports; `tests.spec` explains how both are drawn."""
    from tests import spec
    from warehouse.store import Store

    with ExitStack() as opened:

        def build(reports, as_of=spec.AFTER_ALL, stated=None, **more):
            path = spec.rebuilt(reports, tmp_path_factory.mktemp("home"), as_of, stated, **more)
            return spec.Warehouse(path, opened.enter_context(Store(path, read_only=True)))

        yield build


def pytest_addoption(parser):
    group = parser.getgroup("sampling")
    group.addoption("--whole", action="store_true", help="try every case, not a sample")
    group.addoption("--seed-of-samples", type=int, default=SAMPLING.seed, help="draw by this")
    group.addoption("--budget", type=float, help="processor seconds for a sample of dear tests")


def pytest_configure(config):
    SAMPLING.is_whole = config.getoption("whole")
    SAMPLING.seed = config.getoption("seed_of_samples")


def pytest_collection_modifyitems(config, items):
    if budget := config.getoption("budget"):
        undrawn = set(list_undrawn_tests(items, budget, compute_code_seed(config.rootpath)))
        config.hook.pytest_deselected(items=list(undrawn))
        items[:] = [item for item in items if item not in undrawn]


def pytest_report_header(config):
    budget = config.getoption("budget")
    dear = f"dear tests of {budget:.0f} s drawn by the code" if budget else "every dear test"
    cases = "every case" if SAMPLING.is_whole else "a draw of slow cases"
    return f"{cases}, {dear}; seed {SAMPLING.seed}"
