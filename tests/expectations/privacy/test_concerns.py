"""Who is named in a note, and whether it is a person concerned: then the name alone decides."""

import pytest

from expectations.privacy.concerns import drop_namesakes, find_concern_evidence
from expectations.privacy.evidence import CASE_PERSON, DECISIVE, NAME_LIST, PERSON_NAME
from expectations.privacy.letters import fold_letters
from expectations.privacy.person_names import find_person_names
from warehouse.files.texts.file_texts import FileText

NAME = "Nguyễn Văn Tèo"


def find_kinds(text, **surroundings):
    pieces = list(find_concern_evidence(FileText(text, **surroundings)))
    assert all(piece.weight == DECISIVE for piece in pieces)
    assert len(pieces) <= 1
    return [piece.kind for piece in pieces]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"đã gặp {NAME} hai lần", [PERSON_NAME]),
        (f"Chủ tịch {NAME}", []),
        (f"Chủ tịch đã gặp {NAME}", [PERSON_NAME]),
        (f"đường {NAME}", []),
        (f"karaoke {NAME}", []),
        ("số vụ án thụ lý", []),
        ("", []),
    ],
)
def test_a_full_name_in_a_sentence_is_someone_unless_an_office_or_a_place_bears_it(text, kinds):
    assert find_kinds(text) == kinds


@pytest.mark.parametrize(
    ("row_texts", "kinds"),
    [
        ((), []),
        (("12", "45"), []),
        (("xin hỗ trợ",), []),  # eight letters
        (("đang xin hỗ trợ tiền",), [PERSON_NAME]),
        (("Trần Thị Bưởi và con",), []),  # the name of another
    ],
)
def test_a_name_alone_in_a_cell_counts_beside_words(row_texts, kinds):
    assert find_kinds(NAME, row_texts=row_texts) == kinds
    assert find_kinds(f"+ {NAME}.", row_texts=row_texts) == kinds


def test_names_that_follow_one_another_alone_in_a_cell_are_a_list():
    assert find_kinds("Vũ Hà, Lê Lan") == [NAME_LIST]
    assert find_kinds("Vũ Hà") == []


def test_a_hidden_name_is_found_in_plain_letters():
    assert find_kinds("đã gặp Nguyễn.Văn.Tèo hai lần") == [PERSON_NAME]


@pytest.mark.parametrize(
    "text",
    [
        "Mr Smith",
        "H'Nga",
        "nguyenvanteo",
        "nguyenvanteo.xlsx",
        "nạn nhân Hoa",
        "chị Hoa nhiễm HIV",
        "khách John Smith",
        "Hoa, Lan, Huệ",
        "đơn của Phạm Hoa",
        "Long trọc",
    ],
)
def test_a_short_name_of_someone_in_a_case(text):
    assert find_kinds(text) == [CASE_PERSON]


@pytest.mark.parametrize(
    "text", ["H'Mông", "nguyenvanteo@mail", "khách Việt Nam", "chị em hội viên", "Smith"]
)
def test_words_that_look_like_a_short_name(text):
    assert find_kinds(text) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("gặp Nguyễn Văn Tèo, Trần Thị Bưởi", ["Nguyễn Văn Tèo", "Trần Thị Bưởi"]),
        ("trụ sở Nguyễn Văn Tèo, Trần Thị Bưởi", []),  # a list of houses
        ("trụ sở Nguyễn Văn Tèo gặp Trần Thị Bưởi", ["Trần Thị Bưởi"]),
        ("tuyến Trần Phú - Nguyễn Văn Tèo", []),
        ("", []),
    ],
)
def test_a_name_listed_behind_a_street_is_a_street(text, people):
    names = find_person_names(text)
    people_names = drop_namesakes(text, fold_letters(text), names)
    assert [text[name.start : name.end] for name in people_names] == people
