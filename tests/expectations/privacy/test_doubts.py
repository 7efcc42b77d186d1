"""In a note, what may point to one person is a doubt; what speaks of counts and offices is none."""

import pytest

from benchmarks.privacy import DEVELOPMENT_CASES, NOTE_CASES, load_cases
from expectations.privacy.doubts import find_doubt
from expectations.privacy.scan import scan_texts
from warehouse.files.texts.file_texts import FileText

DOUBTFUL = [
    "Nguyễn Thị Lan",
    "theo lời Trần Văn Bình",
    "cháu H. đã về nhà",
    "nạn nhân T đang được hỗ trợ",
    "chị L.M. xin việc",
    "một cháu 13 tuổi ở tổ 5",
    "liên hệ 935 662 018",
    "gửi về 0312998877665",
]
HARMLESS = [
    "giảm do sáp nhập hai trường",
    "một nạn nhân nữ, dưới 18 tuổi",
    "tăng 3 vụ so với cùng kỳ, tập trung ở tuyến Nguyễn Văn Linh",
    "Chủ tịch UBND phường Trần Văn Bình chỉ đạo",
    "đối tượng A và đối tượng B",
    "chi 450 000 000 đồng cho tuyên truyền",
    "quyết toán 912345000",
    "từ 15 04 2023 đến nay",
    "12 cháu từ 13 tuổi ở tổ 5",
    "quán karaoke Hoàng Anh",
    "phối hợp Hội LHPN, Đoàn TN",
]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_may_point_to_one_person(text):
    assert find_doubt(text) is not None


@pytest.mark.parametrize("text", HARMLESS)
def test_what_points_to_no_one(text):
    assert find_doubt(text) is None


def test_doubts_go_further_than_the_search_of_every_text():
    assert [text for text in DOUBTFUL if not scan_texts([FileText(text)])] != []


def rate_of_doubts(path, *, must_refuse):
    texts = [case.texts[0].text for case in load_cases(path) if case.must_refuse == must_refuse]
    assert len(texts) >= 100
    return sum(find_doubt(text) is not None for text in texts) / len(texts)


@pytest.mark.parametrize("path", [NOTE_CASES, DEVELOPMENT_CASES])
def test_labelled_notes_are_doubted_as_labelled(path):
    assert rate_of_doubts(path, must_refuse=True) >= 0.99
    assert rate_of_doubts(path, must_refuse=False) <= 0.03
