"""What is slow by nature: a drawn sample of it in `make test`, all of it in `make torture`.

A slow test may have many cases (`draw_sample`, `choose_count`): the draw rests on a seed alone,
`--seed-of-samples` changes it, `--whole` tries every case. A test that is dear itself, for a night
of Dagster, a browser or many processes, stands in `dear_tests.csv` with what it costs
(`make costs`); `--budget` draws of those as many as the processor seconds given allow. That draw
rests on the code that is tested: the same code draws the same tests, and each change draws others.
"""

import csv
import random
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

FLOORS = ("warehouse", "expectations", "assets", "pipelines")
DEAR_TESTS = Path(__file__).parent / "dear_tests.csv"
"""Tests and fixtures of a second and more: file, name, processor seconds."""
ALWAYS_RUN = frozenset({"tests/pipelines/test_every_write.py", "tests/test_conventions.py"})
"""Never dear: the points of harm of every run, and the rules that each change of the code meets."""

Case = TypeVar("Case")
Unit = tuple[str, str]
"""A file with a test of it, or with a fixture that several tests of it share."""


@dataclass(slots=True)
class Sampling:
    """The choice of a test run between all cases and a sample of them."""

    is_whole: bool = False
    seed: int = 2021


SAMPLING = Sampling()
"""The choice of this process; the options of the command line set it before a test is read."""


def draw_sample(cases: Iterable[Case], count: int) -> list[Case]:
    """Return `count` of the cases in the order given, or all where the whole is tried."""
    listed = list(cases)
    if SAMPLING.is_whole or count >= len(listed):
        return listed
    drawn = random.Random(SAMPLING.seed).sample(range(len(listed)), count)
    return [listed[position] for position in sorted(drawn)]


def choose_count(whole: int, sample: int) -> int:
    """Return how many random examples a slow property is tried on."""
    return whole if SAMPLING.is_whole else sample


def load_dear_units(path: Path = DEAR_TESTS) -> dict[Unit, float]:
    """Return the processor seconds of each dear test or shared fixture, the dearest first."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["file"], row["name"]): float(row["seconds"]) for row in csv.DictReader(file)}


def list_undrawn_tests(
    items: Sequence[pytest.Function], budget: float, seed: int
) -> list[pytest.Function]:
    """Return the dear tests that a run of so many processor seconds leaves out."""
    seconds = load_dear_units()
    tests_by_unit: dict[Unit, list[pytest.Function]] = defaultdict(list)
    for item in items:
        if unit := find_dear_unit(item, seconds):
            tests_by_unit[unit].append(item)
    drawn = draw_units({unit: seconds[unit] for unit in tests_by_unit}, budget, seed)
    return [item for unit in tests_by_unit.keys() - drawn for item in tests_by_unit[unit]]


def find_dear_unit(item: pytest.Function, seconds: dict[Unit, float]) -> Unit | None:
    """Return the unit by which a test is drawn: a fixture that it shares, else the test itself.

    A fixture of the file itself is not the one of the same name that many files share.
    """
    file = item.path.relative_to(item.config.rootpath).as_posix()
    names = (item.originalname, *item.fixturenames)
    shared = [("*", name) for name in names if not hasattr(item.module, name)]
    units = [unit for unit in (*((file, name) for name in names), *shared) if unit in seconds]
    return max(units, key=seconds.__getitem__, default=None)


def draw_units(seconds: dict[Unit, float], budget: float, seed: int) -> set[Unit]:
    """Return units drawn at random until no other fits into the budget."""
    drawn = set()
    for unit in random.Random(seed).sample(sorted(seconds), len(seconds)):
        if seconds[unit] <= budget:
            budget -= seconds[unit]
            drawn.add(unit)
    return drawn


def compute_code_seed(root: Path) -> int:
    """Return a number that changes with any Python or SQL file of the four floors."""
    seed = 0
    for floor in FLOORS:
        for path in sorted((root / floor).rglob("*")):
            if path.suffix in {".py", ".sql"}:
                seed = zlib.crc32(path.read_bytes(), seed)
    return seed
