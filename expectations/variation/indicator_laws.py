"""The law of chance of an indicator, by the catalogue's `count_kind`.

May call the warehouse and `exact_limits`; reads no figure.
"""

from expectations.variation.exact_limits import Law
from warehouse.catalogue import Indicator


def find_law(indicator: Indicator) -> Law | None:
    """Find the law of an indicator; none where nothing is news: stocks, changes of two years.

    An indicator of which the catalogue does not say what it counts has no law either.

    Events follow Poisson's law where they are counted one by one, not where they are divided.
    """
    if indicator.count_kind in (None, "stock") or indicator.kind == "change":
        return None
    if indicator.count_kind == "percent":
        return "binomial"
    is_plain_count = not indicator.denominator and all(
        term.coefficient == 1 for term in indicator.numerator
    )
    return "poisson" if indicator.count_kind == "events" and is_plain_count else "none"
