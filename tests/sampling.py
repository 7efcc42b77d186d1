"""Cases that are slow by nature: a drawn sample of them in `make test`, all in `make torture`.

The draw rests on a seed alone, so the same cases are tried again. `--seed-of-samples` changes the
seed, `--whole` tries every case; the head of a test run names both.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

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
