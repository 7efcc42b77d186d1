"""Draws that come out the same for the same seed, whoever asks and in whatever order.

Knows numbers only, nothing of the programme. Never used for anything secret.
"""

import math
import random
from collections.abc import Sequence


def stream(*names: object) -> random.Random:
    """A stream of chance of its own for these names, the seed among them."""
    return random.Random(":".join(str(name) for name in names))  # noqa: S311 - invented figures


def count(rng: random.Random, mean: float, spread: float = 0.0) -> int:
    """A count of events around `mean`; `spread` adds what makes one month unlike the next."""
    mean *= math.exp(rng.gauss(0, spread))
    if mean > 60:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, product, events = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        events += 1
    return events


def chosen(rng: random.Random, of: int, share: float) -> int:
    """How many of `of` are taken when each is taken with this chance."""
    share = min(1.0, max(0.0, share))
    if of > 200:
        wide = math.sqrt(of * share * (1 - share))
        return min(of, max(0, round(rng.gauss(of * share, wide))))
    return sum(rng.random() < share for _ in range(of))


def apportion(rng: random.Random, whole: int, weights: Sequence[float]) -> list[int]:
    """`whole` dealt out one by one by weight: exclusive parts that sum to it."""
    parts = [0] * len(weights)
    for taken in rng.choices(range(len(weights)), weights, k=whole):
        parts[taken] += 1
    return parts


def split(whole: int, weights: Sequence[float]) -> list[int]:
    """`whole` cut in proportion, largest remainders first: the steady parts of a stock."""
    exact = [whole * weight / sum(weights) for weight in weights]
    parts = [math.floor(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_remainder[: whole - sum(parts)]:
        parts[i] += 1
    return parts
