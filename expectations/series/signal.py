"""A doubt that a series raises about a value: what was seen, what was to be expected, how much.

Values only; its words are in `expectations.codes`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Signal:
    """One doubt about a value in force, or about a whole report when `element` is None.

    `expected` is what it was held against, in the element's unit. `impact` ranks signals of all
    kinds: how far the value is from what was expected, in typical values of its element.
    `about` fills the blanks of the code's message.
    """

    code: str
    submission: str
    element: str | None = None
    expected: float | None = None
    impact: float = 0.0
    about: Mapping[str, str] = field(default_factory=dict)
