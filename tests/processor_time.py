"""What each test costs: the plugin of `make costs`, which writes `dear_tests.csv`.

A test costs the processor time of its process and of every process it started. A fixture of a whole
file is counted apart from the test that happened to need it first. Linux only: reads /proc.
"""

import csv
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sampling import ALWAYS_RUN, DEAR_TESTS, Unit

DEAR_SECONDS, DEAR_CASE_SECONDS = 1.0, 0.25
"""A test or fixture is slow by nature if it takes as much in all, and as much a case."""
_TICKS = os.sysconf("SC_CLK_TCK")
_PROPERTY = "processor_time"


class CostRecorder:
    """The costs of one process of a test run."""

    def __init__(self) -> None:
        self.costs: Counter[Unit] = Counter()
        self.cases: Counter[Unit] = Counter()
        self.shared: Counter[Unit] = Counter()
        self.started_at = self.fixture_seconds = 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef, request) -> Iterator[None]:
        """Measure a fixture that outlives its test."""
        started_at = measure_processor_time()
        result = yield
        if fixturedef.scope != "function":
            seconds = measure_processor_time() - started_at
            self.fixture_seconds += seconds
            file = _name_file(request.node) if fixturedef.scope == "module" else "*"
            self.shared[file, fixturedef.argname] += seconds
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item) -> Iterator[None]:
        """Store the time at which a test begins."""
        self.started_at, self.fixture_seconds = measure_processor_time(), 0.0
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call) -> Iterator[None]:
        """Add the costs of a test that is over to its last report."""
        if call.when == "teardown":
            seconds = measure_processor_time() - self.started_at - self.fixture_seconds
            key = _name_file(item), item.originalname
            rows = [(*key, seconds), *((*k, s) for k, s in self.shared.items())]
            self.shared.clear()
            item.user_properties.append((_PROPERTY, rows))
        return (yield)

    def pytest_runtest_logreport(self, report) -> None:
        """Add the costs of a test, run here or by another process of this run."""
        if report.when == "teardown":
            for name, rows in report.user_properties:
                for file, test, seconds in rows if name == _PROPERTY else ():
                    self.costs[file, test] += seconds
                    self.cases[file, test] += 1

    def pytest_sessionfinish(self, session) -> None:
        """Write down what is dear, unless another process gathers the costs."""
        if not hasattr(session.config, "workerinput"):
            write_dear_tests(self.costs, self.cases)


def pytest_configure(config) -> None:
    """Let a recorder measure this run."""
    config.pluginmanager.register(CostRecorder())


def write_dear_tests(costs: Counter[Unit], cases: Counter[Unit]) -> None:
    """Write the tests and shared fixtures that are slow by nature, the dearest first."""
    with DEAR_TESTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "name", "seconds"))
        for unit, seconds in costs.most_common():
            is_slow = seconds >= max(DEAR_SECONDS, DEAR_CASE_SECONDS * cases[unit])
            if is_slow and unit[0] not in ALWAYS_RUN:
                writer.writerow((*unit, f"{seconds:.1f}"))


def measure_processor_time() -> float:
    """Return the processor seconds of this process and of all it started, the dead included."""
    children: dict[int, list[int]] = defaultdict(list)
    seconds: dict[int, float] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (
                (folder / "stat")
                .read_text(encoding="ascii", errors="replace")
                .rpartition(")")[2]
                .split()
            )
        except OSError:  # the process has ended meanwhile
            continue
        seconds[int(folder.name)] = sum(map(int, fields[11:15])) / _TICKS
        children[int(fields[1])].append(int(folder.name))
    family = [os.getpid()]
    for process in family:
        family += children[process]
    return sum(seconds[process] for process in family)


def _name_file(node) -> str:
    return node.path.relative_to(node.config.rootpath).as_posix()
