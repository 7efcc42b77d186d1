"""A held report in lines: whose it is, who sent it, why it waits, which values it changes."""

from datetime import UTC, datetime

import pytest

from assets.outbox.hold_decisions import HeldReport
from assets.outbox.replaced_values import ValueChange
from pipelines.messages.held_report_lines import MOST_CHANGES, format_held_report
from tests import spec

CATALOGUE = spec.catalogue()
RECEIVED = datetime(2023, 6, 15, 18, 30, tzinfo=UTC)


def report(state="waiting", reasons=("new_sender",), form="ward", unit="DK-DAPHUC"):
    place = (form, unit, "2023-05", "a.xlsx")
    return HeldReport("s1", *place, RECEIVED, "inbox", state, list(reasons))


def change(element="volunteers", cell="D11", old=56, new=140):
    return ValueChange(element, "Báo cáo", cell, old, new)


def lines(held_report, *changes, lang="vi"):
    return list(format_held_report(CATALOGUE, held_report, changes, lang))


def test_a_report_is_named_with_its_sender_in_local_time_and_its_reasons():
    held_report = report(reasons=("new_sender", "unsigned"))
    assert lines(held_report) == [
        "⏸ chờ quyết định: s1  Phường Đa Phúc · Báo cáo tháng của phường, Tháng 05/2023",
        "    Từ hộp nhận (chép tay), nhận 16/06/2023 01:30, tệp «a.xlsx»",
        "    Vì người gửi mới thay một báo cáo đang có hiệu lực; thiếu chữ ký mà danh mục đòi",
    ]


def test_the_same_in_english():
    assert lines(report(), lang="en") == [
        "⏸ waits for a decision: s1  Da Phuc Ward · Monthly ward report, May 2023",
        "    From the inbox (by hand), received 16/06/2023 01:30, file «a.xlsx»",
        "    Because a sender new to this unit replaces a report in force",
    ]


@pytest.mark.parametrize(
    ("state", "description"),
    [
        ("waiting", "⏸ waits for a decision"),
        ("accepted", "✔ accepted"),
        ("replaced", "⟳ replaced the report in force"),
        ("rejected", "✘ rejected"),
    ],
)
def test_every_state_has_its_words(state, description):
    assert lines(report(state), lang="en")[0].startswith(f"{description}: s1")


def test_a_report_that_replaced_another_has_no_reason_to_wait():
    assert len(lines(report("replaced", reasons=()))) == 2


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        (change(), "Number of community volunteers, cell D11: 56 → 140"),
        (change(old=None), "Number of community volunteers, cell D11: – → 140"),
        (change(new=None), "Number of community volunteers, cell D11: 56 → –"),
        (change(old=0, new=1), "Number of community volunteers, cell D11: 0 → 1"),
        (change(cell=None), "Number of community volunteers, cell –: 56 → 140"),
        (change(element="gone"), "gone, cell D11: 56 → 140"),
    ],
)
def test_a_changed_value_is_shown_before_and_after(changed, line):
    name = CATALOGUE.forms["ward"].get_element("volunteers").name_en
    expected = "      " + line.replace("Number of community volunteers", name)
    assert lines(report(), changed, lang="en")[3:] == [expected]


@pytest.mark.parametrize("count", [1, MOST_CHANGES, MOST_CHANGES + 1, MOST_CHANGES + 5])
def test_further_changes_are_counted(count):
    changed_lines = lines(report(), *[change(cell=f"D{n}") for n in range(count)], lang="en")[3:]
    more = count - MOST_CHANGES
    assert len(changed_lines) == min(count, MOST_CHANGES) + (more > 0)
    assert (changed_lines[-1] == f"      and {more} more values") == (more > 0)
    assert changed_lines[0].endswith("cell D0: 56 → 140")


def test_a_unit_or_form_that_the_catalogue_has_dropped_is_named_by_its_code():
    held_report = report(form="gone", unit="DK-GONE")
    (heading, *_, changed) = lines(held_report, change(), lang="en")
    assert heading == "⏸ waits for a decision: s1  DK-GONE · gone, May 2023"
    assert changed == "      volunteers, cell D11: 56 → 140"
