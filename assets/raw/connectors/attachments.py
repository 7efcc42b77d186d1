"""The parts of a mail: attached files, and the names given by the sender.

Every part that could be a report is a file; the mail's text and its decoration are not.
"""

import io
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from typing import BinaryIO, cast

from assets.raw.connectors.connector import SenderStatement, SourceFile
from assets.raw.connectors.mail_sender import read_mail_sender
from warehouse.text import escape_invisible

_TEXT_TYPES = {"text/plain", "text/html", "text/enriched", "message/disposition-notification"}
_DECORATION_TYPES = {
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "text/calendar",
    "text/vcard",
    "text/x-vcard",
}
_MESSAGE_ID_PATTERN = re.compile(rb"^message-id:\s*(\S{1,998})", re.IGNORECASE | re.MULTILINE)
_BOUNDARY_PATTERN = re.compile(rb"[\r\n]--")
"""The parser ends a line at either character: a boundary may follow either."""
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_MAX_HEADER_LENGTH = 2000
"""Enough for a name of 255 bytes, each encoded as three characters."""
_MAX_BOUNDARIES = 2000
_MAX_MAIL_LINES = 2_000_000
"""The parser holds each line as a string; 64 MB in base64 are 900,000 lines."""


class _BoundedHeaderPolicy(EmailPolicy):
    """Headers by the standard and by common mailers, cut to the length needed.

    Parsing a header takes time by the square of its length, and a mail may come from anyone.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_MAX_HEADER_LENGTH]


def extract_attachments(mail: bytes, authserv_id: str | None = None) -> list[SourceFile]:
    """Extract the files of a mail, including the files of attached mails.

    A mail without files gives one file without name and content. The sender of a forwarded mail's
    file is who forwarded it.

    Raises:
        ValueError: the mail has more parts or lines than any sender needs.
    """
    if sum(1 for _ in _BOUNDARY_PATTERN.finditer(mail)) > _MAX_BOUNDARIES:
        raise ValueError("thư có quá nhiều phần / the mail has too many parts")
    if max(mail.count(b"\n"), mail.count(b"\r")) > _MAX_MAIL_LINES:
        raise ValueError("thư có quá nhiều dòng / the mail has too many lines")
    message = cast("EmailMessage", BytesParser(policy=_BoundedHeaderPolicy()).parsebytes(mail))
    own_id = extract_message_id(mail)
    sender = read_mail_sender(mail, authserv_id)
    return list(_iterate_files(message, own_id, sender)) or [SourceFile(None, None, own_id, sender)]


def extract_message_id(mail: bytes) -> str | None:
    """Extract the Message-ID without the library's parser: unusual values make the parser fail."""
    match = _MESSAGE_ID_PATTERN.search(_HEADER_END.split(mail, maxsplit=1)[0])
    return escape_invisible(match[1].decode("utf-8", "replace")) if match else None


def _iterate_files(
    mail: EmailMessage, own_id: str | None, sender: SenderStatement
) -> Iterator[SourceFile]:
    for part in mail.walk():
        if part.is_multipart() or _is_message_text(part):
            continue
        # This policy reads names in RFC 2231, RFC 2047 and bare UTF-8 alike.
        name = part.get_filename() or f"đính kèm.{part.get_content_subtype()}"
        content = None if _is_decoration(part) else _decode_content(part)
        yield SourceFile(name, content, own_id, sender)


def _is_message_text(part: EmailMessage) -> bool:
    """Return whether a part is the mail's own text, not an attached text file."""
    is_attachment = part.get_filename() or part.get_content_disposition() == "attachment"
    return part.get_content_type() in _TEXT_TYPES and not is_attachment


def _is_decoration(part: EmailMessage) -> bool:
    """Return whether a part is a logo or signature; an attached picture is a file: maybe a scan."""
    is_inline = part.get_content_disposition() != "attachment"
    return part.get_content_type() in _DECORATION_TYPES or (
        part.get_content_maintype() == "image" and is_inline
    )


def _decode_content(part: EmailMessage) -> BinaryIO:
    return io.BytesIO(cast("bytes", part.get_payload(decode=True) or b""))
