"""How each source has answered night after night: the small file `sources.json` of the home.

Counts nights, not runs: several runs of one day are one night. Sources are fetched in `deliveries`;
operators are notified by the floor above. May import the floor `warehouse`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import NamedTuple

from warehouse.catalogue.file_sources import Source
from warehouse.home import Home

UNREACHED_NIGHTS = 3
"""After so many nights without an answer of a source the operators are notified."""


class SourceAnswer(NamedTuple):
    """The answer of a source in one run: whether it could be listed, and had new files."""

    source: str
    is_reached: bool
    has_files: bool


@dataclass(frozen=True, slots=True)
class SourceState:
    """The days on which a source was first asked, sent a file last, and began to fail."""

    known_since: str
    tried_on: str
    last_file_on: str = ""
    failed_since: str = ""
    failed_nights: int = 0

    @property
    def is_unreached(self) -> bool:
        """Whether the source has failed for so many nights that somebody must act."""
        return self.failed_nights >= UNREACHED_NIGHTS

    def is_silent(self, silent_days: int | None, day: date) -> bool:
        """Return whether the source has sent no file for longer than the catalogue allows."""
        last_day = date.fromisoformat(self.last_file_on or self.known_since)
        return silent_days is not None and (day - last_day).days > silent_days

    def add_answer(self, answer: SourceAnswer, day: str) -> "SourceState":
        """Return the state after an answer on a day."""
        state = replace(
            self, tried_on=day, last_file_on=day if answer.has_files else self.last_file_on
        )
        if answer.is_reached:
            return replace(state, failed_since="", failed_nights=0)
        is_counted = bool(self.failed_since) and self.tried_on == day
        return replace(
            state,
            failed_since=self.failed_since or day,
            failed_nights=self.failed_nights + (not is_counted),
        )


def read_source_states(home: Home) -> dict[str, SourceState]:
    """Return the state of each source; a damaged file counts as none, and is written anew."""
    try:
        record = json.loads(home.sources_file.read_text(encoding="utf-8"))
        return {source: SourceState(**state) for source, state in record.items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return {}


def record_source_answers(home: Home, answers: Iterable[SourceAnswer], day: date) -> None:
    """Record the answers of a run; replace the file whole, and only if something changed."""
    states = read_source_states(home)
    today = day.isoformat()
    new_states = {
        answer.source: states.get(answer.source, SourceState(today, "")).add_answer(answer, today)
        for answer in answers
    }
    if new_states == states:
        return
    draft = home.sources_file.with_suffix(".new")
    record = {source: asdict(state) for source, state in new_states.items()}
    draft.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    draft.replace(home.sources_file)


def list_unreached_sources(states: Mapping[str, SourceState]) -> list[str]:
    """List the sources that have failed for so many nights that somebody must act."""
    return sorted(source for source, state in states.items() if state.is_unreached)


def list_silent_sources(
    states: Mapping[str, SourceState], sources: Sequence[Source], day: date
) -> list[str]:
    """List the sources that have sent nothing for longer than the catalogue allows."""
    return sorted(
        s.source
        for s in sources
        if s.source in states and states[s.source].is_silent(s.silent_days, day)
    )
