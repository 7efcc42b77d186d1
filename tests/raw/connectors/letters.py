"""Mails as offices send them, written byte by byte, so that every way of naming a file is there."""

from base64 import b64encode
from urllib.parse import quote


def letter(*files: tuple[str, bytes], message_id: str = "<1@ubnd.example>") -> bytes:
    """Build a mail with files attached, named the usual way."""
    parts = (attached(content, rfc_2231(name)) for name, content in files)
    return mail(*parts, message_id=message_id)


def mail(*parts: bytes, message_id: str | None = "<1@ubnd.example>") -> bytes:
    """Build a mail of a greeting and the parts given."""
    id_header = f"Message-ID: {message_id}\r\n" if message_id else ""
    head = (
        "From: Tuyen <tuyen@ubnd.example>\r\nTo: baocao@duongkinh.example\r\n"
        f"Subject: Bao cao\r\n{id_header}MIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="=_ranh"\r\n\r\n'
    ).encode()
    greeting = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + "Kính gửi".encode()
    bodies = b"".join(b"--=_ranh\r\n" + part + b"\r\n" for part in (greeting, *parts))
    return head + bodies + b"--=_ranh--\r\n"


def attached(
    content: bytes,
    name: bytes,
    kind: str = "application/octet-stream",
    disposition: str = "attachment",
) -> bytes:
    """Build a part with a file; `name` is the parameter as it stands in the header."""
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: "
    return head.encode() + disposition.encode() + name + b"\r\n\r\n" + b64encode(content)


def rfc_2231(name: str) -> bytes:
    """Encode a name as the standard does, in two pieces when it is long."""
    first, rest = quote(name[:20], safe=""), quote(name[20:], safe="")
    if not rest:
        return f"; filename*=UTF-8''{first}".encode()
    return f";\r\n filename*0*=UTF-8''{first};\r\n filename*1*={rest}".encode()


def rfc_2047(name: str) -> bytes:
    """Encode a name as old Outlook and many web mailers do, cut in the middle of a letter."""
    content = name.encode()
    encoded_pieces = [b64encode(piece).decode() for piece in (content[:2], content[2:])]
    return (
        '; filename="' + "\r\n ".join(f"=?UTF-8?B?{word}?=" for word in encoded_pieces) + '"'
    ).encode()


def bare(name: str) -> bytes:
    """Write a name without encoding, as no standard allows and some mailers do."""
    return f'; filename="{name}"'.encode()
