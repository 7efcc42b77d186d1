"""The notices to operators: a failed run, an interrupted run, and the state of the system.

Builds only; `operators` decides which of them are written, and sends them.
"""

import hashlib

from assets.outbox.notices import Notice
from pipelines.alerts.health import Health
from pipelines.alerts.notice_texts import format_notice
from pipelines.alerts.recipients import Recipient
from pipelines.alerts.run_history import RunFailure


def build_failure_notice(recipient: Recipient, failure: RunFailure) -> Notice:
    """Return the notice of a failed run: the cause, the places, or the lack of both."""
    lang = recipient.lang
    cause = [failure.cause.text(lang), ""] if failure.cause else []
    places = [format_notice(lang, "failure_places"), *(f"- {place}" for place in failure.places)]
    unknown = [] if failure.cause else [format_notice(lang, "failure_unknown")]
    about = "\n".join((*failure.places, *cause))
    return Notice(
        "failure",
        recipient.contact_name,
        hashlib.sha256(about.encode()).hexdigest()[:16],
        format_notice(lang, "failure_subject"),
        "\n".join(
            [
                *cause,
                format_notice(lang, "failure"),
                *(places if failure.places else unknown),
                "",
                format_notice(lang, "failure_help"),
            ]
        ),
        after=failure.after,
    )


def build_simple_notice(recipient: Recipient, about: str, body: str) -> Notice:
    """Return the notice of a matter to look at; an equal `about` makes an equal notice."""
    digest = hashlib.sha256(about.encode()).hexdigest()[:16]
    subject = format_notice(recipient.lang, "unwell_subject")
    return Notice("failure", recipient.contact_name, digest, subject, body)


def build_state_notice(recipient: Recipient, health: Health, after: str = "") -> Notice:
    """Return the notice of the state of the system, with every ill."""
    subject = "well_subject" if health.state_key == "well" else "unwell_subject"
    return Notice(
        "heartbeat",
        recipient.contact_name,
        health.state_key,
        format_notice(recipient.lang, subject),
        "\n".join(health.format_messages(recipient.lang)),
        after=after,
    )


def build_interruption_notice(recipient: Recipient, run_id: str, when: str) -> Notice:
    """Return the notice of an interrupted run.

    The kind is «failure»: an older register holds no other.
    """
    lang = recipient.lang
    body = [
        format_notice(lang, "interrupted", when=when),
        "",
        format_notice(lang, "interrupted_help"),
    ]
    subject = format_notice(lang, "interrupted_subject")
    return Notice(
        "failure", recipient.contact_name, f"interrupted {run_id}", subject, "\n".join(body)
    )
