"""Confidence intervals of a share and of a count, where a random process is meant.

Never of a census: six wards of six are all there are. The methods are those of PHE's fingertips
(PHEindicatormethods): Wilson's for a share; for a count the exact limits below ten and Byar's from
ten on. Numbers in, numbers out; imports no other module of the house.
"""

from typing import NamedTuple

EXACT_BELOW = 10
"""Counts from here on have Byar's approximation, as PHE publishes them."""


class ConfidenceInterval(NamedTuple):
    """The limits of a confidence interval, of a share between 0 and 1 or of a count."""

    low: float
    high: float


def compute_share_interval(part: int, whole: int, confidence: float = 0.95) -> ConfidenceInterval:
    """Compute Wilson's interval of a share.

    Raises:
        ValueError: the part is no part of the whole, or there is no whole.
    """
    if not 0 <= part <= whole or whole == 0:
        raise ValueError(f"{part} is no part of {whole}")
    z = _compute_z_score(confidence)
    reach = z * (z**2 + 4 * part * (1 - part / whole)) ** 0.5
    middle, width = 2 * part + z**2, 2 * (whole + z**2)
    return ConfidenceInterval((middle - reach) / width, (middle + reach) / width)


def compute_count_interval(count: int, confidence: float = 0.95) -> ConfidenceInterval:
    """Compute the interval of a count of events: exact below ten, Byar's from ten on.

    Raises:
        ValueError: the count is negative.
    """
    if count < 0:
        raise ValueError(f"{count} is no count")
    if count < EXACT_BELOW:
        return _compute_exact_interval(count, confidence)
    z = _compute_z_score(confidence)
    return ConfidenceInterval(
        count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3,
        (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * (count + 1) ** 0.5)) ** 3,
    )


def _compute_exact_interval(count: int, confidence: float) -> ConfidenceInterval:
    from scipy import special  # takes long to load

    tail = (1 - confidence) / 2
    low = special.chdtri(2 * count, 1 - tail) / 2 if count else 0.0
    return ConfidenceInterval(float(low), float(special.chdtri(2 * count + 2, tail) / 2))


def _compute_z_score(confidence: float) -> float:
    from scipy import special  # takes long to load

    return float(special.ndtri((1 + confidence) / 2))
