"""Delimited text: any delimiter, quoting and encoding, and never a number that was not typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.forms.typed_files import (
    GRID,
    HEADER,
    ROWS,
    TITLE,
    as_csv,
    codes,
    is_whole,
    only,
    read,
    values,
)
from warehouse.files.formats.delimited_text import (
    MAX_TEXT_BYTES,
    NoTextError,
    decode_texts,
    read_delimited_text,
)
from warehouse.files.grid import OversizedError, UnreadableError

# windows-1258 writes a tone after its vowel, and what it cannot write so has no tone of its own.
_TONES = {"̀": "̀", "́": "́", "̉": "̉", "̃": "̃", "̣": "̣"}


def windows_1258(text):
    from unicodedata import normalize

    out = ""
    for letter in normalize("NFC", text):
        try:
            out += letter if letter.encode("cp1258") else ""
        except UnicodeEncodeError:
            base = normalize("NFD", letter)
            tone = next(c for c in base if c in _TONES)
            out += normalize("NFC", base.replace(tone, "")) + tone
    return out.encode("cp1258")


def first(sheet):
    return 0


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_delimiter_by_the_labels_found_under_it(delimiter, end):
    report = only(as_csv(delimiter=delimiter, end=end).encode(), "bc.csv")
    assert is_whole(report)
    assert {c.element: c.cell for c in report.cells}["students"] == "D9"
    assert report.sheet == "CSV"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_a_mark(encoding):
    assert is_whole(only(as_csv().encode(encoding)))


def test_the_old_windows_code_page():
    content = windows_1258(as_csv())
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    report = only(content)
    assert is_whole(report)


def test_a_delimiter_inside_cells_more_often_than_between_them():
    rows = [(*row[:4], "a, b, c, d, e, f, g") for row in ROWS]
    assert is_whole(only(as_csv((*GRID[:6], *rows)).encode()))


@pytest.mark.parametrize("quote", ['"', "'"])
def test_cells_in_quotes_hold_delimiters_and_lines(quote):
    rows = [(*row[:4], "hai; dòng\nnữa") for row in ROWS]
    text = "\r\n".join(
        ";".join(f"{quote}{cell}{quote}" for cell in row) for row in (*GRID[:6], *rows)
    )
    assert is_whole(only(text.encode()))


def test_a_quote_that_never_closes_is_only_a_sign():
    grid = [*GRID[:3], ('"ghi chú',), *GRID[4:]]
    text = "\n".join(";".join(row) for row in grid)
    assert is_whole(only(text.encode()))


def test_numbers_stay_as_typed_and_the_ambiguous_ones_are_told():
    rows = [
        (*ROWS[0][:3], "1,234"),
        (*ROWS[1][:3], "46,58"),
        (*ROWS[2][:3], "1.234"),
        (*ROWS[3][:3], "khoảng 300"),
        (*ROWS[4][:3], "78.33%"),
    ]
    report = only(as_csv((*GRID[:6], *rows)).encode())
    assert codes(report) == [
        ("E-NUM-002", "D7"),
        ("E-NUM-003", "D8"),
        ("E-NUM-004", "D10"),
        ("E-NUM-007", "D11"),
    ]
    assert values(report)["students"] == 1234


def test_the_line_by_which_excel_is_told_the_delimiter_is_no_row():
    report = only(("sep=;\r\n" + as_csv()).encode())
    assert is_whole(report)
    assert report.cells.cell[0] == "D7"


def test_a_row_nobody_knows_is_told_though_its_figure_is_text():
    report = only(as_csv((*GRID, ("6", "Số lớp", "lớp", "9", ""))).encode())
    assert codes(report) == [("W-ROW-002", "B12")]


def test_a_table_without_headers_over_its_figures():
    rows = [(*row[:4],) for row in ROWS]
    grid = (*((line,) for line in TITLE), HEADER[:3], *rows)
    assert values(only(as_csv(grid).encode()))["students"] == 2662


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a;b\n1;2\n", "E-FORM-001"),
        (b"hello", "E-TEXT-002"),
        (b"\x89PNG\r\n\x1a\n\x00\x01\x02;;;", "E-FILE-017"),
        (b"\xff\xfe\x00", "E-TEXT-001"),
    ],
)
def test_text_that_is_no_report(content, code):
    assert [d.code for d in read(content).drafts] == [code]


def test_one_column_is_a_table_if_the_name_says_so():
    assert [d.code for d in read(b"hello", "bc.csv").drafts] == ["E-FORM-001"]


@pytest.mark.parametrize(
    "content", [b";" * (MAX_TEXT_BYTES + 1), b";" * 2000 + b"\n" * 2000], ids=["long", "wide"]
)
def test_more_than_a_report_can_hold(content):
    with pytest.raises(OversizedError):
        read_delimited_text(content, first)
    assert [d.code for d in read(content).drafts] == ["E-FILE-002"]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_sheet_of_texts_or_unreadable(content):
    try:
        sheet = read_delimited_text(content, first)
    except UnreadableError:
        return
    assert len({len(row) for row in sheet.cells}) <= 1
    assert all(isinstance(cell, str) for row in sheet.cells for cell in row)


TEXT = "Số liệu;5\r\n"


class TestDecoding:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "ascii"]
    )
    def test_of_unicode_has_one_answer(self, encoding):
        text = "So lieu;5\r\n" if encoding == "ascii" else TEXT
        assert decode_texts(text.encode(encoding)) == [text]

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_without_a_mark_is_known_by_the_zeros_of_latin_letters(self, encoding):
        """At least three of ten letters are Latin in any Vietnamese text."""
        assert decode_texts(("ố" * 6 + "a" * 4).encode(encoding)) == ["ố" * 6 + "a" * 4]

    def test_of_bytes_of_an_old_code_page_has_two(self):
        assert decode_texts(b"S\xf4 li\xeau") == ["Sô liêu", "Sô liêu"]
        assert decode_texts(b"ti\xd2n") == ["tỉn", "tiÒn"]

    @pytest.mark.parametrize("byte", [b"\x8d", b"\x8f", b"\x9d"])
    def test_of_a_byte_that_cp1252_lacks_is_latin_1(self, byte):
        assert decode_texts(b"S\xf4 " + byte)[-1] == "Sô " + byte.decode("latin-1")

    def test_writes_letters_and_their_marks_as_one(self):
        assert decode_texts("Số".encode()) == ["Số"]

    @pytest.mark.parametrize("sign", [b"\x00", b"\x01", b"\x1b"])
    def test_of_bytes_that_no_text_has_is_refused(self, sign):
        with pytest.raises(NoTextError):
            decode_texts(b"abc" + sign + b"def")

    @pytest.mark.parametrize("sign", ["\t", "\f", "\x1a"])
    def test_of_a_tab_a_page_end_or_the_end_of_an_old_file_is_text(self, sign):
        assert decode_texts(f"a{sign}b".encode()) == [f"a{sign}b"]

    @pytest.mark.parametrize("line", ["sep=;\r\n", '"sep=,"\n', "SEP=|\n"])
    def test_drops_the_line_that_names_the_delimiter_once(self, line):
        assert decode_texts((line + TEXT).encode()) == [TEXT]
        assert decode_texts((TEXT + line).encode()) == [TEXT + line]
        assert decode_texts((line + line + TEXT).encode()) == [line + TEXT]

    def test_of_more_bytes_than_a_report_has_is_refused(self):
        assert decode_texts(b"a" * MAX_TEXT_BYTES)
        with pytest.raises(OversizedError, match=f"{MAX_TEXT_BYTES + 1} > {MAX_TEXT_BYTES}"):
            decode_texts(b"a" * (MAX_TEXT_BYTES + 1))


class TestRows:
    def cells(self, text):
        return read_delimited_text(text.encode(), first).cells

    @pytest.mark.parametrize(
        ("text", "cells"),
        [
            ("a;b\nc\n", [["a", "b"], ["c", ""]]),
            ("a\nb;c;d\n", [["a", "", ""], ["b", "c", "d"]]),
            ('"a;b";c\n', [["a;b", "c"]]),
            ('"a\nb";c\n', [["a\nb", "c"]]),
            ("a\nb\n", [["a"], ["b"]]),
            ("a;\n\nb;c\n", [["a", ""], ["", ""], ["b", "c"]]),
        ],
    )
    def test_are_padded_to_one_width(self, text, cells):
        assert self.cells(text) == cells

    @pytest.mark.parametrize(
        ("text", "cells"),
        [
            ("x,y;Số liệu;z", [["x,y", "Số liệu", "z"]]),
            ("x;y,Số liệu,z", [["x;y", "Số liệu", "z"]]),
            ("x^Số liệu^z", [["x", "Số liệu", "z"]]),
            ("x;y;z", [["x", "y", "z"]]),
        ],
    )
    def test_are_divided_where_the_labels_come_to_light(self, text, cells):
        def count_labels(sheet):
            return sum(cell == "Số liệu" for row in sheet.cells for cell in row)

        assert read_delimited_text(text.encode(), count_labels).cells == cells
