"""What the hub taught beside the catalogue: labels of rows, and offices' own layouts.

A value that is sent to the processes that read. A layout travels as its YAML, so that nothing of
`layouts` is imported before a file needs a layout.
"""

from typing import NamedTuple

from warehouse.forms.taught_label import TaughtLabel


class HubTeaching(NamedTuple):
    """The labels in force, and the accepted layouts in force as YAML, the oldest first."""

    labels: tuple[TaughtLabel, ...] = ()
    layouts: tuple[str, ...] = ()


NOTHING_TAUGHT = HubTeaching()
