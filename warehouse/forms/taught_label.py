"""A label that the hub taught: an office's own words for an element.

A value only; the register remembers who taught it and when. May import nothing of this package.
"""

from typing import NamedTuple


class TaughtLabel(NamedTuple):
    """The words of a row's label and the element; for one unit, or for all when `unit` is None."""

    label: str
    form: str
    element: str
    unit: str | None = None
