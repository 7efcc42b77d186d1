"""The parent of the reading processes: sends files, collects results, survives losses.

A child that dies or is silent too long costs one file: the files of its share are sent again one
by one, and the file at fault once more at the end, alone and with more time. A busy machine may
have been the cause of the first loss.
"""

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path

from assets.raw.inbox import Delivery
from assets.raw.read_ahead import AheadOrder
from assets.raw.reader import ReadResult, record_unread_file
from assets.raw.reading_limits import ReadingLimits
from assets.raw.reading_process import ReaderLoss, ReadingProcess, start_reading_process
from warehouse.finding_draft import FindingDraft
from warehouse.forms.hub_teaching import NOTHING_TAUGHT, HubTeaching

FILES_PER_SHARE = 24
"""Files sent at once: enough to keep a child busy, few enough to lose little."""

_MOST_AHEAD = 2
"""Number of children that read ahead: an inbox has two ends."""

ReadAnswer = tuple[Delivery, ReadResult]
_LostFile = tuple[Delivery, ReaderLoss]


@dataclass(slots=True)
class _ReadingRound:
    """Shares of files not yet sent, the children that read them, and the files lost so far.

    Each share is sent with what the hub taught.
    """

    share_queue: deque[list[Delivery]]
    children: list[ReadingProcess]
    taught: HubTeaching
    lost_files: list[_LostFile] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return bool(self.share_queue) or any(child.share for child in self.children)

    def wait_for_children(self) -> list[ReadingProcess]:
        """Wait for children with an answer, dead children, and children over time."""
        ready_connections = wait([child.connection for child in self.children], timeout=1.0)
        return [c for c in self.children if c.connection in ready_connections or c.is_overdue]

    def take_share(self, child: ReadingProcess) -> list[Delivery]:
        """Take the share that a child has read, and send the next one."""
        share, child.share = child.share, []
        child.is_ready = True
        child.restart_clock()
        if self.share_queue:  # the child reads on while its results are used
            shares = self.share_queue
            next_share = shares.pop() if child.takes_from_end else shares.popleft()
            child.send_share(next_share, self.taught)
        return share

    def record_loss(self, child: ReadingProcess) -> None:
        """End a lost child: a single file is at fault, several files are sent again."""
        loss = child.explain_loss()
        if not child.is_ready:
            raise RuntimeError(f"a reading process could not start ({loss.reason})")
        if len(child.share) == 1:
            self.lost_files.append((child.share[0], loss))
        else:
            self.share_queue.extendleft([delivery] for delivery in reversed(child.share))
        self.children.remove(child)


@dataclass(slots=True)
class ReadingPool:
    """Reads deliveries in `size` child processes, each under the limits.

    `catalogue_folder` is the folder of the catalogue that the children load; `taught` is
    what the hub taught in addition.
    """

    catalogue_folder: Path
    archive_folder: Path
    size: int = 2
    limits: ReadingLimits = field(default_factory=ReadingLimits)
    taught: HubTeaching = NOTHING_TAUGHT
    _idle_children: list[ReadingProcess] = field(default_factory=list, init=False)

    def start_children(self, inbox_folder: Path | None = None) -> None:
        """Start the children early: they load their modules while the run goes on.

        With `inbox_folder` they also read ahead there, the second child from the end.
        """
        self._idle_children += [
            self._start_child(
                self.limits, AheadOrder(inbox_folder, number == 1) if inbox_folder else None
            )
            for number in range(min(self.size, _MOST_AHEAD) if inbox_folder else self.size)
        ]

    def close(self) -> None:
        """Stop the children started and never used."""
        while self._idle_children:
            self._idle_children.pop().stop()

    def read_deliveries(self, deliveries: Sequence[Delivery]) -> Iterator[ReadAnswer]:
        """Read every delivery and yield the result, also of files crashing a reader.

        Raises:
            OSError: the archive cannot be written; the remaining files are not read.
        """
        share_size = max(1, min(FILES_PER_SHARE, -(-len(deliveries) // self.size)))
        shares = [
            list(deliveries[at : at + share_size]) for at in range(0, len(deliveries), share_size)
        ]
        idle_children, self._idle_children = self._idle_children, []
        first_round = _ReadingRound(deque(shares), idle_children, self.taught)
        yield from self._read_round(first_round, self.size, self.limits)
        if not first_round.lost_files:
            return
        lone_files = [[delivery] for delivery, _ in first_round.lost_files]
        lone_round = _ReadingRound(deque(lone_files), [], self.taught)
        yield from self._read_round(lone_round, 1, self.limits.extend_for_lone_file())
        for delivery, loss in lone_round.lost_files:
            yield delivery, self._record_lost_file(delivery, loss)

    def _start_child(
        self, limits: ReadingLimits, ahead: AheadOrder | None = None
    ) -> ReadingProcess:
        return start_reading_process(self.catalogue_folder, self.archive_folder, limits, ahead)

    def _read_round(
        self, reading_round: _ReadingRound, size: int, limits: ReadingLimits
    ) -> Iterator[ReadAnswer]:
        """Read the shares of a round with up to `size` children, and end the children."""
        for child in reading_round.children:
            child.restart_clock()  # an early child has waited for this call
        try:
            while reading_round.is_open:
                waiting_shares = len(reading_round.share_queue) + len(reading_round.children)
                for _ in range(min(size, waiting_shares) - len(reading_round.children)):
                    reading_round.children.append(self._start_child(limits))
                yield from _receive_answers(reading_round)
        finally:
            for child in reading_round.children:
                child.stop()

    def _record_lost_file(self, delivery: Delivery, loss: ReaderLoss) -> ReadResult:
        logging.getLogger(__name__).warning(
            "Trình đọc bị mất ở tệp «%s» / a reader was lost on this file: %s (%s)",
            delivery.display_name,
            loss.code,
            loss.reason,
        )
        draft = FindingDraft(loss.code, observed=delivery.display_name)
        return record_unread_file(delivery.path, self.archive_folder, draft)


def _receive_answers(reading_round: _ReadingRound) -> Iterable[ReadAnswer]:
    for child in reading_round.wait_for_children():
        results = child.receive_results()
        if results is None:
            reading_round.record_loss(child)
        else:
            yield from zip(reading_round.take_share(child), results, strict=True)
