"""A mail taken apart: which parts are files, and what they are called."""

import time

import pytest

from assets.raw.connectors.attachments import extract_attachments
from tests.raw.connectors.letters import attached, bare, mail, rfc_2047, rfc_2231

NAME = "Báo cáo quý II/2023 – phường Đa Phúc, Hưng Đạo.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOGO = attached(b"PNG", bare("logo.png"), "image/png", "inline")


def list_files(*parts, **options):
    """Name and bytes of every file; None for what is passed over."""
    return [
        (f.name, f.content and f.content.read())
        for f in extract_attachments(mail(*parts, **options))
    ]


@pytest.mark.parametrize("written", [rfc_2231, rfc_2047, bare], ids=lambda way: way.__name__)
def test_a_vietnamese_name_is_read_however_it_is_written(written):
    assert list_files(attached(b"PK", written(NAME))) == [(NAME, b"PK")]


def test_a_name_may_stand_with_the_type_alone():
    part = attached(b"PK", b"", f'{XLSX}; name="{NAME}"')
    assert list_files(part) == [(NAME, b"PK")]


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (attached(b"x", b"", XLSX, "inline"), f"đính kèm.{XLSX.split('/')[1]}"),
        (attached(b"x", bare("a.xlsx"), XLSX, "inline"), "a.xlsx"),
        (attached(b"x", bare("a.csv"), "text/csv", "inline"), "a.csv"),
        (attached(b"x", b"", "text/csv", "inline"), "đính kèm.csv"),
        (attached(b"x", bare("a.txt"), "text/plain", "inline"), "a.txt"),
        (attached(b"x", b"", "text/plain"), "đính kèm.plain"),
        (attached(b"x", bare("quet.jpg"), "image/jpeg"), "quet.jpg"),
        (attached(b"x", bare("smime.p7m"), "application/pkcs7-mime"), "smime.p7m"),
        (attached(b"x", bare("../../a\x01.xlsx")), "../../a\x01.xlsx"),
    ],
)
def test_whatever_could_be_a_report_is_a_file(part, name):
    assert list_files(part) == [(name, b"x")]


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (LOGO, "logo.png"),
        (attached(b"x", b"", "image/gif", "inline"), "đính kèm.gif"),
        (attached(b"x", bare("s.p7s"), "application/pkcs7-signature"), "s.p7s"),
        (attached(b"x", bare("s.asc"), "application/pgp-signature"), "s.asc"),
        (attached(b"x", b"", "text/calendar", "inline"), "đính kèm.calendar"),
    ],
)
def test_what_decorates_the_text_is_named_and_passed_over(part, name):
    assert list_files(part) == [(name, None)]


def test_files_keep_their_order_and_their_mails_id():
    parts = attached(b"A", bare("a.xlsx")), LOGO, attached(b"B", bare("b.xlsx"))
    files = extract_attachments(mail(*parts, message_id="<2@x>"))
    assert [(f.name, f.message_id) for f in files] == [
        ("a.xlsx", "<2@x>"),
        ("logo.png", "<2@x>"),
        ("b.xlsx", "<2@x>"),
    ]


def test_a_mail_of_words_alone_is_one_without_a_name():
    assert list_files() == [(None, None)]


def test_a_report_in_a_mail_sent_on_is_found():
    inner = mail(attached(b"PK", rfc_2231(NAME))).replace(b"_ranh", b"_khac")
    files = extract_attachments(
        mail(b"Content-Type: message/rfc822\r\n\r\n" + inner, message_id="<o@x>")
    )
    assert [(f.name, f.message_id) for f in files] == [(NAME, "<o@x>")]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<a@b>", "<a@b>"),
        ("\r\n <a@b>", "<a@b>"),
        ("<[odd]@[>@", "<[odd]@[>@"),
        ("<a\x1b[31m@b>", "<a\\u001b[31m@b>"),
        (None, None),
    ],
)
def test_the_id_is_kept_as_it_stands(written, read):
    assert {f.message_id for f in extract_attachments(mail(LOGO, message_id=written))} == {read}


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 100, b"Content-Type: multipart/mixed\r\n\r\nx", mail(LOGO)[:-60], b"\xff\xfe:"],
)
def test_no_mail_is_too_broken_to_say_something(content):
    assert extract_attachments(content)


@pytest.mark.parametrize(
    "evil",
    [
        attached(b"x", b";" * 1_000_000),
        attached(b"x", b"; a=b" * 200_000),
        attached(b"x", bare("a " * 500_000)),
        attached(b"x", b"", "a/b" + "; x*0*=y" * 100_000),
    ],
    ids=["semicolons", "parameters", "name", "pieces"],
)
def test_a_header_without_end_costs_no_time(evil):
    began = time.process_time()
    assert [content for _, content in list_files(evil)] == [b"x"]
    assert time.process_time() - began < 2


def test_a_mail_of_too_many_parts_is_an_error():
    assert len(list_files(*[LOGO] * 500)) == 500
    with pytest.raises(ValueError, match="quá nhiều phần"):
        list_files(*[LOGO] * 2001)
    with pytest.raises(ValueError, match="quá nhiều phần"):
        extract_attachments(mail(*[LOGO] * 2001).replace(b"\r\n", b"\r"))


@pytest.mark.parametrize("ended", [b"\n", b"\r", b"\r\n"])
def test_a_mail_of_too_many_lines_is_an_error_and_takes_no_room(ended):
    bomb = mail() + (b"a" + ended) * 2_000_001
    began = time.process_time()
    with pytest.raises(ValueError, match="quá nhiều dòng"):
        extract_attachments(bomb)
    assert time.process_time() - began < 2


def test_the_longest_name_is_read_whole():
    name = "Ộ" * 83 + ".xlsx"
    for written in (rfc_2231, rfc_2047, bare):
        assert list_files(attached(b"PK", written(name))) == [(name, b"PK")]
