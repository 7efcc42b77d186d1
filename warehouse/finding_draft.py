"""The draft of a finding: a stable code and the cell that the sender must look at.

A value only, made where a file is opened, read or checked; `expectations.codes` adds the
message.
"""

from dataclasses import dataclass, field

from warehouse.text import escape_invisible

_MAX_OBSERVED_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """A finding without wording, for the sender: a stable code and the address of the cell.

    `message_values` fills the blanks of the code's message, for example the label of another cell.
    """

    code: str
    element: str | None = None
    sheet: str | None = None
    cell: str | None = None
    observed: str = ""
    message_values: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Cut `observed` to a bounded length and escape invisible letters: people read it."""
        if len(self.observed) > _MAX_OBSERVED_LENGTH or not self.observed.isprintable():
            object.__setattr__(
                self,
                "observed",
                escape_invisible(self.observed[:_MAX_OBSERVED_LENGTH], keep="\n\t"),
            )
