"""The score of a rule or a code: planted faults against findings.

Counts and their quotients only.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QualityScore:
    """The numbers of planted faults, of findings, of right findings, and of found faults.

    `found_count` differs from `right_count` where several findings tell one fault.
    """

    planted_count: int = 0
    signal_count: int = 0
    right_count: int = 0
    found_count: int = 0

    def __add__(self, other: "QualityScore") -> "QualityScore":
        return QualityScore(
            self.planted_count + other.planted_count,
            self.signal_count + other.signal_count,
            self.right_count + other.right_count,
            self.found_count + other.found_count,
        )

    @property
    def precision(self) -> float:
        """The share of right findings in all findings."""
        return self.right_count / self.signal_count if self.signal_count else 1.0

    @property
    def recall(self) -> float:
        """The share of found faults in all planted faults."""
        return self.found_count / self.planted_count if self.planted_count else 1.0

    def __str__(self) -> str:
        return f"{self.precision:.2f} / {self.recall:.2f}"
