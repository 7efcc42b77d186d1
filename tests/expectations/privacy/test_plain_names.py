"""Names in small plain letters, of families that are usual words too, and names behind a label."""

import pytest

from expectations.privacy.letters import fold_letters
from expectations.privacy.plain_names import names_someone_plainly


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("che thi thu ha vang", True),
        ("tang thi dua khen thuong", False),  # a prize, and no given name
        ("do thi moi", False),
        ("giang a sinh vang", True),
        ("sung seo pao", True),
        ("vang y kien cua xa", False),
        ("mua y te", False),
        ("hoang minh tuan xin nghi", True),
        ("pham vi hoat dong da mo rong", False),
        ("bui hoa lan", False),  # nothing is said of anybody
        ("tên đt: quàng thị ún, 2 lần", True),
        ("ten nan nhan : lo van pa", True),
        ("tên đơn vị: công an phường", False),
        ("tên khách sạn: sao mai xanh", False),
        ("Khởi tố vụ án mại dâm", False),
        ("khởi tố vũ mạnh hùng", True),
    ],
)
def test_a_plain_name_needs_its_family_and_given_names_or_a_label(text, whether):
    assert names_someone_plainly(text, fold_letters(text)) is whether
