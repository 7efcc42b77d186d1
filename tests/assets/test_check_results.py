"""A form's suite as an asset check: what held, what failed where, and what could not be told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assets.check_results import suite_result
from assets.raw.inbox import Delivery
from assets.raw.intake import Intake
from assets.raw.submission import Submission
from expectations.checks import Checked
from expectations.codes import word
from expectations.rules import Rule
from expectations.validation import Outcome
from warehouse.catalogue import load
from warehouse.forms.report import Doubt, Report, ReportCells

CATALOGUE = load()
PAIR = Rule(
    "W-PAIR-001",
    "comm_participants",
    "ExpectColumnPairValuesAToBePositiveOnlyIfBAre",
    {},
    other="comm_sessions",
)
RATIO = Rule(
    "W-RATIO-001", "online_posts", "ExpectColumnPairValuesAToBeBetweenMultiplesOfB", {}, other="c"
)
BELOW = Rule("E-NEG-001", "online_posts", "ExpectColumnValuesToBeBetween", {})
TYPED = "Ông Nguyễn Văn A | 0912345678"


def sent(number, *rules):
    """A report with a finding for each rule."""
    report = Report(
        "ward",
        "DK-DAPHUC",
        "2023-05",
        "Báo\ncáo",
        "typed",
        None,
        False,
        cells=ReportCells(),
        doubts=(),
    )
    about = {
        "low": "0",
        "high": "9",
        "other": "D9",
        "other_value": "1",
        "other_element": "online_posts",
    }
    findings = tuple(
        word(
            Doubt(r.code, r.element, "Báo|cáo", f"D{number}", TYPED, about),
            f"s{number}",
            report,
            CATALOGUE,
        )
        for r in rules
    )
    delivery = Delivery(Path("a.xlsx"), datetime(2023, 6, 1, tzinfo=UTC))
    return Submission(f"s{number}", "0", delivery, report, findings)


def result(*outcomes):
    failed = {s: [o.rule for o in outcomes if s in o.failing] for s in ("s1", "s2", "s3")}
    submissions = tuple(sent(int(s[1:]), *rules) for s, rules in failed.items())
    checked = Checked("ward", ("s1", "s2", "s3"), list(outcomes), {})
    taken = Intake(3, 0, submissions=submissions, checked=(checked,))
    return suite_result("ward", taken, CATALOGUE, Path("returned"))


def told(made):
    return {name: value.value for name, value in made.metadata.items()}


def test_the_three_outcomes_are_kept_apart():
    made = result(Outcome(PAIR, 2, ("s1",), 1), Outcome(RATIO, 1, (), 2))
    counts = {name: told(made)[f"{name}_values"] for name in ("checked", "failing", "unknown")}
    assert counts == {"checked": 3, "failing": 1, "unknown": 3}
    assert not made.passed


def test_what_could_not_be_told_fails_nothing():
    assert result(Outcome(PAIR, 0, (), 3)).passed


def test_the_worst_come_first_with_a_place_each_and_never_what_was_typed():
    worst = told(result(Outcome(PAIR, 3, ("s2",)), Outcome(BELOW, 3, ("s1", "s3"))))["worst"]
    assert worst.splitlines()[2:] == [
        "| E-NEG-001 | Số tin bài trên mạng xã hội và trang điện tử | 2 | Báo\\|cáo!D1 "
        "| Phường Đa Phúc | Tháng 05/2023 | s1 | docs/findings/E-NEG-001.md |",
        "| W-PAIR-001 | Lượt người tham dự tuyên truyền | 1 | Báo\\|cáo!D2 | Phường Đa Phúc "
        "| Tháng 05/2023 | s2 | docs/findings/W-PAIR-001.md |",
    ]
    assert "Nguyễn" not in worst


@pytest.mark.parametrize(("rule", "severity"), [(PAIR, "WARN"), (BELOW, "ERROR")])
def test_it_is_as_grave_as_its_worst_code(rule, severity):
    assert result(Outcome(rule, 3, ("s1",))).severity.value == severity


def test_a_form_that_sent_nothing_passes_on_nothing_and_says_where_to_read_on():
    made = suite_result("police", Intake(0, 0), CATALOGUE, Path("returned"))
    assert made.passed
    assert (told(made)["reports"], told(made)["rules"]) == (0, 0)
    assert (told(made)["returned"], told(made)["expectations"]) == (
        "returned",
        "docs/expectations.md",
    )
