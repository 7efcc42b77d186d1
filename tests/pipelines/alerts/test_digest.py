"""A digest: subject, opening, lines and closing of one recipient's changes, nothing uncounted."""

import pytest

from pipelines.alerts.digest import MOST_LINES, Enclosures, build_digest
from tests import spec
from tests.pipelines.alerts.drawn_changes import build_recipient, draw_changes

CATALOGUE = spec.catalogue()
OFFICER = build_recipient("officer")
MIXED = """
    kind     | code
    opened   | E-NUM-001
    opened   | W-ROW-002
    reopened | E-SUM-001
    updated  | E-PART-001
    closed   | E-NUM-002
    closed   | E-NUM-003
"""


def build(table, recipient=OFFICER, enclosures=Enclosures()):  # noqa: B008 - frozen
    return build_digest(CATALOGUE, recipient, draw_changes(table), enclosures)


@pytest.mark.parametrize(
    ("units", "lang", "subject"),
    [
        (["DK-DAPHUC"], "vi", "Chỉ Số: 1 điều cần xem, 0 điều đã xong – Phường Đa Phúc"),
        (["DK-DAPHUC"] * 2, "en", "Chỉ Số: 2 to look at, 0 settled – Da Phuc Ward"),
        (["DK-DAPHUC", "DK-CA"], "vi", "Chỉ Số: 2 điều cần xem, 0 điều đã xong"),
        ([""], "vi", "Chỉ Số: 1 điều cần xem, 0 điều đã xong – Chưa rõ đơn vị"),
    ],
)
def test_the_subject_names_the_unit_where_there_is_only_one(units, lang, subject):
    table = "unit | code\n" + "".join(f"{unit} | W-X\n" for unit in units)
    assert build(table, build_recipient("officer", lang=lang)).subject == subject


def test_what_is_settled_is_counted_apart():
    notice = build(MIXED)
    assert notice.subject.startswith("Chỉ Số: 4 điều cần xem, 2 điều đã xong")
    assert (
        "Từ tin trước đến nay: 2 điều mới, 1 điều quay lại, 1 điều cập nhật, 2 điều đã xong."
        in notice.body.splitlines()
    )


@pytest.mark.parametrize(
    ("recipient", "greeting"),
    [
        (OFFICER, "Kính gửi cán bộ tổng hợp,"),
        (build_recipient("officer", lang="en"), "To the officer in charge,"),
        (build_recipient("sender"), "Kính gửi Công an quận Dương Kinh,"),
        (build_recipient("operator", "officer"), "Kính gửi cán bộ tổng hợp,"),
        (build_recipient("operator", "sender"), "Kính gửi Công an quận Dương Kinh,"),
    ],
)
def test_the_greeting_is_for_the_contact_who_hears_of_findings(recipient, greeting):
    notice = build(MIXED, recipient)
    assert notice.body.splitlines()[:2] == [greeting, ""]
    assert notice.contact == recipient.contact_name


def distinct_warnings(count):
    return "code\n" + "".join(f"W-{number:03d}\n" for number in range(count))


@pytest.mark.parametrize(("count", "omitted"), [(MOST_LINES, 0), (MOST_LINES + 1, 1), (60, 10)])
def test_what_does_not_fit_is_counted(count, omitted):
    notice = build(distinct_warnings(count))
    body = notice.body.splitlines()
    assert sum(line.startswith("    - ") for line in body) == MOST_LINES
    assert (f"Và {omitted} điều khác" in notice.body) == (omitted > 0)
    assert len(notice.event_numbers) == count  # counted is notified too


def test_a_line_of_many_changes_that_does_not_fit_counts_all_of_them():
    notice = build(distinct_warnings(MOST_LINES) + "W-999\n" * 7)
    assert "Và 7 điều khác" in notice.body


@pytest.mark.parametrize(
    ("enclosures", "closing"),
    [
        (Enclosures(), []),
        (Enclosures(("a.xlsx", "a.docx")), ["Gửi kèm: a.xlsx; a.docx"]),
        (
            Enclosures(too_large_count=2),
            ["2 tệp trả lại không gửi kèm được vì quá lớn; xin nhận tại văn phòng."],
        ),
        (
            Enclosures(("a\nb.xlsx",), 1, 3),
            [
                "Gửi kèm: a b.xlsx",
                "1 tệp trả lại không gửi kèm được vì quá lớn; xin nhận tại văn phòng.",
                "3 tệp trả lại không gửi kèm vì có báo cáo của đơn vị khác; xin nhận tại văn"
                " phòng.",
            ],
        ),
    ],
)
def test_each_returned_file_is_attached_or_the_reason_stands_below(enclosures, closing):
    notice = build("code | message\n W-X | dòng lạ", enclosures=enclosures)
    opening, _, below = notice.body.partition(": dòng lạ")
    assert opening
    assert below.splitlines() == (["", "", *closing] if closing else [])
    assert notice.attachments == enclosures.file_names


def test_the_topic_is_the_changes_in_whatever_order():
    one = build("finding | sequence | code\n f1 | 3 | W-A\n f2 | 1 | W-B")
    other = build("finding | sequence | code\n f2 | 1 | W-B\n f1 | 3 | W-A")
    later = build("finding | sequence | code\n f1 | 4 | W-A\n f2 | 1 | W-B")
    assert one.event_numbers == other.event_numbers == (("f1", 3), ("f2", 1))
    assert one.about == other.about
    assert one.about != later.about
    assert one.kind == "digest"
