"""What the steps of a run did, as one value that goes with the run context from step to step.

Counts and names only: what a step worked on is too large to be held until the run ends. The
sentences about the results are the commands'. Imports nothing, so that a command starts quickly.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class RunResults:
    """What the steps of a run did; each step sets its own fields once its work is committed.

    `closed_paths` names what of the home others could use until this run, `open_paths` what they
    still can, `shut_paths` what they should and cannot. `renewed_count` counts the reports decided
    anew, `held_count` those that wait for the officer, `proposal_count` the proposed readings
    without a decision. `irregular_names` names what lies in the inbox and is no regular file,
    `unopened_names` the files that could not be opened. `lost_names` names the files that are gone
    from the archive. `unknown_archived` counts archived files that nobody knows, None where nobody
    counted.
    `fetch_counts` counts what was met at the sources by outcome, `source_messages` is what to say
    of them. `unset_contacts` names each contact that cannot be notified, with the variable that is
    not set. `archive_checked` counts the archived files verified, `archive_nights` is the length of
    a full turn in nights, and `archive_faults` names damaged and missing files. `deleted_counts`
    counts what was deleted since its time was over: `refused` and `processed` files,
    `publications`, `runs` of Dagster. `lapsed_corrections` names the corrections by the hub that
    hold no more. `answer_messages` and `faulty_answers` are what to say of the answered proposals
    of the inbox, accepted and faulty.
    """

    closed_paths: tuple[str, ...] = ()
    open_paths: tuple[str, ...] = ()
    shut_paths: tuple[str, ...] = ()
    fetch_counts: Mapping[str, int] = field(default_factory=dict)
    source_messages: tuple[str, ...] = ()
    file_count: int = 0
    submission_count: int = 0
    renewed_count: int = 0
    unopened_names: tuple[str, ...] = ()
    irregular_names: tuple[str, ...] = ()
    unknown_archived: int | None = None
    lost_names: tuple[str, ...] = ()
    returned_count: int = 0
    held_count: int = 0
    proposal_count: int = 0
    answer_messages: tuple[str, ...] = ()
    faulty_answers: tuple[str, ...] = ()
    lapsed_corrections: tuple[str, ...] = ()
    is_unchanged: bool = False
    sent_count: int = 0
    waiting_count: int = 0
    archive_checked: int = 0
    archive_nights: int = 0
    archive_faults: tuple[str, ...] = ()
    deleted_counts: Counter[str] = field(default_factory=Counter)
    unset_contacts: tuple[tuple[str, str], ...] = ()

    def add_intake(self, earlier: "RunResults") -> None:
        """Add what an earlier run of the same night received and answered."""
        self.file_count += earlier.file_count
        self.submission_count += earlier.submission_count
        self.returned_count += earlier.returned_count
        self.answer_messages = (*earlier.answer_messages, *self.answer_messages)
        self.faulty_answers = (*earlier.faulty_answers, *self.faulty_answers)
