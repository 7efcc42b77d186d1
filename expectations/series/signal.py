"""A signal: a doubtful value in force, and the value to be expected from the series.

Values only; `expectations.codes` has the texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal about a value in force, or about a whole report when `element` is None.

    `expected` is the value for comparison, in the unit of the element. `impact` ranks signals of
    all kinds: the distance from the expected value, in typical values of the element.
    `message_values` fills the blanks of the message.
    """

    code: str
    submission: str
    element: str | None = None
    expected: float | None = None
    impact: float = 0.0
    message_values: Mapping[str, str] = field(default_factory=dict)
