"""A long text is searched in pieces: the cost grows with the length, and nothing is missed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.privacy.doubts import is_doubtful_text
from expectations.privacy.scan import is_suspect_text, scan_texts
from expectations.privacy.text_pieces import OVERLAP, PIECE_LENGTH, split_long_text
from warehouse.files.texts.file_texts import FileText

LENGTHS = st.integers(0, 3 * PIECE_LENGTH)
FILLERS = ("tuyên truyền tại tổ dân phố ", "trường, ", "không\n")


@given(st.text("aă ", max_size=3 * PIECE_LENGTH))
def test_the_pieces_are_short_and_every_short_part_of_a_text_is_whole_in_one(text):
    pieces = split_long_text(text)
    assert max(map(len, pieces)) <= PIECE_LENGTH
    for begin in range(0, len(text), OVERLAP // 2):
        part = text[begin : begin + OVERLAP // 2]
        assert any(part in piece for piece in pieces)


@given(LENGTHS, LENGTHS, st.sampled_from(FILLERS))
def test_what_gives_a_person_away_is_found_wherever_it_stands(before, after, filler):
    text = f"{(filler * before)[:before]} chị Nguyễn Thị Hoa {(filler * after)[:after]}"
    assert is_suspect_text(text)
    assert is_doubtful_text(text)


def test_a_long_text_without_anyone_is_harmless():
    for filler in FILLERS:
        text = filler * 1000
        assert not is_suspect_text(text)
        assert scan_texts([FileText(text)]) == []


def test_an_identity_number_far_into_a_text_refuses_it():
    typed = "tuyên truyền tại tổ dân phố " * 1000 + "CCCD 031189001234"
    (sign,) = scan_texts([FileText(typed, cell="B3")])
    assert sign.cell == "B3"


@pytest.mark.parametrize("word", ["trường ", "nguyễn văn an ", "anh hùng ", "chị lan, ", "n.v.a "])
def test_a_text_of_200_thousand_letters_takes_seconds(word):
    """As one text these took minutes, and 20 million letters more than an hour."""
    text = word * (200_000 // len(word))
    began = time.process_time()
    is_suspect_text(text)
    is_doubtful_text(text)
    assert time.process_time() - began < 10
