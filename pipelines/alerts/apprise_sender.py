"""Sending: one message to one address by Apprise, in seconds or not at all.

The only module that imports Apprise, and only when there is something to send. Connects to the
address alone; no log of a library holds an address.
"""

import logging
from typing import TYPE_CHECKING

from pipelines.alerts.message import NoticeMessage, NotSentError
from pipelines.alerts.recipients import Recipient

if TYPE_CHECKING:
    from apprise.plugins.base import NotifyBase

TIMEOUT_SECONDS = 10
"""How long a server may keep silent; one that works answers in one or two."""
CHECK_SECONDS = 5
"""How long `chiso doctor` waits for a server."""
NOTICE_HEADER = "X-Chiso-Notice"
"""The header by which a webhook recognises a repeated notice."""


def send_message(recipient: Recipient, message: NoticeMessage) -> None:
    """Send once, without a second try.

    Raises:
        NotSentError: the message did not arrive.
        UnsureError: the message may have arrived.
    """
    from apprise.plugins.email import NotifyEmail

    service = _open_service(recipient)
    if isinstance(service, NotifyEmail):
        from pipelines.alerts import mail

        mail.send_mail(service, message, TIMEOUT_SECONDS)
    else:
        _notify_service(service, message)


def check_mail_server(recipient: Recipient) -> bool:
    """Connect to the server of a mailbox and log in; return whether the address is a mailbox.

    Raises:
        NotSentError: the server does not answer, or refuses the account.
    """
    if not recipient.url.startswith("mailto"):
        return False
    from apprise.plugins.email import NotifyEmail

    from pipelines.alerts import mail

    service = _open_service(recipient)
    if isinstance(service, NotifyEmail):
        mail.check_server(service, CHECK_SECONDS)
    return isinstance(service, NotifyEmail)


def _open_service(recipient: Recipient) -> "NotifyBase":
    import apprise

    logging.getLogger("apprise").propagate = False
    # Nothing on disk, nothing followed elsewhere, no thread of its own.
    asset = apprise.AppriseAsset(app_id="chiso", async_mode=False, http_redirects=False)
    service = apprise.Apprise.instantiate(recipient.url, asset=asset)
    if service is None:
        raise NotSentError("Apprise không hiểu địa chỉ / Apprise cannot read the address")
    return service


def _notify_service(service: "NotifyBase", message: NoticeMessage) -> None:
    from apprise import Apprise, NotifyFormat
    from apprise.attachment.file import AttachFile

    service.socket_connect_timeout = service.socket_read_timeout = TIMEOUT_SECONDS
    if isinstance(headers := getattr(service, "headers", None), dict):
        headers[NOTICE_HEADER] = message.notice_id
    apprise_client = Apprise(asset=service.asset)
    apprise_client.add(service)
    result = apprise_client.notify(
        title=message.subject,
        body=message.text,
        body_format=NotifyFormat.TEXT,
        attach=[AttachFile(str(path), name=path.name) for path in message.attachments] or None,
        log_level=logging.WARNING,
    )
    if not result:
        raise NotSentError(next((entry.message for entry in result.logs()), "Apprise: failed"))
