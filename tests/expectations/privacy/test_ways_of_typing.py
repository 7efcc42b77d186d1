"""Each kind of personal data is found in every way of typing it; counts and offices are nobody."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from expectations.privacy.scan import is_suspect_text, scan_texts
from warehouse.files.texts.file_texts import FileText


def part_digits(digits, gaps):
    return digits[0] + "".join(gap + digit for gap, digit in zip(gaps, digits[1:], strict=False))


@given(
    st.from_regex(r"(?:3[2-9]|7[06-9]|8[1-9]|9\d)\d{7}", fullmatch=True),
    st.lists(st.sampled_from(["", "", " ", ".", "-", " - "]), min_size=8, max_size=8),
    st.sampled_from(["BN đổi số: {}", "anh ấy cho số {}", "{} (mẹ cháu)", "bn dung so {}"]),
)
def test_nine_digits_of_someone_are_a_telephone_however_they_are_parted(digits, gaps, sentence):
    text = sentence.format(part_digits(digits, gaps))
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(
    st.from_regex(r"[1-9]\d{9,13}", fullmatch=True),
    st.lists(st.sampled_from(["", "", " ", "-"]), min_size=13, max_size=13),
    st.sampled_from(["STK {} Agribank", "VCB: {}", "ck vào số {}", "nhận tiền qua tk {}"]),
)
def test_an_account_is_found_however_it_is_parted(digits, gaps, sentence):
    text = sentence.format(part_digits(f"{digits}7", gaps))
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(
    st.integers(11, 99),
    st.sampled_from(["A", "H", "B1", "D1", "MĐ1"]),
    st.from_regex(r"\d{5}", fullmatch=True),
    st.lists(st.sampled_from(["", "", " ", "."]), min_size=4, max_size=4),
    st.sampled_from(["", " ", "-", " - "]),
    st.sampled_from(["xe {}", "khách đi oto BKS {}", "BS: {}", "xe om dua don : {}"]),
)
def test_a_plate_beside_a_vehicle_is_found_however_it_is_parted(
    place, series, digits, gaps, dash, sentence
):
    text = sentence.format(f"{place}{dash}{series}{dash}{part_digits(digits, gaps)}")
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(
    st.integers(1, 10**13),
    st.sampled_from([".", " "]),
    st.sampled_from(
        [
            "chuyển khoản kinh phí {} đồng",
            "chuyển khoản kinh phí {}",
            "Agribank giải ngân {}",
            "Agribank giải ngân {} đồng",
            "dư nợ hội viên {}",
            "chị em vay {} đồng",
        ]
    ),
)
def test_an_amount_beside_a_bank_or_a_payment_is_no_number_of_someone(amount, mark, sentence):
    text = sentence.format(f"{amount:,}".replace(",", mark))
    assert scan_texts([FileText(text)]) == []


@given(
    st.integers(1, 300),
    st.sampled_from(["", "A", "/12", "/5/7"]),
    st.sampled_from(["Lạch Tray", "Trần Phú", "Lê Đình Lý", "Cát Cụt", "Hoàng Diệu"]),
    st.sampled_from(["hiện ở {}", "chị ở {}, phòng trọ", "đang ở nhà bạn {}", "bị hại ở số {}"]),
)
def test_a_home_on_any_street_is_found(number, part, street, sentence):
    text = sentence.format(f"{number}{part} {street}")
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(
    st.integers(1, 300),
    st.sampled_from(["Lạch Tray", "Trần Phú", "Lê Đình Lý", "Hoàng Diệu"]),
    st.sampled_from(["karaoke {}", "khách sạn {}, 40 phòng", "trụ sở {}", "quán cà phê {}"]),
)
def test_an_establishment_has_an_address(number, street, sentence):
    assert scan_texts([FileText(sentence.format(f"{number} {street}"))]) == []


@given(
    st.sampled_from(["D.T.N", "H.N.D", "M.T.T.Q", "H.L.H.P.N", "C.L.B", "Y.S.", "K.T.V."]),
    st.sampled_from(["Đ.T.N", "H.P.N", "C.C.B", "T.Y.T", "B.S."]),
    st.sampled_from(
        ["{}, {} các phường đều có kế hoạch", "{} + {} khu phố 3 trực", "{}, {} tổ 5 dự"]
    ),
)
def test_initials_of_units_and_jobs_beside_places_are_nobody(first, second, sentence):
    assert scan_texts([FileText(sentence.format(first, second))]) == []


@given(st.sampled_from(["D.T.N", "H.N.D", "Y.S", "D-T-N"]), st.integers(1950, 2012))
def test_the_same_initials_with_a_birth_year_are_someone(initials, year):
    text = f"{initials}, {year}"
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(
    st.sampled_from(["Cao", "Lâm", "Mai", "Dương", "Phan", "Kiều", "Lưu"]),
    st.sampled_from(["Ngọc", "Mỹ", "Bích", "Thanh", "Hoài"]),
    st.sampled_from(["Liên", "Phụng", "Hằng", "Trúc", "Diệp"]),
    st.sampled_from(["đơn của {} chưa trả lời", "hồ sơ {} còn thiếu", "đã hỏi {} hai lần"]),
    st.booleans(),
)
def test_a_name_behind_a_case_is_found_with_and_without_accents(
    family, middle, given_name, sentence, is_plain
):
    text = sentence.format(f"{family} {middle} {given_name}")
    if is_plain:
        text = strip_accents(text)
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


def strip_accents(text):
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(filter(str.isascii, letters))


@given(
    st.lists(st.sampled_from(["Hằng", "Thủy", "Dũng", "Vy", "Ngân"]), min_size=2, unique=True),
    st.sampled_from(["các cháu {}", "các em: {}", "3 chị {}"]),
)
def test_given_names_behind_a_form_of_address_are_a_list(given_names, sentence):
    text = sentence.format(", ".join(given_names))
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(
    st.sampled_from(["công dân", "Hội Phụ nữ", "UBND phường", "cơ sở", "Công an phường"]),
    st.sampled_from(["đơn của {} chưa trả lời", "hồ sơ của {} còn thiếu", "trường hợp {} báo"]),
    st.booleans(),
)
def test_an_office_behind_the_same_words_is_nobody(office, sentence, is_plain):
    text = sentence.format(office)
    assert scan_texts([FileText(strip_accents(text) if is_plain else text)]) == []


@given(
    st.sampled_from(["ông", "bà", "cụ", "chị", "anh", "dì"]),
    st.sampled_from(["Thuyết", "Chắt", "Nhẫn", "Đượm", "Khoắn", "Quệ", "Ngoãn", "Bi"]),
    st.sampled_from(["nhà {} có 2 cháu", "con gái {}", "hỏi {} hai lần", "{} mất tháng trước"]),
)
def test_any_name_behind_a_form_of_address_is_someone(address, name, sentence):
    text = sentence.format(f"{address} {name}")
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(
    st.sampled_from(["ông", "bà", "chị", "anh", "các anh", "các chị"]),
    st.sampled_from(["Chủ tịch", "Hội trưởng", "Công an", "Trưởng trạm", "Phó ban", "Tổ trưởng"]),
    st.sampled_from(["{} chủ trì", "đã báo {} phường", "{} các khu"]),
)
def test_a_post_behind_a_form_of_address_is_nobody(address, post, sentence):
    assert scan_texts([FileText(sentence.format(f"{address} {post}"))]) == []


@given(
    st.sampled_from(["vắng", "trùng", "ds", "thêm", "còn nợ"]),
    st.lists(st.sampled_from(["Tùng", "Lan", "Hạnh", "Khải", "Oanh"]), min_size=2, unique=True),
    st.sampled_from([", ", " - ", "-", "; ", " + ", " và "]),
    st.sampled_from(["", " (q1)"]),
)
def test_given_names_behind_the_label_of_a_list_are_people(label, names, sign, bracket):
    text = f"{label}: {sign.join(name + bracket for name in names)}"
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(
    st.sampled_from(["vắng", "trùng", "ds", "thêm", "còn nợ"]),
    st.sampled_from(
        [("Hải Thành", "Anh Dũng"), ("Xuân", "Hạ", "Thu", "Đông"), ("Thu", "Chi"), ("Nam", "Nữ")]
    ),
    st.sampled_from([", ", " - ", "; "]),
)
def test_wards_seasons_and_sexes_behind_the_label_of_a_list_are_nobody(label, names, sign):
    assert scan_texts([FileText(f"{label}: {sign.join(names)}")]) == []


@given(
    st.sampled_from(["ngõ 12", "xóm 3", "đội 6, thôn Vân", "tổ 9", "hẻm 45"]),
    st.sampled_from(
        ["nhà mái tôn", "nhà 2 tầng màu xanh", "nhà cạnh ông trưởng thôn", "nhà đối diện trường"]
    ),
    st.booleans(),
)
def test_a_house_is_pointed_at_by_its_looks(lane, looks, is_lane_first):
    text = f"{lane}, {looks}" if is_lane_first else f"{looks}, {lane}"
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(
    st.integers(2, 60),
    st.sampled_from(["nhà mái tôn", "nhà cấp 4", "nhà 2 tầng"]),
    st.sampled_from(["tổ 9", "xóm 3"]),
)
def test_houses_that_are_counted_are_nobody(count, looks, lane):
    assert scan_texts([FileText(f"sửa {count} {looks} ở {lane}")]) == []


@given(
    st.sampled_from(["BN nam", "bé gái", "người phụ nữ", "nạn nhân"]),
    st.integers(6, 79),
    st.sampled_from(["t", " tuổi"]),
    st.sampled_from([", thợ xây tổ 6", " ở ngõ 12", ", xóm 3"]),
)
def test_one_person_is_known_by_age_and_neighbourhood(role, age, unit, place):
    text = f"{role} {age}{unit}{place}"
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])
    assert scan_texts([FileText(f"4 {role} từ {age}{unit} trở lên{place}")]) == []
