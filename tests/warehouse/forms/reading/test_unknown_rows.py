"""What is said of rows that nobody knows: a warning, candidates, or the rows of no form."""

import pytest

from tests.warehouse.forms.reading.test_report_grid import NO_ROW, table_of
from tests.warehouse.forms.typed_files import HEADER, ROWS
from warehouse.forms.reading.unknown_rows import (
    MAX_CANDIDATES,
    MAX_LABEL_LENGTH,
    MAX_QUOTED_ROWS,
    MAX_SEEN_ROWS,
    ROW_SEPARATOR,
    draft_unknown_rows,
    draft_unrecognised,
)

UNKNOWN = ("6", "Số lớp học", "lớp", "9", "")


def drafts_of(*rows, header=HEADER):
    return list(draft_unknown_rows(table_of(header, *rows)))


def placed(drafts):
    return [(d.code, d.element, d.cell) for d in drafts]


class TestAnUnknownRow:
    def test_is_a_warning_at_its_label(self):
        (draft,) = drafts_of(*ROWS, UNKNOWN)
        assert (draft.code, draft.element, draft.cell) == ("W-ROW-002", None, "B7")
        assert draft.observed == "Số lớp học"

    def test_is_not_there_when_every_row_is_known(self):
        assert drafts_of(*ROWS) == []

    @pytest.mark.parametrize(("label", "is_row"), [("B", False), ("(2)", False), ("Lớp", False)])
    def test_above_the_first_row_may_number_the_columns(self, label, is_row):
        assert bool(drafts_of(("A", label, "C", "1"), *ROWS)) is is_row

    def test_above_the_first_row_is_told_when_its_label_is_longer(self):
        assert placed(drafts_of(UNKNOWN, *ROWS)) == [("W-ROW-002", None, "B2")]

    def test_below_the_first_row_is_told_however_short_its_label(self):
        short = ("", "Lớp", "", "9", "")
        assert placed(drafts_of(*ROWS[:2], short, *ROWS[2:])) == [("W-ROW-002", None, "B4")]

    def test_in_a_table_without_header_is_looked_for_from_the_first_row(self):
        rows = [(row[0], row[1], row[2], 7.0) for row in ROWS]
        table = table_of(("x", "Số tổ dân phố", "", 5.0), *rows)
        assert list(draft_unknown_rows(table)) == []


class TestARequiredElementWithoutARow:
    def test_is_an_error_with_the_nearest_rows_as_candidates(self):
        rows = [*ROWS[:4], UNKNOWN, ("5", "Buổi nói chuyện chuyên đề", "", "4", "")]
        *warnings, error = drafts_of(*rows)
        assert placed(warnings) == [("W-ROW-002", None, "B6"), ("W-ROW-002", None, "B7")]
        assert (error.code, error.element, error.cell) == ("E-MISS-003", "school_sessions", "B1")
        assert error.message_values["candidates"] == (
            "«Buổi nói chuyện chuyên đề» (B7); «Số lớp học» (B6)"
        )

    def test_has_at_most_three_candidates(self):
        others = [("", f"Việc khác loại {letter}", "", "1", "") for letter in "abcde"]
        error = drafts_of(*ROWS[:4], *others)[-1]
        assert error.message_values["candidates"].count("»") == MAX_CANDIDATES

    def test_is_named_without_candidates_when_no_row_is_unknown(self):
        (error,) = drafts_of(*ROWS[:4])
        assert (error.code, error.element, error.cell) == ("E-MISS-004", "school_sessions", "B1")

    def test_is_no_error_when_the_element_is_optional(self):
        rows = (("1", "Kinh phí được bố trí trong năm", "đồng", "5"),
                ("2", "Kinh phí đã thực hiện (lũy kế từ đầu năm)", "đồng", "4"),
                ("3", "Thu khác của quận", "đồng", "1"))  # fmt: skip
        assert placed(drafts_of(*rows)) == [("W-ROW-002", None, "B4")]

    def test_is_an_error_for_each_element(self):
        drafts = drafts_of(*ROWS[:3], UNKNOWN, NO_ROW)
        assert [d.element for d in drafts if d.code == "E-MISS-003"] == [
            "students_reached",
            "school_sessions",
        ]


class TestASheetOfNoForm:
    def test_is_quoted_with_its_rows_in_both_languages(self):
        draft = draft_unrecognised("BC", ["Số con lợn", "Số con gà"])
        assert (draft.code, draft.sheet, draft.cell) == ("E-FORM-001", "BC", "A1")
        assert draft.message_values["seen"] == "«Số con lợn»; «Số con gà»"
        assert draft.message_values["seen_en"] == "«Số con lợn»; «Số con gà»"
        assert draft.observed.split(ROW_SEPARATOR) == ["Số con lợn", "Số con gà"]

    def test_without_rows_says_so(self):
        draft = draft_unrecognised(None, [])
        assert draft.message_values == {
            "seen": "không có dòng nào có số",
            "seen_en": "none with a figure",
        }
        assert draft.observed == ""

    @pytest.mark.parametrize(
        ("count", "ending"),
        [(MAX_QUOTED_ROWS, "»"), (MAX_QUOTED_ROWS + 1, "; +1"), (MAX_QUOTED_ROWS + 30, "; +30")],
    )
    def test_quotes_eight_rows_and_counts_the_rest(self, count, ending):
        values = draft_unrecognised("BC", [f"Dòng {n}" for n in range(count)]).message_values
        for text in values.values():
            assert text.count("«") == MAX_QUOTED_ROWS
            assert text.endswith(ending)

    def test_stores_sixty_rows_at_most(self):
        labels = [f"Dòng {n}" for n in range(MAX_SEEN_ROWS + 5)]
        stored = draft_unrecognised("BC", labels).observed.split(ROW_SEPARATOR)
        assert stored == labels[:MAX_SEEN_ROWS]

    def test_shortens_a_long_label_and_keeps_one_of_the_limit(self):
        fits, long = "a" * MAX_LABEL_LENGTH, "b" * (MAX_LABEL_LENGTH + 1)
        stored = draft_unrecognised("BC", [fits, long]).observed.split(ROW_SEPARATOR)
        assert stored == [fits, "b" * (MAX_LABEL_LENGTH - 1) + "…"]

    def test_writes_a_label_on_one_line_without_the_separator(self):
        label = "Số |  buổi\n tuyên\u200b truyền"
        observed = draft_unrecognised("BC", [label]).observed
        assert "|" not in observed
        assert observed.startswith("Số / buổi tuyên")
        assert "\u200b" not in observed
