"""The lines of a digest: what comes first, what shares a line, and what each line says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.alerts.digest_lines import (
    LONGEST_LIST,
    format_digest_lines,
    format_unit_name,
    list_digest_lines,
)
from tests import spec
from tests.pipelines.alerts.drawn_changes import draw_changes

CATALOGUE = spec.catalogue()


def format_changes(table, lang="vi"):
    return "\n".join(format_digest_lines(CATALOGUE, list_digest_lines(draw_changes(table)), lang))


def list_groups(table):
    """Return section, code and number of changes of every line."""
    return [
        (line.section, line.changes[0].code, len(line.changes))
        for line in list_digest_lines(draw_changes(table))
    ]


def test_errors_come_first_then_warnings_then_what_is_settled():
    table = """
        kind     | code
        closed   | E-SUM-001
        opened   | W-ROW-002
        reopened | E-NUM-001
        updated  | W-COPY-001
        closed   | W-COPY-001
    """
    assert list_groups(table) == [
        ("returned", "E-NUM-001", 1),
        ("warnings", "W-COPY-001", 1),  # by code
        ("warnings", "W-ROW-002", 1),
        ("settled", "E-SUM-001", 1),
        ("settled", "W-COPY-001", 1),
    ]


def test_errors_stand_in_the_order_of_the_changes():
    table = "code \n E-SUM-001 \n E-NUM-001 \n E-PART-001"
    assert [code for _, code, _ in list_groups(table)] == ["E-SUM-001", "E-NUM-001", "E-PART-001"]


@pytest.mark.parametrize(
    ("count", "lines"), [(0, []), (1, [1]), (LONGEST_LIST, [1] * 3), (LONGEST_LIST + 1, [4])]
)
@pytest.mark.parametrize("kind", ["opened", "closed"])
@pytest.mark.parametrize("code", ["E-NUM-001", "W-ROW-002"])
def test_more_changes_of_one_code_than_a_list_holds_share_a_line(count, lines, kind, code):
    table = "kind | code\n" + f"{kind} | {code}\n" * count
    assert [number for _, _, number in list_groups(table)] == lines


@pytest.mark.parametrize(
    ("column", "values", "returned", "warnings"),
    [
        ("kind", ("opened", "updated"), 4, 4),
        ("unit", ("DK-DAPHUC", "DK-ANHDUNG"), 4, 1),
        ("unit", ("DK-DAPHUC", ""), 4, 1),
        ("form", ("ward", ""), 4, 1),
        ("period", ("2023-05", "2023-06"), 4, 1),
        ("file", ("a.xlsx", "b.xlsx"), 4, 1),
        ("cell", ("D1", "D2"), 1, 1),
    ],
)
def test_errors_share_a_line_within_one_report_and_warnings_across_reports(
    column, values, returned, warnings
):
    rows = [f"{code} | {value}" for code in ("E-X", "W-X") for value in values * 2]
    groups = list_groups("\n".join([f"code | {column}", *rows]))
    assert sum(section == "returned" for section, _, _ in groups) == returned
    assert sum(section == "warnings" for section, _, _ in groups) == warnings


def test_settled_findings_of_one_code_share_a_line_whatever_they_were():
    table = "kind | code | unit | file\n"
    table += "".join(f"closed | E-X | {u} | {f}.xlsx\n" for u in ("", "DK-CA") for f in "ab")
    assert list_groups(table) == [("settled", "E-X", 4)]


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["opened", "reopened", "updated", "closed"]),
        st.sampled_from(["E-A", "E-B", "W-A", "W-B"]),
        st.sampled_from(["DK-DAPHUC", "DK-CA", ""]),
    ),
    max_size=25,
)


@settings(max_examples=50)
@given(CHANGES)
def test_every_change_is_in_one_line_and_sections_follow_each_other(rows):
    table = "\n".join(["kind | code | unit", *(" | ".join(row) for row in rows)])
    changes = draw_changes(table)
    lines = list_digest_lines(changes)
    listed = [change for line in lines for change in line.changes]
    assert sorted(c.finding for c in listed) == sorted(c.finding for c in changes)
    sections = [line.section for line in lines]
    order = ["returned", "warnings", "settled"]
    assert sections == sorted(sections, key=order.index)
    for line in lines:
        assert len(line.changes) == 1 or len(line.changes) > LONGEST_LIST


def test_a_returned_report_is_named_once_above_its_errors_and_the_unit_once_above_its_reports():
    table = """
        code      | period  | file   | cell | message    | remedy
        E-NUM-001 | 2023-05 | a.xlsx | D12  | không là số | ghi số
        E-SUM-001 | 2023-05 | a.xlsx |      | cộng sai   |
        E-NUM-001 | 2023-06 | b.xlsx | D13  | không là số | ghi số
    """
    assert format_changes(table) == "\n".join([
        "",
        "BÁO CÁO TRẢ LẠI HOẶC BỊ TỪ CHỐI, CẦN SỬA VÀ GỬI LẠI",
        "■ Phường Đa Phúc",
        "  Báo cáo tháng của phường, Tháng 05/2023, tệp «a.xlsx»",
        "    - Mới · lỗi · E-NUM-001 · ô D12: không là số",
        "      Cách sửa: ghi số",
        "    - Mới · lỗi · E-SUM-001: cộng sai",
        "  Báo cáo tháng của phường, Tháng 06/2023, tệp «b.xlsx»",
        "    - Mới · lỗi · E-NUM-001 · ô D13: không là số",
        "      Cách sửa: ghi số",
    ])  # fmt: skip


def test_reports_of_two_units_have_a_heading_each():
    table = "unit | file\n DK-DAPHUC | a.xlsx\n DK-ANHDUNG | b.xlsx\n | c.xlsx"
    headings = [line for line in format_changes(table).splitlines() if line.startswith("■")]
    assert headings == ["■ Phường Đa Phúc", "■ Phường Anh Dũng", "■ Chưa rõ đơn vị"]


def test_a_warning_names_unit_report_and_cell_in_its_own_line():
    table = """
        code      | kind    | sheet | cell | message | note     | remedy
        W-ROW-002 | updated | BC    | B7   | dòng lạ | có thật  | xem lại
    """
    assert format_changes(table, "en") == "\n".join([
        "",
        "WARNINGS, BY CODE",
        "    - Updated · warning · W-ROW-002 · Da Phuc Ward · Monthly ward report, May 2023, file "
        "«a.xlsx» · sheet «BC», cell B7: dòng lạ",
        "      The unit notes: «có thật»",
        "      To mend it: xem lại",
    ])  # fmt: skip


def test_a_settled_finding_no_longer_says_how_serious_it_was():
    text = format_changes("kind | code\n closed | E-NUM-001", "en")
    assert "SETTLED, BY CODE" in text
    assert "    - Settled · E-NUM-001 · Da Phuc Ward" in text
    assert "error" not in text


@pytest.mark.parametrize(
    ("form", "period", "name"),
    [
        ("ward", "2023-05", "Báo cáo tháng của phường, Tháng 05/2023, tệp «a.xlsx»"),
        ("", "2023-05", "Tệp «a.xlsx»"),
        ("ward", "", "Tệp «a.xlsx»"),
        ("gone", "2023-05", "Tệp «a.xlsx»"),
    ],
)
def test_a_report_without_form_or_period_is_named_by_its_file(form, period, name):
    text = format_changes(f"form | period\n {form} | {period}")
    assert f"  {name}" in text.splitlines()


def test_many_changes_of_one_unit_are_a_count_and_an_example_without_the_note():
    table = "code | cell | message | note | remedy\n"
    table += "W-X | D1 | dòng lạ | riêng | xem lại\n" * 4
    assert format_changes(table) == "\n".join([
        "",
        "CẢNH BÁO, THEO MÃ",
        "    - Mới · cảnh báo · W-X · 4 điều: ví dụ Phường Đa Phúc, Báo cáo tháng của phường, "
        "Tháng 05/2023, tệp «a.xlsx», ô D1: dòng lạ",
        "      Cách sửa: xem lại",
    ])  # fmt: skip


def test_many_changes_of_several_units_are_counted_by_unit():
    table = "code | unit\n" + "W-X | DK-DAPHUC\n" * 3 + "W-X | DK-ANHDUNG\nW-X |\n"
    assert (
        "W-X · 5 điều (Phường Đa Phúc 3, Phường Anh Dũng 1, Chưa rõ đơn vị 1): ví dụ"
        in format_changes(table)
    )


def test_many_errors_without_a_cell_are_an_example_of_the_message_alone():
    text = format_changes("code | message\n" + "E-X | sai\n" * 4)
    assert "    - Mới · lỗi · E-X · 4 điều: ví dụ sai" in text.splitlines()


def test_words_of_a_sender_begin_no_line():
    changes = draw_changes("code | unit\n W-X | DK-DAPHUC")
    (change,) = changes
    hostile = type(change)(
        *(change.finding, change.sequence, change.kind, change.form, change.unit, change.period),
        *(change.code, change.severity, change.submission, "a\nb", "c\nd", "e\n.xlsx"),
        *("f\ng", "D1", "h\u200bi\nj"),
    )
    lines = list(format_digest_lines(CATALOGUE, list_digest_lines([hostile]), "vi"))
    assert len(lines) == 5
    assert not any("\n" in line for line in lines)
    assert "\u200b" not in "".join(lines)


@pytest.mark.parametrize(
    ("unit", "lang", "name"),
    [
        ("DK-DAPHUC", "vi", "Phường Đa Phúc"),
        ("DK-DAPHUC", "en", "Da Phuc Ward"),
        ("DK-GONE", "vi", "Chưa rõ đơn vị"),
        (None, "en", "Unit not known"),
    ],
)
def test_an_unknown_unit_has_words_too(unit, lang, name):
    assert format_unit_name(CATALOGUE, unit, lang) == name


def test_no_change_is_no_line():
    assert list_digest_lines([]) == []
    assert format_changes("code\n") == ""
