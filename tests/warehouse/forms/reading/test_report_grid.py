"""A form's table on an office's own sheet: which form, which rows, what each column holds."""

import pytest

from tests.warehouse.forms.typed_files import CATALOGUE, HEADER, ROWS, TITLE
from warehouse.files.grid import Sheet
from warehouse.forms.reading.labels import LabelIndex
from warehouse.forms.reading.report_grid import (
    MAX_TITLE_ROWS,
    count_form_labels,
    find_form_table,
    find_second_table,
    iterate_sheet_texts,
    list_row_labels,
    list_unknown_rows,
)

LABELS = LabelIndex(CATALOGUE)
COURT_ROWS = (
    ("1", "Số vụ án thụ lý", "vụ", "9"),
    ("2", "Số vụ án đã xét xử", "vụ", "7"),
    ("3", "Số bị cáo bị xét xử", "người", "12"),
)
NO_ROW: tuple[str, ...] = ()


def sheet_of(*rows, merged=(), above=()):
    """Return a sheet of these rows, padded to one width as every reader pads them."""
    width = max(map(len, rows), default=0)
    cells = [[*row, *[""] * (width - len(row))] for row in rows]
    return Sheet("BC", True, cells, list(merged), list(above))


def table_of(*rows, **shape):
    return find_form_table(sheet_of(*rows, **shape), CATALOGUE, LABELS)


class TestTheForm:
    def test_is_the_one_whose_labels_stand_in_a_column(self):
        table = table_of(HEADER, *ROWS)
        assert (table.form.form, table.label_column, table.header_row) == ("education", 1, 0)
        assert [row for row, _ in table.rows] == [1, 2, 3, 4, 5]

    @pytest.mark.parametrize(("count", "is_enough"), [(5, True), (3, True), (2, False)])
    def test_needs_half_of_its_required_labels(self, count, is_enough):
        assert (table_of(HEADER, *ROWS[:count]) is not None) is is_enough

    @pytest.mark.parametrize("above", [(), [("Đoạn 1", "Nhóm trẻ em")]])
    def test_is_none_on_a_sheet_without_labels(self, above):
        assert table_of(HEADER, ("1", "Số con gà", "con", "5"), above=above) is None
        assert table_of(above=above) is None

    def test_with_the_most_labels_wins_and_its_rows_alone_are_listed(self):
        table = table_of(HEADER, *COURT_ROWS, *ROWS)
        assert table.form.form == "education"
        assert [row for row, _ in table.rows] == [4, 5, 6, 7, 8]

    def test_takes_the_column_with_the_most_labels(self):
        doubled_rows = [(*row, row[1]) for row in ROWS[:3]]
        table = table_of((*HEADER, "Nội dung"), *doubled_rows, *ROWS[3:])
        assert table.label_column == 1

    def test_lists_a_repeated_label_twice(self):
        table = table_of(HEADER, *ROWS, ROWS[0])
        assert [e for _, e in table.rows].count("schools") == 2

    @pytest.mark.parametrize(
        ("form", "unit"), [("procuracy", "DK-VKS"), ("finance", "DK-TCKH"), ("justice", "DK-TP")]
    )
    def test_may_have_a_single_label_only_below_the_name_of_a_unit(self, form, unit):
        name = CATALOGUE.units[unit].name_vi
        row = ("1", CATALOGUE.forms[form].elements[0].name_vi, "vụ", "5")
        assert table_of(HEADER, row) is None
        assert table_of((TITLE[0],), HEADER, row) is None
        assert table_of((name,), HEADER, row).form.form == form
        assert table_of(HEADER, row, above=[("Đoạn 1", name)]).form.form == form

    @pytest.mark.parametrize(("count", "is_enough"), [(3, True), (2, False)])
    def test_without_a_required_element_needs_half_of_all(self, count, is_enough):
        elements = CATALOGUE.forms["culture"].elements[:count]
        rows = [(str(n), e.name_vi, e.unit, "5") for n, e in enumerate(elements, 1)]
        assert (table_of(HEADER, *rows) is not None) is is_enough

    def test_counts_its_required_labels_only(self):
        """Half of the two required elements, or none of them beside an optional one."""
        required, _, optional = CATALOGUE.forms["finance"].elements
        title = (CATALOGUE.units["DK-TCKH"].name_vi,)
        assert table_of(title, HEADER, ("1", required.name_vi, "đồng", "5")) is not None
        assert table_of(title, HEADER, ("1", optional.name_vi, "đồng", "5")) is None


class TestColumns:
    @pytest.mark.parametrize(
        ("header", "kind"),
        [
            ("Số liệu", "period"),
            ("Kết quả thực hiện", "period"),
            ("Số liệu kỳ trước", "other"),
            ("Kế hoạch năm", "other"),
            ("Lũy kế từ đầu năm", "cumulative"),
            ("Lũy kế cùng kỳ năm trước", "other"),
            ("Đơn vị tính", "unit"),
            ("ĐVT", "unit"),
            ("Ghi chú", "note"),
            ("Nguồn số liệu", "note"),
            ("Tên khác", "other"),
            ("Kyky nayx", "other"),  # part of a word is no sign
        ],
    )
    def test_are_told_apart_by_their_header(self, header, kind):
        table = table_of(("TT", "Nội dung", header), *(row[:3] for row in ROWS))
        assert table.columns_by_kind[kind][-1] == 2

    def test_two_rows_of_headers_are_read_together(self):
        top = ("TT", "Nội dung", "Năm 2023", "", "Ghi chú")
        below = ("", "", "Trong kỳ", "Lũy kế", "")
        table = table_of(top, below, *ROWS)
        assert table.columns_by_kind["period"] == [2]
        assert table.columns_by_kind["cumulative"] == [3]
        assert table.header_texts[2] == "nam 2023; trong ky"

    def test_a_merged_header_counts_for_each_column_it_covers(self):
        top = ("TT", "Nội dung", "Lũy kế", "", "Số liệu")
        rows = [top, *ROWS]
        merged = [((0, 2), (0, 3))]
        assert table_of(*rows, merged=merged).columns_by_kind["cumulative"] == [2, 3]
        assert table_of(*rows).columns_by_kind["cumulative"] == [2]
        past_the_edge = [((0, 4), (0, 9))]
        assert table_of(*rows, merged=past_the_edge).columns_by_kind["period"] == [4]

    def test_a_header_merged_downwards_is_read_once(self):
        top = ("TT", "Nội dung", "ĐVT", "Số liệu", "Ghi chú")
        table = table_of(top, NO_ROW, *ROWS, merged=[((0, 3), (1, 3))])
        assert table.header_texts[3] == "so lieu"

    def test_the_header_is_the_nearest_row_above_that_heads_labels(self):
        table = table_of(("", "Nội dung báo cáo"), HEADER, ("A", "B", "C", "D", "E"), *ROWS)
        assert table.header_row == 1
        without = table_of(("TT", "Việc", "ĐVT", "Số liệu"), *ROWS)
        assert without.header_row == 1  # the first row of the table itself

    def test_a_number_above_the_labels_is_no_header(self):
        table = table_of(HEADER, ("1", 2.0, "3", "4", "5"), *ROWS)
        assert table.header_row == 0


class TestFiguresWithoutAHeader:
    def test_stand_in_the_only_column_with_numbers(self):
        rows = [(row[0], row[1], row[2], 7.0, "xem bảng 2") for row in ROWS]
        assert table_of(*rows).columns_by_kind["period"] == [3]

    def test_may_be_texts_of_digits_when_no_cell_is_a_number(self):
        rows = [(row[0], row[1], row[2], "7", "") for row in ROWS]
        assert table_of(*rows).columns_by_kind["period"] == [3]

    def test_are_numbers_rather_than_texts_of_digits(self):
        rows = [(row[0], row[1], "2023", 7.0) for row in ROWS]
        assert table_of(*rows).columns_by_kind["period"] == [3]

    def test_in_two_columns_are_left_open(self):
        rows = [(row[0], row[1], 7.0, 8.0) for row in ROWS]
        assert "period" not in table_of(*rows).columns_by_kind

    def test_before_the_labels_are_the_offices_numbering(self):
        rows = [(float(row[0]), row[1], row[2], 7.0) for row in ROWS]
        assert table_of(*rows).columns_by_kind["period"] == [3]

    def test_are_not_looked_for_where_a_header_names_a_column(self):
        header = ("TT", "Nội dung", "Lũy kế", "")
        rows = [(row[0], row[1], "", 7.0) for row in ROWS]
        assert table_of(header, *rows).columns_by_kind == {"other": [0], "cumulative": [2]}


class TestUnknownRows:
    def labels(self, *rows, header=HEADER, first_row=1):
        return list_unknown_rows(table_of(header, *rows), first_row)

    def test_are_rows_with_a_figure_under_a_label_of_no_element(self):
        assert self.labels(*ROWS, ("6", "Số lớp", "lớp", "9")) == [(6, "Số lớp")]
        assert self.labels(*ROWS[:3], ("", "Số lớp", "lớp", 9.0), *ROWS[3:]) == [(4, "Số lớp")]

    @pytest.mark.parametrize(
        "row", [("6", "Số lớp", "lớp", "chưa có"), ("6", "Số lớp", "lớp", ""), ("", "12", "", "9")]
    )
    def test_without_a_figure_or_without_words_are_none(self, row):
        assert self.labels(*ROWS[:3], row, *ROWS[3:]) == []

    def test_of_the_year_to_date_count_too(self):
        header = ("TT", "Nội dung", "ĐVT", "Trong kỳ", "Lũy kế")
        rows = [*ROWS[:3], ("", "Số lớp", "lớp", "", "9"), *ROWS[3:]]
        assert self.labels(*rows, header=header) == [(4, "Số lớp")]

    def test_end_with_the_first_row_without_a_label(self):
        apart = (*ROWS, ("", "Số lớp", "", "9"), NO_ROW, ("", "Số tổ", "", "8"))
        assert self.labels(*apart) == [(6, "Số lớp")]

    def test_begin_where_the_caller_says(self):
        rows = [("", "Số lớp", "lớp", "9"), ("", "Số tổ", "tổ", "8"), *ROWS]
        assert self.labels(*rows, first_row=2) == [(2, "Số tổ")]


class TestASecondTable:
    def find(self, *rows):
        table = table_of(*rows)
        return find_second_table(table, CATALOGUE, LABELS)

    def test_of_another_form_is_named_with_its_first_row_and_size(self):
        court = CATALOGUE.forms["court"].name_vi
        rows = (HEADER, *ROWS, NO_ROW, HEADER, *COURT_ROWS)
        assert self.find(*rows) == (court, 8, 3)

    def test_above_the_table_or_absent_is_none(self):
        assert self.find(HEADER, *ROWS) is None
        assert self.find(HEADER, *COURT_ROWS, NO_ROW, HEADER, *ROWS) is None


class TestASheetOfNoForm:
    def test_is_known_by_the_labels_of_its_rows_with_figures(self):
        rows = [
            ("TT", "Nội dung", "Số liệu"),
            ("1", "Số con lợn", "5"),
            ("2", "Số con gà", 9.0),
            ("3", "Số con vịt", "chưa rõ"),
        ]
        assert list_row_labels(sheet_of(*rows)) == ["Số con lợn", "Số con gà"]

    def test_takes_the_first_words_before_the_last_figure_of_a_row(self):
        assert list_row_labels(sheet_of(("5", "Ô tô các loại", "xe", "9"))) == ["Ô tô các loại"]
        assert list_row_labels(sheet_of(("9", "Ô tô các loại"))) == []
        assert list_row_labels(sheet_of(("2023", "12.500", "9"))) == []

    @pytest.mark.parametrize(("text", "is_label"), [("Lợn", False), ("Trâu", True)])
    def test_words_of_three_letters_number_a_column(self, text, is_label):
        assert list_row_labels(sheet_of((text, "5"))) == ([text] if is_label else [])


def test_labels_are_counted_once_each_in_the_column_with_the_most():
    rows = [(*row, row[1]) for row in ROWS[:3]]
    assert count_form_labels(sheet_of(*rows, *ROWS, ROWS[0]), LABELS) == 5
    assert count_form_labels(sheet_of(("Số con gà", "5")), LABELS) == 0


def test_the_texts_that_may_name_a_unit_stand_above_or_in_the_first_rows():
    rows = [(f"dòng {number}", number) for number in range(MAX_TITLE_ROWS + 1)]
    texts = list(iterate_sheet_texts(sheet_of(*rows, above=[("Đoạn 1", TITLE[0])])))
    assert texts[:2] == [TITLE[0], "dòng 0"]
    assert texts[-1] == f"dòng {MAX_TITLE_ROWS - 1}"


def test_a_place_outside_the_cells_is_empty():
    table = table_of(HEADER, *ROWS)
    assert table.get_value(1, 3) == "17"
    assert table.get_value(1, len(HEADER)) == table.get_value(99, 0) == ""
