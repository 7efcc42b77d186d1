"""What is counted, read from heads, brackets and the words after a figure; and synonyms."""

import pytest

from tests.warehouse.forms.layouts.drawn_sheets import CATALOGUE, PROPOSER, draw
from warehouse.forms.layouts.measure_words import is_measure, may_count_same, split_measure
from warehouse.forms.layouts.proposal import SURE
from warehouse.forms.layouts.wording import WordScale


def propose(text):
    workbook = draw(text)
    proposal = PROPOSER.propose_reading([workbook.build_sheet()], workbook.file_name)
    assert (proposal.form, proposal.unit) == (workbook.form, workbook.unit)
    return {e.element: e for e in proposal.elements if e.place}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Tiền phạt (1.000đ)", ("Tiền phạt", "1.000đ")),
        ("Kiểm tra (lượt)", ("Kiểm tra", "lượt")),
        ("Phụ nữ (chỉ số lượng)", ("Phụ nữ (chỉ số lượng)", "")),
    ],
)
def test_only_a_measure_in_brackets_is_split_from_a_label(text, parts):
    assert split_measure(text) == parts
    assert not parts[1] or is_measure(parts[1])


@pytest.mark.parametrize(
    ("measure", "other", "may"),
    [
        ("Số đối tượng", "người", True),
        ("Vụ", "vụ án", True),
        ("Vụ", "Bị can", False),
        ("", "lượt", True),
    ],
)
def test_persons_and_cases_are_never_the_same_count(measure, other, may):
    assert may_count_same(measure, other) is may


def test_a_head_that_only_names_what_is_counted_chooses_the_column():
    readings = propose(
        "== police | DK-CA | 2023-10 | f\nCông an quận\nTháng 10/2023\n\n"
        "Nội dung | Vụ | Người\nTruy quét | 4 | 21\nNgười bán dâm | 0 | 10\n"
        "Người mua dâm | 0 | 9\nChứa mại dâm | 0 | 1\nMôi giới mại dâm | 0 | 1\n"
        "Khởi tố | 1 | 2\nTụ điểm | 3 | 0\nĐường dây, ổ nhóm | 1 | 0\n"
    )
    cells = {element: e.place.cell for element, e in readings.items()}
    assert (cells["violators_sellers"], cells["violators_buyers"]) == ("C6", "C7")
    assert (cells["criminal_cases"], cells["criminal_accused"]) == ("B10", "C10")
    assert readings["violators_buyers"].sure == SURE


def test_words_after_a_figure_complete_the_label_where_there_are_no_heads():
    text = (
        "== ward | DK-HOANGHIA | 2022-12 | f\nUBND phường Hòa Nghĩa\nTháng 12 năm 2022\n\n"
        "Số buổi tuyên truyền trực tiếp | 5 | buổi\n- Thu hút | 275 | {}\n"
        "Phát loa truyền thanh | 22 | lượt\nTổng số cơ sở | 36 | cơ sở\n"
        "Số lượt kiểm tra cơ sở | 6 | lượt\n"
    )
    assert propose(text.format("lượt người dự"))["comm_participants"].place.cell == "B5"
    assert "comm_participants" not in propose(text.format("triệu đồng"))


def test_a_short_table_of_a_named_unit_is_proposed():
    text = (
        "== ward | DK-ANHDUNG | 2024-02 | f\n{}\nTháng 2/2024\n\nNội dung | Tháng 2\n"
        "Số lượt kiểm tra | 5\nTrong đó: theo kế hoạch | 3\nTrong đó: đột xuất | 2\n"
        "Số lượt phát hiện vi phạm | 1\nSố cơ sở bị phạt tiền | 1\nTổng số tiền phạt | 2500000\n"
    )
    assert propose(text.format("UBND phường Anh Dũng"))["fines_amount"].place.cell == "B10"
    unnamed = PROPOSER.propose_reading([draw(text.format("Số liệu")).build_sheet()], "f")
    assert unnamed.form != "ward"


def test_a_row_numbered_with_a_letter_has_its_number_beside_the_label():
    readings = propose(
        "== court | DK-TA | 2023-Q3 | f\nTAND quận\nQuý III/2023\n\nTT | Nội dung | Quý III\n"
        "1 | Số vụ thụ lý | 9\n2a | Số vụ đã xét xử | 7\n2b | Số bị cáo đã xét xử | 12\n"
        "3 | Phiên tòa lưu động | 1\n"
    )
    assert readings["defendants_tried"].place.row_path[-1] == "Số bị cáo đã xét xử"


def test_synonyms_are_compared_as_one_word():
    scale = WordScale(CATALOGUE)
    assert scale.split_label("Buổi truyền thông") == scale.split_label("Buổi tuyên truyền")
    assert scale.split_label("Truyền thanh") != scale.split_label("Tuyên truyền")
