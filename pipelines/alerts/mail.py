"""A notice as an e-mail, over the server that an Apprise address names.

Apprise 2.2 writes the whole Content-Disposition of a Vietnamese file name as one encoded word,
which mail programs do not read, and gives every attempt a new Message-ID; therefore the letter is
written here, while the address, its templates and its safety are Apprise's. Only `apprise_sender`
calls this module, since it imports Apprise.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.header import Header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr
from typing import Any

from apprise.plugins.email import NotifyEmail, SecureMailMode

from pipelines.alerts.message import NoticeMessage, NotSentError, UnsureError

_OFFICE_MEDIA_TYPE = "vnd.openxmlformats-officedocument"
_MEDIA_SUBTYPES = {
    ".xlsx": f"{_OFFICE_MEDIA_TYPE}.spreadsheetml.sheet",
    ".docx": f"{_OFFICE_MEDIA_TYPE}.wordprocessingml.document",
}
"""The kinds of attached files; the list of kinds of a machine may lack them."""


def send_mail(service: NotifyEmail, message: NoticeMessage, timeout: float) -> None:
    """Send to the one mailbox of an address.

    Raises:
        NotSentError: the server certainly did not accept the message.
        UnsureError: the connection broke after the message was handed over.
    """
    mailboxes = [address for _, address in service.targets] + [*service.cc, *service.bcc]
    if len(mailboxes) != 1:
        raise NotSentError("một liên lạc là một hộp thư / a contact is one mailbox")
    letter = _build_letter(service, message)
    with _open_session(service, timeout) as server:
        try:
            server.send_message(letter)
        except (smtplib.SMTPServerDisconnected, ConnectionError, TimeoutError) as error:
            raise UnsureError(_format_reason(error)) from error
        except smtplib.SMTPException as error:
            raise NotSentError(_format_reason(error)) from error


def check_server(service: NotifyEmail, timeout: float) -> None:
    """Connect and log in as for a letter, and send nothing.

    Raises:
        NotSentError: the server does not answer, or refuses the account.
    """
    with _open_session(service, timeout):
        pass


def _build_letter(service: NotifyEmail, message: NoticeMessage) -> "Message[Any, Any]":
    """Build the letter with the older classes of `email`: newer ones lose spaces when folding."""
    sender_name, sender = (str(part or "") for part in service.from_addr)
    ((_, recipient),) = service.targets
    letter: Message[Any, Any] = MIMEMultipart()  # a header may be a text or a `Header`
    letter["Subject"] = Header(message.subject, "utf-8")
    letter["From"] = formataddr((sender_name or "Chỉ Số", sender))
    letter["To"] = recipient
    letter["Date"] = format_datetime(message.sent_at)
    letter["Message-ID"] = f"<{message.notice_id}@{sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer from an absent officer
    letter.attach(MIMEText(message.text, "plain", "utf-8"))
    for path in message.attachments:
        part = MIMEApplication(path.read_bytes(), _MEDIA_SUBTYPES[path.suffix])
        part.add_header("Content-Disposition", "attachment", filename=path.name)
        letter.attach(part)
    return letter


@contextmanager
def _open_session(service: NotifyEmail, timeout: float) -> Iterator[smtplib.SMTP]:
    """Open a session with the server, logged in; an error before that has sent nothing."""
    try:
        server = _connect_server(service, timeout)
    except (OSError, ValueError) as error:  # every SMTPException is an OSError
        raise NotSentError(_format_reason(error)) from error
    try:
        yield server
    finally:
        with suppress(OSError):  # it has taken the letter, or has not
            server.quit()


def _connect_server(service: NotifyEmail, timeout: float) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if not service.verify_certificate:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    host_and_port = service.smtp_host, service.port or 0  # 0 is the usual port
    if service.secure_mode == SecureMailMode.SSL:
        server: smtplib.SMTP = smtplib.SMTP_SSL(*host_and_port, timeout=timeout, context=context)
    else:
        server = smtplib.SMTP(*host_and_port, timeout=timeout)
    try:
        if service.secure_mode == SecureMailMode.STARTTLS:
            server.starttls(context=context)
        if service.user and service.password:
            server.login(service.user, service.password)
    except Exception:
        server.close()
        raise
    return server


def _format_reason(error: Exception) -> str:
    """Return the answer of the server, or the kind of error."""
    code = getattr(error, "smtp_code", None) or getattr(error, "strerror", None)
    return f"{type(error).__name__} {code or ''}".strip()
