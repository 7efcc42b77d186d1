"""An explanation in words: the heading, the verdict, and a table for each kind of its parts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipelines.explanation_text import ExplanationText
from tests import spec
from warehouse.lineage.explanation import (
    BlankAnswer,
    CellFinding,
    CellRemark,
    CountedReport,
    ExplainedCell,
    Explanation,
    FigureKey,
    MissingReport,
    PublishedFigure,
)

CATALOGUE = spec.catalogue()
SCHOOLS = FigureKey("TT03", "DK-GDDT", "2023-H1")
WHOLE = PublishedFigure(40.0, 2_000, 5_000, is_complete=True)
NBSP = "\N{NO-BREAK SPACE}"


def explain(figure=WHOLE, key=SCHOOLS, **parts):
    """Return an explanation with nothing below the figure but these parts."""
    lists = ("terms", "cells", "counted_reports", "findings", "remarks")
    lists += ("corrections", "missing_reports", "blank_answers")
    return Explanation(key, figure, **{name: parts.get(name, []) for name in lists})


def head(explanation, lang="vi"):
    return ExplanationText(CATALOGUE, explanation, lang).list_heading_lines()


def tables(explanation, lang="vi"):
    return list(ExplanationText(CATALOGUE, explanation, lang).list_tables())


def test_an_indicator_is_named_with_its_formula_its_value_and_both_sides():
    heading, formula, *lines = head(explain())
    assert heading == (
        "TT03 · Tỷ lệ học sinh THPT và GDNN được tuyên truyền"
        " · Phòng Giáo dục và Đào tạo quận (DK-GDDT) · 6 tháng đầu năm 2023"
    )
    assert formula.startswith("Công thức: 100 × «")
    assert lines == [f"Con số: 40,0{NBSP}%", "  tử: 2.000", "  mẫu: 5.000"]
    assert head(explain(), "en")[2:] == [
        "Figure: 40.0%",
        "  numerator: 2,000",
        "  denominator: 5,000",
    ]


def test_an_element_has_no_formula_and_no_sides():
    key = FigureKey("ward.comm_sessions", "DK-DAPHUC", "2023-05")
    name = CATALOGUE.forms["ward"].get_element("comm_sessions").name_en
    assert head(explain(PublishedFigure(1_234.0), key), "en") == [
        f"ward.comm_sessions · {name} · Da Phuc Ward (DK-DAPHUC) · May 2023",
        "Figure: 1,234",
    ]


@pytest.mark.parametrize(
    ("figure", "lines"),
    [
        (
            PublishedFigure(0.0, 0, 5_000),
            ["Figure: 0.0%", "  numerator: 0", "  denominator: 5,000"],
        ),
        (PublishedFigure(None), ["No figure: not reported."]),
        (PublishedFigure(None, null_reason="not_yet_due"), None),
        (PublishedFigure(None, 3, None), ["No figure: not reported.", "  numerator: 3"]),
    ],
)
def test_zero_is_a_figure_and_none_has_a_reason(figure, lines):
    figure_lines = head(explain(figure), "en")[2:]
    if lines is None:
        (line,) = figure_lines
        assert line.startswith("No figure: ")
        assert "not reported" not in line
    else:
        assert figure_lines == lines


MISSING = MissingReport("education", "DK-GDDT", "2023-H2")
UNDECIDED = replace(WHOLE, target=50.0, verdict="not_decided", low=30.0, high=60.0)


@pytest.mark.parametrize(
    ("figure", "missing", "lines"),
    [
        (WHOLE, [MISSING], []),
        (replace(WHOLE, target=50.0), [MISSING], []),
        (replace(WHOLE, verdict="met"), [], []),
        (replace(WHOLE, target=50.0, verdict="met"), [MISSING], ["The target of 50% is met."]),
        (replace(WHOLE, target=50.5, verdict="not_met"), [], ["The target of 50.5% is not met."]),
        (
            replace(WHOLE, target=50.0, verdict="not_due"),
            [MISSING],
            ["Not yet to be compared with the target of 50%."],
        ),
        (UNDECIDED, [], ["Not yet decided against the target of 50%."]),
        (
            UNDECIDED,
            [MISSING, MISSING],
            [
                "Not yet decided against the target of 50%.",
                "To decide, the 2 reports listed below are needed; with them, the figure is"
                " between 30.0% and 60.0%.",
            ],
        ),
        (
            replace(UNDECIDED, high=None, has_doubt=True),
            [MISSING],
            [
                "Not yet decided against the target of 50%.",
                "To decide, the 1 reports listed below are needed; with them, the figure is"
                " between 30.0% and unknown.",
                "To decide, the warnings listed below must be looked at.",
            ],
        ),
        (
            replace(WHOLE, target=50.0, verdict="met", has_doubt=True),
            [],
            ["The target of 50% is met."],
        ),
    ],
)
def test_the_verdict_says_what_is_needed_to_decide(figure, missing, lines):
    assert head(explain(figure, missing_reports=missing), "en")[5:] == lines


def test_an_element_has_no_verdict():
    key = FigureKey("ward.comm_sessions", "DK-DAPHUC", "2023-05")
    assert len(head(explain(UNDECIDED, key), "en")) == 4


CELL = ExplainedCell(
    *(
        "numerator",
        0,
        "education",
        "students_reached",
        "DK-GDDT",
        "2023-H1",
        2_000,
        "a2",
        "a2.xlsx",
    ),
    *("Báo cáo", "D12", "2.000", "a@dk.example", datetime(2023, 6, 15, 18, tzinfo=UTC), "accepted"),
)


def test_a_cell_is_shown_with_its_file_sender_and_local_time():
    (table,) = tables(explain(cells=[CELL]))
    assert table.heading == "Các ô số liệu (1):"
    assert dict(zip(table.titles, table.rows[0], strict=True)) == {
        "Hạng tử": "tử 1",
        "Chỉ tiêu": "education.students_reached",
        "Đơn vị": "Phòng Giáo dục và Đào tạo quận (DK-GDDT)",
        "Kỳ": "6 tháng đầu năm 2023",
        "Số": "2.000",
        "Chữ trong ô": "2.000",
        "Trang, ô": "Báo cáo!D12",
        "Tệp": "a2.xlsx",
        "Báo cáo": "a2",
        "Người gửi": "a@dk.example",
        "Nhận lúc": "16/06/2023 01:00",
    }


@pytest.mark.parametrize(
    ("known", "title", "text"),
    [
        ({"side": None, "term": None}, "Term", ""),
        ({"side": "denominator", "term": 2}, "Term", "denominator 3"),
        ({"raw_text": None}, "Text in cell", ""),
        ({"sender": None}, "Sender", ""),
        ({"sheet": None}, "Sheet, cell", "D12"),
        ({"cell": None}, "Sheet, cell", "Báo cáo"),
        ({"sheet": None, "cell": None}, "Sheet, cell", ""),
    ],
)
def test_what_is_not_known_of_a_cell_is_blank(known, title, text):
    (table,) = tables(explain(cells=[replace(CELL, **known)]), "en")
    assert dict(zip(table.titles, table.rows[0], strict=True))[title] == text


COUNTED = CountedReport(
    *("numerator", 0, "education", "DK-GDDT", "2023-H1"),
    is_due=True,
    accepted=True,
    on_time=True,
    is_living=True,
)


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({}, "accepted"),
        ({"on_time": False}, "accepted late"),
        ({"accepted": False, "on_time": False}, "not accepted"),
        ({"accepted": False, "on_time": True}, "not accepted"),
        ({"is_living": False}, "accepted; the unit has ended"),
        ({"accepted": False, "is_living": False}, "not accepted; the unit has ended"),
    ],
)
def test_a_counted_report_has_its_state(known, state):
    (table,) = tables(explain(counted_reports=[replace(COUNTED, **known)]), "en")
    assert table.heading == "Reports counted (1):"
    assert table.rows[0][0] == "numerator 1"
    assert table.rows[0][-1] == state


FINDING = CellFinding(
    *("f1", "W-RANGE-001", "warning", "open", "a2", "Báo cáo", "D12", "sai", "wrong"),
)


def test_each_kind_of_part_has_a_table_in_one_order_and_an_empty_kind_has_none():
    remark = CellRemark("note", "hè", "a2", None, "F12")
    explanation = explain(
        cells=[CELL] * 2,
        counted_reports=[COUNTED],
        findings=[FINDING, replace(FINDING, message_en=None)],
        remarks=[remark],
        missing_reports=[MISSING],
        blank_answers=[BlankAnswer("ward", "online_posts", "DK-DAPHUC", "2023-05")],
    )
    titled = tables(explanation, "en")
    assert [table.heading for table in titled] == [
        *("Cells (2):", "Reports counted (1):", "Findings (2):", "Notes of the units (1):"),
        *("Missing reports (1):", "Left blank in accepted reports (1):"),
    ]
    _, _, findings, remarks, missing, blank = titled
    assert findings.rows == [
        ("f1", "W-RANGE-001", "a2", "Báo cáo!D12", "wrong"),
        ("f1", "W-RANGE-001", "a2", "Báo cáo!D12", "sai"),  # not translated
    ]
    assert remarks.rows == [("a2", "F12", "hè")]
    assert missing.rows[0][1:] == (
        "Education and training office (DK-GDDT)",
        "Second half of 2023",
    )
    assert blank.rows[0][::3] == ("online_posts", "May 2023")
    assert all(len(row) == len(table.titles) for table in titled for row in table.rows)
    assert tables(explain()) == []
