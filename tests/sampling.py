"""Cases that are slow by nature: a drawn sample of them in `make test`, all in `make torture`.

The draw rests on a seed alone, so the same cases are tried again. `--seed-of-samples` changes the
seed, `--whole` tries every case; the head of a test run names both. Files of nights (`story`) are
drawn by the code that is tested: the same code draws the same, and each change draws others.
"""

import random
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

FLOORS = ("warehouse", "expectations", "assets", "pipelines")
DRAWN_STORIES = 4
"""How many files of nights `make test` draws."""

Case = TypeVar("Case")


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


def draw_stories(paths: Iterable[Path]) -> set[Path]:
    """Return the files of nights to run, drawn by the code; all of them if they are few."""
    listed = sorted(set(paths))
    if SAMPLING.is_whole or len(listed) <= DRAWN_STORIES:
        return set(listed)
    seed = compute_code_seed(Path(__file__).parent.parent)
    return set(random.Random(seed).sample(listed, DRAWN_STORIES))


def compute_code_seed(root: Path) -> int:
    """Return a number that changes with any Python or SQL file of the four floors."""
    seed = 0
    for floor in FLOORS:
        for path in sorted((root / floor).rglob("*")):
            if path.suffix in {".py", ".sql"}:
                seed = zlib.crc32(path.read_bytes(), seed)
    return seed
