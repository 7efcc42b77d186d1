"""Real servers on this machine: mail over IMAP with TLS, and files over SFTP; nothing else.

Both run on an event loop in a thread of their own and are gone, sockets and all, when left.
"""

import asyncio
import imaplib
import ssl
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import asyncssh
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer

USER, PASSWORD = "baocao@duongkinh", 'm"at \\ khau'
HOST = "127.0.0.1"


@contextmanager
def event_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Run a loop in another thread; unfinished tasks end with it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield loop
    finally:
        asyncio.run_coroutine_threadsafe(_end_all(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end_all() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


# Mail


@dataclass(frozen=True)
class MailServer:
    """A running server with one user, who can also look into the mailbox as people do."""

    port: int
    certificate: Path

    @property
    def url(self) -> str:
        user = USER.replace("@", "%40")
        return f"imaps://{user}@{HOST}:{self.port}"

    @contextmanager
    def opened(self) -> Iterator[imaplib.IMAP4]:
        """Open the mailbox as its owner, who may change everything."""
        context = ssl.create_default_context(cafile=self.certificate)
        with imaplib.IMAP4_SSL(HOST, self.port, ssl_context=context, timeout=10) as client:
            client.login(USER, PASSWORD)
            yield client

    def deliver(self, mail: bytes, at: datetime, folder: str = "INBOX") -> None:
        """Deliver a mail at a moment; nobody has read it."""
        with self.opened() as client:
            assert client.append(folder, "", at, mail)[0] == "OK"

    def state(self) -> list[bytes]:
        """Return every mail with its flags, and the folders."""
        with self.opened() as client:
            client.select(readonly=True)
            _, flags = client.uid("FETCH", "1:*", "(UID FLAGS INTERNALDATE)")
            return sorted(flags) + sorted(client.list()[1])


@contextmanager
def mail_server(folder: Path) -> Iterator[MailServer]:
    """Run a mail server on a free port, with its certificate in the folder."""
    certificate = _certificate(folder / "mail.pem")
    with event_loop() as loop:
        server = asyncio.run_coroutine_threadsafe(_serve_mail(certificate), loop).result(10)
        yield MailServer(server.sockets[0].getsockname()[1], certificate)
        loop.call_soon_threadsafe(server.close)


async def _serve_mail(certificate: Path) -> asyncio.Server:
    arguments = Namespace(
        **dict.fromkeys(("host", "port", "cert", "key", "proxy_protocol", "passlib_cfg")),
        debug=False,
        tls=False,
        demo_data=False,
        demo_user=USER,
        demo_password=PASSWORD,
    )
    backend, config = await DictBackend.init(arguments, invalid_user_sleep=0)
    config.apply_context()
    reader = ProxyProtocolReader(config.proxy_protocol)
    answer = reader.get_callback(IMAPServer(backend.login, config))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return await asyncio.start_server(answer, HOST, 0, ssl=context)


def _certificate(path: Path) -> Path:
    """Write a certificate for this machine and its key into one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    return path


# Files


class _Door(asyncssh.SSHServer):
    """Lets one user in, by password, and knows who is in."""

    def __init__(self, inside: set["_Door"]) -> None:
        self.inside = inside

    def connection_made(self, connection: asyncssh.SSHServerConnection) -> None:
        self.inside.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        self.inside.discard(self)

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == ("nop", PASSWORD)


@dataclass(frozen=True)
class FileServer:
    """A running SFTP server: its folder as seen from here, and the line that knows its key."""

    port: int
    folder: Path
    known_host: str
    inside: set[_Door]

    @property
    def url(self) -> str:
        return f"sftp://nop@{HOST}:{self.port}/gửi"

    def connections(self) -> int:
        """Return the number of open connections."""
        return len(self.inside)


@contextmanager
def file_server(folder: Path) -> Iterator[FileServer]:
    """Run an SFTP server on a free port; senders put files into `gửi` below the folder."""
    (folder / "gửi").mkdir()
    key = asyncssh.generate_private_key("ssh-ed25519")
    inside: set[_Door] = set()

    async def serve() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            HOST,
            0,
            server_factory=lambda: _Door(inside),
            server_host_keys=[key],
            sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(folder)),
        )

    with event_loop() as loop:
        acceptor = asyncio.run_coroutine_threadsafe(serve(), loop).result(10)
        port = acceptor.sockets[0].getsockname()[1]
        public = key.export_public_key().decode("ascii")
        yield FileServer(port, folder / "gửi", f"[{HOST}]:{port} {public}", inside)
        loop.call_soon_threadsafe(acceptor.close)
