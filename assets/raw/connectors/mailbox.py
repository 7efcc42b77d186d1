"""A mailbox over IMAP: each mail is an item, the attachments are the files.

Opened with EXAMINE and read with PEEK: no flag is set, no mail is moved or deleted.
`extract_attachments` decides about the parts of a mail.
"""

import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import unquote

from assets.raw.connectors.attachments import extract_attachments
from assets.raw.connectors.connector import SOURCE_TIMEOUT_SECONDS, SourceFile, SourceItem
from warehouse.catalogue.file_sources import Source

_IMAPS_PORT = 993
_FETCH_FIELDS = ("UID", "INTERNALDATE", "RFC822.SIZE")
_FETCH_FIELD_PATTERN = re.compile(r'(UID|INTERNALDATE|RFC822\.SIZE) (?:"([^"]+)"|(\d+))')


@contextmanager
def open_mailbox(source: Source, password: str) -> Iterator["Mailbox"]:
    """Open a mailbox at an `imaps:` address; TLS with a checked certificate."""
    url_parts = source.url_parts
    client = imaplib.IMAP4_SSL(
        url_parts.hostname or "",
        url_parts.port or _IMAPS_PORT,
        ssl_context=ssl.create_default_context(),
        timeout=SOURCE_TIMEOUT_SECONDS,
    )
    try:
        client.login(unquote(url_parts.username or ""), password)
        folder = unquote(url_parts.path.strip("/")) or "INBOX"
        yield Mailbox(client, folder, source.authserv_id)
    finally:
        with suppress(imaplib.IMAP4.error, OSError):  # the server may have closed first
            client.logout()
        with suppress(OSError):  # already closed by the logout
            client.shutdown()


class Mailbox:
    """A folder of a mailbox, opened read-only.

    UIDVALIDITY and UID identify a mail: several mails may share a Message-ID, or have none.
    """

    def __init__(self, client: imaplib.IMAP4, folder: str, authserv_id: str | None = None) -> None:
        self._client = client
        self._authserv_id = authserv_id
        _check_answer(client.select(encode_folder_name(folder), readonly=True))
        _, (validity,) = client.response("UIDVALIDITY")
        self._validity = int(validity)

    def list_items(self) -> Iterable[SourceItem]:
        """List every mail; `received_at` is the INTERNALDATE, the time of receipt by the server."""
        self._client.noop()  # makes the server report new mail
        (uids,) = _check_answer(self._client.uid("SEARCH", "ALL"))
        if not uids:  # 1:* would be an error on some servers
            return
        for answer in _check_answer(
            self._client.uid("FETCH", "1:*", f"({' '.join(_FETCH_FIELDS)})")
        ):
            fields = {
                name: text or number
                for name, text, number in _FETCH_FIELD_PATTERN.findall(_decode_answer(answer))
            }
            if fields.keys() >= set(_FETCH_FIELDS):  # updates of flags come in between
                yield SourceItem(
                    f"{self._validity}/{fields['UID']}",
                    parsedate_to_datetime(fields["INTERNALDATE"].strip()),
                    int(fields["RFC822.SIZE"]),
                )

    def read_files(self, item: SourceItem) -> Iterable[SourceFile]:
        """Read the attachments of a mail.

        Raises:
            LookupError: the mail is no longer there.
        """
        uid = item.origin.partition("/")[2]
        for answer in _check_answer(self._client.uid("FETCH", uid, "(BODY.PEEK[])")):
            if isinstance(answer, tuple):
                return extract_attachments(answer[1], self._authserv_id)
        raise LookupError("thư không còn ở đó / the mail is no longer there")


def encode_folder_name(folder: str) -> str:
    """Encode a folder's name for IMAP: quoted, in modified UTF-7 (RFC 3501, 5.1.3)."""
    ascii_only = re.sub(r"[^\x20-\x7e]+", _encode_letters, folder.replace("&", "&-"))
    return '"' + ascii_only.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _encode_letters(letters: re.Match[str]) -> str:
    base64 = b64encode(letters[0].encode("utf-16-be")).decode("ascii")
    return f"&{base64.rstrip('=').replace('/', ',')}-"


def _check_answer(answer: tuple[str, list[Any]]) -> list[Any]:
    """Return the data of a server's answer; raise an error if the server refused the command."""
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(f"{status} {data}")
    return data


def _decode_answer(answer: Any) -> str:
    return answer.decode("ascii", "replace") if isinstance(answer, bytes) else ""
