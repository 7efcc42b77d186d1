"""Who is told what, night after night: drawn reports in, letters on a real mail server out."""

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage

import pyarrow as pa
import pytest

from assets.outbox import finding_events, notices, snoozes
from assets.outbox.finding_events import Acknowledgement
from assets.rebuild import rebuild_warehouse
from assets.run_context import RunContext
from pipelines.alerts import digest, notifications
from pipelines.alerts.digest_lines import format_digest_lines, list_digest_lines
from pipelines.alerts.finding_changes import FindingChange
from pipelines.alerts.notifications import NotificationSummary, notify_recipients
from tests import spec
from tests.pipelines.alerts import servers
from tests.pipelines.alerts.addressed import catalogue_with, contact, mailbox
from tests.sent import new_home
from warehouse.catalogue import load_catalogue
from warehouse.home import Home
from warehouse.store import Store

HEAD = "submission | received | unit | period | found | volunteers"
FIRST = date(2023, 8, 1)


@dataclass
class Office:
    """A home with contacts and a mail server, whose nights are told in this process."""

    home: Home
    mail: servers.Mailboxes
    folder: object
    nights: int = 0

    def contacts(self, *rows: str) -> None:
        catalogue_with(self.folder, *rows)

    def sends(self, *reports: str) -> None:
        spec.register("\n".join([HEAD, *reports]), self.home.register_file)

    def night(self, day: date | None = None) -> NotificationSummary:
        """Rebuild, remember, put in force and tell; a day later every time."""
        moment = spec.moment(day or FIRST + timedelta(days=self.nights))
        self.nights += 1
        catalogue = load_catalogue(self.folder)
        folder = self.home.published_folder / str(self.nights)
        folder.mkdir()
        rebuild_warehouse(self.home, catalogue, moment, folder / "warehouse.duckdb")
        with Store(self.home.register_file) as register:
            register.create_table("raw.returns")
            finding_events.record_events(register, folder / "warehouse.duckdb")
        self.home.current_publication.unlink(missing_ok=True)
        self.home.current_publication.symlink_to(folder.name)
        return notify_recipients(RunContext(self.home, catalogue, moment))

    def returns(self, submission: str, size: int = 10) -> None:
        """Record that a submission was sent back."""
        for suffix in (".xlsx", ".docx"):
            (self.home.returned_folder / f"{submission}{suffix}").write_bytes(b"P" * size)
        with Store(self.home.register_file) as register:
            register.create_table("raw.returns")
            row = {"submission": [submission], "file_name": [f"{submission}.xlsx"]}
            register.append_rows("raw.returns", pa.table(row))

    def take_letters(self) -> dict[str, EmailMessage]:
        """Return the letters since the last call, by mailbox; at most one letter each."""
        letters = self.mail.take()
        by_box = {letter["To"].partition("@")[0]: letter for letter in letters}
        assert len(by_box) == len(letters)
        return by_box


@pytest.fixture
def office(tmp_path):
    with servers.mail() as mail:
        yield Office(new_home(tmp_path / "home"), mail, tmp_path / "catalogue")


def of(office, name, unit, role="sender", lang="vi"):
    return contact(name, unit, role, mailbox(office.mail.port, name), lang)


def body(letter):
    return letter.get_body(("plain",)).get_content().replace("\r\n", "\n")


def files(letter):
    return sorted(part.get_filename() for part in letter.iter_attachments())


A = "a | 2023-02-16 08:00 | DK-DAPHUC  | 2023-02 | E-NUM-001 in volunteers   | …"
B = "b | 2023-02-16 08:00 | DK-HUNGDAO | 2023-02 | W-RANGE-001 in volunteers | 98"


def test_a_ward_never_sees_what_is_another_wards(office):
    office.contacts(
        of(office, "da_phuc", "DK-DAPHUC"),
        of(office, "hung_dao", "DK-HUNGDAO"),
        of(office, "vp", "", "officer"),
        of(office, "quan", "DK", "officer"),
        of(office, "ict", "", "operator"),
    )
    office.sends(A, B)
    office.returns("a")
    assert office.night().sent_count == 4
    letters = office.take_letters()
    assert set(letters) == {"da_phuc", "hung_dao", "vp", "quan"}
    for name, own, other in (("da_phuc", "Đa Phúc", "Hưng"), ("hung_dao", "Hưng Đạo", "Đa Ph")):
        whole = letters[name]["Subject"] + body(letters[name])
        assert own in whole
        assert other not in whole
    assert files(letters["da_phuc"]) == ["a.docx", "a.xlsx"]
    assert files(letters["hung_dao"]) == []
    for name in ("vp", "quan"):
        assert body(letters[name]).index("■ Phường Đa Phúc") < body(letters[name]).index(
            "Phường Hưng Đạo"
        )
        assert files(letters[name]) == ["a.docx", "a.xlsx"]


def test_a_workbook_with_the_report_of_another_goes_only_to_who_hears_of_everything(office):
    office.contacts(of(office, "da_phuc", "DK-DAPHUC"), of(office, "vp", "", "officer"))
    office.sends(A, B)
    with Store(office.home.register_file) as register:
        register.execute("UPDATE raw.submissions SET sha256 = 'one file'")
    office.returns("a")
    office.night()
    letters = office.take_letters()
    assert files(letters["da_phuc"]) == []
    assert "1 tệp trả lại không gửi kèm vì có báo cáo của đơn vị khác" in body(letters["da_phuc"])
    assert files(letters["vp"]) == ["a.docx", "a.xlsx"]


def test_a_finding_of_no_known_unit_is_told_to_who_hears_of_everything(office):
    office.contacts(of(office, "quan", "DK", "officer"), of(office, "vp", "", "officer"))
    office.sends("c | 2023-02-16 08:00 |  | | E-FILE-001 |", B)
    office.night()
    letters = office.take_letters()
    assert "■ Chưa rõ đơn vị\n  Tệp «c.xlsx»\n    - Mới · lỗi · E-FILE-001" in body(letters["vp"])
    assert "E-FILE-001" not in body(letters["quan"])


def test_only_a_change_is_told_and_a_note_is_none(office):
    office.contacts(of(office, "vp", "", "officer", "en"))
    office.sends(A, B, "n | 2023-02-16 08:00 | DK-ANHDUNG | 2023-02 | N-NA-001 in volunteers | x")
    office.night()
    assert "new 2, back again 0, updated 0, settled 0" in body(office.take_letters()["vp"])
    office.night()
    assert office.take_letters() == {}

    office.sends(
        "a2 | 2023-03-01 08:00 | DK-DAPHUC  | 2023-02 | E-NUM-001 in volunteers | …",
        "b2 | 2023-03-01 08:00 | DK-HUNGDAO | 2023-02 |                         | 9",
    )
    office.night()
    letter_body = body(office.take_letters()["vp"])
    assert "new 0, back again 0, updated 1, settled 1" in letter_body
    assert "Updated · error · E-NUM-001" in letter_body
    assert "Settled · W-RANGE-001" in letter_body

    office.sends("b3 | 2023-04-01 08:00 | DK-HUNGDAO | 2023-02 | W-RANGE-001 in volunteers | 98")
    office.night()
    assert "new 0, back again 1, updated 0, settled 0" in body(office.take_letters()["vp"])
    assert "N-NA-001" not in letter_body


def test_what_was_acknowledged_is_not_told(office):
    office.contacts(of(office, "vp", "", "officer"))
    office.sends(B)
    office.contacts(of(office, "ict", "", "operator"))
    office.night()
    with Store(office.home.register_file) as register:
        ((finding,),) = register.query_rows("SELECT DISTINCT finding FROM raw.finding_events")
        acknowledgement = Acknowledgement("đã đối chiếu", date(2023, 8, 10), spec.moment(FIRST))
        finding_events.acknowledge_findings(register, [finding], acknowledgement)
    office.contacts(of(office, "vp", "", "officer"))
    assert office.night() == NotificationSummary()
    office.night(date(2023, 8, 11))
    assert "1 điều mới" in body(office.take_letters()["vp"])


@pytest.mark.parametrize("who", ["da_phuc", "DK-DAPHUC"])
def test_a_snooze_ends_with_one_digest_of_what_is_then_open(office, who):
    office.contacts(of(office, "da_phuc", "DK-DAPHUC"))
    with Store(office.home.register_file) as register:
        notices.create_notice_tables(register)
        snoozes.record_snooze(
            register, who, date(2023, 8, 2), reason="nghỉ", happened_at=spec.moment(FIRST)
        )
    office.sends(A, A.replace("a |", "a1 |").replace("2023-02 ", "2023-01 "))
    office.night()
    office.sends("a3 | 2023-03-01 08:00 | DK-DAPHUC | 2023-02 |  | 2")
    office.night()
    assert office.take_letters() == {}
    office.night()
    letter_body = body(office.take_letters()["da_phuc"])
    assert "1 điều mới, 0 điều quay lại, 0 điều cập nhật, 0 điều đã xong" in letter_body


def test_what_does_not_fit_is_counted(office, monkeypatch):
    monkeypatch.setattr(digest, "MOST_LINES", 1)
    monkeypatch.setattr(notifications, "MOST_ENCLOSED_BYTES", 25)
    office.contacts(of(office, "vp", "", "officer"))
    office.sends(A, B, A.replace("a |", "a1 |").replace("2023-02 ", "2023-01 "))
    office.returns("a")
    office.returns("a1")
    office.night()
    letter = office.take_letters()["vp"]
    assert body(letter).count("    - ") == 1
    assert "Và 2 điều khác: " in body(letter)
    assert len(files(letter)) == 2
    assert "1 tệp trả lại không gửi kèm được vì quá lớn" in body(letter)
    office.night()
    assert office.take_letters() == {}


def test_an_error_is_told_before_a_warning_that_comes_before_it(office, monkeypatch):
    monkeypatch.setattr(digest, "MOST_LINES", 1)
    office.contacts(of(office, "vp", "", "officer"))
    warning = B.replace("DK-HUNGDAO", "DK-DAPHUC ")
    office.sends(warning, A.replace("DK-DAPHUC ", "DK-HUNGDAO"))
    office.night()
    letter_body = body(office.take_letters()["vp"])
    assert "■ Phường Hưng Đạo" in letter_body
    assert "    - Mới · lỗi · E-NUM-001" in letter_body
    assert "Và 1 điều khác: " in letter_body


def test_returned_reports_come_first_then_warnings_by_code_then_what_is_settled(office):
    office.contacts(of(office, "vp", "", "officer"))
    settled = "s | 2023-02-16 08:00 | DK-ANHDUNG | 2023-02 | E-NUM-001 in volunteers | …"
    office.sends(settled)
    office.night()
    office.take_letters()
    office.sends(
        settled.replace("s | 2023", "s2 | 2023").replace("E-NUM-001 in volunteers | …", "| 9"),
        B,
        "k | 2023-02-16 08:00 | DK-DAPHUC | 2023-02 | W-LABEL-001 in volunteers | 9",
        "h | 2023-02-16 08:00 | DK-HAITHANH | 2023-02 | E-NUM-001 in volunteers | …",
        "t | 2023-02-16 08:00 | DK-TANTHANH | 2023-02 | E-PII-001 |",
    )
    office.night()
    letter_body = body(office.take_letters()["vp"])
    expected_order = [
        "BÁO CÁO TRẢ LẠI HOẶC BỊ TỪ CHỐI",
        "■ Phường Hải Thành",
        "E-NUM-001",
        "■ Phường Tân Thành",
        "E-PII-001",
        "CẢNH BÁO, THEO MÃ",
        "W-LABEL-001 · Phường Đa Phúc · Báo cáo tháng của phường, Tháng 02/2023, tệp «k.xlsx»",
        "W-RANGE-001 · Phường Hưng Đạo",
        "ĐÃ XONG, THEO MÃ",
        "Đã xong · E-NUM-001 · Phường Anh Dũng",
    ]
    positions = [letter_body.index(text) for text in expected_order]
    assert positions == sorted(positions)


def test_thirty_warnings_of_one_code_are_one_line_with_a_count(office):
    office.contacts(of(office, "vp", "", "officer"), of(office, "da_phuc", "DK-DAPHUC"))
    wards = ("DK-DAPHUC", "DK-HUNGDAO", "DK-ANHDUNG")
    office.sends(
        A,
        *(
            f"{ward}{month} | 2023-01-20 08:00 | {ward} | 2022-{month:02d} "
            "| W-RANGE-001 in volunteers | 98"
            for ward in wards
            for month in range(1, 11)
        ),
    )
    office.night()
    letters = office.take_letters()
    for name, expected_text in (
        ("vp", "30 điều (Phường Anh Dũng 10, Phường Đa Phúc 10, Phường Hưng Đạo 10): ví dụ"),
        ("da_phuc", "10 điều: ví dụ Phường Đa Phúc, Báo cáo tháng của phường, Tháng 01/2022"),
    ):
        warning_lines = [x for x in body(letters[name]).splitlines() if "W-RANGE-001 ·" in x]
        assert len(warning_lines) == 1
        assert f"W-RANGE-001 · {expected_text}" in warning_lines[0]
        assert "E-NUM-001 · ô" not in warning_lines[0]
        assert body(letters[name]).index("E-NUM-001") < body(letters[name]).index("W-RANGE-001")


def test_many_errors_of_one_code_in_a_report_are_one_line_with_a_count():
    changes = [
        FindingChange(
            f"f{row}", 1, "opened", "ward", "DK-DAPHUC", "2023-02", "E-MISS-001", "error", "a",
            f"Ô D{row} trống", "Ghi số.", "a.xlsx", "Báo cáo", f"D{row}",
        )
        for row in range(11, 15)
    ]  # fmt: skip
    for count, expected_lines in ((3, 3), (4, 1)):
        lines = list_digest_lines(changes[:count])
        assert len(lines) == expected_lines
        text = "\n".join(format_digest_lines(load_catalogue(), lines, "vi"))
        assert text.count("    - ") == expected_lines
    assert "E-MISS-001 · 4 điều: ví dụ trang «Báo cáo», ô D11: Ô D11 trống" in text


def test_one_address_gets_one_letter(office):
    url = mailbox(office.mail.port, "chung")
    office.contacts(
        contact("da_phuc", "DK-DAPHUC", "sender", url),
        contact("hung_dao", "DK-HUNGDAO", "sender", url),
        contact("ict", "", "operator", url),
    )
    office.sends(A, B)
    assert office.night().sent_count == 1
    letter_body = body(office.take_letters()["chung"])
    assert "Đa Phúc" in letter_body
    assert "Hưng Đạo" in letter_body


def test_a_returned_file_goes_along_although_its_report_was_mended_since(office):
    office.contacts(of(office, "da_phuc", "DK-DAPHUC"))
    office.sends(A)
    office.returns("a")
    office.mail.refuses = "451 later"
    office.night()
    office.home.mended_folder.mkdir()
    for name in ("a.xlsx", "a.docx"):
        (office.home.returned_folder / name).rename(office.home.mended_folder / name)
    office.mail.refuses = ""
    office.night()
    assert sorted(files(office.take_letters()["da_phuc"])) == ["a.docx", "a.xlsx"]


def test_a_returned_file_that_is_gone_is_named(office):
    office.contacts(of(office, "da_phuc", "DK-DAPHUC"))
    office.sends(A)
    office.returns("a")
    office.mail.refuses = "451 later"
    assert office.night() == NotificationSummary(sent_count=0, waiting_count=1)
    (office.home.returned_folder / "a.xlsx").unlink()
    office.mail.refuses = ""
    office.night()
    letter = office.take_letters()["da_phuc"]
    assert files(letter) == ["a.docx"]
    assert "không gửi kèm: a.xlsx" in body(letter)


def test_a_name_begins_no_header_and_no_line(office):
    office.contacts(of(office, "da_phuc", "DK-DAPHUC"))
    name = "Phường\nBcc: ke-xau\r\n\r\n<b>Đa Phúc"
    office.sends(A)
    with Store(office.home.register_file) as register:
        register.execute("UPDATE raw.submissions SET file_name = ?", [name])
    office.night()
    letter = office.take_letters()["da_phuc"]
    assert letter["Bcc"] is None
    assert letter["X-Envelope-To"] == "da_phuc@dk.example"
    assert [line for line in body(letter).splitlines() if line.startswith("Bcc")] == []


def test_without_contacts_nothing_is_written(office):
    shutil.copytree(load_catalogue().folder, office.folder)
    office.sends(A)
    assert office.night() == NotificationSummary()
    with Store(office.home.register_file) as register:
        assert register.query_rows("FROM duckdb_tables() WHERE table_name = 'notices'") == []


def test_the_moment_of_a_notice_is_that_of_the_run(office):
    office.contacts(of(office, "da_phuc", "DK-DAPHUC"))
    office.sends(A)
    office.night()
    with Store(office.home.register_file) as register:
        moments = register.query_rows(
            "SELECT created_at FROM raw.notices UNION ALL "
            "SELECT happened_at FROM raw.notice_attempts"
        )
    assert {moment for (moment,) in moments} == {spec.moment(FIRST)}
