"""Random draws: the same seed gives the same draws in whatever order they are made.

Knows numbers only, nothing of the programme. Never used for anything secret.
"""

import math
import random
from collections.abc import Sequence


def seed_generator(*names: object) -> random.Random:
    """Return a random generator seeded by the names, for the demo a seed among them."""
    return random.Random(":".join(str(name) for name in names))  # noqa: S311 - invented figures


def draw_count(rng: random.Random, mean: float, spread: float = 0.0) -> int:
    """Draw a count of events around `mean`; `spread` makes the months differ."""
    mean *= math.exp(rng.gauss(0, spread))
    if mean > 60:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, product, events = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        events += 1
    return events


def draw_binomial(rng: random.Random, total: int, share: float) -> int:
    """Draw how many of `total` items are taken when each is taken with probability `share`."""
    share = min(1.0, max(0.0, share))
    if total > 200:
        deviation = math.sqrt(total * share * (1 - share))
        return min(total, max(0, round(rng.gauss(total * share, deviation))))
    return sum(rng.random() < share for _ in range(total))


def apportion_whole(rng: random.Random, whole: int, weights: Sequence[float]) -> list[int]:
    """Assign the `whole` to parts at random by weight; the parts sum to the `whole`."""
    parts = [0] * len(weights)
    for index in rng.choices(range(len(weights)), weights, k=whole):
        parts[index] += 1
    return parts


def split_whole(whole: int, weights: Sequence[float]) -> list[int]:
    """Split the `whole` in proportion to the weights, for the steady parts of a stock.

    The largest remainders are rounded up first.
    """
    exact_parts = [whole * weight / sum(weights) for weight in weights]
    parts = [math.floor(part) for part in exact_parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact_parts[i])
    for i in by_remainder[: whole - sum(parts)]:
        parts[i] += 1
    return parts
