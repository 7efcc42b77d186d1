"""What operators hear: that a run failed, and that the system has fallen ill or is well again.

Each change is told once; what the system knows of itself is `runs` and `health`.
"""

import hashlib
import logging
import os
from collections.abc import Iterator
from datetime import datetime

from assets.raw import notices, snoozes
from assets.raw.notices import Notice
from pipelines.alerts import delivery
from pipelines.alerts.health import Health
from pipelines.alerts.message import Message
from pipelines.alerts.recipients import Recipient, recipients
from pipelines.alerts.runs import Broken
from pipelines.alerts.telling import awake
from pipelines.alerts.wording import say
from warehouse.catalogue import Catalogue
from warehouse.home import Home
from warehouse.store import Store

PATIENCE_SECONDS = 30
"""How long one waits for the house: a run that has just failed is about to leave it."""


def tell_failure(home: Home, catalogue: Catalogue, what: Broken, at: datetime) -> None:
    """Tell operators that a run failed; the same failure once, until a run succeeds.

    Where not even the register can be written, as on a full disk, they are told all the same, and
    may be told again.
    """
    to = operators(catalogue)
    written = [failure(recipient, what) for recipient in to]
    if not written:
        return
    try:
        with home.locked(PATIENCE_SECONDS), Store(home.register) as register:
            notices.prepare(register)
            notices.write(register, written, at)
            _send(home, catalogue, register, at)
    except Exception as error:
        logging.getLogger(__name__).warning("tin không ghi lại được: %s", type(error).__name__)
        for recipient, notice in zip(to, written, strict=True):
            text = f"{notice.body}\n\n{say(recipient.lang, 'foot', notice=notice.notice)}"
            delivery.tried(recipient, Message(notice.notice, notice.subject, text, at))


def tell_health(home: Home, catalogue: Catalogue, health: Health, at: datetime) -> None:
    """Tell operators of a change of state, and send what else waits.

    Raises:
        BusyError: a run is under way; the next look tells.
    """
    if not operators(catalogue):
        return
    with home.locked():
        home.prepare()
        with Store(home.register) as register:
            notices.prepare(register)
            resting = snoozes.resting(register, catalogue.calendar.local_date(at))
            to = awake(operators(catalogue), resting)
            notices.settle(register, "heartbeat", list(_changed(register, to, health)), at)
            _send(home, catalogue, register, at)


def operators(catalogue: Catalogue) -> list[Recipient]:
    """The addresses at which operators are reached."""
    names = [c.contact for c in catalogue.contacts if c.role == "operator"]
    reached, _ = recipients(catalogue, os.environ)
    return [only for only in (recipient.only(names) for recipient in reached) if only]


def failure(recipient: Recipient, what: Broken) -> Notice:
    """The notice of a run that failed."""
    lang = recipient.lang
    places = [f"- {place}" for place in what.places]
    return Notice(
        "failure",
        recipient.name,
        hashlib.sha256("\n".join(what.places).encode()).hexdigest()[:16],
        say(lang, "failure_subject"),
        "\n".join([say(lang, "failure"), *places, "", say(lang, "failure_help")]),
        after=what.after,
    )


def _changed(register: Store, to: list[Recipient], health: Health) -> Iterator[Notice]:
    """A notice for everyone whom the state was last told otherwise; at first all is well."""
    for recipient in to:
        told = notices.sent(register, "heartbeat", recipient.names)
        if health.state != (told[-1] if told else "well"):
            subject = "well_subject" if health.state == "well" else "unwell_subject"
            yield Notice(
                "heartbeat",
                recipient.name,
                health.state,
                say(recipient.lang, subject),
                "\n".join(health.words(recipient.lang)),
                after=str(len(told)),
            )


def _send(home: Home, catalogue: Catalogue, register: Store, at: datetime) -> None:
    resting = snoozes.resting(register, catalogue.calendar.local_date(at))
    reached, _ = recipients(catalogue, os.environ)
    delivery.deliver(home, register, reached, resting, at=at)
