"""What people hear of nights: each of its own, once, with the workbook, whatever befalls the mail.

Real nights in processes of their own, a real mail server and a real webhook on loopback.
"""

import functools
import os
import shutil
from email.message import EmailMessage

import pytest

from tests.pipelines import nights
from tests.pipelines.alerts import servers
from tests.pipelines.nights import night
from tests.sent import new_home, schools, send
from warehouse.catalogue import SHIPPED, load
from warehouse.store import Store

HEADER = "contact,unit,role,url,lang,basis"
FAULTY = {"D11": "hai mươi"}


@pytest.fixture(scope="module", autouse=True)
def warm():
    nights.warm_up()


@pytest.fixture
def mail():
    with servers.mail() as boxes:
        yield boxes


@pytest.fixture
def home(tmp_path):
    return new_home(tmp_path / "home")


def mailbox(port, name, more=""):
    return f"mailto://127.0.0.1:{port}?from=chiso@dk.example&to={name}@dk.example{more}"


@functools.cache
def _shipped():
    return load()


def told_by(tmp_path, *contacts):
    """What befalls a night: its catalogue has these contacts."""
    folder = tmp_path / "catalogue"
    if not folder.exists():
        shutil.copytree(SHIPPED, folder)
    rows = [HEADER, *(f"{contact},thử" for contact in contacts)]
    (folder / "contacts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return functools.partial(surround, {"CHISO_CATALOGUE": str(folder)})


def surround(variables, happening=None):
    """Set variables in a night's process, and arrange what befalls it."""
    os.environ.update(variables)
    if happening:
        happening()


def body(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


def files(letter: EmailMessage) -> list[str]:
    return [part.get_filename() for part in letter.iter_attachments()]


def ask(home, sql):
    with Store(home.register, read_only=True) as register:
        return register.rows(sql)


def outcomes(home):
    return [o for (o,) in ask(home, "SELECT outcome FROM raw.notice_attempts ORDER BY ALL")]


def test_a_sender_hears_what_to_mend_and_then_that_it_is_mended(tmp_path, home, mail):
    contacts = told_by(tmp_path, f"gddt,DK-GDDT,sender,{mailbox(mail.port, 'gddt')},vi")
    send(home.inbox / "Báo cáo trường học.xlsx", schools(), FAULTY)
    ended = night(home, contacts)
    assert ended.code == 0
    assert "Thông báo: đã gửi 1, chờ gửi 0." in ended.words
    (letter,) = mail.take()
    assert letter["Subject"] == (
        "Chỉ Số: 1 điều cần xem, 0 điều đã xong – Phòng Giáo dục và Đào tạo quận"
    )
    assert letter["X-Envelope-To"] == "gddt@dk.example"
    words = body(letter)
    assert "Kính gửi Phòng Giáo dục và Đào tạo quận," in words
    assert "tệp «Báo cáo trường học.xlsx»" in words
    assert "Mới · E-NUM-001 · trang «Báo cáo», ô D11: " in words
    assert "Cách sửa: " in words
    letter_name, workbook = sorted(files(letter))
    assert workbook.startswith("Báo cáo trường học [")
    assert letter_name == workbook.replace(".xlsx", ".docx")
