"""Mail over IMAP, against a real server: what is listed, what is read, and that nothing changes."""

import imaplib
import ssl
from datetime import timedelta

import pytest

from assets.raw.connectors.mailbox import encode_folder_name, open_mailbox
from tests.raw.connectors.letters import letter
from tests.raw.connectors.servers import PASSWORD
from tests.sent import RECEIVED
from warehouse.catalogue.file_sources import Source


def source(mail, folder=""):
    return Source(source="mail", url=f"{mail.url}/{folder}", secret="MAIL_PASSWORD")


def test_a_mail_is_an_item_received_when_its_server_received_it(mail):
    mail.deliver(letter(("a.xlsx", b"A")), RECEIVED)
    mail.deliver(letter(("b.xlsx", b"BB")), RECEIVED + timedelta(hours=7))
    with open_mailbox(source(mail), PASSWORD) as box:
        first, second = box.list_items()
        assert [first.received_at, second.received_at] == [RECEIVED, RECEIVED + timedelta(hours=7)]
        assert first.origin != second.origin
        assert second.size > 300
        (file,) = box.read_files(second)
        assert (file.name, file.content.read()) == ("b.xlsx", b"BB")


def test_reading_leaves_the_mailbox_as_it_was(mail):
    mail.deliver(letter(("a.xlsx", b"A")), RECEIVED)
    before = mail.state()
    assert b"Seen" not in b"".join(before)
    with open_mailbox(source(mail), PASSWORD) as box:
        for item in box.list_items():
            assert box.read_files(item)
        # The server itself would refuse: the folder is not open for anything else.
        assert box._client.store("1", "+FLAGS", "\\Deleted")[0] == "NO"
    assert mail.state() == before


def test_an_empty_mailbox_holds_nothing(mail):
    with open_mailbox(source(mail), PASSWORD) as box:
        assert list(box.list_items()) == []


def test_a_folder_may_have_a_vietnamese_name(mail):
    with mail.opened() as client:
        client.create(encode_folder_name("Báo cáo & số liệu"))
    mail.deliver(letter(("a.xlsx", b"A")), RECEIVED, encode_folder_name("Báo cáo & số liệu"))
    with open_mailbox(source(mail, "Báo cáo & số liệu"), PASSWORD) as box:
        assert len(list(box.list_items())) == 1
    with open_mailbox(source(mail, "B%C3%A1o c%C3%A1o & s%E1%BB%91 li%E1%BB%87u"), PASSWORD) as box:
        assert len(list(box.list_items())) == 1


def test_a_name_is_coded_as_the_standard_has_it():
    assert encode_folder_name("~peter/mail/台北/日本語") == '"~peter/mail/&U,BTFw-/&ZeVnLIqe-"'
    assert encode_folder_name('a "b" \\ & c') == '"a \\"b\\" \\\\ &- c"'


def test_a_mail_that_went_away_is_told(mail):
    mail.deliver(letter(("a.xlsx", b"A")), RECEIVED)
    with open_mailbox(source(mail), PASSWORD) as box:
        (item,) = box.list_items()
        with mail.opened() as client:
            client.select()
            client.store("1", "+FLAGS", "\\Deleted")
            client.expunge()
        assert list(box.list_items()) == []
        with pytest.raises(LookupError, match="thư không còn"):
            box.read_files(item)


def test_a_mail_that_comes_meanwhile_is_seen_when_asked_again(mail):
    with open_mailbox(source(mail), PASSWORD) as box:
        assert list(box.list_items()) == []
        mail.deliver(letter(("a.xlsx", b"A")), RECEIVED)
        assert len(list(box.list_items())) == 1


@pytest.mark.parametrize("folder", ["Không có", "INBOX/nothing"])
def test_a_folder_that_is_not_there_is_an_error(mail, folder):
    with pytest.raises(imaplib.IMAP4.error), open_mailbox(source(mail, folder), PASSWORD):
        pass


def test_a_wrong_password_is_an_error(mail):
    with pytest.raises(imaplib.IMAP4.error), open_mailbox(source(mail), "other"):
        pass


def test_a_server_that_cannot_prove_who_it_is_gets_no_password(mail, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(ssl.SSLCertVerificationError), open_mailbox(source(mail), PASSWORD):
        pass
