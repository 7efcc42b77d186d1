"""From the sources to the inbox: what is brought, what is written down, and what is told.

Sources are real servers; a night is a fetch and, where it matters, the taking in that follows.
"""

import shutil
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from assets.intake import ingest_inbox
from assets.raw import inbox
from assets.raw.connectors import deliveries, inbox_placement
from assets.raw.connectors.deliveries import FetchResult, fetch_deliveries
from tests.raw.connectors.letters import attached, bare, letter, rfc_2047
from tests.raw.connectors.letters import mail as mail_of
from tests.sent import CATALOGUE, RECEIVED, arrive, new_home, register_of, schools, send
from warehouse.catalogue.file_sources import Source
from warehouse.forms.file_names import MASKED_NAME, FileNames

LOGO = attached(b"PNG", bare("logo.png"), "image/png", "inline")
NAME = "Báo cáo 6 tháng/2023.xlsx"


@pytest.fixture
def home(tmp_path):
    return new_home(tmp_path / "home")


def mailbox(mail, name="mail", port=None):
    url = mail.url.replace(str(mail.port), str(port)) if port else mail.url
    return Source(source=name, url=url, secret="MAIL_PASSWORD")


def sftp(files):
    return Source(source="sftp", url=files.url, secret="SFTP_PASSWORD")


def fetched(home, *sources):
    with register_of(home) as register:
        return fetch_deliveries(home, sources, register, FileNames(CATALOGUE))


def written(home, columns="part, message_id, file_name, sha256, outcome"):
    with register_of(home) as register:
        return register.query_rows(
            f"SELECT {columns} FROM raw.deliveries ORDER BY source, received_at, origin, part"
        )


def lying(home):
    return [
        (d.display_name, d.path.read_bytes(), d.received_at)
        for d in inbox.list_ready_deliveries(home.inbox_folder)
    ]


def ingest_home(home):
    with register_of(home) as register:
        return ingest_inbox(home, CATALOGUE, register)


def sha(content):
    return sha256(content).hexdigest()


def report(tmp_path):
    send(tmp_path / "report.xlsx", schools())
    return (tmp_path / "report.xlsx").read_bytes()


# What is brought


def test_files_come_into_the_inbox_with_the_moment_their_source_received_them(home, mail, files):
    mail.deliver(letter((NAME, b"A"), ("b.xlsx", b"B"), message_id="<7@x>"), RECEIVED)
    arrive(shutil.copy(__file__, files.folder / "c.xlsx"), RECEIVED + timedelta(days=1))
    night = fetched(home, mailbox(mail), sftp(files))
    assert night == FetchResult({"fetched": 3}, ())
    content = (files.folder / "c.xlsx").read_bytes()
    assert lying(home) == [
        ("Báo cáo 6 tháng-2023.xlsx", b"A", RECEIVED),
        ("b.xlsx", b"B", RECEIVED),
        ("c.xlsx", content, RECEIVED + timedelta(days=1)),
    ]
    assert written(home, "source, part, message_id, file_name, sha256, outcome") == [
        ("mail", 1, "<7@x>", "Báo cáo 6 tháng 2023.xlsx", sha(b"A"), "fetched"),
        ("mail", 2, "<7@x>", "b.xlsx", sha(b"B"), "fetched"),
        ("sftp", 1, None, "c.xlsx", sha(content), "fetched"),
    ]
    assert [at.astimezone(UTC) for (at,) in written(home, "received_at")] == [
        RECEIVED,
        RECEIVED,
        RECEIVED + timedelta(days=1),
    ]


def test_a_second_run_brings_nothing_and_the_sources_are_as_they_were(home, mail, files):
    mail.deliver(letter((NAME, b"A")), RECEIVED)
    arrive(shutil.copy(__file__, files.folder / "c.xlsx"))
    before = mail.state(), sorted(files.folder.iterdir())
    sources = mailbox(mail), sftp(files)
    fetched(home, *sources)
    rows = written(home)
    for path in home.inbox_folder.glob("*.xlsx"):
        path.unlink()
    assert fetched(home, *sources) == FetchResult({}, ())
    assert (lying(home), written(home)) == ([], rows)
    assert (mail.state(), sorted(files.folder.iterdir())) == before


def test_what_is_no_file_is_counted_written_down_and_asked_for_once(home, mail):
    mail.deliver(mail_of(message_id="<words@x>"), RECEIVED)
    mail.deliver(mail_of(attached(b"A", bare("a.xlsx")), LOGO), RECEIVED + timedelta(hours=1))
    assert fetched(home, mailbox(mail)).outcome_counts == {"no_file": 1, "fetched": 1, "inline": 1}
    assert written(home) == [
        (1, "<words@x>", None, None, "no_file"),
        (1, "<1@ubnd.example>", "a.xlsx", sha(b"A"), "fetched"),
        (2, "<1@ubnd.example>", f"{MASKED_NAME}.png", None, "inline"),
    ]
    assert fetched(home, mailbox(mail)) == FetchResult()


def test_two_mails_of_one_id_are_two_mails(home, mail):
    mail.deliver(letter(("a.xlsx", b"A")), RECEIVED)
    mail.deliver(letter(("a.xlsx", b"B")), RECEIVED)
    assert fetched(home, mailbox(mail)).outcome_counts == {"fetched": 2}
    assert {content for _, content, _ in lying(home)} == {b"A", b"B"}


def test_one_attachment_in_two_mails_is_one_submission_of_the_first(home, mail, tmp_path):
    content = report(tmp_path)
    mail.deliver(letter(("lại.xlsx", content), message_id="<2@x>"), RECEIVED + timedelta(days=1))
    mail.deliver(mail_of(attached(content, rfc_2047(NAME)), message_id="<1@x>"), RECEIVED)
    assert fetched(home, mailbox(mail)).outcome_counts == {"fetched": 2}
    intake = ingest_home(home)
    assert (intake.file_count, intake.known_count, len(intake.submissions)) == (2, 1, 1)
    assert intake.submissions[0].delivery.received_at == RECEIVED
    assert len(written(home)) == 2


def test_a_name_never_hides_a_file_from_the_inbox(home, mail):
    names = ["../../a.xlsx", ".b.xlsx", "~$c.xlsx", "d.tmp", "processed", ""]
    mail.deliver(mail_of(*(attached(n.encode(), bare(n)) for n in names)), RECEIVED)
    fetched(home, mailbox(mail))
    assert sorted(content.decode() for _, content, _ in lying(home)) == sorted(names)
    assert {p.name for p in home.root.iterdir()} >= {"inbox", "archive"}
    assert not list(home.root.parent.glob("*.xlsx"))


def test_a_name_that_tells_of_someone_is_not_written_down(home, mail, files):
    personal_name = "Bùi Thị Xuân 031185001234.xlsx"
    mail.deliver(letter((personal_name, b"A")), RECEIVED)
    for content in (b"B", b"CC"):
        (files.folder / f"{content.decode()} {personal_name}").write_bytes(content)
        arrive(files.folder / f"{content.decode()} {personal_name}")
    assert fetched(home, mailbox(mail), sftp(files)).outcome_counts == {"fetched": 3}
    rows = written(home, "*")
    assert {row[4] for row in rows} == {f"{MASKED_NAME}.xlsx"}
    assert "Xuân" not in str(rows)
    assert "031185001234" not in str(rows)
    assert fetched(home, mailbox(mail), sftp(files)) == FetchResult()
    assert sorted(content for _, content, _ in lying(home)) == [b"A", b"B", b"CC"]


def test_nothing_was_received_after_now(home, files):
    arrive(shutil.copy(__file__, files.folder / "c.xlsx"), RECEIVED + timedelta(days=20_000))
    before = datetime.now(UTC)
    assert fetched(home, sftp(files)).outcome_counts == {"fetched": 1}
    ((at,),) = written(home, "received_at")
    assert before <= at <= datetime.now(UTC)
    assert [moment for _, _, moment in lying(home)] == [at]
    assert fetched(home, sftp(files)) == FetchResult()


# What is too large, late, or down


def test_what_is_too_large_is_told_by_time_and_size_and_asked_for_once(home, files, monkeypatch):
    monkeypatch.setattr(deliveries, "MAX_FILE_SIZE", 4)
    arrive(shutil.copy(__file__, files.folder / "lớn.xlsx"))
    night = fetched(home, sftp(files))
    assert night.outcome_counts == {"too_large": 1}
    (line,) = night.messages
    assert "lớn.xlsx" not in line
    assert f" {RECEIVED.isoformat()} {len(Path(__file__).read_bytes())}»" in line
    assert "không lấy / " in line
    assert lying(home) == []
    assert fetched(home, sftp(files)) == FetchResult()


def test_a_source_that_lies_about_a_size_is_not_believed(home, files, monkeypatch):
    monkeypatch.setattr(inbox_placement, "MAX_FILE_SIZE", 4)
    arrive(shutil.copy(__file__, files.folder / "lớn.xlsx"))
    assert fetched(home, sftp(files)).outcome_counts == {"too_large": 1}
    assert list(home.inbox_folder.iterdir()) == [home.processed_folder]


def test_a_source_that_is_down_stops_no_other_and_is_tried_again(home, mail, files, monkeypatch):
    mail.deliver(letter((NAME, b"A")), RECEIVED)
    nobody = Source(source="nobody", url="sftp://nop@127.0.0.1:1/x", secret="SFTP_PASSWORD")
    unset = Source(source="unset", url=files.url, secret="NO_SUCH_SECRET")
    strange = Source(source="strange", url="quantum://x")
    wrong = mailbox(mail, "wrong", port=files.port)
    monkeypatch.setattr("assets.raw.connectors.mailbox.SOURCE_TIMEOUT_SECONDS", 2)
    night = fetched(home, nobody, unset, strange, wrong, mailbox(mail))
    assert night.outcome_counts == {"fetched": 1}
    assert [line.split(":")[0] for line in night.messages] == [
        "Nguồn nobody",
        "Nguồn unset",
        "Nguồn strange",
        "Nguồn wrong",
    ]
    assert all("lượt sau thử lại / source" in line for line in night.messages)
    assert "NO_SUCH_SECRET" in night.messages[1]
    monkeypatch.setenv("NO_SUCH_SECRET", "known now")
    monkeypatch.setenv("SFTP_PASSWORD", "wrong")
    assert "SFTP_PASSWORD" not in "".join(fetched(home, unset).messages)


def test_no_secret_is_ever_told(home, mail, monkeypatch):
    monkeypatch.setenv("MAIL_PASSWORD", "b1-mat")
    (line,) = fetched(home, mailbox(mail)).messages
    assert "b1-mat" not in line


def test_one_mail_that_cannot_be_read_keeps_back_no_other(home, mail, monkeypatch):
    for number, name in enumerate(("a.xlsx", "hỏng.xlsx", "c.xlsx")):
        mail.deliver(letter((name, name.encode())), RECEIVED + timedelta(minutes=number))

    def stumbling(folder, file, at, part):
        if file.name == "hỏng.xlsx":
            raise ValueError("lỗi\nlạ")
        return inbox_placement.stage_file(folder, file, at, part)

    monkeypatch.setattr(deliveries, "stage_file", stumbling)
    night = fetched(home, mailbox(mail))
    assert night.outcome_counts == {"fetched": 2}
    (line,) = night.messages
    assert "số lỗi: 1" in line
    assert line.endswith("ValueError: lỗi\\u000alạ")
    monkeypatch.setattr(deliveries, "stage_file", inbox_placement.stage_file)
    assert fetched(home, mailbox(mail)) == FetchResult({"fetched": 1}, ())


def test_a_file_that_still_grows_waits_for_the_next_run(home, files, monkeypatch):
    path = files.folder / "a.xlsx"
    path.write_bytes(b"P")

    def meanwhile(_):
        path.write_bytes(b"PK")

    monkeypatch.setattr(deliveries.time, "sleep", meanwhile)
    assert fetched(home, sftp(files)) == FetchResult()
    monkeypatch.setattr(deliveries.time, "sleep", lambda _: None)
    assert fetched(home, sftp(files)) == FetchResult({"fetched": 1}, ())


# What happens to a run


@pytest.mark.parametrize(
    ("stumble", "rows_after"),
    [
        ("assets.raw.connectors.deliveries.sync_path", 0),
        ("warehouse.store.Store.append_rows", 0),
        ("assets.raw.connectors.deliveries.release_files", 2),
        ("assets.raw.connectors.inbox_placement.StagedFile.release", 2),
    ],
)
def test_a_run_killed_anywhere_doubles_nothing_and_loses_nothing(
    home, mail, tmp_path, monkeypatch, stumble, rows_after
):
    mail.deliver(letter((NAME, report(tmp_path)), ("b.csv", b"1;2")), RECEIVED)
    fetched(home)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(stumble, killed)
        with pytest.raises(KeyboardInterrupt):
            fetched(home, mailbox(mail))
    assert len(written(home)) == rows_after
    # Without its mail server, the next run takes nothing for a file dropped by hand.
    fetched(home, mailbox(mail, port=1))
    assert len(lying(home)) == rows_after
    assert fetched(home, mailbox(mail)).outcome_counts.get("fetched", 0) == 2 - rows_after
    assert [at for _, _, at in lying(home)] == [RECEIVED, RECEIVED]
    intake = ingest_home(home)
    assert (intake.file_count, intake.known_count) == (2, 0)
    assert fetched(home, mailbox(mail)) == FetchResult()


def test_a_run_killed_in_the_middle_of_a_file_leaves_nothing_to_be_taken(home, mail, monkeypatch):
    mail.deliver(letter((NAME, b"A")), RECEIVED)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(inbox_placement.os, "fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            fetched(home, mailbox(mail))
    assert lying(home) == []
    fetched(home, mailbox(mail))
    assert [content for _, content, _ in lying(home)] == [b"A"]


def test_without_sources_there_is_a_table_and_nothing_else(home):
    assert fetched(home) == FetchResult()
    assert written(home) == []


# Who sent it


def test_the_sender_is_written_down_as_far_as_the_source_says(home, mail, files):
    trusted = b"Authentication-Results: mx.example; dmarc=pass header.from=ubnd.example\r\n"
    mail.deliver(
        b"Return-Path: <bounce@ubnd.example>\r\n" + trusted + letter((NAME, b"A")), RECEIVED
    )
    arrive(shutil.copy(__file__, files.folder / "c.xlsx"), RECEIVED + timedelta(days=1))
    stated = Source(**mailbox(mail).model_dump() | {"authserv_id": "mx.example"})
    fetched(home, stated, sftp(files))
    assert written(home, "sender_address, envelope_sender, authentication, is_authenticated") == [
        ("tuyen@ubnd.example", "bounce@ubnd.example", "dmarc=pass", True),
        (None, None, None, None),
    ]


def test_a_register_of_an_older_version_gets_the_columns_of_the_sender(home, mail):
    with register_of(home) as register:
        register.create_table("raw.deliveries")
        for column in ("sender_address", "envelope_sender", "authentication", "is_authenticated"):
            register.execute(f"ALTER TABLE raw.deliveries DROP COLUMN {column}")
    mail.deliver(letter((NAME, b"A")), RECEIVED)
    assert fetched(home, mailbox(mail)).outcome_counts == {"fetched": 1}
    assert written(home, "sender_address, is_authenticated") == [("tuyen@ubnd.example", None)]
