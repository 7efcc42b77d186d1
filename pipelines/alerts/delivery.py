"""Delivery: waiting notices of the outbox are sent, several at once, for a bounded time.

Every attempt is recorded before it begins and after it ends, each at once. A notice that is not
sent now is sent by the next run.
"""

import queue
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assets.raw import notices
from assets.raw.notices import FAILED, SENDING, SENT, UNSURE, Waiting
from pipelines.alerts import sending
from pipelines.alerts.message import Message, NotSentError, UnsureError
from pipelines.alerts.recipients import Recipient
from pipelines.alerts.wording import line, say
from warehouse.home import Home
from warehouse.store import Store

AT_ONCE = 8
"""Attempts at once: a few silent servers must not hold up the others."""
BUDGET_SECONDS = 60
"""The time a night spends on mail at most; a ward's mail takes a fifth of a second."""
_ERROR_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Ended:
    """The outcome of one attempt."""

    notice: str
    outcome: str
    error: str = ""


def deliver(
    home: Home, register: Store, to: Sequence[Recipient], resting: frozenset[str], *, at: datetime
) -> int:
    """Send the notices that wait for reachable, active recipients; return how many were sent."""
    by_name = {name: r for r in to for name in r.names if name not in resting}
    left = deque(n for n in notices.waiting(register) if n.contact in by_name)
    ended: queue.Queue[Ended] = queue.Queue()
    until, running, sent = time.monotonic() + BUDGET_SECONDS, 0, 0
    while left or running:
        while left and running < AT_ONCE and time.monotonic() < until:
            notice = left.popleft()
            recipient = by_name[notice.contact]
            message = _message(home, notice, recipient.lang, at)
            notices.note(register, notice.notice, SENDING, at=at)
            _start(recipient, message, ended)
            running += 1
        try:
            end = ended.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            break  # a try that goes on stays in doubt, what was not begun waits
        running -= 1
        notices.note(register, end.notice, end.outcome, at=at, error=end.error)
        sent += end.outcome == SENT
    return sent


def _start(recipient: Recipient, message: Message, ended: "queue.Queue[Ended]") -> None:
    """Start an attempt in a thread of its own: a hanging server must not keep the process alive."""
    threading.Thread(target=lambda: ended.put(tried(recipient, message)), daemon=True).start()


def tried(recipient: Recipient, message: Message) -> Ended:
    """Attempt once and return the outcome; an error of a library is an outcome too."""
    try:
        sending.send(recipient, message)
    except UnsureError as error:
        return Ended(message.notice, UNSURE, _shown(recipient, error))
    except NotSentError as error:
        return Ended(message.notice, FAILED, _shown(recipient, error))
    except Exception as error:
        return Ended(message.notice, UNSURE, type(error).__name__)
    return Ended(message.notice, SENT)


def _shown(recipient: Recipient, error: Exception) -> str:
    return line(recipient.shown(str(error)))[:_ERROR_LENGTH]


def _message(home: Home, notice: Waiting, lang: str, at: datetime) -> Message:
    """Return the notice as a message, with the attachments that still exist."""
    files = {name: home.returned / name for name in notice.attachments}
    gone = [name for name, path in files.items() if not path.is_file()]
    words = [notice.body, ""]
    if gone:
        words.append(say(lang, "gone", names="; ".join(map(line, gone))))
    if notice.is_in_doubt:
        words.append(say(lang, "doubt"))
    words.append(say(lang, "foot", notice=notice.notice))
    there = tuple(path for name, path in files.items() if name not in gone)
    return Message(notice.notice, line(notice.subject), "\n".join(words), at, there)
