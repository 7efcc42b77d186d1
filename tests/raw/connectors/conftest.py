"""The servers that the connectors are tested against, started when first asked for."""

import pytest

from tests.raw.connectors import servers


@pytest.fixture
def mail(tmp_path, monkeypatch):
    """Run a mail server with a trusted certificate and a known password."""
    monkeypatch.setenv("MAIL_PASSWORD", servers.PASSWORD)
    with servers.mail_server(tmp_path) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        yield server


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Run an SFTP server with a known host key."""
    monkeypatch.setenv("SFTP_PASSWORD", servers.PASSWORD)
    served, own = tmp_path / "served", tmp_path / "own"
    served.mkdir()
    (own / ".ssh").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(own))
    with servers.file_server(served) as server:
        (own / ".ssh" / "known_hosts").write_text(server.known_host, encoding="utf-8")
        yield server
