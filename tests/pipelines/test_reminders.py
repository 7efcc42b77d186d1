"""Who is reminded of what on which day, and that every draft can be sent as it is."""

from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest

from assets.owed_reports import OwedReport
from pipelines.reminders import LONGEST_SHORT_TEXT, Reminder, ReminderDraft, list_reminders
from tests.spec import catalogue
from warehouse.periods import parse_period_code
from warehouse.text import strip_accents


def owed(unit, code, **known):
    """Build a report that has not come; the catalogue states its due date."""
    form, period = catalogue().units[unit].form, parse_period_code(code)
    due = catalogue().compute_due_date(form, period)
    return replace(OwedReport(unit, form, period, False, False, None, due, False), **known)


MAY = owed("DK-DAPHUC", "2023-05")  # due on Tuesday 16 May


def drafts(reports, day, lang="vi"):
    return [ReminderDraft(catalogue(), r, lang) for r in list_reminders(catalogue(), reports, day)]


def test_a_report_is_reminded_of_three_working_days_before_and_one_and_five_after():
    days = [MAY.due_date + timedelta(days=n) for n in range(-10, 20)]
    assert [day for day in days if list_reminders(catalogue(), [MAY], day)] == [
        date(2023, 5, 11),
        date(2023, 5, 17),
        date(2023, 5, 23),
    ]


def test_the_holidays_of_tet_are_no_working_days():
    # from Thursday 23 January 2025 the working days are the 24th, then 3 to 6 February
    late = replace(MAY, due_date=date(2025, 1, 23))
    days = [late.due_date + timedelta(days=n) for n in range(1, 20)]
    assert [day for day in days if list_reminders(catalogue(), [late], day)] == [
        date(2025, 1, 24),
        date(2025, 2, 6),
    ]


def test_what_came_is_not_reminded_of():
    assert list_reminders(catalogue(), [replace(MAY, accepted=True)], date(2023, 5, 17)) == []


def test_one_draft_a_unit_with_all_that_it_owes_the_occasion_first():
    reports = [
        owed("DK-DAPHUC", "2023-03"),
        owed("DK-DAPHUC", "2023-04", accepted=True),
        owed("DK-HUNGDAO", "2023-03"),
        MAY,
        owed("DK-CA", "2023-05"),
        owed("DK-DAPHUC", "2023-06"),
    ]
    reminders = list_reminders(catalogue(), reports, date(2023, 5, 17))
    assert [(r.unit.unit, [o.period.code for o in r.reports]) for r in reminders] == [
        ("DK-DAPHUC", ["2023-05", "2023-03"]),
        ("DK-CA", ["2023-05"]),
    ]


@pytest.mark.parametrize(
    ("due_date", "is_returned", "is_named"),
    [
        (date(2023, 5, 15), False, True),  # overdue, on another day than today's
        (date(2023, 5, 18), False, False),  # not due yet
        (date(2023, 5, 18), True, True),  # not due yet, and to be mended
        (date(2023, 5, 17), False, False),  # due today is not overdue
    ],
)
def test_beside_the_occasion_stands_what_is_overdue_or_returned(due_date, is_returned, is_named):
    other = owed("DK-DAPHUC", "2023-04", due_date=due_date, returned=is_returned)
    day = date(2023, 5, 17)
    (reminder,) = list_reminders(catalogue(), [other, MAY], day)
    assert reminder.reports == ((MAY, other) if is_named else (MAY,))
    assert list_reminders(catalogue(), [other], day) == []  # itself no occasion


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({}, "quá hạn 1 ngày"),
        ({"returned": True}, "đã trả lại để sửa, chưa nhận được bản sửa, quá hạn 1 ngày"),
        ({"due_date": date(2023, 5, 20)}, "sắp đến hạn"),
    ],
)
def test_a_line_says_how_late_a_report_is_and_whether_it_was_returned(known, state):
    reminder = Reminder(
        catalogue().units["DK-DAPHUC"], date(2023, 5, 17), (replace(MAY, **known),), False
    )
    letter = ReminderDraft(catalogue(), reminder, "vi").format_letter()
    (line,) = [line for line in letter.splitlines() if line.startswith("1. ")]
    assert line.endswith(f", {state}.")
    assert ("đánh dấu trong tệp trả lại" in letter) == known.get("returned", False)


@pytest.mark.parametrize(
    ("lang", "more", "short_more"),
    [("vi", " và 2 báo cáo khác", "; còn 2 báo cáo khác"), ("en", " and 2 more", "; 2 more")],
)
def test_further_reports_are_counted_in_subject_and_short_text(lang, more, short_more):
    unit = catalogue().units["DK-DAPHUC"]
    one = ReminderDraft(catalogue(), Reminder(unit, date(2023, 5, 17), (MAY,), False), lang)
    three = ReminderDraft(catalogue(), Reminder(unit, date(2023, 5, 17), (MAY,) * 3, False), lang)
    assert three.subject_line == one.subject_line + more
    assert short_more in three.format_short_text()
    assert short_more[:4] not in one.format_short_text()
    mail = message_from_bytes(three.build_mail(), policy=policy.default)
    assert mail["Subject"] == three.subject_line
    assert mail["Cc"] is None


@pytest.mark.parametrize(
    ("day", "closing"), [(date(2023, 5, 16), "đúng hạn"), (date(2023, 5, 17), "ngay")]
)
def test_a_short_text_asks_for_a_report_in_time_or_at_once(day, closing):
    reminder = Reminder(catalogue().units["DK-DAPHUC"], day, (MAY,), False)
    text = ReminderDraft(catalogue(), reminder, "vi").format_short_text()
    assert text.endswith(f"{closing}.")


@pytest.mark.parametrize(
    ("day", "escalated"),
    [(date(2023, 5, 11), False), (date(2023, 5, 17), False), (date(2023, 5, 23), True)],
)
def test_the_leadership_is_told_on_the_fifth_working_day(day, escalated):
    (draft,) = drafts([MAY], day)
    mail = message_from_bytes(draft.build_mail(), policy=policy.default)
    leaders = "Lãnh đạo UBND quận Dương Kinh"
    assert (leaders in str(mail["Cc"])) == escalated
    assert (leaders in draft.format_letter()) == escalated


@pytest.mark.parametrize(
    ("unit", "vietnamese", "english"),
    [
        ("DK-DAPHUC", "Lãnh đạo UBND quận Dương Kinh", "Leadership of Duong Kinh District"),
        (
            "DK-TA",
            "Lãnh đạo Tòa án nhân dân thành phố Hải Phòng",
            "Leadership of the agency above People's court",
        ),
        (
            "DK-GDDT",
            "Lãnh đạo Ủy ban nhân dân quận Dương Kinh",
            "Leadership of the agency above Education and training office",
        ),
    ],
)
def test_the_copy_goes_to_the_agency_above_the_office(unit, vietnamese, english):
    late = replace(owed(unit, "2023-H1"), due_date=MAY.due_date)
    for lang, leaders in (("vi", vietnamese), ("en", english)):
        (draft,) = drafts([late], date(2023, 5, 23), lang)
        assert f": {leaders}" in draft.format_letter()


LETTER = """\
ỦY BAN NHÂN DÂN QUẬN DƯƠNG KINH
PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI

Kính gửi: Ủy ban nhân dân phường Đa Phúc

Tính đến ngày 17/05/2023, đơn vị còn 2 báo cáo chưa được tiếp nhận:
1. Báo cáo tháng của phường, tháng 05/2023: hạn nộp 16/05/2023, quá hạn 1 ngày.
2. Báo cáo tháng của phường, tháng 04/2023: hạn nộp 18/04/2023, đã trả lại để sửa, chưa nhận \
được bản sửa, quá hạn 29 ngày.

Cách gửi: """


def test_the_letter_names_every_report_its_due_date_and_how_to_send_it():
    reports = [owed("DK-DAPHUC", "2023-04", returned=True), MAY]
    (draft,) = drafts(reports, date(2023, 5, 17))
    letter = draft.format_letter()
    assert letter.startswith(LETTER)
    assert "đánh dấu trong tệp trả lại" in letter
    assert letter.endswith("Trân trọng./.\nPHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI\n")
    assert draft.subject_line == "Nhắc nộp báo cáo: Phường Đa Phúc, tháng 05/2023 và 1 báo cáo khác"


def test_a_mail_is_a_draft_to_the_unit_by_name_and_the_same_every_time():
    (draft,) = drafts([MAY], date(2023, 5, 17))
    mail = message_from_bytes(draft.build_mail(), policy=policy.default)
    assert mail["To"].groups[0].display_name == "Phường Đa Phúc"
    assert mail["X-Unsent"] == "1"
    assert mail.get_content().replace("\r\n", "\n") == draft.format_letter()
    assert draft.build_mail() == draft.build_mail()


def test_in_english():
    (draft,) = drafts([MAY], date(2023, 5, 23), "en")
    assert draft.subject_line == "Report reminder: Da Phuc Ward, May 2023"
    assert "Copy: Leadership of Duong Kinh District" in draft.format_letter()
    assert draft.format_letter().startswith("Labour and social affairs office")


@pytest.mark.parametrize(
    ("code", "day", "vietnamese", "english"),
    [
        ("2025-01", date(2025, 2, 24), "PHÒNG LAO ĐỘNG", "Labour and social affairs office"),
        ("2025-02", date(2025, 3, 18), "PHÒNG Y TẾ\n", "District health office"),
    ],
)
def test_a_reminder_is_from_the_office_that_has_the_programme_on_the_day(
    code, day, vietnamese, english
):
    report = owed("DK-DAPHUC", code, due_date=day - timedelta(days=1))
    reminder = Reminder(catalogue().units["DK-DAPHUC"], day, (report,), is_escalated=False)
    texts = [ReminderDraft(catalogue(), reminder, lang).format_letter() for lang in ("vi", "en")]
    assert vietnamese in texts[0]
    assert texts[1].startswith(english)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_short_text_fits_one_message_for_every_unit_and_state(lang):
    for unit in catalogue().units.values():
        if unit.form is None:
            continue
        period = catalogue().list_periods(catalogue().forms[unit.form].frequency)[-1]
        for known in ({}, {"returned": True}):
            for day in (date(2024, 1, 1), date(2026, 12, 1)):
                report = owed(unit.unit, period.code, **known)
                reminder = Reminder(unit, day, (report,) * 61, is_escalated=False)
                text = ReminderDraft(catalogue(), reminder, lang).format_short_text()
                assert len(text) <= LONGEST_SHORT_TEXT
                assert strip_accents(text).isascii()


def test_a_short_text_says_what_is_due():
    (draft,) = drafts([MAY], date(2023, 5, 11))
    assert draft.format_short_text() == (
        "Phường Đa Phúc: báo cáo tháng 05/2023 sắp đến hạn (hạn 16/05/2023). Đề nghị gửi đúng hạn."
    )
