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

from assets.outbox import notices
from assets.outbox.notices import FAILED, SENDING, SENT, UNSURE, WaitingNotice
from assets.published.mended_returns import find_returned_file
from pipelines.alerts import apprise_sender
from pipelines.alerts.message import NoticeMessage, NotSentError, UnsureError
from pipelines.alerts.notice_texts import flatten_text, format_notice
from pipelines.alerts.recipients import Recipient
from warehouse.home import Home
from warehouse.store import Store

PARALLEL_DELIVERIES = 8
"""Attempts at once: a few silent servers must not hold up the others."""
BUDGET_SECONDS = 60
"""The time a night spends on mail at most; a ward's mail takes a fifth of a second."""
_ERROR_LENGTH = 200


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """The outcome of one attempt."""

    notice_id: str
    outcome: str
    error: str = ""


def deliver_notices(
    home: Home,
    register: Store,
    recipients: Sequence[Recipient],
    active_snoozes: frozenset[str],
    *,
    at: datetime,
) -> int:
    """Send the notices that wait for reachable, active recipients; return how many were sent."""
    recipient_by_contact = {
        name: r for r in recipients for name in r.contact_names if name not in active_snoozes
    }
    waiting_notices = deque(
        n for n in notices.query_waiting_notices(register) if n.contact in recipient_by_contact
    )
    results: queue.Queue[DeliveryResult] = queue.Queue()
    deadline, running_count, sent_count = time.monotonic() + BUDGET_SECONDS, 0, 0
    while waiting_notices or running_count:
        while (
            waiting_notices and running_count < PARALLEL_DELIVERIES and time.monotonic() < deadline
        ):
            notice = waiting_notices.popleft()
            recipient = recipient_by_contact[notice.contact]
            message = _build_message(home, notice, recipient.lang, at)
            notices.record_attempt(register, notice.notice_id, SENDING, happened_at=at)
            _start_delivery(recipient, message, results)
            running_count += 1
        try:
            result = results.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            break  # a running attempt stays uncertain; a notice without an attempt waits
        running_count -= 1
        notices.record_attempt(
            register, result.notice_id, result.outcome, happened_at=at, error=result.error
        )
        sent_count += result.outcome == SENT
    return sent_count


def _start_delivery(
    recipient: Recipient, message: NoticeMessage, results: "queue.Queue[DeliveryResult]"
) -> None:
    """Start an attempt in a thread of its own: a hanging server must not keep the process alive."""
    threading.Thread(
        target=lambda: results.put(try_delivery(recipient, message)), daemon=True
    ).start()


def try_delivery(recipient: Recipient, message: NoticeMessage) -> DeliveryResult:
    """Attempt once and return the outcome; an error of a library is an outcome too."""
    try:
        apprise_sender.send_message(recipient, message)
    except UnsureError as error:
        return DeliveryResult(message.notice_id, UNSURE, _redact_error(recipient, error))
    except NotSentError as error:
        return DeliveryResult(message.notice_id, FAILED, _redact_error(recipient, error))
    except Exception as error:
        return DeliveryResult(message.notice_id, UNSURE, type(error).__name__)
    return DeliveryResult(message.notice_id, SENT)


def _redact_error(recipient: Recipient, error: Exception) -> str:
    return flatten_text(recipient.redact_text(str(error)))[:_ERROR_LENGTH]


def _build_message(home: Home, notice: WaitingNotice, lang: str, at: datetime) -> NoticeMessage:
    """Return the notice as a message, with the attachments that still exist."""
    files = {name: find_returned_file(home, name) for name in notice.attachments}
    missing_names = [name for name, path in files.items() if not path.is_file()]
    lines = [notice.body, ""]
    if missing_names:
        lines.append(format_notice(lang, "gone", names="; ".join(map(flatten_text, missing_names))))
    if notice.is_in_doubt:
        lines.append(format_notice(lang, "doubt"))
    lines.append(format_notice(lang, "foot", notice=notice.notice_id))
    attachments = tuple(path for name, path in files.items() if name not in missing_names)
    return NoticeMessage(
        notice.notice_id, flatten_text(notice.subject), "\n".join(lines), at, attachments
    )
