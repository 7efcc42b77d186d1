"""New obstacles reach the officer, and answers the unit, each once, by real mail."""

import pytest

from assets.outbox.obstacle_replies import ObstacleReply, record_reply
from pipelines.alerts import obstacle_digest
from tests import spec
from tests.pipelines.alerts import servers
from tests.pipelines.alerts.addressed import contact, mailbox
from tests.pipelines.alerts.test_notifications import FIRST, Office
from tests.sent import new_home
from warehouse.forms.remark import Remark, build_obstacle_id
from warehouse.store import Store

REPORTS = """
submission | unit       | period  | volunteers | says
a          | DK-DAPHUC  | 2023-05 | 5          | obstacle: thiếu người; note volunteers: bí mật
b          | DK-ANHDUNG | 2023-05 | 5          | proposal: thêm tờ rơi
"""


@pytest.fixture
def office(tmp_path):
    with servers.mail() as mail:
        new_office = Office(new_home(tmp_path / "home"), mail, tmp_path / "catalogue")
        new_office.contacts(
            contact("can_bo", "", "officer", mailbox(mail.port, "canbo")),
            contact("da_phuc", "DK-DAPHUC", "sender", mailbox(mail.port, "daphuc"), "en"),
            contact("anh_dung", "DK-ANHDUNG", "sender", mailbox(mail.port, "anhdung")),
        )
        spec.register(REPORTS, new_office.home.register_file)
        yield new_office


def read_letters(office):
    office.night()
    return {
        box: (letter["Subject"], " ".join(letter.get_body(("plain",)).get_content().split()))
        for box, letter in office.take_letters().items()
    }


def answer(office, reply):
    remark = Remark("obstacle", None, "E1", "thiếu người")
    obstacle = build_obstacle_id("ward", "DK-DAPHUC", "2023-05", remark)
    with Store(office.home.register_file) as register:
        record_reply(
            register, obstacle, ObstacleReply(reply, "cán bộ tổng hợp", spec.moment(FIRST))
        )


def test_the_officer_hears_of_new_obstacles_once(office):
    letters = read_letters(office)
    assert set(letters) == {"canbo"}
    subject, body = letters["canbo"]
    assert "2 khó khăn, đề xuất mới; 0 trả lời" in subject
    assert "Phường Đa Phúc" in body
    assert "Khó khăn: thiếu người" in body
    assert "Đề xuất: thêm tờ rơi" in body
    assert "chiso obstacles reply" in body
    assert "bí mật" not in body
    assert read_letters(office) == {}


def test_the_unit_hears_of_each_answer_once(office):
    read_letters(office)
    answer(office, "đang xem")
    letters = read_letters(office)
    assert set(letters) == {"daphuc"}
    assert "Answer of cán bộ tổng hợp, 01/08/2023: đang xem" in letters["daphuc"][1]
    assert read_letters(office) == {}
    answer(office, "đã bố trí hai người")
    letters = read_letters(office)
    assert "đã bố trí hai người" in letters["daphuc"][1]
    assert "đang xem" not in letters["daphuc"][1]


def test_what_does_not_fit_is_counted(office, monkeypatch):
    monkeypatch.setattr(obstacle_digest, "MOST_OBSTACLES", 1)
    body = read_letters(office)["canbo"][1]
    assert "Và 1 khó khăn, đề xuất khác" in body


def test_a_note_travels_with_the_warning(office):
    drawn_report = (
        "c | DK-HOANGHIA | 2023-05 | W-RANGE-001 in volunteers | 98 | note volunteers: hè"
    )
    head = "submission | unit | period | found | volunteers | says"
    office.home.register_file.unlink()
    spec.register(f"{head}\n{drawn_report}", office.home.register_file)
    body = read_letters(office)["canbo"][1]
    assert "Đơn vị ghi chú: «hè»" in body
