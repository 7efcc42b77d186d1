"""The pieces of a file's name: how it is split, which numbers are dates, and what is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.forms.file_name_pieces import (
    MARK,
    add_period,
    drop_long_runs,
    is_free_of_names,
    split_name,
    write_pieces,
)


def split(stem):
    return [piece.text for piece in split_name(stem)]


def read_period(stem):
    """Return the texts of the period at the beginning of a stem, and what is behind."""
    pieces, texts_by_place = split_name(stem), {}
    end = add_period(pieces, 0, texts_by_place)
    return [texts_by_place[place] for place in sorted(texts_by_place)], "".join(split(stem)[end:])


class TestSplit:
    @pytest.mark.parametrize(
        ("stem", "pieces"),
        [
            ("", []),
            ("BC", ["BC"]),
            ("báo cáo", ["báo", " ", "cáo"]),
            ("a_b-c", ["a", "_", "b", "-", "c"]),
            ("T5.2023", ["T", "5", ".", "2023"]),
            ("DaPhuc", ["Da", "Phuc"]),
            ("aB", ["a", "B"]),
            ("PhườngĐaPhúc", ["Phường", "Đa", "Phúc"]),
            ("UBND", ["UBND"]),
            (f"x {MARK} y", ["x", " ", MARK, " ", "y"]),
            (f"({MARK})", ["(", MARK, ")"]),
        ],
    )
    def test_gives_words_numbers_and_the_signs_between(self, stem, pieces):
        assert split(stem) == pieces

    @settings(max_examples=50)
    @given(st.text(max_size=20))
    def test_loses_no_letter(self, stem):
        assert "".join(split(stem)) == stem

    def test_tells_signs_from_words_and_folds_words(self):
        pieces = split_name("Đa-5")
        assert [piece.is_separator for piece in pieces] == [False, True, False]
        assert [piece.key for piece in pieces] == ["da", "-", "5"]


class TestPeriod:
    @pytest.mark.parametrize(
        ("stem", "texts", "rest"),
        [
            ("T5", ["T", "5"], ""),
            ("Q12x", ["Q", "12"], "x"),
            ("5T", ["5", "T"], ""),
            ("thang 5 x", ["tháng", "5"], " x"),
            ("thang5", ["tháng", "5"], ""),
            ("Quy II-2023", ["quý", "II"], "-2023"),
            ("quý iv", ["quý", "iv"], ""),
            ("2023-05", ["2023"], "-05"),
            ("12", ["12"], ""),
            ("202305", ["202305"], ""),
            ("052023", ["052023"], ""),
            ("20230515", ["20230515"], ""),
            ("15052023", ["15052023"], ""),
        ],
    )
    def test_is_a_number_with_its_word_or_a_date(self, stem, texts, rest):
        assert read_period(stem) == (texts, rest)

    @pytest.mark.parametrize(
        ("number", "is_date"),
        [
            ("2019", False), ("2020", True), ("2039", True), ("2040", False),
            ("1", True), ("99", True), ("100", False), ("12345", False),
            ("201905", False), ("202005", True), ("1985", False),
            ("15051985", False), ("123456789", False), ("٢٠٢٣", False), ("٥", False),
        ],
    )  # fmt: skip
    def test_has_two_digits_or_a_year_of_the_programme(self, number, is_date):
        assert read_period(number) == ([number] if is_date else [], "")

    @pytest.mark.parametrize("stem", ["thang", "thang Hoa", "quy v", "thang 1985", "Hoa 5", "-5"])
    def test_is_none_of_a_word_without_its_number(self, stem):
        assert read_period(stem)[0] == []

    def test_of_a_sign_ends_where_it_begins(self):
        pieces = split_name("-5")
        assert add_period(pieces, 0, {}) == 0
        assert add_period(pieces, 1, {}) == 2


class TestRuns:
    @pytest.mark.parametrize(
        ("stem", "stays"),
        [
            ("15-05-2023", "15-05-2023"),
            ("09 12 34 56 78", MARK),
            ("15-05-2023-7 T5", f"{MARK} T5"),
            ("15-05-2023 T5", "15-05-2023 T5"),
            ("1 2 x 3 4", f"1 2 {MARK} 3 4"),
            ("1.2.3.4", MARK),
        ],
    )
    def test_of_more_numbers_than_a_date_has_are_dropped(self, stem, stays):
        pieces = split_name(stem)
        texts_by_place = {
            place: piece.text for place, piece in enumerate(pieces) if piece.text not in " x"
        }
        assert write_pieces(pieces, drop_long_runs(pieces, texts_by_place)) == stays


class TestWriting:
    def write(self, stem, *allowed):
        pieces = split_name(stem)
        texts = {place: p.text for place, p in enumerate(pieces) if p.text in allowed}
        return write_pieces(pieces, texts)

    @pytest.mark.parametrize(
        ("stem", "written"),
        [
            ("BC Hoa", f"BC {MARK}"),
            ("Hoa Mai BC", f"{MARK} BC"),
            ("BC Hoa - Mai", f"BC {MARK}"),
            ("BC Hoa BC Mai", f"BC {MARK} BC {MARK}"),
            (" BC ", "BC"),
            ("BC_(BC)", "BC_(BC)"),
            ("BC@BC", "BC BC"),
            ("BC    BC", "BC BC"),
            (f"BC {MARK} Hoa", f"BC {MARK}"),
            ("", ""),
        ],
    )
    def test_keeps_what_is_allowed_and_marks_the_rest_once(self, stem, written):
        assert self.write(stem, "BC") == written


def test_a_place_is_free_of_names_at_the_beginning_and_behind_an_allowed_piece():
    pieces = split_name(f"- BC - Hoa {MARK} Mai")
    places = {piece.text: place for place, piece in enumerate(pieces)}
    allowed = {places["BC"]: "BC"}
    assert is_free_of_names(pieces, places["BC"], {})
    assert is_free_of_names(pieces, places["Hoa"], allowed)
    assert not is_free_of_names(pieces, places["Hoa"], {})
    assert not is_free_of_names(pieces, places["Mai"], allowed)
