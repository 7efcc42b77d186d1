"""Random draws: the same seed gives the same draws in whatever order they are made.

Knows numbers only, nothing of the programme. Never used for anything secret.
"""

import math
import random
from collections.abc import Sequence


def stream(*names: object) -> random.Random:
    """Return a random generator seeded by the names, for the demo a seed among them."""
    return random.Random(":".join(str(name) for name in names))  # noqa: S311 - invented figures


def count(rng: random.Random, mean: float, spread: float = 0.0) -> int:
    """Draw a count of events around `mean`; `spread` makes the months differ."""
    mean *= math.exp(rng.gauss(0, spread))
    if mean > 60:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, product, events = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        events += 1
    return events


def chosen(rng: random.Random, of: int, share: float) -> int:
    """Draw how many of `of` items are taken when each is taken with probability `share`."""
    share = min(1.0, max(0.0, share))
    if of > 200:
        wide = math.sqrt(of * share * (1 - share))
        return min(of, max(0, round(rng.gauss(of * share, wide))))
    return sum(rng.random() < share for _ in range(of))


def apportion(rng: random.Random, whole: int, weights: Sequence[float]) -> list[int]:
    """Assign the `whole` to parts at random by weight; the parts sum to the `whole`."""
    parts = [0] * len(weights)
    for taken in rng.choices(range(len(weights)), weights, k=whole):
        parts[taken] += 1
    return parts


def split(whole: int, weights: Sequence[float]) -> list[int]:
    """Split the `whole` in proportion to the weights, for the steady parts of a stock.

    The largest remainders are rounded up first.
    """
    exact = [whole * weight / sum(weights) for weight in weights]
    parts = [math.floor(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_remainder[: whole - sum(parts)]:
        parts[i] += 1
    return parts
