"""A form's suite as an asset check: what held, what failed where, and what could not be told."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import pytest

from assets.definitions.check_results import build_promise_result, build_suite_result
from assets.intake import IntakeResult
from assets.raw.inbox import Delivery
from assets.raw.submission import Submission
from expectations.codes import build_finding
from expectations.intake.form_checks import FormCheckResult
from expectations.intake.rules import Rule
from expectations.intake.suites.validation import RuleOutcome
from expectations.promises import Promise, PromiseResult
from tests import spec
from tests.house_rules import PLAIN_KINDS
from warehouse.finding_draft import FindingDraft
from warehouse.forms.report import Report, ReportCells

CATALOGUE = spec.catalogue()
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
SHEET = "![Báo|cáo](/graphql?query={__typename})"
TYPED = "Ông Nguyễn Văn A | 0912345678"


def sent(number, *rules):
    """Build a report with one finding per rule."""
    report = Report(
        "ward",
        "DK-DAPHUC",
        "2023-05",
        "Báo\ncáo",
        "typed",
        None,
        False,
        cells=ReportCells(),
        drafts=(),
    )
    about = {
        "low": "0",
        "high": "9",
        "other": "D9",
        "other_value": "1",
        "other_element": "online_posts",
    }
    findings = tuple(
        build_finding(
            FindingDraft(r.code, r.element, SHEET, f"D{number}", TYPED, about),
            f"s{number}",
            report,
            CATALOGUE,
        )
        for r in rules
    )
    delivery = Delivery(Path("a.xlsx"), datetime(2023, 6, 1, tzinfo=UTC))
    return Submission(f"s{number}", "0", delivery, report, findings)


def result(*outcomes):
    failed = {
        s: [o.rule for o in outcomes if s in o.failing_submissions] for s in ("s1", "s2", "s3")
    }
    submissions = tuple(sent(int(s[1:]), *rules) for s, rules in failed.items())
    checked = FormCheckResult("ward", ("s1", "s2", "s3"), list(outcomes), {})
    intake_result = IntakeResult(3, 0, submissions=submissions, form_results=(checked,))
    return build_suite_result("ward", intake_result, CATALOGUE, Path("returned"))


def read_metadata(check_result):
    return {name: value.value for name, value in check_result.metadata.items()}


def test_the_three_outcomes_are_kept_apart():
    check_result = result(RuleOutcome(PAIR, 2, ("s1",), 1), RuleOutcome(RATIO, 1, (), 2))
    counts = {
        name: read_metadata(check_result)[f"{name}_values"]
        for name in ("checked", "failing", "unknown")
    }
    assert counts == {"checked": 3, "failing": 1, "unknown": 3}
    assert not check_result.passed


@pytest.mark.parametrize(
    ("rule", "raised", "element", "place"),
    [
        ("E-MISS-001", "E-MISS-003", "volunteers", "Số tình nguyện viên / cộng tác viên"),
        ("E-MISS-002", "E-MISS-002", None, "Báo cáo tháng của phường"),
    ],
)
def test_a_failure_is_placed_by_the_finding_about_it(rule, raised, element, place):
    failing = Rule(rule, element or "ward", "ExpectColumnValuesToNotBeNull", {})
    submission = sent(1)
    draft = FindingDraft(raised, element, SHEET, "D1", "", {"candidates": "«a» (B1)"})
    finding = build_finding(draft, "s1", submission.report, CATALOGUE)
    submission = replace(submission, findings=(finding,))
    checked = FormCheckResult("ward", ("s1",), [RuleOutcome(failing, 1, ("s1",))], {})
    intake_result = IntakeResult(1, 0, submissions=(submission,), form_results=(checked,))
    check_result = build_suite_result("ward", intake_result, CATALOGUE, Path("returned"))
    worst = read_metadata(check_result)["worst"]
    assert [tuple(r.data.values())[:3] for r in worst.records] == [(raised, place, 1)]


def test_nothing_of_it_is_of_a_kind_that_dagster_renders():
    values = result(RuleOutcome(PAIR, 3, ("s2",))).metadata.values()
    plain = tuple(getattr(dg, f"{kind.title()}MetadataValue") for kind in PLAIN_KINDS)
    assert [value for value in values if not isinstance(value, plain)] == []


def test_what_could_not_be_told_fails_nothing():
    assert result(RuleOutcome(PAIR, 0, (), 3)).passed


def test_the_worst_come_first_with_a_place_each_and_never_what_was_typed():
    worst = read_metadata(
        result(RuleOutcome(PAIR, 3, ("s2",)), RuleOutcome(BELOW, 3, ("s1", "s3")))
    )["worst"]
    assert [(column.name, column.type) for column in worst.schema.columns] == [
        ("mã / code", "string"),
        ("chỉ tiêu / row", "string"),
        ("số báo cáo sai / failing", "int"),
        ("trang tính / sheet", "string"),
        ("ô / cell", "string"),
        ("đơn vị / unit", "string"),
        ("kỳ / period", "string"),
        ("báo cáo / submission", "string"),
        ("giải thích / page", "string"),
    ]
    where = ("Phường Đa Phúc", "Tháng 05/2023")
    posts = "Số tin bài trên mạng xã hội và trang điện tử"
    assert [tuple(record.data.values()) for record in worst.records] == [
        ("E-NEG-001", posts, 2, SHEET, "D1", *where, "s1", "docs/findings/E-NEG-001.md"),
        (
            "W-PAIR-001",
            "Lượt người tham dự tuyên truyền",
            1,
            SHEET,
            "D2",
            *where,
            "s2",
            "docs/findings/W-PAIR-001.md",
        ),
    ]
    assert "Nguyễn" not in str(worst)


@pytest.mark.parametrize(("rule", "severity"), [(PAIR, "WARN"), (BELOW, "ERROR")])
def test_it_is_as_grave_as_its_worst_code(rule, severity):
    assert result(RuleOutcome(rule, 3, ("s1",))).severity.value == severity


def test_a_form_that_sent_nothing_passes_on_nothing_and_says_where_to_read_on():
    check_result = build_suite_result("police", IntakeResult(0, 0), CATALOGUE, Path("returned"))
    assert check_result.passed
    assert (read_metadata(check_result)["reports"], read_metadata(check_result)["rules"]) == (0, 0)
    assert (
        read_metadata(check_result)["returned"],
        read_metadata(check_result)["expectations"],
    ) == (
        "returned",
        "docs/expectations.md",
    )


PROMISE = Promise("marts.findings", "acknowledged_with_a_reason", "Có lý do.", "SELECT 1")


def test_a_broken_promise_shows_its_first_rows_as_they_are():
    rows = [
        {"reason": "<img src=x>", "until": date(2023, 6, 30), "times": 2, "ratio": 0.5},
        {"reason": None, "until": None, "times": 3, "ratio": float("nan")},
    ]
    check_result = build_promise_result(PromiseResult(PROMISE, 7, rows))
    assert not check_result.passed
    assert read_metadata(check_result)["broken_rows"] == 7
    first = read_metadata(check_result)["first"]
    assert [(column.name, column.type) for column in first.schema.columns] == [
        ("reason", "string"),
        ("until", "string"),
        ("times", "int"),
        ("ratio", "string"),
    ]
    assert [tuple(record.data.values()) for record in first.records] == [
        ("<img src=x>", "2023-06-30", 2, 0.5),
        (None, None, 3, "nan"),
    ]


def test_a_promise_that_holds_has_no_rows_to_show():
    check_result = build_promise_result(PromiseResult(PROMISE, 0, []))
    assert check_result.passed
    assert read_metadata(check_result) == {"broken_rows": 0}
